package org.wangge.presence;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.wangge.presence.store.OnlookerStore;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Mono;

/** Forgets who closed a window without saying so. Nobody is shown them meanwhile. */
@Component
class OnlookerForgetting implements RecurringJob {

    private final OnlookerStore store;
    private final Clock clock;

    OnlookerForgetting(OnlookerStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "onlooker-forgetting";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public Mono<Boolean> isNeeded() {
        return store.isAnyOver(clock.instant());
    }

    @Override
    public Mono<Void> run() {
        return Mono.defer(() -> store.forget(clock.instant()));
    }
}
