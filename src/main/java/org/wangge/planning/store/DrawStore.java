package org.wangge.planning.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.planning.model.DrawFile;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Draws. They are written once and never change. */
@Repository
public class DrawStore {

    static final String DRAWS = "draws";

    private final ReactiveMongoTemplate mongo;

    DrawStore(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** A duplicate key when the operation has drawn already. */
    public Mono<DrawFile> insert(DrawFile draw) {
        return mongo.insert(draw, DRAWS);
    }

    public Mono<DrawFile> findByOperation(String operationKey) {
        return mongo.findOne(Query.query(Criteria.where("operationKey").is(operationKey)), DrawFile.class, DRAWS);
    }

    public Mono<DrawFile> findVisible(UUID id, Actor actor) {
        return mongo.findOne(
                Query.query(Criteria.where("_id").is(id).andOperator(inAreaOf(actor))), DrawFile.class, DRAWS);
    }

    /** The newest first, after one. */
    public Flux<DrawFile> list(Actor actor, @Nullable UUID after, int limit) {
        Criteria all = inAreaOf(actor);
        if (after != null) {
            all = all.and("_id").lt(after);
        }
        return mongo.find(
                Query.query(all).with(Sort.by(Sort.Direction.DESC, "_id")).limit(limit), DrawFile.class, DRAWS);
    }

    private static Criteria inAreaOf(Actor actor) {
        return Criteria.where("areas")
                .in(actor.scopes().stream().map(GridPath::value).toList());
    }
}
