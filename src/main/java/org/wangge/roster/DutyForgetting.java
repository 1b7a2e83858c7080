package org.wangge.roster;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.wangge.roster.store.PresenceStore;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Mono;

/** Removes positions that count no more, and duties that are over; nobody reads them in the minute before. */
@Component
class DutyForgetting implements RecurringJob {

    private final PresenceStore presences;
    private final Clock clock;

    DutyForgetting(PresenceStore presences, Clock clock) {
        this.presences = presences;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "duty-forgetting";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Mono<Boolean> isNeeded() {
        return presences.isAnyToForget(clock.instant());
    }

    @Override
    public Mono<Void> run() {
        return Mono.defer(() -> presences.forget(clock.instant()));
    }
}
