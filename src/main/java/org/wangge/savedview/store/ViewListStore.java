package org.wangge.savedview.store;

import java.util.Collection;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.savedview.model.ViewList;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lists of views; there is nothing of who never had any. */
@Repository
public class ViewListStore {

    private static final String VIEWS = "saved_views";

    private final ReactiveMongoTemplate mongo;

    ViewListStore(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    public Mono<ViewList> find(String id) {
        return mongo.findById(id, ViewList.class, VIEWS).defaultIfEmpty(ViewList.none(id));
    }

    /** Those of them that there are. One query. */
    public Flux<ViewList> find(Collection<String> ids) {
        return mongo.find(Query.query(Criteria.where("_id").in(ids)), ViewList.class, VIEWS);
    }

    /** Puts the next one in the place of the one before it; empty when another came first. */
    public Mono<ViewList> replace(ViewList next) {
        long before = next.version() - 1;
        if (before == 0) {
            return mongo.insert(next, VIEWS).onErrorResume(DuplicateKeyException.class, raced -> Mono.empty());
        }
        Query present =
                Query.query(Criteria.where("_id").is(next.id()).and("version").is(before));
        Update change = new Update().set("views", next.views()).set("version", next.version());
        return mongo.updateFirst(present, change, VIEWS)
                .filter(updated -> updated.getMatchedCount() == 1)
                .map(updated -> next);
    }
}
