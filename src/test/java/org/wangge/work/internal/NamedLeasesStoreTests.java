package org.wangge.work.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;
import static org.wangge.fixtures.Eventually.until;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.TestStore;
import org.wangge.fixtures.WanggeTestConfiguration;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class NamedLeasesStoreTests {

    private final TestStore store = TestStore.open();
    private final TestClock clock = new TestClock(WanggeTestConfiguration.START);
    private final NamedLeases leases = new NamedLeases(store.template(), clock);

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void of_many_at_once_each_works_alone() {
        AtomicInteger atWork = new AtomicInteger();
        List<Integer> most = new CopyOnWriteArrayList<>();
        Mono<Void> work = Mono.fromRunnable(() -> most.add(atWork.incrementAndGet()))
                .delayElement(Duration.ofMillis(5))
                .then(Mono.fromRunnable(atWork::decrementAndGet));
        done(Flux.range(0, 5).flatMap(one -> leases.alone("startup", work), 5).then());
        assertThat(most).containsExactly(1, 1, 1, 1, 1);
    }

    @Test
    void a_turn_is_given_back_also_when_the_work_failed() {
        Mono<Void> fails = leases.alone("startup", Mono.error(new IllegalStateException("no")));
        assertThat(value(fails.thenReturn("done").onErrorReturn("failed"))).isEqualTo("failed");
        assertThat(value(leases.take("startup")).isMine()).isTrue();
    }

    /** Dead is who does not renew. */
    @Test
    void who_died_with_the_turn_holds_the_others_up_for_a_quarter_of_a_minute() {
        assertThat(value(leases.take("startup", NamedLeases.WHILE_KEPT)).isMine())
                .isTrue();
        AtomicInteger came = new AtomicInteger();
        Disposable next = leases.alone("startup", Mono.fromRunnable(came::incrementAndGet))
                .subscribe();
        clock.advance(Duration.ofMillis(14_999));
        assertThat(value(leases.take("startup")).isMine()).isFalse();
        assertThat(came).hasValue(0);
        clock.advance(Duration.ofMillis(1));
        until("the next one has come", () -> came.get() == 1);
        next.dispose();
    }

    /** As while it builds an index: the start of such an instance once ended here. */
    @Test
    void a_store_that_answers_late_does_not_end_the_work() {
        VirtualTimeScheduler time = VirtualTimeScheduler.create();
        StepVerifier.create(NamedLeases.renewals(time), 1)
                .then(() -> time.advanceTimeBy(NamedLeases.WHILE_KEPT.multipliedBy(10)))
                .expectNext(0L)
                .thenRequest(1)
                .then(() -> time.advanceTimeBy(NamedLeases.WHILE_KEPT))
                .expectNextCount(1)
                .thenCancel()
                .verify();
    }
}
