package org.wangge.work.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;
import static org.wangge.fixtures.Eventually.until;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.WanggeTestConfiguration;
import org.wangge.work.Leases;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class JobLoopStoreTests {

    private final TestClock clock = new TestClock(WanggeTestConfiguration.START);
    private final ToyBox box = new ToyBox(clock);

    @AfterEach
    void close() {
        box.close();
    }

    private record Job(String name, Duration every, Mono<Void> work) implements RecurringJob {
        @Override
        public Mono<Void> run() {
            return work;
        }
    }

    private static Job counting(String name, AtomicInteger runs) {
        return new Job(name, Duration.ofHours(1), Mono.fromRunnable(runs::incrementAndGet));
    }

    private Document stored(String job) {
        return value(box.store.template().findById(job, Document.class, "jobs"));
    }

    @Test
    void of_many_instances_one_runs_a_job_and_all_leave_it_alone_until_its_time() {
        AtomicInteger runs = new AtomicInteger();
        JobLoop[] instances = {
            box.jobs(counting("count", runs)), box.jobs(counting("count", runs)), box.jobs(counting("count", runs))
        };
        Mono<Void> everybodyLooks =
                Flux.just(instances).flatMap(loop -> loop.turn().repeat(3), 3).then();
        done(everybodyLooks);
        assertThat(runs).hasValue(1);
        clock.advance(Duration.ofHours(1).minusMillis(1));
        done(everybodyLooks);
        assertThat(runs).hasValue(1);
        clock.advance(Duration.ofMillis(1));
        done(everybodyLooks);
        assertThat(runs).hasValue(2);
        assertThat(stored("count").getString("lastOutcome")).isEqualTo("done");
    }

    @Test
    void a_job_that_fails_comes_again_after_its_usual_time_and_the_others_run() {
        AtomicInteger runs = new AtomicInteger();
        JobLoop loop = box.jobs(
                new Job("a-bad-one", Duration.ofHours(1), Mono.error(new IllegalStateException("no"))),
                counting("good", runs));
        value(loop.turn());
        value(loop.turn());
        assertThat(runs).hasValue(1);
        assertThat(stored("a-bad-one").getString("lastOutcome")).isEqualTo("failed");
        assertThat(stored("a-bad-one").getDate("nextRunAt").toInstant())
                .isEqualTo(clock.instant().plus(Duration.ofHours(1)));
        assertThat(box.metrics
                        .counter("wangge.jobs.runs", "job", "a-bad-one", "outcome", "failed")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_job_in_hand_is_taken_over_only_when_its_lease_ran_out() {
        AtomicInteger runs = new AtomicInteger();
        Sinks.Empty<Void> slow = Sinks.empty();
        JobLoop first = box.jobs(new Job(
                "slow",
                Duration.ofHours(1),
                Mono.fromRunnable(runs::incrementAndGet).then(slow.asMono())));
        JobLoop second = box.jobs(counting("slow", runs));
        value(first.turn());
        var inHand = first.turn().toFuture();
        until("the job is at work", () -> runs.get() == 1);
        value(second.turn());
        assertThat(runs).hasValue(1);
        clock.advance(Leases.LENGTH);
        value(second.turn());
        assertThat(runs).hasValue(2);
        Document finished = stored("slow");
        slow.tryEmitEmpty();
        inHand.join();
        assertThat(stored("slow")).as("who lost the lease changes nothing").isEqualTo(finished);
    }

    @Test
    void a_job_of_another_build_is_left_for_it() {
        Document newer =
                new Document("_id", "from-the-future").append("nextRunAt", java.util.Date.from(clock.instant()));
        done(box.store.template().insert(newer, "jobs"));
        value(box.jobs(counting("known", new AtomicInteger())).turn());
        assertThat(stored("from-the-future").containsKey("token")).isFalse();
    }
}
