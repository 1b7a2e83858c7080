package org.wangge.live.store;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.work.StoreIndexes;
import reactor.core.publisher.Mono;

/** Tickets that were given out and not used yet. */
@Repository
public class TicketStore implements StoreIndexes {

    static final String TICKETS = "live_tickets";

    private final ReactiveMongoTemplate mongo;
    private final Clock clock;

    TicketStore(ReactiveMongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /**
     * Whom it lets in.
     *
     * @param tokenEnds the end of the token that it was given for
     */
    public record Ticket(UUID id, UUID accountId, UUID sessionId, Instant tokenEnds, Instant expiresAt) {}

    @Override
    public Map<String, List<Index>> indexes() {
        return Map.of(TICKETS, List.of(new Index("expiresAt", Direction.ASC)));
    }

    public Mono<Ticket> insert(Ticket ticket) {
        return mongo.insert(ticket, TICKETS);
    }

    /** Takes it away, so that it is used once; empty when it is not there or too old. */
    public Mono<Ticket> take(UUID id) {
        Query good = Query.query(Criteria.where("_id").is(id).and("expiresAt").gt(clock.instant()));
        return mongo.findAndRemove(good, Ticket.class, TICKETS);
    }

    /** Removes those that nobody used. */
    public Mono<Void> removeOld() {
        return mongo.remove(Query.query(Criteria.where("expiresAt").lte(clock.instant())), TICKETS)
                .then();
    }
}
