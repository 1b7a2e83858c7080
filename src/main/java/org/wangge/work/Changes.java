package org.wangge.work;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tells all instances what of that which they keep in memory has changed, with one small document for each {@link Kept}. So they
 * need not ask for each of them again and again (ADR 33).
 */
@Component
public final class Changes {

    /** A document for each {@link Kept}, with how often it changed. */
    public static final String CHANGES = "changes";

    private static final Logger log = LoggerFactory.getLogger(Changes.class);

    private final ReactiveMongoTemplate mongo;

    Changes(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    /**
     * Notes that it changed; to be called after the write. Never fails: the change itself is stored, and instances read all they keep
     * every few minutes anyway.
     */
    public Mono<Void> noted(Kept what) {
        return Mono.defer(() -> mongo.upsert(
                        Query.query(Criteria.where("_id").is(what.name())), new Update().inc("count", 1L), CHANGES))
                .then()
                .onErrorResume(failure -> {
                    log.warn("kept={} outcome=change-not-noted", what, failure);
                    return Mono.empty();
                });
    }
}
