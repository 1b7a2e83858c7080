package org.wangge.work.internal;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.wangge.work.Counted;
import org.wangge.work.PolledWork;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Counts what is watched, each instance for itself: the counts are cheap, and to share them they would have to be written down. */
@Component
class Counting implements PolledWork {

    private static final Logger log = LoggerFactory.getLogger(Counting.class);

    private final List<Shown> all;
    private final Clock clock;

    private record Shown(Counted counted, AtomicLong value) {}

    Counting(ObjectProvider<Counted> all, Clock clock, MeterRegistry metrics) {
        this.all =
                all.orderedStream().map(one -> new Shown(one, new AtomicLong())).toList();
        this.clock = clock;
        this.all.forEach(one -> metrics.gauge(one.counted().gauge(), one.value()));
    }

    @Override
    public String name() {
        return "counting";
    }

    @Override
    public Duration rest() {
        return Duration.ofMinutes(1);
    }

    /** One that cannot be counted keeps its last number, and does not keep the others from theirs. */
    @Override
    public Mono<Boolean> turn() {
        return Flux.fromIterable(all)
                .concatMap(one -> one.counted()
                        .count(clock.instant())
                        .doOnNext(one.value()::set)
                        .onErrorResume(failure -> {
                            log.warn(
                                    "gauge={} outcome=not-counted",
                                    one.counted().gauge(),
                                    failure);
                            return Mono.empty();
                        }))
                .then(Mono.just(false));
    }
}
