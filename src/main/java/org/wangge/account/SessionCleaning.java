package org.wangge.account;

import java.time.Duration;
import org.springframework.stereotype.Component;
import org.wangge.account.store.SessionStore;
import org.wangge.work.JobItems;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Removes ended sessions and forgotten sign-in attempts. */
@Component
class SessionCleaning implements RecurringJob {

    private final SessionStore sessions;
    private final JobItems items;

    SessionCleaning(SessionStore sessions, JobItems items) {
        this.items = items;
        this.sessions = sessions;
    }

    @Override
    public String name() {
        return "session-cleaning";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public Mono<Void> run() {
        return items.each(
                name(),
                Flux.just("sessions", "attempts"),
                what -> what,
                1,
                what -> what.equals("sessions") ? sessions.clearEnded() : sessions.clearAttempts());
    }
}
