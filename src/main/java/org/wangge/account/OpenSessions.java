package org.wangge.account;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
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
     * When those of the people who have a session that goes on last began or renewed one; who is active renews it every quarter of
     * an hour. One query.
     */
    public Mono<Map<UUID, Instant>> lastUsed(Collection<UUID> accountIds) {
        return accountIds.isEmpty()
                ? Mono.just(Map.of())
                : sessions.openOf(accountIds)
                        .collect(Collectors.toMap(
                                SessionStore.Open::accountId,
                                open -> open.expiresAt().minus(settings.refreshTokenLife()),
                                (one, other) -> one.isAfter(other) ? one : other));
    }
}
