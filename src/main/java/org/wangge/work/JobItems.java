package org.wangge.work;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The one way in which a {@link RecurringJob} works on many things: each by itself. One that fails, or takes too long, is
 * logged, counted and named in the job's document; the others go on. It comes again with the next run.
 */
@Component
public final class JobItems {

    /** A run has about forty seconds; one bad item must not take them all. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private static final int FAILURES_NAMED = 20;
    private static final int LONGEST_REASON = 300;

    private static final Logger log = LoggerFactory.getLogger(JobItems.class);

    private final MeterRegistry metrics;
    private final Map<String, Failures> failuresByJob = new ConcurrentHashMap<>();

    public JobItems(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /**
     * What went wrong in one run of a job.
     *
     * @param count how many items failed
     * @param first the first of them
     */
    public record Report(int count, List<Failure> first) {}

    /** One item that failed, and why. */
    public record Failure(String item, String reason) {}

    private static final class Failures {
        private final AtomicInteger failing = new AtomicInteger();
        private int count;
        private final List<Failure> first = new ArrayList<>();

        synchronized void add(Failure failure) {
            count++;
            if (first.size() < FAILURES_NAMED) {
                first.add(failure);
            }
        }

        synchronized Report take() {
            Report report = new Report(count, List.copyOf(first));
            failing.set(count);
            count = 0;
            first.clear();
            return report;
        }
    }

    /** Those of the documents that can be read; the others are reported as failed. Never fails because of a document. */
    public <T> Flux<T> readable(String job, Flux<Unread<T>> found) {
        return found.concatMap(unread -> alone(job, unread.id(), () -> Mono.fromSupplier(unread.content())));
    }

    /**
     * Does the work for each item, so many at once. Completes when all are done or have failed; fails only when the items
     * themselves cannot be had.
     *
     * @param id what an item is called in the report
     */
    public <T> Mono<Void> each(
            String job, Flux<T> items, Function<T, ?> id, int atOnce, Function<T, ? extends Mono<?>> work) {
        return items.flatMap(
                        item -> alone(
                                job, id.apply(item), () -> work.apply(item).then()),
                        atOnce)
                .then();
    }

    private <T> Mono<T> alone(String job, Object id, Supplier<Mono<T>> work) {
        return Mono.defer(work)
                .timeout(LONGEST)
                .doOnSuccess(done -> count(job, "done"))
                .onErrorResume(failure -> {
                    note(job, id, failure);
                    return Mono.empty();
                });
    }

    private void note(String job, Object id, Throwable failure) {
        log.warn("job={} item={} outcome=failed", job, id, failure);
        count(job, "failed");
        String reason = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        of(job).add(new Failure(id.toString(), reason.substring(0, Math.min(LONGEST_REASON, reason.length()))));
    }

    private void count(String job, String outcome) {
        counter(job, outcome).increment();
    }

    private Counter counter(String job, String outcome) {
        return metrics.counter("wangge.jobs.items", "job", job, "outcome", outcome);
    }

    /** Makes the metrics of a job known before it has had anything to do. */
    public void introduce(String job) {
        counter(job, "failed");
        of(job);
    }

    /** What failed since this was last asked; for the loop, which writes it down after each run. */
    public Report takeReport(String job) {
        return of(job).take();
    }

    private Failures of(String job) {
        return failuresByJob.computeIfAbsent(job, name -> {
            Failures failures = new Failures();
            metrics.gauge("wangge.jobs.items.failing", Tags.of("job", name), failures.failing, AtomicInteger::get);
            return failures;
        });
    }
}
