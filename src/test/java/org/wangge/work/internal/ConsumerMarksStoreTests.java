package org.wangge.work.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.WanggeTestConfiguration;
import org.wangge.work.Consumer;
import org.wangge.work.DomainEvent;
import org.wangge.work.EventHandler;
import org.wangge.work.internal.ToyBox.Said;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One consumer fails, the others do not notice. */
class ConsumerMarksStoreTests {

    private final TestClock clock = new TestClock(WanggeTestConfiguration.START);
    private final ToyBox box = new ToyBox(clock);
    private final Ear journal = new Ear(Consumer.JOURNAL);
    private final Ear follow = new Ear(Consumer.CASE_FOLLOW_UP);
    private final Ear notices = new Ear(Consumer.NOTICES);
    private final OutboxRelay relay = box.relay(notices, follow, journal);
    private final ParkedEvents parked = box.parked();

    @AfterEach
    void close() {
        box.close();
    }

    /** Remembers what it heard; fails as long as something is set. */
    private static class Ear implements EventHandler {

        private final Consumer consumer;
        final List<String> heard = Collections.synchronizedList(new ArrayList<>());
        final AtomicInteger asked = new AtomicInteger();
        volatile Set<Integer> failsOver = Set.of();
        volatile Exception failure = new IllegalStateException("a bad one");

        Ear(Consumer consumer) {
            this.consumer = consumer;
        }

        @Override
        public Consumer consumer() {
            return consumer;
        }

        @Override
        public boolean handles(DomainEvent event) {
            return event instanceof Said;
        }

        @Override
        public Mono<Void> handle(List<DomainEvent> events) {
            return Mono.defer(() -> {
                asked.incrementAndGet();
                List<Said> said = events.stream().map(Said.class::cast).toList();
                if (said.stream().anyMatch(one -> failsOver.contains(one.toy()))) {
                    return Mono.error(failure);
                }
                said.forEach(one -> heard.add(one.toy() + "." + one.number()));
                return Mono.empty();
            });
        }
    }

    private void say(int toy, int number) {
        assertThat(value(box.append(toy, ToyBox.said(toy, number)))).isTrue();
    }

    private static void turns(OutboxRelay relay, int count) {
        IntStream.range(0, count).forEach(turn -> value(relay.turn()));
    }

    private List<ParkedEvents.Parked> parked(Consumer consumer) {
        return value(parked.list(consumer, 50).collectList());
    }

    @Test
    void one_that_always_fails_is_parked_alone_listed_alone_and_resumed_alone() {
        follow.failsOver = Set.of(1);
        box.make(1, ToyBox.said(1, 1));
        box.make(2, ToyBox.said(2, 1));
        value(relay.turn());
        assertThat(journal.heard).containsExactlyInAnyOrder("1.1", "2.1");
        assertThat(notices.heard).containsExactlyInAnyOrder("1.1", "2.1");
        assertThat(follow.heard).containsExactly("2.1");
        assertThat(box.isDone(2)).isTrue();

        List<String> all = new ArrayList<>(List.of("1.1"));
        for (int number = 2; number <= 2 * ConsumerMark.PARKED_AFTER; number++) {
            say(1, number);
            value(relay.turn());
            all.add("1." + number);
            assertThat(journal.heard).filteredOn(said -> said.startsWith("1.")).isEqualTo(all);
            assertThat(notices.heard).filteredOn(said -> said.startsWith("1.")).isEqualTo(all);
            clock.advance(Duration.ofMinutes(10));
        }
        assertThat(parked(Consumer.NOTICES)).isEmpty();
        assertThat(parked(Consumer.CASE_FOLLOW_UP)).singleElement().satisfies(one -> {
            assertThat(one.source()).isEqualTo(ToyBox.TOYS);
            assertThat(one.id()).isEqualTo("1");
            assertThat(one.consumer()).isEqualTo("CASE_FOLLOW_UP");
            assertThat(one.events()).isEqualTo(all.size());
            assertThat(one.attempts()).isGreaterThanOrEqualTo(ConsumerMark.PARKED_AFTER);
            assertThat(one.parkedAt()).isNotNull();
        });
        assertThat(value(parked.list(null, 50).collectList())).hasSize(1);
        value(parked.turn());
        assertThat(box.metrics.get("wangge.outbox.parked").gauge().value()).isEqualTo(1);

        follow.failsOver = Set.of();
        clock.advance(Duration.ofDays(1));
        value(relay.turn());
        assertThat(follow.heard).as("nobody tries by himself").containsExactly("2.1");
        assertThat(value(parked.resume(Consumer.NOTICES))).isZero();
        assertThat(value(parked.resume(Consumer.CASE_FOLLOW_UP))).isEqualTo(1);
        assertThat(value(parked.resume(Consumer.CASE_FOLLOW_UP))).isZero();
        value(relay.turn());
        assertThat(follow.heard.subList(1, follow.heard.size())).isEqualTo(all);
        assertThat(journal.heard).as("nobody else hears it again").hasSize(all.size() + 1);
        assertThat(notices.heard).hasSize(all.size() + 1);
        assertThat(box.isDone(1)).isTrue();
        assertThat(parked(Consumer.CASE_FOLLOW_UP)).isEmpty();
    }

