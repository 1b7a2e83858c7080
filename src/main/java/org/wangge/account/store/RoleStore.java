package org.wangge.account.store;

import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.account.model.RoleGrant;
import org.wangge.shared.Role;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What roles allow. */
@Repository
public class RoleStore {

    private static final String ROLES = "roles";

    /** Of one role, the newest. */
    private static final int CHANGES_KEPT = 500;

    private final ReactiveMongoTemplate mongo;

    RoleStore(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    public Flux<RoleGrant> all() {
        return mongo.findAll(RoleGrant.class, ROLES);
    }

    public Mono<RoleGrant> find(Role role) {
        return mongo.findById(role.name(), RoleGrant.class, ROLES);
    }

    /** Empty when there is one already. */
    public Mono<RoleGrant> insert(RoleGrant grant) {
        return mongo.insert(grant, ROLES).onErrorResume(DuplicateKeyException.class, another -> Mono.empty());
    }

    /** Empty when another write came first. */
    public Mono<RoleGrant> changeIfUnchanged(RoleGrant present, Set<String> permissions, RoleGrant.Change change) {
        Update update = new Update().set("permissions", permissions);
        update.push("history").slice(-CHANGES_KEPT).each(change);
        return write(present, update);
    }

    /** Empty when another write came first. */
    public Mono<RoleGrant> reseedIfUnchanged(RoleGrant present, Set<String> permissions, Set<String> seeded) {
        return write(present, new Update().set("permissions", permissions).set("seeded", seeded));
    }

    private Mono<RoleGrant> write(RoleGrant present, Update update) {
        Query unchanged = Query.query(
                Criteria.where("_id").is(present.id().name()).and("version").is(present.version()));
        return mongo.findAndModify(
                unchanged,
                update.set("version", present.presentVersion() + 1),
                FindAndModifyOptions.options().returnNew(true),
                RoleGrant.class,
                ROLES);
    }
}
