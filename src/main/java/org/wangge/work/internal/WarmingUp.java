package org.wangge.work.internal;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.wangge.work.WarmUp;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Drives the hot paths for a moment, side by side. The web server is open by then and readiness still says no. Never keeps an
 * instance from starting.
 */
@Component
class WarmingUp implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(WarmingUp.class);

    /** Of each way at once: as many as make both processors busy. */
    private static final int AT_ONCE = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<WarmUp> ways;
    private final WarmUpSettings settings;

    WarmingUp(ObjectProvider<WarmUp> ways, WarmUpSettings settings) {
        this.ways = ways.orderedStream().toList();
        this.settings = settings;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (settings.wanted()) {
            Startup.await(Flux.fromIterable(ways)
                    .flatMap(this::drive)
                    .then(Flux.fromIterable(ways).flatMap(WarmUp::end).then())
                    .timeout(settings.lasts().plus(PATIENCE))
                    .onErrorResume(failure -> {
                        log.debug("outcome=warm-up-failed", failure);
                        return Mono.empty();
                    }));
        }
    }

    private Mono<Void> drive(WarmUp way) {
        long end = System.nanoTime() + settings.lasts().toNanos();
        return Flux.range(0, AT_ONCE)
                .flatMap(number -> Mono.defer(way::once).repeat(() -> System.nanoTime() < end))
                .then()
                .onErrorResume(failure -> {
                    log.debug("outcome=warm-up-ended way={}", way.getClass().getSimpleName(), failure);
                    return Mono.empty();
                });
    }
}
