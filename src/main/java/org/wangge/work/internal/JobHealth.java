package org.wangge.work.internal;

import org.bson.Document;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Warns of jobs whose last run could not do all items; which they were stands in the log and in the collection {@code jobs}. */
@Component("jobs")
class JobHealth implements ReactiveHealthIndicator {

    private final ReactiveMongoTemplate mongo;

    JobHealth(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Override
    public Mono<Health> health() {
        Query failing = Query.query(Criteria.where("failedItems").gt(0));
        return mongo.find(failing, Document.class, JobLoop.JOBS).collectList().map(jobs -> {
            Health.Builder health = Health.up();
            jobs.forEach(job -> health.withDetail(
                    "warning " + job.getString("_id"), job.getInteger("failedItems") + " items failed"));
            return health.build();
        });
    }
}
