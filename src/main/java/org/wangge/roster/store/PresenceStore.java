package org.wangge.roster.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.roster.OnDuty;
import org.wangge.roster.model.Presence;
import org.wangge.roster.model.Presence.Spot;
import org.wangge.work.StoreIndexes;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * People on duty in the field, and where they were last. A position is written by the same guarded write that looks whether its
 * giver is on duty, so that none outlives an end that comes at the same moment.
 */
@Repository
public class PresenceStore implements StoreIndexes {

    private static final String PRESENCES = "duty_presences";

    private final ReactiveMongoTemplate mongo;

    PresenceStore(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Override
    public Map<String, List<Index>> indexes() {
        return Map.of(
                PRESENCES,
                List.of(
                        // Who began in an office.
                        new Index("officeCode", Direction.ASC),
                        // What is to be forgotten: whole documents, and positions of people who are still on duty.
                        new Index("expiresAt", Direction.ASC),
                        new Index("spot.until", Direction.ASC).sparse()));
    }

    /** Begins, or begins anew; a position that is known stays. */
    public Mono<Void> begin(OnDuty duty) {
        Update begin = new Update()
                .set("officeCode", duty.officeCode())
                .set("role", duty.role())
                .set("begunAt", duty.from())
                .set("until", duty.until())
                .set("expiresAt", duty.until());
        return mongo.upsert(itself(duty.accountId()), begin, PRESENCES)
                // Two that come first at once: one of them finds it made.
                .retryWhen(Retry.max(2).filter(DuplicateKeyException.class::isInstance))
                .then();
    }

    private static Query itself(UUID accountId) {
        return Query.query(Criteria.where("_id").is(accountId));
    }

    public Mono<Presence> find(UUID accountId) {
        return mongo.findById(accountId, Presence.class, PRESENCES);
    }

    /** Ends what was begun and forgets the position. */
    public Mono<Void> end(UUID accountId) {
        return mongo.remove(itself(accountId), PRESENCES).then();
    }

    /** Keeps a position of who began and goes on; false for others, and when a newer one is kept. */
    public Mono<Boolean> placeBegun(UUID accountId, Spot spot, Instant now) {
        Query onDuty = Query.query(
                Criteria.where("_id").is(accountId).and("until").gt(now).andOperator(noNewerThan(spot)));
        return mongo.updateFirst(onDuty, new Update().set("spot", spot), PRESENCES)
                .map(updated -> updated.getMatchedCount() == 1);
    }

    private static Criteria noNewerThan(Spot spot) {
        return new Criteria()
                .orOperator(
                        Criteria.where("spot").exists(false),
                        Criteria.where("spot.at").lte(spot.at()));
    }

    /** Keeps a position of who is on duty by the roster alone; false when a newer one is kept. */
    public Mono<Boolean> placePlanned(OnDuty duty, Spot spot, Instant now) {
        Query notBegun = Query.query(Criteria.where("_id")
                .is(duty.accountId())
                .andOperator(
                        new Criteria()
                                .orOperator(
                                        Criteria.where("until").exists(false),
                                        Criteria.where("until").lte(now)),
                        noNewerThan(spot)));
        Update place = new Update()
                .set("officeCode", duty.officeCode())
                .set("role", duty.role())
                .unset("begunAt")
                .unset("until")
                .set("spot", spot)
                .set("expiresAt", spot.until());
        return mongo.upsert(notBegun, place, PRESENCES)
                .thenReturn(true)
                .onErrorResume(DuplicateKeyException.class, newer -> Mono.just(false));
    }

    /** Who began in one of the offices and has not ended. */
    public Flux<Presence> begunIn(Collection<String> officeCodes, Instant at) {
        return mongo.find(
                Query.query(Criteria.where("officeCode")
                        .in(officeCodes)
                        .and("until")
                        .gt(at)),
                Presence.class,
                PRESENCES);
    }

    /** Those of the people of whom a position counts now. */
    public Flux<Presence> placed(Collection<UUID> accountIds, Instant now) {
        return mongo.find(
                Query.query(Criteria.where("_id")
                        .in(accountIds)
                        .and("spot.until")
                        .gt(now)
                        .and("expiresAt")
                        .gt(now)),
                Presence.class,
                PRESENCES);
    }

    /** Whether anything counts no more. */
    public Mono<Boolean> isAnyToForget(Instant now) {
        return mongo.exists(Query.query(new Criteria().orOperator(over(now), stale(now))), PRESENCES);
    }

    /** Forgets what counts no more. */
    public Mono<Void> forget(Instant now) {
        return mongo.remove(Query.query(over(now)), PRESENCES)
                .then(mongo.updateMulti(Query.query(stale(now)), new Update().unset("spot"), PRESENCES))
                .then();
    }

    private static Criteria over(Instant now) {
        return Criteria.where("expiresAt").lte(now);
    }

    private static Criteria stale(Instant now) {
        return Criteria.where("spot.until").lte(now);
    }
}
