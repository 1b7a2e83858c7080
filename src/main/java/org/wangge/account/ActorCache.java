package org.wangge.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.wangge.account.model.Account;
import org.wangge.account.model.RoleGrant;
import org.wangge.account.model.Session;
import org.wangge.account.store.AccountStore;
import org.wangge.account.store.RoleStore;
import org.wangge.account.store.SessionStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.Role;
import org.wangge.work.Keeper;
import org.wangge.work.Kept;
import reactor.core.publisher.Mono;

/**
 * Who is signed in, kept in memory for some seconds, so that a busy phone costs no read for each request. A disabled account and an
 * ended session are out at once on the instance that did it, and within two seconds on every other, which is told ({@link Kept}).
 *
 * <p>While the database does not answer, what it last said counts for as long as an access token does. Whoever comes in so reads what
 * is in memory anyway, such as grids and categories; all else needs the database.
 */
@Component
@Order(100)
class ActorCache implements Keeper {

    /** How long something may count that ended without any note, because the instance died that owed it. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final AccountStore accounts;
    private final RoleStore roles;
    private final SessionStore sessions;
    private final Clock clock;
    private final LastSaid<Optional<Actor>> actors;

    /** Until when each is open; {@link Instant#MIN} for one that is not. */
    private final LastSaid<Instant> openSessions;

    private final AtomicLong changes = new AtomicLong();
    private volatile Map<Role, Set<Permission>> grants = Map.of();

    ActorCache(AccountStore accounts, RoleStore roles, SessionStore sessions, AccountSettings settings, Clock clock) {
        this.accounts = accounts;
        this.roles = roles;
        this.sessions = sessions;
        this.clock = clock;
        this.actors = new LastSaid<>(FRESH, settings.accessTokenLife(), this::findActor);
        this.openSessions = new LastSaid<>(FRESH, settings.accessTokenLife(), this::findEnd);
    }

    /** Empty when the account is absent or disabled. */
    Mono<Actor> actor(UUID accountId) {
        return actors.of(accountId).flatMap(Mono::justOrEmpty);
    }

    private Mono<Optional<Actor>> findActor(UUID accountId) {
        return accounts.find(accountId)
                .map(account -> Optional.of(account).filter(Account::isActive).map(this::toActor))
                .defaultIfEmpty(Optional.empty());
    }

    Mono<Boolean> isOpen(UUID sessionId) {
        return openSessions.of(sessionId).map(until -> clock.instant().isBefore(until));
    }

    private Mono<Instant> findEnd(UUID sessionId) {
        return sessions.find(sessionId).map(ActorCache::openUntil).defaultIfEmpty(Instant.MIN);
    }

    private static Instant openUntil(Session session) {
        return session.revokedAt() == null ? session.expiresAt() : Instant.MIN;
    }

    /** Counts whatever was forgotten, for who remembers something itself. */
    long changes() {
        return changes.get();
    }

    void forgetSession(UUID sessionId) {
        changes.incrementAndGet();
        openSessions.forget(sessionId);
    }

    /** After several sessions of somebody were ended, whichever they are. */
    void forgetSessions() {
        changes.incrementAndGet();
        openSessions.forgetAll();
    }

    void forget(UUID accountId) {
        changes.incrementAndGet();
        actors.forget(accountId);
    }

    Actor toActor(Account account) {
        return new Actor(
                account.id(),
                account.name(),
                account.roles(),
                account.roles().stream()
                        .flatMap(role -> grants.getOrDefault(role, Set.of()).stream())
                        .collect(Collectors.toSet()),
                account.areas(),
                account.departments());
    }

    Set<Role> rolesWith(Permission permission) {
        return grants.entrySet().stream()
                .filter(grant -> grant.getValue().contains(permission))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Also forgets everybody: whatever was noted, somebody is not who he was. */
    @Override
    public Mono<Void> run() {
        return roles.all()
                .collectMap(RoleGrant::id, RoleGrant::known)
                .doOnNext(loaded -> {
                    grants = Map.copyOf(loaded);
                    actors.forgetAll();
                    forgetSessions();
                })
                .then();
    }

    @Override
    public Set<Kept> keeps() {
        return Set.of(Kept.ROLES, Kept.ACCOUNTS, Kept.SESSIONS);
    }
}
