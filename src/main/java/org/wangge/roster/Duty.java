package org.wangge.roster;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.wangge.roster.model.Presence;
import org.wangge.roster.model.RosterRules;
import org.wangge.roster.store.PresenceStore;
import org.wangge.roster.store.RosterStore;
import org.wangge.shared.Position;
import reactor.core.publisher.Mono;

/** Who is on duty, and where. */
@Component
public class Duty {

    private final RosterStore rosters;
    private final PresenceStore presences;

    Duty(RosterStore rosters, PresenceStore presences) {
        this.rosters = rosters;
        this.presences = presences;
    }

    /**
     * Who is on duty for these offices at a moment, by office and role, each person once in each office; empty when nobody is.
     * Two queries. Who began in the field and ended since is not told of the past.
     *
     * @param officeCodes offices, and districts for their own
     */
    public Mono<List<OnDuty>> onDuty(Collection<String> officeCodes, Instant at) {
        return Mono.zip(
                rosters.of(officeCodes).collectList(),
                presences.begunIn(officeCodes, at).collectList(),
                (planned, begun) -> RosterRules.onDuty(planned, begun, at));
    }

    /**
     * Who is planned to be on duty for these offices at some moment from one to another, the later not included, also when only for a
     * part of it; empty when nobody is. One query. Nobody knows today who will begin in the field.
     */
    public Mono<List<OnDuty>> planned(Collection<String> officeCodes, Instant from, Instant to) {
        return rosters.of(officeCodes)
                .flatMapIterable(roster -> roster.shifts().stream()
                        .filter(shift -> shift.from().isBefore(to) && from.isBefore(shift.to()))
                        .map(shift -> RosterRules.planned(roster.id(), shift))
                        .toList())
                .collectList();
    }

    /**
     * Where those of the people were last who said so on duty within thirty minutes. One query. For who weighs whom to send, of
     * the own area only; a position is never shown to anybody as such.
     */
    public Mono<Map<UUID, Position>> positions(Collection<UUID> accountIds, Instant now) {
        return accountIds.isEmpty()
                ? Mono.just(Map.of())
                : presences
                        .placed(accountIds, now)
                        .collectMap(
                                Presence::id,
                                placed -> Objects.requireNonNull(placed.spot()).position());
    }
}
