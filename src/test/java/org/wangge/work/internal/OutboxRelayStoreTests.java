package org.wangge.work.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;
import static org.wangge.fixtures.Eventually.until;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.WanggeTestConfiguration;
import org.wangge.work.Consumer;
import org.wangge.work.DomainEvent;
import org.wangge.work.EventHandler;
import org.wangge.work.Leases;
import org.wangge.work.Outbox;
import org.wangge.work.internal.ToyBox.Said;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class OutboxRelayStoreTests {

    private final TestClock clock = new TestClock(WanggeTestConfiguration.START);
    private final ToyBox box = new ToyBox(clock);
    private final Map<UUID, Integer> times = new ConcurrentHashMap<>();
    private final Map<Integer, List<Integer>> heard = new ConcurrentHashMap<>();

    @AfterEach
    void close() {
        box.close();
    }

    private EventHandler handler(Function<List<Said>, Mono<Void>> doing) {
        return new EventHandler() {
            @Override
            public Consumer consumer() {
                return Consumer.NOTICES;
            }

            @Override
            public boolean handles(DomainEvent event) {
                return event instanceof Said;
            }

            @Override
            public Mono<Void> handle(List<DomainEvent> events) {
                return doing.apply(events.stream().map(Said.class::cast).toList());
            }
        };
    }

    private Mono<Void> hear(List<Said> events) {
        return Mono.fromRunnable(() -> events.forEach(said -> {
            times.merge(said.eventId(), 1, Integer::sum);
            heard.computeIfAbsent(said.toy(), toy -> Collections.synchronizedList(new ArrayList<>()))
                    .add(said.number());
        }));
    }

    private final EventHandler listener = handler(this::hear);

    private static Mono<Boolean> untilIdle(OutboxRelay relay) {
        return relay.turn().repeat().takeUntil(more -> !more).last();
    }

    @Test
    void two_relays_tell_thousands_of_events_once_each_and_in_order() {
        int toys = 300;
        int numbers = 10;
        IntStream.range(0, toys).forEach(toy -> box.make(toy, ToyBox.said(toy, 0)));
        AtomicBoolean allSaid = new AtomicBoolean();
        Mono<Void> saying = Flux.range(1, numbers - 1)
                .concatMap(number -> Flux.range(0, toys)
                        .flatMap(toy -> box.append(toy, ToyBox.said(toy, number)), 16)
                        .doOnNext(appended -> assertThat(appended).isTrue())
                        .then())
                .doFinally(end -> allSaid.set(true))
                .then();
        Flux<Boolean> relays = Flux.just(box.relay(listener), box.relay(listener))
                .flatMap(relay -> relay.turn().repeat(() -> !allSaid.get()), 2);
        done(Flux.merge(saying.thenMany(Flux.<Boolean>empty()), relays).then());
        done(untilIdle(box.relay(listener)));

        assertThat(times)
                .hasSize(toys * numbers)
                .allSatisfy((event, count) -> assertThat(count).isEqualTo(1));
        List<Integer> inOrder = IntStream.range(0, numbers).boxed().toList();
        assertThat(heard)
                .hasSize(toys)
                .allSatisfy((toy, said) -> assertThat(said).isEqualTo(inOrder));
        assertThat(IntStream.range(0, toys)).allMatch(box::isDone);
        assertThat(box.toy(0).getInteger("version"))
                .as("the relay touches nothing else")
                .isEqualTo(numbers - 1);
    }

    @Test
    void one_that_cannot_be_told_waits_longer_each_time_and_is_parked_while_others_go_on() {
        box.make(1, ToyBox.said(1, 1));
        box.make(2, ToyBox.said(2, 1));
        OutboxRelay relay = box.relay(handler(events -> events.stream().anyMatch(said -> said.toy() == 1)
                ? Mono.error(new IllegalStateException("a bad one"))
                : hear(events)));
        List<Long> waits = new ArrayList<>();
        for (int i = 1; i < ConsumerMark.PARKED_AFTER; i++) {
            value(relay.turn());
            waits.add(Duration.between(
                            clock.instant(), box.dispatch(1).getDate("dueAt").toInstant())
                    .toSeconds());
            value(relay.turn());
            int tried = i;
            assertThat(box.marks(1))
                    .as("it is not tried before")
                    .singleElement()
                    .satisfies(mark -> assertThat(mark.attempts()).isEqualTo(tried));
            clock.advance(Duration.ofSeconds(waits.get(i - 1)));
        }
        assertThat(waits).containsExactly(2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L);
        assertThat(box.isDone(2)).isTrue();
        assertThat(heard).containsOnlyKeys(2);

        value(relay.turn());
        ParkedEvents parked = box.parked();
        assertThat(value(parked.list(null, 10).collectList())).singleElement().satisfies(one -> {
            assertThat(one.events()).isEqualTo(1);
            assertThat(one.attempts()).isEqualTo(ConsumerMark.PARKED_AFTER);
            assertThat(one.parkedAt()).isEqualTo(clock.instant());
        });
        value(parked.turn());
        assertThat(box.metrics.get("wangge.outbox.parked").gauge().value()).isEqualTo(1);
        assertThat(box.toy(1).getList("outbox", Document.class))
                .as("nothing is thrown away")
                .hasSize(1);
        assertThat(box.metrics
                        .counter("wangge.outbox.events", "outcome", "parked")
                        .count())
                .isEqualTo(1);
        clock.advance(Duration.ofDays(1));
        assertThat(value(relay.turn())).isFalse();

        value(box.append(1, ToyBox.said(1, 2)));
        value(box.relay(listener).turn());
        assertThat(heard.get(1)).as("when it says more, all of it is told").containsExactly(1, 2);
        assertThat(box.isDone(1)).isTrue();
    }

    @Test
    void what_was_parked_is_told_again_when_somebody_says_so() {
        box.make(1, ToyBox.said(1, 1));
        OutboxRelay broken = box.relay(handler(events -> Mono.error(new IllegalStateException("a bad one"))));
        for (int i = 0; i < ConsumerMark.PARKED_AFTER; i++) {
            value(broken.turn());
            clock.advance(Duration.ofHours(1));
        }
        OutboxRelay mended = box.relay(listener);
        ParkedEvents parked = box.parked();
        value(mended.turn());
        assertThat(heard).as("nobody tries by himself any more").isEmpty();

        assertThat(value(parked.resume(null))).isEqualTo(1);
        assertThat(value(parked.resume(null))).isZero();
        value(mended.turn());
        assertThat(heard.get(1)).containsExactly(1);
        assertThat(box.isDone(1)).isTrue();
    }

    @Test
    void how_long_events_have_waited_is_told_of_the_source_that_waits_longest() {
        box.make(1, ToyBox.said(1, 1));
        clock.advance(Duration.ofSeconds(7));
        OutboxRelay relay = box.relayWithAnEmptySourceLast(listener);
        value(relay.turn());
        assertThat(box.metrics.get("wangge.outbox.waiting.seconds").gauge().value())
                .isEqualTo(7);
        value(relay.turn());
        assertThat(box.metrics.get("wangge.outbox.waiting.seconds").gauge().value())
                .isZero();
    }

    @Test
    void an_event_this_build_cannot_read_holds_up_its_own_document_alone() {
        box.make(1, ToyBox.unreadable());
        box.make(2, ToyBox.said(2, 1));
        value(box.relay(listener).turn());
        assertThat(heard).containsOnlyKeys(2);
        assertThat(box.isDone(2)).isTrue();
        assertThat(box.dispatch(1).getInteger("attempts")).isEqualTo(1);
        assertThat(box.toy(1).getList("outbox", Document.class)).hasSize(1);
    }

    @Test
    void what_is_said_while_it_is_told_is_told_next() {
        box.make(1, ToyBox.said(1, 1));
        OutboxRelay relay = box.relay(handler(events -> hear(events)
                .then(
                        events.get(0).number() == 1
                                ? box.append(1, ToyBox.said(1, 2)).then()
                                : Mono.empty())));
        value(relay.turn());
        assertThat(heard.get(1)).containsExactly(1);
        assertThat(box.turn().containsKey("token"))
                .as("the turn is given back at once")
                .isFalse();
        value(relay.turn());
        assertThat(heard.get(1)).containsExactly(1, 2);
        assertThat(box.isDone(1)).isTrue();
    }

    @Test
    void what_a_relay_left_behind_when_it_died_is_told_by_another_after_its_turn() {
        box.make(1, ToyBox.said(1, 1));
        AtomicBoolean begun = new AtomicBoolean();
        Disposable dying = box.relay(handler(events -> Mono.<Void>never().doOnSubscribe(s -> begun.set(true))))
                .turn()
                .subscribe();
        until("it has begun", begun::get);
        dying.dispose();
        OutboxRelay other = box.relay(listener);
        value(other.turn());
        clock.advance(Leases.LENGTH.minusMillis(1));
        value(other.turn());
        assertThat(heard).isEmpty();
        clock.advance(Duration.ofMillis(1));
        value(other.turn());
        assertThat(heard.get(1)).containsExactly(1);
        assertThat(box.isDone(1)).isTrue();
    }

    @Test
    void who_lost_the_turn_strikes_off_what_it_told_and_nothing_else() {
        box.make(1, ToyBox.said(1, 1));
        Sinks.Empty<Void> slow = Sinks.empty();
        AtomicBoolean begun = new AtomicBoolean();
        var losing = box.relay(handler(events -> hear(events).then(slow.asMono().doOnSubscribe(s -> begun.set(true)))))
                .turn()
                .toFuture();
        until("it has begun", begun::get);
        value(box.append(1, ToyBox.said(1, 2)));
        clock.advance(Leases.LENGTH);
        OutboxRelay failing = box.relay(handler(events -> Mono.error(new IllegalStateException("not yet"))));
        value(failing.turn());
        assertThat(box.marks(1))
                .singleElement()
                .satisfies(mark -> assertThat(mark.attempts()).isEqualTo(1));
        slow.tryEmitEmpty();
        losing.join();
        assertThat(box.toy(1).getList("outbox", Document.class))
                .extracting(event -> event.getInteger("number"))
                .containsExactly(2);
        clock.advance(Duration.ofSeconds(2));
        value(box.relay(listener).turn());
        assertThat(heard.get(1)).containsExactly(1, 2);
        assertThat(box.isDone(1)).isTrue();
    }

    @Test
    void who_lost_the_turn_and_failed_does_not_hold_up_what_another_told() {
        box.make(1, ToyBox.said(1, 1));
        Sinks.Empty<Void> slow = Sinks.empty();
        AtomicBoolean begun = new AtomicBoolean();
        var losing = box.relay(handler(events -> slow.asMono().doOnSubscribe(s -> begun.set(true))))
                .turn()
                .toFuture();
        until("it has begun", begun::get);
        clock.advance(Leases.LENGTH);
        value(box.relay(listener).turn());
        slow.tryEmitError(new IllegalStateException("too late"));
        losing.join();
        assertThat(heard.get(1)).containsExactly(1);
        assertThat(box.isDone(1)).isTrue();
    }

    @Test
    void a_document_with_too_much_untold_takes_no_more() {
        box.make(1, ToyBox.said(1, 0));
        for (int i = 1; i < Outbox.CAPACITY; i++) {
            assertThat(value(box.append(1, ToyBox.said(1, i)))).isTrue();
        }
        assertThat(value(box.append(1, ToyBox.said(1, Outbox.CAPACITY)))).isFalse();
        value(box.relay(listener).turn());
        assertThat(heard.get(1)).hasSize(Outbox.CAPACITY).isSorted();
        assertThat(value(box.append(1, ToyBox.said(1, Outbox.CAPACITY)))).isTrue();
    }

    @Test
    void handlers_are_asked_one_after_the_other_and_only_about_what_concerns_them() {
        box.make(1, ToyBox.said(1, 1), ToyBox.said(1, 2));
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        EventHandler odd = new EventHandler() {
            @Override
            public Consumer consumer() {
                return Consumer.JOURNAL;
            }

            @Override
            public boolean handles(DomainEvent event) {
                return event instanceof Said said && said.number() % 2 == 1;
            }

            @Override
            public Mono<Void> handle(List<DomainEvent> events) {
                return Mono.fromRunnable(() -> asked.add("odd " + events.size()));
            }
        };
        value(box.relay(odd, handler(events -> Mono.fromRunnable(() -> asked.add("all " + events.size()))))
                .turn());
        assertThat(asked).containsExactly("odd 1", "all 2");
    }
}
