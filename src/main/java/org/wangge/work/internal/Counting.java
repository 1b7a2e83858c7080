package org.wangge.work.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.wangge.work.Counted;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Counts what is watched, on one instance for all, and writes it down for the others. */
@Component
class Counting implements RecurringJob {

    static final String COUNTS = "counts";
    private static final Logger log = LoggerFactory.getLogger(Counting.class);

    private final ReactiveMongoTemplate mongo;
    private final List<Counted> all;
    private final Clock clock;

    Counting(ReactiveMongoTemplate mongo, ObjectProvider<Counted> all, Clock clock) {
        this.mongo = mongo;
        this.all = all.orderedStream().toList();
        this.clock = clock;
    }

    @Override
    public String name() {
        return "counting";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(30);
    }

    /** One that cannot be counted keeps its last number, and does not keep the others from theirs. */
    @Override
    public Mono<Void> run() {
        Instant now = clock.instant();
        return Flux.fromIterable(all)
                .concatMap(one -> one.count(now)
                        .flatMap(found -> note(one.gauge(), found, now))
                        .onErrorResume(failure -> {
                            log.warn("gauge={} outcome=not-counted", one.gauge(), failure);
                            return Mono.empty();
                        }))
                .then();
    }

    private Mono<Void> note(String gauge, long found, Instant now) {
        return mongo.upsert(
                        Query.query(Criteria.where("_id").is(gauge)),
                        new Update().set("value", found).set("countedAt", now),
                        COUNTS)
                .then();
    }
}
