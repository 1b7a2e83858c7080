package org.wangge.work.internal;

import com.mongodb.client.result.UpdateResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.wangge.shared.Ids;
import org.wangge.work.JobItems;
import org.wangge.work.Leases;
import org.wangge.work.PolledWork;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs each recurring job on one instance at a time. Jobs that this build does not know are left for those that do. */
@Component
public class JobLoop implements PolledWork {

    private static final Logger log = LoggerFactory.getLogger(JobLoop.class);
    static final String JOBS = "jobs";

    private final ReactiveMongoTemplate mongo;
    private final List<RecurringJob> jobs;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final JobItems items;
    private final Leases leases = new Leases("");

    JobLoop(
            ReactiveMongoTemplate mongo,
            ObjectProvider<RecurringJob> jobs,
            JobItems items,
            Clock clock,
            MeterRegistry metrics) {
        this.mongo = mongo;
        this.jobs = jobs.orderedStream().toList();
        this.items = items;
        this.clock = clock;
        this.metrics = metrics;
        this.jobs.forEach(job -> {
            runs(job, "done");
            items.introduce(job.name());
        });
    }

    @Override
    public String name() {
        return "jobs";
    }

    @Override
    public Duration rest() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Mono<Boolean> turn() {
        return Flux.fromIterable(jobs).concatMap(this::runIfDue).then(Mono.just(false));
    }

    private Mono<Void> runIfDue(RecurringJob job) {
        UUID token = Ids.next();
        return claim(job, token)
                .flatMap(claimed -> claimed ? runAndFinish(job, token) : Mono.empty())
                .onErrorResume(failure -> {
                    // The others are not to blame; this one is looked at again at the next turn.
                    log.warn("job={} outcome=not-claimed", job.name(), failure);
                    return Mono.empty();
                });
    }

    private Mono<Boolean> claim(RecurringJob job, UUID token) {
        Instant now = clock.instant();
        Query due = Query.query(
                new Criteria().andOperator(Criteria.where("_id").is(job.name()), leases.claimable(now, "nextRunAt")));
        return mongo.findAndModify(due, leases.take(token, now), FindAndModifyOptions.options(), Document.class, JOBS)
                .hasElement()
                .flatMap(claimed ->
                        claimed ? Mono.just(true) : introduce(job, now).thenReturn(false));
    }

    /** The first instance to know a job writes it down; the job then runs at the next look. */
    private Mono<Void> introduce(RecurringJob job, Instant now) {
        Query absent = Query.query(Criteria.where("_id").is(job.name()));
        return mongo.upsert(absent, new Update().setOnInsert("nextRunAt", now), JOBS)
                .onErrorResume(DuplicateKeyException.class, another -> Mono.<UpdateResult>empty())
                .then();
    }

    private Mono<Void> runAndFinish(RecurringJob job, UUID token) {
        return Mono.defer(job::run)
                .timeout(Leases.LENGTH.minusSeconds(5))
                .thenReturn("done")
                .onErrorResume(failure -> {
                    log.warn("job={} outcome=failed", job.name(), failure);
                    return Mono.just("failed");
                })
                .flatMap(outcome -> finish(job, token, outcome));
    }

    private Mono<Void> finish(RecurringJob job, UUID token, String outcome) {
        runs(job, outcome).increment();
        Query held = Query.query(Criteria.where("_id").is(job.name()).andOperator(leases.heldBy(token)));
        JobItems.Report report = items.takeReport(job.name());
        Update next = new Update()
                .set("nextRunAt", clock.instant().plus(job.every()))
                .set("lastOutcome", outcome)
                .set("failedItems", report.count())
                .set("failures", report.first().stream().map(JobLoop::stored).toList());
        return mongo.updateFirst(held, leases.release(next), JOBS).then();
    }

    private static Document stored(JobItems.Failure failure) {
        return new Document("item", failure.item()).append("reason", failure.reason());
    }

    private Counter runs(RecurringJob job, String outcome) {
        return metrics.counter("wangge.jobs.runs", "job", job.name(), "outcome", outcome);
    }
}
