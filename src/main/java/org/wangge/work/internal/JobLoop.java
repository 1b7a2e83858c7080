package org.wangge.work.internal;

import com.mongodb.client.result.UpdateResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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
import org.wangge.work.Nudge;
import org.wangge.work.PolledWork;
import org.wangge.work.RecurringJob;
import org.wangge.work.WhileAway;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs each recurring job on one instance at a time. When each may be due is known from memory, so a job that is not costs nothing,
 * and one that has nothing to do costs its own look. Jobs that this build does not know are left for those that do.
 */
@Component
public class JobLoop implements PolledWork {

    private static final Logger log = LoggerFactory.getLogger(JobLoop.class);
    static final String JOBS = "jobs";

    /** After which a job that had nothing to do is asked again, if its own time is not longer. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final ReactiveMongoTemplate mongo;
    private final List<RecurringJob> jobs;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final JobItems items;
    private final Nudge nudge;
    private final Leases leases = new Leases("");

    /** When a job is looked at next; who is not in here at once. Turns never overlap. */
    private final Map<String, Instant> nextLook = new ConcurrentHashMap<>();

    /** Jobs that failed, in whole or in part, when this instance ran them: their document says so until they ran well. */
    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    JobLoop(
            ReactiveMongoTemplate mongo,
            ObjectProvider<RecurringJob> jobs,
            JobItems items,
            Nudge nudge,
            Clock clock,
            MeterRegistry metrics) {
        this.mongo = mongo;
        this.nudge = nudge;
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
        return Nudge.JOBS;
    }

    @Override
    public Duration rest() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Mono<Boolean> turn() {
        return Mono.defer(() -> {
            nudge.taken(name()).forEach(nextLook::remove);
            return Flux.fromIterable(jobs).concatMap(this::runIfDue).then(Mono.just(false));
        });
    }

    private Mono<Void> runIfDue(RecurringJob job) {
        return Mono.defer(() -> {
                    Instant now = clock.instant();
                    return isLater(job, now)
                            ? Mono.empty()
                            : isNeeded(job).flatMap(needed -> needed ? runIfClaimed(job) : lookLater(job, now));
                })
                .onErrorResume(failure -> {
                    // The others are not to blame; this one is looked at again at the next turn.
                    if (!WhileAway.isTold(failure)) {
                        log.warn("job={} outcome=not-claimed", job.name(), failure);
                    }
                    return Mono.empty();
                });
    }

    private boolean isLater(RecurringJob job, Instant now) {
        Instant next = nextLook.getOrDefault(job.name(), Instant.MIN);
        return next.isAfter(now) && !next.isAfter(longest(job, now));
    }

    /** A job never has to wait for longer; if it does, the clock was set back since. */
    private static Instant longest(RecurringJob job, Instant now) {
        return now.plus(job.every().compareTo(LOOK_AGAIN) > 0 ? job.every() : LOOK_AGAIN)
                .plus(Leases.AHEAD);
    }

    private Mono<Boolean> isNeeded(RecurringJob job) {
        return failed.contains(job.name()) ? Mono.just(true) : job.isNeeded();
    }

    private Mono<Void> lookLater(RecurringJob job, Instant now) {
        Duration rest = job.every().compareTo(LOOK_AGAIN) > 0 ? job.every() : LOOK_AGAIN;
        return Mono.fromRunnable(() -> nextLook.put(job.name(), now.plus(rest)));
    }

    private Mono<Void> runIfClaimed(RecurringJob job) {
        UUID token = Ids.next();
        Instant now = clock.instant();
        Criteria due = new Criteria()
                .orOperator(
                        Criteria.where("nextRunAt").lte(now),
                        Criteria.where("nextRunAt").gt(longest(job, now)));
        Query claimable =
                Query.query(new Criteria().andOperator(Criteria.where("_id").is(job.name()), due, leases.free(now)));
        return mongo.findAndModify(
                        claimable, leases.take(token, now), FindAndModifyOptions.options(), Document.class, JOBS)
                .hasElement()
                .flatMap(claimed -> claimed ? runAndFinish(job, token) : learn(job, now));
    }

    /** Another instance has it or had it; or nobody knows it yet, then it is written down, and runs at the next look. */
    private Mono<Void> learn(RecurringJob job, Instant now) {
        return mongo.findById(job.name(), Document.class, JOBS)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(known -> {
                    if (known.isEmpty()) {
                        return introduce(job, now);
                    }
                    Date next = known.get().getDate("nextRunAt");
                    Date lease = known.get().getDate("leaseUntil");
                    nextLook.put(job.name(), (lease != null && lease.after(next) ? lease : next).toInstant());
                    return Mono.empty();
                });
    }

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
        Instant again = clock.instant().plus(job.every());
        nextLook.put(job.name(), again);
        if (report.count() > 0 || outcome.equals("failed")) {
            failed.add(job.name());
        } else {
            failed.remove(job.name());
        }
        Update next = new Update()
                .set("nextRunAt", again)
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
