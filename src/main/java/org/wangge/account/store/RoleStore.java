package org.wangge.account.store;

import java.time.Clock;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.account.model.RoleGrant;
import org.wangge.shared.Role;
import org.wangge.work.Changes;
import org.wangge.work.Decision;
import org.wangge.work.Kept;
import org.wangge.work.VersionedStore;
import org.wangge.work.VersionedStore.Beside;
import org.wangge.work.VersionedStores;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What roles allow. */
@Repository
public class RoleStore {

    private static final String ROLES = "roles";

    private final VersionedStore<RoleGrant> roles;
    private final Clock clock;
    private final Changes changes;

    RoleStore(VersionedStores stores, Clock clock, Changes changes) {
        this.changes = changes;
        this.roles = stores.of(RoleGrant.class, ROLES);
        this.clock = clock;
    }

    public Flux<RoleGrant> all() {
        return roles.find(new Query());
    }

    public Mono<RoleGrant> find(Role role) {
        return roles.find(role.name());
    }

    /** Empty when there is one already. */
    public Mono<RoleGrant> insert(RoleGrant grant) {
        return roles.insert(grant, beside())
                .onErrorResume(DuplicateKeyException.class, another -> Mono.empty())
                .delayUntil(stored -> changes.noted(Kept.ROLES));
    }

    /** Empty when another write came first. */
    public Mono<RoleGrant> change(RoleGrant decidedOn, Decision.Next<RoleGrant> next) {
        return roles.change(decidedOn, next.file(), beside()).delayUntil(stored -> changes.noted(Kept.ROLES));
    }

    private Beside beside() {
        return new Beside(List.of(), null, clock.instant());
    }
}
