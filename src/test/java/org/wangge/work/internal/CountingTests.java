package org.wangge.work.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.TestStore;
import org.wangge.fixtures.WanggeTestConfiguration;
import org.wangge.work.Counted;
import reactor.core.publisher.Mono;

/** One instance counts, all show it. */
class CountingTests {

    @Test
    void what_one_counted_others_show_and_one_fault_hides_nothing_else() {
        try (TestStore store = TestStore.open()) {
            AtomicLong late = new AtomicLong(3);
            StaticListableBeanFactory beans = new StaticListableBeanFactory();
            List.of(
                            Counted.of("test.broken", now -> Mono.error(new IllegalStateException("no index"))),
                            Counted.of("test.late", now -> Mono.just(late.get())))
                    .forEach(one -> beans.addBean(one.gauge(), one));
            TestClock clock = new TestClock(WanggeTestConfiguration.START);
            Counting counting = new Counting(store.template(), beans.getBeanProvider(Counted.class), clock);
            SimpleMeterRegistry metrics = new SimpleMeterRegistry();
            CountGauges elsewhere = new CountGauges(store.template(), beans.getBeanProvider(Counted.class), metrics);
            assertThat(metrics.get("test.late").gauge().value()).isZero();
            done(counting.run());
            value(elsewhere.turn());
            assertThat(metrics.get("test.late").gauge().value()).isEqualTo(3);
            late.set(1);
            done(counting.run());
            value(elsewhere.turn());
            assertThat(metrics.get("test.late").gauge().value()).isEqualTo(1);
        }
    }
}
