package org.wangge.account.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wangge.account.AccountDraft;
import org.wangge.account.AccountState;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Ids;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.shared.PhoneNumbers;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Refused;
import org.wangge.shared.Texts;

/** What makes an account a sound one, and who may administer it. */
public final class AccountRules {

    private static final Pattern USERNAME = Pattern.compile("[\\p{L}\\p{N}._@-]{2,64}");

    private AccountRules() {}

    /** What is wrong with the draft by itself; empty when nothing is. */
    public static List<Fault> faults(AccountDraft draft, @Nullable String password, Actor actor) {
        List<Fault> faults = new ArrayList<>();
        if (!USERNAME.matcher(draft.username()).matches()) {
            faults.add(Fault.of("/username", "account.username-form"));
        }
        if (draft.name().isEmpty()) {
            faults.add(Fault.of("/name", "field.required"));
        }
        if (draft.phone() != null
                && PhoneNumbers.read(draft.phone()) == null
                && !PhoneNumbers.isMasked(draft.phone())) {
            faults.add(Fault.of("/phone", "field.phone"));
        }
        if (draft.roles().isEmpty()) {
            faults.add(Fault.of("/roles", "field.required"));
        }
        if (draft.scopes().isEmpty()) {
            faults.add(Fault.of("/scopes", "field.required"));
        }
        for (int i = 0; i < draft.scopes().size(); i++) {
            checkScope(draft.scopes().get(i), "/scopes/" + i, actor, faults);
        }
        if (password != null) {
            weakness(password, draft.username(), "/password").ifPresent(faults::add);
        }
        return faults;
    }

    private static void checkScope(String scope, String pointer, Actor actor, List<Fault> faults) {
        try {
            if (!actor.covers(new GridPath(scope))) {
                faults.add(Fault.of(pointer, "account.outside-area", scope));
            }
        } catch (IllegalArgumentException notAPath) {
            faults.add(Fault.of(pointer, "account.scope-form"));
        }
    }

    /** Refuses {@code account.password-weak} or {@code account.password-common}. */
    public static void checkPassword(String password, String username, String pointer) {
        weakness(password, username, pointer).ifPresent(fault -> {
            throw new Refused(
                    Refusal.field(fault.code(), pointer, fault.arguments().toArray()));
        });
    }

    private static Optional<Fault> weakness(String password, String username, String pointer) {
        if (!Passwords.fits(password)) {
            return Optional.of(Fault.of(pointer, "account.password-weak", Passwords.SHORTEST));
        }
        return Passwords.isGuessable(password, username)
                ? Optional.of(Fault.of(pointer, "account.password-common"))
                : Optional.empty();
    }

    public static Account account(
            AccountDraft draft, @Nullable String passwordHash, boolean demo, Instant now, Operation operation) {
        return new Account(
                Ids.next(),
                draft.username(),
                folded(draft.username()),
                draft.name(),
                draft.phone(),
                passwordHash,
                draft.roles(),
                draft.scopes(),
                draft.officeCode(),
                draft.departments(),
                draft.locale() == null ? "zh-CN" : draft.locale(),
                isBlank(draft.externalSubject()) ? null : draft.externalSubject(),
                AccountState.ACTIVE,
                demo,
                now,
                now,
                null,
                operation.key(),
                operation.key() == null ? null : operation.bodyHash(),
                null,
                null,
                1);
    }

    /** A number without its middle is only good to say that it stays; null when it is none. */
    public static @Nullable Refusal masked(AccountDraft draft) {
        return draft.phone() != null && PhoneNumbers.isMasked(draft.phone())
                ? Refusal.of("account.invalid").withFaults(List.of(Fault.of("/phone", "field.phone-masked")))
                : null;
    }

    static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /** A username as people sign in with it, whatever the case and the width of its letters. */
    public static String folded(String username) {
        return Texts.folded(username);
    }

    /** The same as older builds kept it, which told wide letters from narrow ones. */
    public static String foldedBefore(String username) {
        return username.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether this person may administer the account: all the areas it works in are theirs. */
    public static boolean mayEdit(Account account, Actor editor) {
        return editor.may(Permission.ACCOUNT_EDIT) && account.areas().stream().allMatch(editor::covers);
    }

    /** Whether an account that is changed like this works in less than before. */
    public static boolean narrows(Account account, AccountDraft draft) {
        List<GridPath> after = draft.scopes().stream().map(GridPath::new).toList();
        return !account.areas().stream().allMatch(area -> after.stream().anyMatch(scope -> scope.contains(area)));
    }
}
