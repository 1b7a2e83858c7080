package org.wangge.work.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.value;
import static org.wangge.fixtures.Eventually.until;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.WanggeTestConfiguration;
import org.wangge.work.Consumer;
import org.wangge.work.DomainEvent;
import org.wangge.work.EventHandler;
import org.wangge.work.Leases;
import org.wangge.work.internal.ToyBox.Said;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A consumer that takes its time, or never answers, about one document or about all: nobody else waits for it. */
class SlowConsumersStoreTests {

    private final TestClock clock = new TestClock(WanggeTestConfiguration.START);
    private final ToyBox box = new ToyBox(clock);
    private final Ear slow = new Ear(Consumer.CASE_FOLLOW_UP);
    private final Ear notices = new Ear(Consumer.NOTICES);
    private OutboxRelay relay;

    @BeforeEach
    void shortPatience() {
        box.patience = new EventDelivery.Patience(Duration.ofMillis(60), Duration.ofMillis(30));
        relay = box.relay(slow, notices);
    }

    @AfterEach
    void close() {
        box.close();
    }

    /** Answers about one toy, or about all, when the test says so. */
    private static final class Ear implements EventHandler {

        private static final int ALL = -1;

        private final Consumer consumer;
        final List<String> heard = new CopyOnWriteArrayList<>();
        final List<Integer> asked = new CopyOnWriteArrayList<>();
        final Sinks.Empty<Void> answer = Sinks.empty();
        volatile int holds;

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
                asked.add(events.size());
                List<Said> said = events.stream().map(Said.class::cast).toList();
                boolean isHeld = holds == ALL || said.stream().anyMatch(one -> one.toy() == holds);
                return (isHeld ? answer.asMono() : Mono.<Void>empty())
                        .then(Mono.fromRunnable(() -> said.forEach(one -> heard.add(one.toy() + "." + one.number()))));
            });
        }
    }

    private void makeToys(int from, int to) {
        IntStream.rangeClosed(from, to).forEach(toy -> box.make(toy, ToyBox.said(toy, 1)));
    }

    private void turns(int count) {
        IntStream.range(0, count).forEach(turn -> value(relay.turn()));
    }

    private ConsumerMark markOf(int toy) {
        assertThat(box.marks(toy)).hasSize(1);
        return box.marks(toy).get(0);
    }

    @Test
    void a_document_that_is_never_answered_holds_up_neither_the_others_nor_its_consumer() {
        slow.holds = 1;
        makeToys(1, 20);
        turns(1);
        assertThat(notices.heard).hasSize(20);
        until("the other documents were told", () -> slow.heard.size() == 19);
        assertThat(markOf(1).attempts()).as("nobody knows yet").isZero();
        assertThat(markOf(1).dueAt()).isEqualTo(clock.instant().plus(EventDelivery.HELD));

        box.make(21, ToyBox.said(21, 1));
        turns(2);
        assertThat(slow.heard).contains("21.1").doesNotContain("1.1");
        assertThat(box.isDone(21)).isTrue();

        slow.answer.tryEmitEmpty();
        until("the late answer is written", () -> box.isDone(1));
        assertThat(slow.heard).contains("1.1").doesNotHaveDuplicates();
    }

    @Test
    void what_is_said_while_it_is_asked_reaches_the_others_at_once_and_it_afterwards_in_order() {
        slow.holds = 1;
        makeToys(1, 1);
        turns(1);
        slow.holds = 0;
        assertThat(value(box.append(1, ToyBox.said(1, 2)))).isTrue();
        turns(1);
        assertThat(notices.heard).containsExactly("1.1", "1.2");
        OutboxRelay other = box.relay(slow, notices);
        assertThat(value(box.append(1, ToyBox.said(1, 3)))).isTrue();
        value(other.turn());
        assertThat(notices.heard).containsExactly("1.1", "1.2", "1.3");
        assertThat(slow.heard)
                .as("it is being asked, no matter by which instance")
                .isEmpty();

        slow.answer.tryEmitEmpty();
        until("what came meanwhile is due", () -> markOf(1).events().size() == 2);
        turns(1);
        assertThat(slow.heard).containsExactly("1.1", "1.2", "1.3");
        assertThat(box.isDone(1)).isTrue();
    }

    @Test
    void a_late_failure_counts_like_any_other() {
        slow.holds = 1;
        makeToys(1, 1);
        turns(1);
        slow.answer.tryEmitError(new IllegalStateException("a bad one"));
        until("the failure is written", () -> markOf(1).attempts() == 1);
        assertThat(markOf(1).dueAt()).isEqualTo(clock.instant().plusSeconds(2));
        slow.holds = 0;
        clock.advance(Duration.ofSeconds(2));
        turns(1);
        assertThat(slow.heard).containsExactly("1.1");
        assertThat(box.isDone(1)).isTrue();
    }

    @Test
    void a_late_answer_says_nothing_when_the_mark_is_another_one_by_now() {
        slow.holds = 1;
        makeToys(1, 1);
        turns(1);
        Instant first = markOf(1).dueAt();
        clock.advance(EventDelivery.HELD);
        slow.holds = 0;
        turns(2);
        assertThat(slow.heard).as("the asker is taken for dead").containsExactly("1.1");
        assertThat(box.isDone(1)).isTrue();
        assertThat(value(box.append(1, ToyBox.said(1, 2)))).isTrue();
        slow.answer.tryEmitError(new IllegalStateException("too late"));
        turns(1);
        assertThat(slow.heard).containsExactly("1.1", "1.2");
        assertThat(first).isEqualTo(clock.instant());
        assertThat(box.isDone(1)).isTrue();
    }

    @Test
    void a_consumer_that_answers_nothing_is_asked_about_few_and_then_about_one_and_goes_on_with_all_at_once() {
        slow.holds = Ear.ALL;
        makeToys(1, 30);
        turns(1);
        assertThat(notices.heard).hasSize(30);
        assertThat(slow.asked).as("about all, and about four apart").containsExactly(30, 1, 1, 1, 1);
        makeToys(31, 40);
        turns(2);
        assertThat(notices.heard).hasSize(40);
        assertThat(slow.asked).as("it rests").hasSize(5);
        assertThat(markOf(40).attempts()).isZero();
        assertThat(silent()).isEqualTo(1);

        clock.advance(ConsumerRest.LENGTH);
        turns(1);
        assertThat(slow.asked).as("about one").hasSize(6);
        turns(2);
        assertThat(slow.asked).hasSize(6);

        slow.holds = 0;
        clock.advance(ConsumerRest.LENGTH);
        turns(1);
        assertThat(slow.asked).hasSize(7);
        clock.advance(Duration.ofSeconds(1));
        turns(1);
        assertThat(slow.asked.subList(7, slow.asked.size()))
                .as("all that waited, together")
                .containsExactly(39);
        assertThat(IntStream.rangeClosed(1, 40)).allMatch(box::isDone);
        assertThat(silent()).isZero();
        assertThat(lag(slow).count()).isEqualTo(40);
        assertThat(lag(notices).count()).isEqualTo(40);
    }

    private double silent() {
        return box.metrics
                .get("wangge.outbox.silent")
                .tag("consumer", slow.consumer().name())
                .gauge()
                .value();
    }

    private Timer lag(Ear ear) {
        return box.metrics
                .get("wangge.outbox.lag")
                .tag("consumer", ear.consumer().name())
                .timer();
    }

    @Test
    void a_consumer_that_always_fails_costs_one_write_for_all_its_documents() {
        OutboxRelay failing = box.relay(notices, new EventHandler() {
            @Override
            public Consumer consumer() {
                return Consumer.CASE_FOLLOW_UP;
            }

            @Override
            public boolean handles(DomainEvent event) {
                return true;
            }

            @Override
            public Mono<Void> handle(List<DomainEvent> events) {
                return Mono.error(new IllegalStateException("always"));
            }
        });
        makeToys(1, 20);
        box.commands.clear();
        value(failing.turn());
        assertThat(box.commands)
                .as("lease, batch, marks, lease back")
                .containsExactly("update", "find", "update", "update");
        assertThat(notices.heard).hasSize(20);
        assertThat(IntStream.rangeClosed(1, 20)).allMatch(toy -> markOf(toy).attempts() == 1);
    }

    @Test
    void a_clock_that_was_set_back_keeps_nobody_waiting() {
        clock.advance(Duration.ofHours(1));
        slow.holds = 1;
        makeToys(1, 2);
        turns(1);
        until("the other document was told", () -> box.isDone(2));
        box.left(3, ToyBox.said(3, 1));
        NamedLeases leases = new NamedLeases(box.store.template(), clock);
        assertThat(value(leases.take(ToyBox.TOYS)).isMine()).isTrue();

        clock.advance(Duration.ofHours(-1));
        slow.holds = 0;
        relay = box.relay(slow, notices);
        value(box.parked().turn());
        turns(1);
        assertThat(slow.heard).containsExactlyInAnyOrder("2.1", "1.1", "3.1");
        assertThat(box.isDone(1)).isTrue();
        assertThat(box.isDone(3)).isTrue();
    }

    @Test
    void a_lease_that_another_holds_by_a_clock_a_little_ahead_is_respected() {
        NamedLeases leases = new NamedLeases(box.store.template(), clock);
        clock.advance(Leases.LENGTH);
        assertThat(value(leases.take("toys")).isMine()).isTrue();
        clock.advance(Leases.LENGTH.negated());
        assertThat(value(leases.take("toys")).isMine()).isFalse();
    }
}
