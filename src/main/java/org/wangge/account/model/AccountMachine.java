package org.wangge.account.model;

import static org.wangge.account.AccountState.ACTIVE;
import static org.wangge.account.AccountState.DISABLED;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.account.AccountDraft;
import org.wangge.account.AccountState;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.work.Decision;
import org.wangge.work.DomainEvent;
import org.wangge.work.Transitions;
import org.wangge.work.Transitions.Asked;
import org.wangge.work.Transitions.Row;
import org.wangge.work.Transitions.Rule;

/** What can be done to an account in which state, and where that leads: the whole table, and what each step changes. */
public final class AccountMachine {

    private static final Set<AccountState> ANY = EnumSet.allOf(AccountState.class);

    private static final Transitions<Account, Void, AccountAction, AccountState> TABLE = new Transitions<>(
            "account",
            Account::state,
            List.of(
                    row(AccountAction.ENABLE, Set.of(DISABLED), Set.of(ACTIVE)),
                    row(AccountAction.DISABLE, Set.of(ACTIVE), Set.of(DISABLED), Guard.NOT_YOURSELF),
                    row(AccountAction.RESET_PASSWORD, ANY, Set.of()),
                    row(AccountAction.UNLOCK, ANY, Set.of())));

    private AccountMachine() {}

    private enum Guard implements Rule<Account, Void, AccountAction> {
        /** Who works in other areas too is administered by who covers all of them. */
        OF_THE_AREA {
            @Override
            public @Nullable Refusal refusal(Account account, Asked<Void, AccountAction> asked) {
                return AccountRules.mayEdit(account, asked.actor())
                        ? null
                        : Refusal.of("access.forbidden", Permission.ACCOUNT_EDIT.name());
            }
        },
        NOT_YOURSELF {
            @Override
            public @Nullable Refusal refusal(Account account, Asked<Void, AccountAction> asked) {
                return account.id().equals(asked.actor().id()) ? Refusal.of("account.not-yourself") : null;
            }
        }
    }

    private static Row<Account, Void, AccountAction, AccountState> row(
            AccountAction action, Set<AccountState> from, Set<AccountState> to, Guard... guards) {
        return new Row<>(
                action,
                from,
                to,
                Permission.ACCOUNT_EDIT,
                Stream.concat(Stream.of(Guard.OF_THE_AREA), Stream.of(guards)).toList());
    }

    /** The whole table. */
    public static Transitions<Account, Void, AccountAction, AccountState> table() {
        return TABLE;
    }

    /**
     * Gives access or takes it away; what is so already stays so.
     *
     * @param event to tell of it, null for none
     */
    public static Decision<Account> moved(
            Account account, AccountAction action, Actor actor, @Nullable DomainEvent event, Instant now) {
        AccountState to = action == AccountAction.ENABLE ? ACTIVE : DISABLED;
        if (account.state() == to) {
            return new Decision.Already<>();
        }
        Refusal refusal = TABLE.refusal(account, new Asked<>(action, null, actor, now));
        return refusal != null
                ? new Decision.No<>(refusal)
                : new Decision.Next<>(
                        following(account, now).state(to).build(), event == null ? List.of() : List.of(event));
    }

    /** With another password; it follows no setting of the demonstration any more. */
    public static Decision<Account> withPassword(Account account, String hash, Actor actor, Instant now) {
        Refusal refusal = TABLE.refusal(account, new Asked<>(AccountAction.RESET_PASSWORD, null, actor, now));
        return refusal != null
                ? new Decision.No<>(refusal)
                : new Decision.Next<>(
                        following(account, now).passwordHash(hash).demo(false).build(), List.of());
    }

    /**
     * Described anew: all but the username. What is not said any more is gone, save the language, and save by what the issuer
     * knows the person: who does not say it has not seen it.
     */
    public static Decision<Account> described(Account account, AccountDraft said, Instant now) {
        AccountDraft draft = said.unmasked(account.phone());
        Refusal masked = AccountRules.masked(draft);
        if (masked != null) {
            return new Decision.No<>(masked);
        }
        String subject = draft.externalSubject();
        AccountBuilder next = following(account, now)
                .name(draft.name())
                .roles(draft.roles())
                .scopes(draft.scopes())
                .departments(draft.departments())
                .phone(draft.phone())
                .officeCode(draft.officeCode())
                .locale(draft.locale() == null ? account.locale() : draft.locale());
        return new Decision.Next<>(
                subject == null
                        ? next.build()
                        : next.externalSubject(AccountRules.isBlank(subject) ? null : subject)
                                .build(),
                List.of());
    }

    private static AccountBuilder following(Account account, Instant now) {
        return AccountBuilder.builder(account).version(account.version() + 1).updatedAt(now);
    }
}