    @Test
    void the_waiting_of_one_delays_no_other_and_is_not_cut_short_by_what_is_new() {
        follow.failsOver = Set.of(1);
        box.make(1, ToyBox.said(1, 1));
        turns(relay, 2);
        assertThat(follow.asked).hasValue(1);
        Instant due = box.marks(1).get(0).dueAt();
        assertThat(due).isEqualTo(clock.instant().plusSeconds(2));

        clock.advance(Duration.ofSeconds(1));
        say(1, 2);
        turns(relay, 2);
        assertThat(notices.heard).containsExactly("1.1", "1.2");
        assertThat(follow.asked).as("not before its time").hasValue(1);
        assertThat(box.marks(1)).singleElement().satisfies(mark -> {
            assertThat(mark.dueAt()).isEqualTo(due);
            assertThat(mark.events()).hasSize(2);
        });

        follow.failsOver = Set.of();
        clock.advance(Duration.ofSeconds(1));
        say(1, 3);
        value(relay.turn());
        assertThat(follow.heard).as("in order").containsExactly("1.1", "1.2", "1.3");
        assertThat(notices.heard).containsExactly("1.1", "1.2", "1.3");
        assertThat(box.isDone(1)).isTrue();
    }

    @Test
    void two_that_fail_wait_and_are_resumed_each_by_itself() {
        follow.failsOver = Set.of(1);
        notices.failsOver = Set.of(1);
        box.make(1, ToyBox.said(1, 1));
        for (int i = 0; i < ConsumerMark.PARKED_AFTER; i++) {
            value(relay.turn());
            clock.advance(Duration.ofHours(1));
        }
        assertThat(parked(Consumer.CASE_FOLLOW_UP)).hasSize(1);
        assertThat(parked(Consumer.NOTICES)).hasSize(1);
        assertThat(value(parked.list(null, 50).collectList())).hasSize(2);
        assertThat(value(parked.list(null, 1).collectList())).hasSize(1);

        notices.failsOver = Set.of();
        follow.failsOver = Set.of();
        assertThat(value(parked.resume(Consumer.NOTICES))).isEqualTo(1);
        value(relay.turn());
        assertThat(notices.heard).containsExactly("1.1");
        assertThat(follow.heard).isEmpty();
        assertThat(parked(Consumer.CASE_FOLLOW_UP)).hasSize(1);

        notices.failsOver = Set.of(1);
        say(1, 2);
        follow.failsOver = Set.of(1);
        for (int i = 0; i < ConsumerMark.PARKED_AFTER; i++) {
            value(relay.turn());
            clock.advance(Duration.ofHours(1));
        }
        assertThat(value(parked.list(null, 50).collectList())).hasSize(2);
        notices.failsOver = Set.of();
        follow.failsOver = Set.of();
        assertThat(value(parked.resume(null))).as("documents").isEqualTo(1);
        value(relay.turn());
        assertThat(notices.heard).containsExactly("1.1", "1.2");
        assertThat(follow.heard).containsExactly("1.1", "1.2");
        assertThat(journal.heard).containsExactly("1.1", "1.2");
        assertThat(box.isDone(1)).isTrue();
    }

