package org.wangge.account;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.wangge.account.model.Account;
import org.wangge.account.model.AccountRules;
import org.wangge.account.model.RoleGrant;
import org.wangge.account.store.AccountStore;
import org.wangge.account.store.SessionStore;
import org.wangge.grid.Responsibilities;
import org.wangge.shared.Actor;
import org.wangge.shared.Cursor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Ids;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.Role;
import org.wangge.work.Attempts;
import org.wangge.work.Nudge;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The people of a district: finding them, administering them, and knowing who must be told or asked. */
@Component
public class Accounts {

    private final AccountStore accounts;
    private final SessionStore sessions;
    private final SignedIn signedIn;
    private final SignIns signIns;
    private final AccountWrites writes;
    private final Responsibilities responsibilities;
    private final Nudge nudge;
    private final Clock clock;

    Accounts(
            AccountStore accounts,
            SessionStore sessions,
            SignedIn signedIn,
            SignIns signIns,
            AccountWrites writes,
            Responsibilities responsibilities,
            Nudge nudge,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.signedIn = signedIn;
        this.signIns = signIns;
        this.writes = writes;
        this.responsibilities = responsibilities;
        this.nudge = nudge;
        this.clock = clock;
    }

    /** The acting person's own account; {@code account.not-found} only when it was removed meanwhile. */
    public Mono<AccountView> self(Actor actor) {
        return accounts.find(actor.id()).map(found -> view(found, actor)).switchIfEmpty(absent());
    }

    /** An account within the actor's area; {@code account.not-found} for any other. */
    public Mono<AccountView> find(UUID id, Actor actor) {
        return visible(id, actor).map(found -> view(found, actor));
    }

    /** A page of the accounts of the actor's area, by username. */
    public Mono<Page<AccountView>> list(
            Actor actor, AccountFilter filter, int limit, @Nullable String cursor, boolean count) {
        String fingerprint = "accounts" + Integer.toHexString(filter.toString().hashCode());
        Cursor after = Cursor.read(cursor, fingerprint);
        return accounts.list(actor.scopes(), filter, after == null ? null : after.id(), limit + 1)
                .collectList()
                .flatMap(found -> {
                    Page<AccountView> page = Page.of(
                                    found, limit, last -> new Cursor(fingerprint, "", last.foldedName()))
                            .map(account -> view(account, actor));
                    return count ? accounts.count(actor.scopes(), filter).map(page::withTotal) : Mono.just(page);
                });
    }

    /**
     * What making an account came to.
     *
     * @param replayed whether the same operation had made it before
     */
    public record Made(AccountView view, boolean replayed) {}

    /**
     * Makes an account. Refuses {@code account.name-taken}, {@code account.subject-taken}, {@code account.invalid} with its
     * fields (also for scopes the actor does not cover). Repeatable by its operation.
     */
    public Mono<Made> create(AccountDraft draft, @Nullable String password, Actor actor, Operation operation) {
        AccountRules.check(draft, password, actor);
        return writes.create(draft, password, operation)
                .map(made -> new Made(view(made.account(), actor), made.replayed()));
    }

    /**
     * Changes what the draft says; the username stays. Refuses {@code account.stale} when the version seen is not the present
     * one, {@code account.subject-taken}, and {@code access.forbidden} for who works outside the actor's area too. Repeatable.
     */
    public Mono<AccountView> change(UUID id, AccountDraft draft, @Nullable Long seenVersion, Actor actor) {
        AccountRules.check(draft, null, actor);
        return write(id, seenVersion, actor, () -> AccountWrites.changes(draft), List.of())
                .flatMap(view ->
                        responsibilities.rename(id, draft.name(), draft.phone()).thenReturn(view));
    }

    /** Takes all access away, ends all sessions, and lets others clean up after the person. Repeatable. */
    public Mono<AccountView> disable(UUID id, @Nullable Long seenVersion, Actor actor) {
        if (id.equals(actor.id())) {
            return Mono.error(() -> new Refused(Refusal.of("account.not-yourself")));
        }
        AccountDisabled event = new AccountDisabled(Ids.next(), clock.instant(), id);
        return write(id, seenVersion, actor, () -> new Update().set("state", AccountState.DISABLED), List.of(event))
                .flatMap(view -> endSessions(id, "disabled").thenReturn(view))
                .doOnNext(view -> nudge.wake("outbox-relay"));
    }

    private Mono<Void> endSessions(UUID id, String because) {
        return sessions.revokeAllOf(id, because).doOnSuccess(done -> signedIn.forgetSessions());
    }

    /** Gives access back; the person signs in anew. Repeatable. */
    public Mono<AccountView> enable(UUID id, @Nullable Long seenVersion, Actor actor) {
        return write(id, seenVersion, actor, () -> new Update().set("state", AccountState.ACTIVE), List.of());
    }

    /** Sets another password and ends all sessions. Refuses {@code account.password-weak}. */
    public Mono<AccountView> resetPassword(UUID id, String password, @Nullable Long seenVersion, Actor actor) {
        AccountRules.checkPassword(password, "/password");
        return signIns.hash(password)
                .flatMap(hash -> write(id, seenVersion, actor, () -> new Update().set("passwordHash", hash), List.of()))
                .flatMap(view -> endSessions(id, "password-reset").thenReturn(view));
    }

