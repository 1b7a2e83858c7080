package org.wangge.account;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.wangge.account.model.RoleGrant;
import org.wangge.account.store.RoleStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.Role;
import org.wangge.work.OptimisticRetry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What each role may do, and who changed that. Every instance knows of a change within a few seconds. */
@Component
public class RolePermissions {

    /** Without these nobody could give anything back. */
    private static final Set<Permission> NEEDED_BY_ADMINISTRATORS =
            Set.of(Permission.ACCOUNT_READ, Permission.ACCOUNT_EDIT);

    private final RoleStore roles;
    private final SignedIn signedIn;
    private final Clock clock;

    RolePermissions(RoleStore roles, SignedIn signedIn, Clock clock) {
        this.roles = roles;
        this.signedIn = signedIn;
        this.clock = clock;
    }

    /**
     * What a role may do.
     *
     * @param history the changes by people, the newest first
     */
    public record View(Role role, Set<Permission> permissions, long version, List<Change> history) {}

    /** One change by a person. */
    public record Change(
            Instant at, UUID by, String byName, String requestId, Set<Permission> before, Set<Permission> after) {}

    /** What the role may do now. */
    public Mono<View> find(Role role) {
        return present(role).map(RolePermissions::view);
    }

    /** A role that the seeds of an older build did not know may do nothing yet. */
    private Mono<RoleGrant> present(Role role) {
        return roles.find(role)
                .switchIfEmpty(Mono.defer(() -> roles.insert(RoleGrant.seed(role, Set.of()))
                        .switchIfEmpty(Mono.defer(() -> roles.find(role)))));
    }

    /**
     * Says what the role may do from now on. Refuses {@code access.forbidden} to who does not administer a whole district (roles
     * are the same everywhere), {@code permission.stale}, {@code permission.needed} for what administrators cannot do without,
     * and {@code account.not-yourself} when the actor would lose the right to do this. Repeatable.
     */
    public Mono<View> change(Role role, Set<Permission> permissions, Call call) {
        Actor actor = call.actor();
        if (actor.scopes().stream().noneMatch(scope -> scope.depth() == 1)) {
            return Mono.error(() -> new Refused(Refusal.of("access.forbidden", Permission.ACCOUNT_EDIT.name())));
        }
        if (role == Role.ADMIN && !permissions.containsAll(NEEDED_BY_ADMINISTRATORS)) {
            return Mono.error(() -> new Refused(Refusal.field("permission.needed", "/permissions")));
        }
        if (!permissions.contains(Permission.ACCOUNT_EDIT)
                && Set.of(role)
                        .containsAll(actor.roles().stream()
                                .filter(signedIn.rolesWith(Permission.ACCOUNT_EDIT)::contains)
                                .toList())) {
            return Mono.error(() -> new Refused(Refusal.of("account.not-yourself")));
        }
        return OptimisticRetry.untilWritten(() -> present(role).flatMap(now -> write(now, permissions, call)))
                .flatMap(changed -> signedIn.reload().thenReturn(view(changed)));
    }

    private Mono<RoleGrant> write(RoleGrant present, Set<Permission> permissions, Call call) {
        Long seen = call.seenVersion();
        if (seen != null && seen != present.presentVersion()) {
            return Mono.error(
                    () -> new Refused(Refusal.of("permission.stale").withPresent(present.presentVersion(), List.of())));
        }
        Set<String> names = RoleGrant.names(permissions);
        if (present.known().equals(permissions)) {
            return Mono.just(present);
        }
        RoleGrant.Change change = new RoleGrant.Change(
                clock.instant(),
                call.actor().id(),
                call.actor().name(),
                call.operation().requestId(),
                present.permissions(),
                names);
        return roles.changeIfUnchanged(present, names, change);
    }

    private static View view(RoleGrant grant) {
        List<Change> history = new ArrayList<>();
        if (grant.history() != null) {
            grant.history().forEach(change -> history.add(0, change(change)));
        }
        return new View(grant.id(), grant.known(), grant.presentVersion(), history);
    }

    private static Change change(RoleGrant.Change change) {
        return new Change(
                change.at(),
                change.by(),
                change.byName(),
                change.requestId(),
                RoleGrant.known(change.before()),
                RoleGrant.known(change.after()));
    }

    /** Gives each role what the seeds say, and leaves what people changed since. Repeatable. */
    public Mono<Void> introduce(Map<Role, Set<Permission>> seeds) {
        return Flux.fromIterable(seeds.entrySet())
                .concatMap(seed -> OptimisticRetry.untilWritten(() -> introduce(seed.getKey(), seed.getValue())))
                .then(Mono.defer(signedIn::reload));
    }

    private Mono<RoleGrant> introduce(Role role, Set<Permission> permissions) {
        Set<String> seeds = RoleGrant.names(permissions);
        return roles.find(role)
                .flatMap(present -> seeds.equals(present.seeded())
                        ? Mono.just(present)
                        : roles.reseedIfUnchanged(present, present.reseeded(seeds), seeds))
                .switchIfEmpty(Mono.defer(() -> roles.insert(RoleGrant.seed(role, permissions))));
    }
}
