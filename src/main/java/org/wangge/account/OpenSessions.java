package org.wangge.account;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.wangge.account.store.SessionStore;
import reactor.core.publisher.Mono;

/** Which sessions go on, asked by who keeps something only for as long as one lasts. */
@Component
public class OpenSessions {

    private final SessionStore sessions;
    private final AccountSettings settings;

    OpenSessions(SessionStore sessions, AccountSettings settings) {
        this.sessions = sessions;
        this.settings = settings;
    }

    /**
     * Those of the sessions that go on, as stored at this moment: not signed out of, not ended by an administrator, not run
     * out. One query.
     */
    public Mono<Set<UUID>> among(Collection<UUID> sessionIds) {
        return sessionIds.isEmpty()
                ? Mono.just(Set.of())
                : sessions.openAmong(sessionIds).collect(Collectors.toSet());
    }

    /**
     * Those of the people who have a session that goes on and that they began or renewed since a moment; who is active renews it
     * every quarter of an hour. One query.
     */
    public Mono<Set<UUID>> usedSince(Collection<UUID> accountIds, Instant since) {
        return sessions.openOf(accountIds, since.plus(settings.refreshTokenLife()))
                .collect(Collectors.toSet());
    }
}