    /** Ends a lock-out before its time. Repeatable. */
    public Mono<AccountView> unlock(UUID id, Actor actor) {
        return editable(id, actor)
                .flatMap(found -> sessions.forgetFailures(found.foldedName()).thenReturn(view(found, actor)));
    }

    private Mono<AccountView> write(
            UUID id, @Nullable Long seenVersion, Actor actor, Supplier<Update> change, List<AccountDisabled> events) {
        return Attempts.untilWritten(() -> editable(id, actor)
                        .flatMap(present -> writes.write(present, seenVersion, change.get(), events, actor)))
                .doOnNext(changed -> signedIn.forget(id))
                .map(changed -> view(changed, actor));
    }

    /** Who works in other areas too is administered by who covers all of them: a new password would open those as well. */
    private Mono<Account> editable(UUID id, Actor actor) {
        return visible(id, actor).map(found -> {
            if (!AccountRules.mayEdit(found, actor)) {
                throw new Refused(Refusal.of("access.forbidden", Permission.ACCOUNT_EDIT.name()));
            }
            return found;
        });
    }

    private Mono<Account> visible(UUID id, Actor actor) {
        return accounts.find(id)
                .filter(found ->
                        found.id().equals(actor.id()) || found.areas().stream().anyMatch(actor::covers))
                .switchIfEmpty(absent());
    }

    private static <T> Mono<T> absent() {
        return Mono.error(() -> new Refused(Refusal.of("account.not-found")));
    }

    private static AccountView view(Account account, Actor reader) {
        return new AccountView(
                account.id(),
                account.username(),
                account.name(),
                account.phone(),
                account.roles(),
                account.scopes(),
                account.officeCode(),
                account.departments(),
                account.locale(),
                account.state(),
                account.lastSignInAt(),
                account.version(),
                AccountRules.openActions(account, reader));
    }

    /** The acting person behind an account, for work done in someone's name later; empty when it may not act. */
    public Mono<Actor> actor(UUID id) {
        return signedIn.actor(id);
    }

    /** For each of the areas the active people whose roles give them the permission and whose scope holds it; one query. */
    public Mono<Map<GridPath, List<Person>>> holding(Permission permission, Collection<GridPath> areas) {
        return areas.isEmpty()
                ? Mono.just(Map.of())
                : accounts.working(areas, signedIn.rolesWith(permission))
                        .collectList()
                        .map(found -> areas.stream()
                                .distinct()
                                .collect(Collectors.toMap(
                                        area -> area, area -> those(found, account -> account.covers(area)))));
    }

    /** For each of the departments the active people who handle for it; one query. */
    public Mono<Map<String, List<Person>>> handlersOf(Collection<String> departments) {
        return departments.isEmpty()
                ? Mono.just(Map.of())
                : accounts.ofDepartments(departments, signedIn.rolesWith(Permission.CASE_HANDLE))
                        .collectList()
                        .map(found -> departments.stream()
                                .distinct()
                                .collect(Collectors.toMap(
                                        code -> code,
                                        code -> those(
                                                found,
                                                account -> account.departments().contains(code)))));
    }

    private static List<Person> those(List<Account> found, Predicate<Account> wanted) {
        return found.stream().filter(wanted).map(Accounts::person).toList();
    }

    /** Those of the people who are active. */
    public Flux<Person> people(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Flux.empty()
                : accounts.all(ids).filter(Account::isActive).map(Accounts::person);
    }

    private static Person person(Account account) {
        return new Person(account.id(), account.name(), account.locale(), account.officeCode());
    }

    /** Says what each role may do; replaces what was said before. */
    public Mono<Void> grant(Map<Role, Set<Permission>> permissions) {
        return accounts.putGrants(permissions.entrySet().stream()
                        .map(entry -> new RoleGrant(entry.getKey(), entry.getValue()))
                        .toList())
                .then(Mono.defer(signedIn::run));
    }

    /**
     * Adds demonstration accounts; those whose name exists are left as they are. All have the same password: that of those
     * which are there already, else the new one, whose hash is made only then.
     */
    public Mono<Void> introduceDemo(List<AccountDraft> drafts, Mono<String> newHash) {
        return accounts.anyDemoAccount()
                .mapNotNull(Account::passwordHash)
                .switchIfEmpty(newHash)
                .flatMap(hash -> accounts.insertAbsent(drafts.stream()
                        .map(draft -> AccountRules.account(
                                draft, hash, true, clock.instant(), new Operation(null, "", "seed")))
                        .toList()));
    }

    /** Whether the demonstration accounts exist and have this password; empty when there are none. */
    public Mono<Boolean> demoPasswordIs(String password) {
        return accounts.anyDemoAccount()
                .flatMap(account -> account.passwordHash() == null
                        ? Mono.just(false)
                        : signIns.matches(password, account.passwordHash()));
    }

    /** Gives all demonstration accounts this password. */
    public Mono<Void> setDemoPassword(String password) {
        return signIns.hash(password).flatMap(accounts::setDemoPasswords);
    }

    /** The hash to introduce demonstration accounts with. */
    public Mono<String> hashForDemo(String password) {
        return signIns.hash(password);
    }

    /** The ids of those of the usernames that exist. */
    public Mono<Map<String, UUID>> idsOf(Collection<String> usernames) {
        return accounts.findByNames(usernames.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList())
                .collectMap(Account::username, Account::id);
    }
}
