package org.wangge.work.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Eventually.until;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.wangge.work.Nudge;
import org.wangge.work.PolledWork;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class WorkLoopsTests {

    private final Nudge nudge = new Nudge();
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicBoolean more = new AtomicBoolean();
    private volatile Mono<Void> inTurn = Mono.empty();
    private final WorkLoops loops = loops();

    private WorkLoops loops() {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("toy", new PolledWork() {
            @Override
            public String name() {
                return "toy";
            }

            @Override
            public Duration rest() {
                return Duration.ofHours(1);
            }

            @Override
            public Mono<Boolean> turn() {
                return Mono.fromRunnable(turns::incrementAndGet)
                        .then(Mono.defer(() -> inTurn))
                        .then(Mono.fromSupplier(() -> more.getAndSet(false)));
            }
        });
        return new WorkLoops(beans.getBeanProvider(PolledWork.class), nudge);
    }

    @AfterEach
    void stop() {
        inTurn = Mono.empty();
        loops.stop();
    }

    private void awaitTurns(int count) {
        until("turn " + count, () -> turns.get() == count);
    }

    @Test
    void a_loop_looks_at_once_and_then_whenever_it_is_nudged() {
        loops.start();
        awaitTurns(1);
        nudge.wake("toy");
        awaitTurns(2);
        nudge.wake("another");
        nudge.wake("toy");
        awaitTurns(3);
    }

    @Test
    void while_there_is_more_the_next_turn_follows_at_once() {
        more.set(true);
        loops.start();
        awaitTurns(2);
    }

    @Test
    void a_nudge_during_a_turn_is_not_lost() {
        Sinks.Empty<Void> gate = Sinks.empty();
        inTurn = gate.asMono();
        loops.start();
        awaitTurns(1);
        nudge.wake("toy");
        nudge.wake("toy");
        inTurn = Mono.empty();
        gate.tryEmitEmpty();
        until("the nudge is heeded", () -> turns.get() >= 2);
    }

    @Test
    void a_turn_that_fails_does_not_end_the_loop() {
        inTurn = Mono.error(new IllegalStateException("once"));
        loops.start();
        awaitTurns(1);
        inTurn = Mono.empty();
        nudge.wake("toy");
        awaitTurns(2);
    }

    @Test
    void stopping_waits_for_the_turn_in_flight_and_begins_no_other() {
        Sinks.Empty<Void> gate = Sinks.empty();
        inTurn = gate.asMono();
        more.set(true);
        loops.start();
        awaitTurns(1);
        nudge.wake("toy");
        CompletableFuture<Void> stopping = CompletableFuture.runAsync(loops::stop);
        until("it is told to stop", () -> !loops.isRunning());
        assertThat(stopping).isNotDone();
        gate.tryEmitEmpty();
        stopping.join();
        assertThat(turns).hasValue(1);
        nudge.wake("toy");
        assertThat(turns).hasValue(1);
    }

    @Test
    void a_stopped_loop_can_be_started_again() {
        loops.start();
        awaitTurns(1);
        loops.stop();
        loops.start();
        awaitTurns(2);
    }
}
