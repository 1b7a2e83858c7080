package org.wangge.work.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;
import static org.wangge.fixtures.Eventually.until;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.WanggeTestConfiguration;
import org.wangge.work.Leases;
import org.wangge.work.Nudge;
import org.wangge.work.RecurringJob;
import org.wangge.work.Unread;
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

    private record Thing(Integer id, int number) {}

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
    void a_clock_that_was_set_back_keeps_no_job_waiting() {
        AtomicInteger runs = new AtomicInteger();
        JobLoop loop = box.jobs(new Job("soon", Duration.ofSeconds(30), Mono.fromRunnable(runs::incrementAndGet)));
        JobLoop after = box.jobs(new Job("soon", Duration.ofSeconds(30), Mono.fromRunnable(runs::incrementAndGet)));
        value(loop.turn());
        value(loop.turn());
        assertThat(runs).hasValue(1);
        clock.advance(Duration.ofHours(-1));
        value(loop.turn());
        assertThat(runs).as("what it remembers is of no use any more").hasValue(2);
        value(loop.turn());
        assertThat(runs).as("once").hasValue(2);
        clock.advance(Duration.ofHours(-1));
        value(after.turn());
        assertThat(runs).as("at an instance that remembers nothing").hasValue(3);
        clock.advance(Duration.ofSeconds(30));
        value(after.turn());
        assertThat(runs).hasValue(4);
    }

    @Test
    void a_clock_a_little_behind_that_of_others_runs_no_job_twice() {
        AtomicInteger runs = new AtomicInteger();
        JobLoop ahead = box.jobs(new Job("soon", Duration.ofMinutes(10), Mono.fromRunnable(runs::incrementAndGet)));
        JobLoop behind = box.jobs(new Job("soon", Duration.ofMinutes(10), Mono.fromRunnable(runs::incrementAndGet)));
        value(ahead.turn());
        value(ahead.turn());
        clock.advance(Leases.LENGTH.negated());
        value(behind.turn());
        value(ahead.turn());
        assertThat(runs).hasValue(1);
    }

    @Test
    void a_job_with_nothing_to_do_writes_nothing_and_one_that_is_not_due_asks_nothing() {
        AtomicInteger runs = new AtomicInteger();
        AtomicBoolean needed = new AtomicBoolean();
        Nudge nudge = new Nudge();
        JobLoop loop = box.jobs(nudge, new RecurringJob() {
            @Override
            public String name() {
                return "seldom";
            }

            @Override
            public Duration every() {
                return Duration.ofSeconds(5);
            }

            @Override
            public Mono<Boolean> isNeeded() {
                return Mono.fromSupplier(needed::get);
            }

            @Override
            public Mono<Void> run() {
                return Mono.fromRunnable(runs::incrementAndGet);
            }
        });
        box.commands.clear();
        value(loop.turn());
        value(loop.turn());
        assertThat(box.commands).isEmpty();
        needed.set(true);
        value(loop.turn());
        assertThat(box.commands).as("not looked at before a minute").isEmpty();
        nudge.jobNeeded("seldom");
        value(loop.turn());
        value(loop.turn());
        assertThat(runs).hasValue(1);
        box.commands.clear();
        value(loop.turn());
        assertThat(box.commands).as("known to be not due").isEmpty();
        clock.advance(Duration.ofSeconds(5));
        value(loop.turn());
        assertThat(runs).hasValue(2);
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

    @Test
    void an_item_that_fails_is_named_and_counted_and_the_others_are_done() {
        List<Integer> did = new ArrayList<>();
        done(box.store.template().insert(new Document("_id", 1).append("number", 10), "things"));
        done(box.store.template().insert(new Document("_id", 2).append("number", "ten"), "things"));
        done(box.store.template().insert(new Document("_id", 3).append("number", 30), "things"));
        done(box.store.template().insert(new Document("_id", 4).append("number", 40), "things"));
        Query all = Query.query(new Criteria()).with(Sort.by("_id"));
        Mono<Void> work = box.items.each(
                "count",
                box.items.readable("count", Unread.find(box.store.template(), all, Thing.class, "things")),
                Thing::id,
                1,
                found -> {
                    int number = found.number();
                    did.add(number);
                    return number == 30 ? Mono.error(new IllegalStateException("thirty")) : Mono.just(number);
                });
        JobLoop loop = box.jobs(new Job("count", Duration.ofHours(1), work));
        value(loop.turn());
        value(loop.turn());
        assertThat(did).containsExactly(10, 30, 40);
        assertThat(stored("count").getString("lastOutcome")).isEqualTo("done");
        assertThat(stored("count").getInteger("failedItems")).isEqualTo(2);
        assertThat(stored("count").getList("failures", Document.class))
                .extracting(failure -> failure.getString("item"))
                .containsExactly("2", "3");
        assertThat(box.metrics.get("wangge.jobs.items.failing").gauge().value()).isEqualTo(2);
        assertThat(value(new JobHealth(box.store.template()).health()).getDetails())
                .containsEntry("warning count", "2 items failed");
        assertThat(box.metrics
                        .counter("wangge.jobs.items", "job", "count", "outcome", "failed")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void an_item_that_cannot_be_read_holds_up_none_of_the_others() {
        List<Integer> did = new ArrayList<>();
        Flux<Unread<Integer>> found = Flux.range(1, 5)
                .map(number -> new Unread<>(number, () -> {
                    if (number % 2 == 0) {
                        throw new IllegalArgumentException("unreadable");
                    }
                    return number;
                }));
        done(box.items.each("read", box.items.readable("read", found), number -> number, 2, number -> {
            did.add(number);
            return Mono.empty();
        }));
        assertThat(did).containsExactly(1, 3, 5);
        assertThat(box.items.takeReport("read").count()).isEqualTo(2);
        assertThat(box.items.takeReport("read").count()).as("told once").isZero();
    }

    @Test
    void a_run_without_failures_forgets_those_of_the_one_before() {
        AtomicInteger runs = new AtomicInteger();
        Mono<Void> work = Mono.defer(() -> box.items.each(
                "heals",
                Flux.just("a"),
                name -> name,
                1,
                name -> runs.incrementAndGet() == 1 ? Mono.error(new IllegalStateException("once")) : Mono.empty()));
        JobLoop loop = box.jobs(new Job("heals", Duration.ofHours(1), work));
        value(loop.turn());
        value(loop.turn());
        assertThat(stored("heals").getInteger("failedItems")).isEqualTo(1);
        clock.advance(Duration.ofHours(1));
        value(loop.turn());
        assertThat(stored("heals").getInteger("failedItems")).isZero();
        assertThat(value(new JobHealth(box.store.template()).health()).getDetails())
                .isEmpty();
        assertThat(stored("heals").getList("failures", Document.class)).isEmpty();
    }
}