    @Test
    void two_instances_and_a_consumer_that_fails_now_and_then_lose_nothing_and_keep_the_order() {
        int toys = 60;
        int numbers = 6;
        AtomicInteger calls = new AtomicInteger();
        Ear moody = new Ear(Consumer.CASE_FOLLOW_UP) {
            @Override
            public Mono<Void> handle(List<DomainEvent> events) {
                return Mono.defer(() -> calls.incrementAndGet() % 3 == 0
                        ? Mono.error(new IllegalStateException("not now"))
                        : super.handle(events));
            }
        };
        List<OutboxRelay> both = List.of(box.relay(journal, moody, notices), box.relay(journal, moody, notices));
        IntStream.range(0, toys).forEach(toy -> box.make(toy, ToyBox.said(toy, 0)));
        for (int number = 1; number < numbers; number++) {
            int now = number;
            done(Flux.merge(
                            Flux.range(0, toys).flatMap(toy -> box.append(toy, ToyBox.said(toy, now)), 8),
                            Flux.fromIterable(both).flatMap(each -> each.turn().repeat(3), 2))
                    .then());
            clock.advance(Duration.ofSeconds(3));
        }
        for (int i = 0; i < 40; i++) {
            done(Flux.fromIterable(both).flatMap(OutboxRelay::turn, 2).then());
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(IntStream.range(0, toys)).allMatch(box::isDone);
        for (Ear ear : List.of(journal, moody, notices)) {
            assertThat(ear.heard).hasSize(toys * numbers).doesNotHaveDuplicates();
            for (int toy = 0; toy < toys; toy++) {
                String of = toy + ".";
                assertThat(ear.heard).filteredOn(said -> said.startsWith(of)).isSorted();
            }
        }
    }

    @Test
    void what_arrives_while_one_fails_is_due_at_once() {
        box.make(1, ToyBox.said(1, 1));
        Ear interrupted = new Ear(Consumer.CASE_FOLLOW_UP) {
            @Override
            public Mono<Void> handle(List<DomainEvent> events) {
                return box.append(1, ToyBox.said(1, 2)).then(Mono.error(new IllegalStateException("a bad one")));
            }
        };
        value(box.relay(journal, interrupted).turn());
        assertThat(journal.heard).containsExactly("1.1");
        assertThat(box.dispatch(1).getDate("dueAt")).isEqualTo(Date.from(clock.instant()));
        value(box.relay(journal, follow).turn());
        assertThat(journal.heard).containsExactly("1.1", "1.2");
        clock.advance(Duration.ofSeconds(2));
        value(box.relay(journal, follow).turn());
        assertThat(follow.heard).containsExactly("1.1", "1.2");
        assertThat(box.isDone(1)).isTrue();
    }

    private void storedByAnOlderBuild(int toy, int attempts, Instant dueAt, Instant parkedAt) {
        box.make(toy, ToyBox.said(toy, 1), ToyBox.said(toy, 2));
        Document dispatch = new Document("dueAt", Date.from(dueAt)).append("attempts", attempts);
        if (parkedAt != null) {
            dispatch.append("parkedAt", Date.from(parkedAt));
        }
        value(box.store
                .template()
                .updateFirst(
                        Query.query(Criteria.where("_id").is(toy)),
                        new Update().set("dispatch", dispatch),
                        ToyBox.TOYS));
    }

    @Test
    void what_an_older_build_gave_up_for_all_is_told_after_the_start_and_parked_for_whoever_fails() {
        storedByAnOlderBuild(1, ConsumerMark.PARKED_AFTER, ConsumerMark.NEVER, clock.instant());
        follow.failsOver = Set.of(1);
        value(relay.turn());
        assertThat(notices.heard).isEmpty();
        assertThat(value(parked.list(null, 50).collectList())).singleElement().satisfies(one -> {
            assertThat(one.consumer()).isNull();
            assertThat(one.events()).isEqualTo(2);
        });

        done(parked.run());
        value(relay.turn());
        assertThat(notices.heard).containsExactly("1.1", "1.2");
        assertThat(value(parked.list(null, 50).collectList()))
                .extracting(ParkedEvents.Parked::consumer)
                .containsExactly("CASE_FOLLOW_UP");
        done(parked.run());
        turns(relay, 2);
        assertThat(follow.asked).as("only once more").hasValue(1);
    }

    @Test
    void what_an_older_build_was_to_try_again_is_tried_when_it_said_and_counted_on() {
        Instant due = clock.instant().plusSeconds(8);
        storedByAnOlderBuild(1, 3, due, null);
        follow.failsOver = Set.of(1);
        value(relay.turn());
        assertThat(notices.heard).isEmpty();
        clock.advance(Duration.ofSeconds(8));
        value(parked.turn());
        value(relay.turn());
        assertThat(notices.heard).containsExactly("1.1", "1.2");
        assertThat(box.marks(1)).singleElement().satisfies(mark -> {
            assertThat(mark.consumer()).isEqualTo("CASE_FOLLOW_UP");
            assertThat(mark.attempts()).isEqualTo(4);
        });
        assertThat(box.dispatch(1)).doesNotContainKey("attempts");
    }

    @Test
    void a_consumer_of_another_build_is_kept_for_it_and_harms_nobody() {
        follow.failsOver = Set.of(1);
        box.make(1, ToyBox.said(1, 1));
        value(relay.turn());
        OutboxRelay without = box.relay(journal, notices);
        clock.advance(Duration.ofSeconds(2));
        say(1, 2);
        value(without.turn());
        assertThat(notices.heard).containsExactly("1.1", "1.2");
        for (int i = 0; i < ConsumerMark.PARKED_AFTER; i++) {
            clock.advance(Duration.ofHours(1));
            value(without.turn());
        }
        assertThat(parked(Consumer.CASE_FOLLOW_UP)).hasSize(1);
        follow.failsOver = Set.of();
        value(parked.resume(Consumer.CASE_FOLLOW_UP));
        value(relay.turn());
        assertThat(follow.heard).containsExactly("1.1", "1.2");
        assertThat(box.isDone(1)).isTrue();
    }

    @Test
    void a_consumer_of_a_later_build_hears_what_is_new_and_nothing_that_was_told_before_it_came() {
        follow.failsOver = Set.of(1);
        box.make(1, ToyBox.said(1, 1));
        value(relay.turn());
        Ear late = new Ear(Consumer.DEVICES);
        say(1, 2);
        value(box.relay(journal, follow, notices, late).turn());
        assertThat(late.heard).containsExactly("1.2");
        assertThat(notices.heard).containsExactly("1.1", "1.2");
    }

    @Test
    void one_that_lets_time_run_out_is_left_alone_for_a_while() {
        follow.failsOver = Set.of(1, 2, 3);
        follow.failure = new TimeoutException("too slow");
        IntStream.rangeClosed(1, 3).forEach(toy -> box.make(toy, ToyBox.said(toy, 1)));
        turns(relay, 2);
        assertThat(follow.asked).as("about all, then about two apart").hasValue(3);
        assertThat(notices.heard).hasSize(3);
        assertThat(box.marks(3)).singleElement().satisfies(mark -> {
            assertThat(mark.attempts()).as("it is not to blame").isZero();
            assertThat(mark.dueAt()).isEqualTo(clock.instant().plus(ConsumerRest.LENGTH));
        });
        say(1, 2);
        turns(relay, 2);
        assertThat(follow.asked).hasValue(3);
        assertThat(notices.heard).hasSize(4);

        follow.failsOver = Set.of();
        clock.advance(ConsumerRest.LENGTH);
        turns(relay, 2);
        assertThat(follow.heard).containsExactlyInAnyOrder("1.1", "1.2", "2.1", "3.1");
        assertThat(IntStream.rangeClosed(1, 3)).allMatch(box::isDone);
    }

    @Test
    void one_whose_lease_was_lost_writes_no_marks_over_those_of_another() {
        box.make(1, ToyBox.said(1, 1));
        OutboxRelay other = box.relay(journal, follow, notices);
        AtomicInteger first = new AtomicInteger();
        Ear overtaken = new Ear(Consumer.CASE_FOLLOW_UP) {
            @Override
            public Mono<Void> handle(List<DomainEvent> events) {
                return Mono.defer(() -> {
                    if (first.getAndIncrement() == 0) {
                        clock.advance(Duration.ofMinutes(1));
                        follow.failsOver = Set.of(1);
                        return other.turn().then(Mono.error(new IllegalStateException("too late")));
                    }
                    return super.handle(events);
                });
            }
        };
        value(box.relay(overtaken, notices).turn());
        assertThat(box.marks(1))
                .singleElement()
                .satisfies(mark -> assertThat(mark.attempts()).isEqualTo(1));
        follow.failsOver = Set.of();
        clock.advance(Duration.ofSeconds(2));
        value(other.turn());
        assertThat(follow.heard).containsExactly("1.1");
        assertThat(box.isDone(1)).isTrue();
    }

    @Test
    void telling_a_batch_to_all_is_four_commands_and_one_that_fails_costs_one_more_for_its_document() {
        IntStream.rangeClosed(1, 20).forEach(toy -> box.make(toy, ToyBox.said(toy, 1)));
        box.commands.clear();
        value(relay.turn());
        assertThat(box.commands)
                .as("lease, batch, strike off, lease back")
                .containsExactly("update", "find", "update", "update");
        assertThat(IntStream.rangeClosed(1, 20)).allMatch(box::isDone);

        follow.failsOver = Set.of(1);
        IntStream.rangeClosed(1, 20).forEach(toy -> say(toy, 2));
        box.commands.clear();
        value(relay.turn());
        assertThat(box.commands).containsExactly("update", "find", "update", "update", "update");
        assertThat(IntStream.rangeClosed(2, 20)).allMatch(box::isDone);
    }

    @Test
    void a_relay_that_nobody_woke_asks_the_store_nothing_and_what_others_left_is_found_by_the_look_at_all() {
        value(relay.turn());
        box.commands.clear();
        turns(relay, 5);
        assertThat(box.commands).isEmpty();
        box.left(1, ToyBox.said(1, 1));
        turns(relay, 2);
        assertThat(notices.heard).isEmpty();
        value(parked.turn());
        value(relay.turn());
        assertThat(notices.heard).containsExactly("1.1");
        box.commands.clear();
        value(parked.turn());
        assertThat(box.commands).as("nothing waits").containsExactly("find");
    }

    @Test
    void each_consumer_has_one_handler() {
        assertThatThrownBy(() -> box.relay(notices, new Ear(Consumer.NOTICES)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("NOTICES");
    }

    @Test
    void they_are_asked_in_the_order_of_the_list() {
        List<Consumer> order = Collections.synchronizedList(new ArrayList<>());
        List<EventHandler> shuffled = new ArrayList<>();
        EnumSet.allOf(Consumer.class)
                .forEach(consumer -> shuffled.add(new Ear(consumer) {
                    @Override
                    public Mono<Void> handle(List<DomainEvent> events) {
                        return Mono.fromRunnable(() -> order.add(consumer));
                    }
                }));
        Collections.reverse(shuffled);
        box.make(1, ToyBox.said(1, 1));
        value(box.relay(shuffled.toArray(EventHandler[]::new)).turn());
        assertThat(order).containsExactly(Consumer.values());
    }

    @Test
    void a_mark_for_events_that_are_gone_is_cleared_away() {
        follow.failsOver = Set.of(1);
        box.make(1, ToyBox.said(1, 1));
        value(relay.turn());
        UUID told = box.marks(1).get(0).events().get(0);
        // As a build without marks strikes it off.
        value(box.store
                .template()
                .updateFirst(
                        Query.query(Criteria.where("_id").is(1)),
                        new Update().pull("outbox", new Document("_id", told)),
                        ToyBox.TOYS));
        clock.advance(Duration.ofSeconds(2));
        value(relay.turn());
        assertThat(box.isDone(1)).isTrue();
    }
}
