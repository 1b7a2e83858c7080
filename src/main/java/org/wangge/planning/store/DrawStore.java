package org.wangge.planning.store;

import java.util.UUID;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.planning.model.DrawFile;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
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

    static Criteria inAreaOf(Actor actor) {
        return Criteria.where("areas")
                .in(actor.scopes().stream().map(GridPath::value).toList());
    }
}
