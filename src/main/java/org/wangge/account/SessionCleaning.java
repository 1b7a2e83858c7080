package org.wangge.account;

import java.time.Duration;
import org.springframework.stereotype.Component;
import org.wangge.account.store.SessionStore;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Mono;

/** Removes ended sessions and forgotten sign-in attempts. */
@Component
class SessionCleaning implements RecurringJob {

    private final SessionStore sessions;

    SessionCleaning(SessionStore sessions) {
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
        return sessions.clear().then();
    }
}
