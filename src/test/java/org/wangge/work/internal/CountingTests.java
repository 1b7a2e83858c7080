package org.wangge.work.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.value;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.WanggeTestConfiguration;
import org.wangge.work.Counted;
import reactor.core.publisher.Mono;

/** One instance counts, all show it. */
class CountingTests {

    @Test
    void what_was_counted_is_shown_and_one_fault_hides_nothing_else() {
        AtomicLong late = new AtomicLong(3);
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        List.of(
                        Counted.of("test.broken", now -> Mono.error(new IllegalStateException("no index"))),
                        Counted.of("test.late", now -> Mono.just(late.get())))
                .forEach(one -> beans.addBean(one.gauge(), one));
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        Counting counting = new Counting(
                beans.getBeanProvider(Counted.class), new TestClock(WanggeTestConfiguration.START), metrics);
        assertThat(metrics.get("test.late").gauge().value()).isZero();
        value(counting.turn());
        assertThat(metrics.get("test.late").gauge().value()).isEqualTo(3);
        late.set(1);
        value(counting.turn());
        assertThat(metrics.get("test.late").gauge().value()).isEqualTo(1);
    }
}
