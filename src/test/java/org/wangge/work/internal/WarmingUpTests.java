package org.wangge.work.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.DefaultApplicationArguments;
import org.wangge.work.WarmUp;
import reactor.core.publisher.Mono;

/** Ways are driven for a moment, and whatever becomes of them the instance starts. */
class WarmingUpTests {

    private final AtomicInteger driven = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    private final class Counted implements WarmUp {

        @Override
        public Mono<Void> once() {
            return Mono.fromRunnable(driven::incrementAndGet);
        }

        @Override
        public Mono<Void> end() {
            return Mono.fromRunnable(ended::incrementAndGet);
        }
    }

    private static void start(Duration lasts, WarmUp... ways) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        for (int at = 0; at < ways.length; at++) {
            beans.addBean("way" + at, ways[at]);
        }
        new WarmingUp(beans.getBeanProvider(WarmUp.class), new WarmUpSettings(lasts))
                .run(new DefaultApplicationArguments());
    }

    @Test
    void each_way_is_driven_many_times_and_then_ended_once() {
        start(Duration.ofMillis(50), new Counted());
        assertThat(driven).hasValueGreaterThan(4);
        assertThat(ended).hasValue(1);
    }

    @Test
    void a_way_that_fails_stops_neither_the_others_nor_the_start() {
        start(Duration.ofMillis(50), () -> Mono.error(new IllegalStateException("no grid")), new Counted(), () -> {
            throw new IllegalStateException("at once");
        });
        assertThat(driven).hasValueGreaterThan(4);
        assertThat(ended).hasValue(1);
    }

    @Test
    void without_time_nothing_is_driven() {
        start(Duration.ZERO, new Counted());
        assertThat(driven).hasValue(0);
        assertThat(ended).hasValue(0);
    }
}
