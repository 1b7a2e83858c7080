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
import org.wangge.work.VersionedWrites;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What each role may do, and who changed that. Every instance knows of a change within a few seconds. */
@Component
public class RolePermissions {

    /** Without these nobody could give anything back. */
    private static final Set<Permission> NEEDED_BY_ADMINISTRATORS =
            Set.of(Permission.ACCOUNT_READ, Permission.ACCOUNT_EDIT);

    private final RoleStore roles;
    private final ActorCache signedIn;
    private final Clock clock;

    RolePermissions(RoleStore roles, ActorCache signedIn, Clock clock) {
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
        return VersionedWrites.change(
                        () -> present(role),
                        call,
                        now -> Refusal.of("permission.stale").withPresent(now.version(), List.of()),
                        now -> Mono.just(now.changed(permissions, call, clock.instant())),
                        roles::change)
                .flatMap(written -> signedIn.run().thenReturn(view(written.file())));
    }

    private static View view(RoleGrant grant) {
        List<Change> history = new ArrayList<>();
        if (grant.history() != null) {
            grant.history().forEach(change -> history.add(0, change(change)));
        }
        return new View(grant.id(), grant.known(), grant.version(), history);
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
                .concatMap(seed -> introduce(seed.getKey(), seed.getValue()))
                .then(Mono.defer(signedIn::run));
    }

    private Mono<Void> introduce(Role role, Set<Permission> permissions) {
        return roles.insert(RoleGrant.seed(role, permissions))
                .switchIfEmpty(Mono.defer(() -> VersionedWrites.bySystem(
                        () -> roles.find(role), there -> there.reseeded(RoleGrant.names(permissions)), roles::change)))
                .then();
    }
}
