package org.wangge.notification.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.notification.Channel;
import reactor.core.publisher.Mono;

/** Whether a channel may be used at all, as all instances know it. */
@Repository
public class LaneStore {

    private static final String LANES = "push_lanes";

    /** Longer than a message and its answer take. */
    private static final Duration TRIAL = Duration.ofMinutes(1);

    private final ReactiveMongoTemplate mongo;
    private final Clock clock;

    LaneStore(ReactiveMongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /**
     * How a channel stands.
     *
     * @param until when sending may begin again
     * @param refusals how many times in a row everything was refused; 0 when nothing is
     * @param code why; null when nothing is
     */
    public record Lane(
            Instant until, int refusals, @Nullable String code) {

        public static final Lane FREE = new Lane(Instant.EPOCH, 0, null);
    }

    public Mono<Lane> read(Channel channel) {
        return mongo.findById(channel.name(), Lane.class, LANES).defaultIfEmpty(Lane.FREE);
    }

    /** Keeps how it stands, and ends the trial. */
    public Mono<Void> write(Channel channel, Lane lane) {
        Update update = new Update()
                .set("until", lane.until())
                .set("refusals", lane.refusals())
                .unset("trialUntil");
        return mongo.upsert(
                        of(channel),
                        lane.code() == null ? update.unset("code") : update.set("code", lane.code()),
                        LANES)
                .then();
    }

    /** Whether this instance is the one that tries whether sending may begin again; it is for a minute, or until it writes. */
    public Mono<Boolean> tryAlone(Channel channel) {
        Instant now = clock.instant();
        Criteria free = new Criteria()
                .orOperator(
                        Criteria.where("trialUntil").exists(false),
                        Criteria.where("trialUntil").lte(now));
        Query nobodyTries = of(channel).addCriteria(free);
        return mongo.updateFirst(nobodyTries, new Update().set("trialUntil", now.plus(TRIAL)), LANES)
                .map(result -> result.getMatchedCount() == 1);
    }

    private static Query of(Channel channel) {
        return Query.query(Criteria.where("_id").is(channel.name()));
    }
}
