package org.wangge.account;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.model.Account;
import org.wangge.account.model.AccountAction;
import org.wangge.account.model.AccountMachine;
import org.wangge.account.model.AccountRules;
import org.wangge.account.store.AccountQueries;
import org.wangge.account.store.AccountStore;
import org.wangge.account.store.SessionStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.GridPath;
import org.wangge.shared.Ids;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.Role;
import org.wangge.work.Decision;
import org.wangge.work.VersionedWrites.Written;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The people of a district: finding them, administering them, and knowing who must be told or asked. */
@Component
public class Accounts {

    private final AccountStore accounts;
    private final AccountQueries queries;
    private final SessionStore sessions;
    private final ActorCache signedIn;
    private final AccountWrites writes;
    private final AccountReferences references;
    private final AccountGrids grids;
    private final LastAdministrators administrators;
    private final Clock clock;

    Accounts(
            AccountStore accounts,
            AccountQueries queries,
            SessionStore sessions,
            ActorCache signedIn,
            AccountWrites writes,
            AccountReferences references,
            AccountGrids grids,
            LastAdministrators administrators,
            Clock clock) {
        this.accounts = accounts;
        this.queries = queries;
        this.sessions = sessions;
        this.signedIn = signedIn;
        this.writes = writes;
        this.references = references;
        this.grids = grids;
        this.administrators = administrators;
        this.clock = clock;
    }

    /** The acting person's own account; {@code account.not-found} only when it was removed meanwhile. */
    public Mono<AccountView> self(Actor actor) {
        return accounts.find(actor.id()).flatMap(found -> view(found, actor)).switchIfEmpty(absent());
    }

    /** An account within the actor's area; {@code account.not-found} for any other. */
    public Mono<AccountView> find(UUID id, Actor actor) {
        return visible(id, actor).flatMap(found -> view(found, actor));
    }

    /** A page of the accounts of the actor's area, by username, without their telephones. */
    public Mono<Page<AccountView>> list(
            Actor actor, AccountFilter filter, int limit, @Nullable String cursor, boolean count) {
        return queries.page(filter, actor, limit, cursor, count)
                .flatMap(page -> grids.of(page.items().stream().map(Account::id).toList())
                        .map(duties ->
                                page.map(account -> view(account, duties.getOrDefault(account.id(), List.of()), actor)
                                        .listed())));
    }

    /**
     * What a write came to.
     *
     * @param replayed whether the same operation had done it before
     */
    public record Done(AccountView view, boolean replayed) {}

    /**
     * Makes an account. Refuses {@code account.name-taken}, {@code account.subject-taken}, {@code account.invalid} with its
     * fields (also for scopes the actor does not cover, and for what does not exist or lies outside the scopes). Repeatable by
     * its operation.
     */
    public Mono<Done> create(AccountDraft draft, @Nullable String password, Actor actor, Operation operation) {
        return sound(draft, password, actor)
                .then(Mono.defer(() -> writes.create(draft, password, operation)))
                .flatMap(made -> duties(made, draft).then(Mono.defer(() -> done(made, actor))));
    }

    /** A repeat that comes late finds what was changed since, and leaves it so. */
    private Mono<Void> duties(Written<Account> made, AccountDraft draft) {
        return made.replayed() && made.file().version() > 1 ? Mono.empty() : grids.replace(made.file(), draft.grids());
    }

    private Mono<Void> sound(AccountDraft draft, @Nullable String password, Actor actor) {
        return references.faults(draft, actor).flatMap(others -> {
            List<Refusal.Fault> faults = new ArrayList<>(AccountRules.faults(draft, password, actor));
            faults.addAll(others);
            return faults.isEmpty()
                    ? Mono.empty()
                    : Mono.error(new Refused(Refusal.of("account.invalid").withFaults(faults)));
        });
    }

    /**
     * Changes what the draft says; the username stays. Refuses {@code account.invalid} as {@link #create} does,
     * {@code account.not-yourself} when the actor would lose a right, {@code account.last-administrator} when nobody else has it,
     * {@code account.stale} when the version seen is not the present one, {@code account.subject-taken}, and
     * {@code access.forbidden} for who works outside the actor's area too. Repeatable.
     */
    public Mono<AccountView> change(UUID id, AccountDraft draft, Call call) {
        return sound(draft, null, call.actor())
                .then(Mono.defer(() -> write(
                        id,
                        call,
                        present -> administrators
                                .mayBecome(present, draft, call.actor())
                                .map(may -> AccountMachine.described(present, draft, clock.instant())))))
                .flatMap(made -> grids.follow(made.file(), draft.grids())
                        .then(Mono.defer(() -> view(made.file(), call.actor()))));
    }

    /** Takes all access away, ends all sessions, and lets others clean up after the person. Repeatable by its operation. */
    public Mono<Done> disable(UUID id, Call call) {
        if (id.equals(call.actor().id())) {
            return Mono.error(() -> new Refused(Refusal.of("account.not-yourself")));
        }
        Instant now = clock.instant();
        AccountDisabled event = new AccountDisabled(Ids.next(), now, id);
        return write(
                        id,
                        call,
                        present -> administrators
                                .mayLeave(present, call.actor())
                                .map(may ->
                                        AccountMachine.moved(present, AccountAction.DISABLE, call.actor(), event, now)))
                .flatMap(made -> endSessions(id, "disabled").then(Mono.defer(() -> done(made, call.actor()))));
    }

    /** Also by a repeat: whoever did it the first time may not have come so far. */
    private Mono<Void> endSessions(UUID id, String because) {
        return sessions.revokeAllOf(id, because).doOnSuccess(done -> signedIn.forgetSessions());
    }

    /** Gives access back; the person signs in anew. Repeatable by its operation. */
    public Mono<Done> enable(UUID id, Call call) {
        return write(
                        id,
                        call,
                        present -> Mono.just(AccountMachine.moved(
                                present, AccountAction.ENABLE, call.actor(), null, clock.instant())))
                .flatMap(made -> done(made, call.actor()));
    }

    /** Sets another password and ends all sessions. Refuses {@code account.password-weak}. Repeatable by its operation. */
    public Mono<Done> resetPassword(UUID id, String password, Call call) {
        return writes.resetPassword(() -> editable(id, call.actor()), password, call)
                .doOnNext(changed -> signedIn.forget(id))
                .flatMap(made -> endSessions(id, "password-reset").then(Mono.defer(() -> done(made, call.actor()))));
    }

    /** Ends a lock-out before its time; refuses {@code account.stale}. Repeatable by its operation, which ends no later one. */
    public Mono<Done> unlock(UUID id, Call call) {
        return editable(id, call.actor())
                .flatMap(found -> writes.unlock(found, call)
                        .flatMap(once -> done(new Written<>(found, once.replayed()), call.actor())));
    }

    private Mono<Written<Account>> write(UUID id, Call call, Function<Account, Mono<Decision<Account>>> decide) {
        return writes.write(() -> editable(id, call.actor()), call, decide).doOnNext(changed -> signedIn.forget(id));
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

    private Mono<Done> done(Written<Account> made, Actor reader) {
        return view(made.file(), reader).map(view -> new Done(view, made.replayed()));
    }

    private Mono<AccountView> view(Account account, Actor reader) {
        return grids.of(List.of(account.id()))
                .map(duties -> view(account, duties.getOrDefault(account.id(), List.of()), reader));
    }

    private static AccountView view(Account account, List<AccountDraft.GridDuty> grids, Actor reader) {
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
                reader.may(Permission.ACCOUNT_EDIT) ? account.externalSubject() : null,
                grids,
                account.state(),
                account.lastSignInAt(),
                account.version(),
                AccountMachine.table().openActions(account, reader, account.updatedAt()));
    }

    /** The acting person behind an account, for work done in someone's name later; empty when it may not act. */
    public Mono<Actor> actor(UUID id) {
        return signedIn.actor(id);
    }

    /** Those of the people who are active, each with what it may do and where; one query. */
    public Mono<List<Actor>> actors(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Mono.just(List.of())
                : accounts.all(ids)
                        .filter(Account::isActive)
                        .map(signedIn::toActor)
                        .collectList();
    }

    /** For each of the areas the active people whose roles give them the permission and whose scope holds it; one query. */
    public Mono<Map<GridPath, List<Person>>> holding(Permission permission, Collection<GridPath> areas) {
        return having(signedIn.rolesWith(permission), areas);
    }

    /** The same for people who have one of these roles; one query. */
    public Mono<Map<GridPath, List<Person>>> having(Set<Role> roles, Collection<GridPath> areas) {
        return areas.isEmpty()
                ? Mono.just(Map.of())
                : accounts.working(areas, roles).collectList().map(found -> those(areas, found, Account::covers));
    }

    /** For each of the departments the active people who handle for it; one query. */
    public Mono<Map<String, List<Person>>> handlersOf(Collection<String> departments) {
        return departments.isEmpty()
                ? Mono.just(Map.of())
                : accounts.ofDepartments(departments, signedIn.rolesWith(Permission.CASE_HANDLE))
                        .collectList()
                        .map(found -> those(
                                departments,
                                found,
                                (account, code) -> account.departments().contains(code)));
    }

    private static <K> Map<K, List<Person>> those(
            Collection<K> keys, List<Account> found, BiPredicate<Account, K> wanted) {
        return keys.stream()
                .distinct()
                .collect(Collectors.toMap(
                        key -> key,
                        key -> found.stream()
                                .filter(account -> wanted.test(account, key))
                                .map(Account::toPerson)
                                .toList()));
    }

    /** Those of the people who are active. */
    public Flux<Person> people(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Flux.empty()
                : accounts.all(ids).filter(Account::isActive).map(Account::toPerson);
    }
}
