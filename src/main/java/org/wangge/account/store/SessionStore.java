package org.wangge.account.store;

import com.mongodb.client.result.DeleteResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.account.model.Attempts;
import org.wangge.account.model.Renewal;
import org.wangge.account.model.Session;
import reactor.core.publisher.Mono;

/** Sessions, and counts of failed sign-ins by name (whether the name exists or not). */
@Repository
public class SessionStore {

    static final String SESSIONS = "sessions";
    static final String ATTEMPTS = "sign_in_attempts";
    private static final int USED_KEPT = 50;
    private static final FindAndModifyOptions NEWEST =
            FindAndModifyOptions.options().returnNew(true);

    private final ReactiveMongoTemplate mongo;
    private final Clock clock;

    SessionStore(ReactiveMongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    public Mono<Session> open(Session session) {
        return mongo.insert(session, SESSIONS);
    }

    public Mono<Session> find(UUID id) {
        return mongo.findById(id, Session.class, SESSIONS);
    }

    /** Empty when the session has ended, or the presented token is neither the current one nor what that was given for by this key. */
    public Mono<Session> rotateIfCurrent(UUID id, Renewal renewal) {
        Criteria current = Criteria.where("currentHash").is(renewal.presentedHash());
        Criteria unheard = Criteria.where("renewedFrom")
                .is(renewal.presentedHash())
                .and("renewedBy")
                .is(renewal.keyHash());
        Query open = Query.query(Criteria.where("_id")
                .is(id)
                .and("revokedAt")
                .exists(false)
                .and("expiresAt")
                .gt(clock.instant())
                .andOperator(renewal.keyHash() == null ? current : new Criteria().orOperator(current, unheard)));
        Update rotate = new Update()
                .set("currentHash", renewal.nextHash())
                .set("expiresAt", renewal.expiresAt())
                .set("renewedFrom", renewal.presentedHash())
                .set("renewedBy", renewal.keyHash());
        rotate.push("usedHashes").slice(-USED_KEPT).each(renewal.presentedHash());
        return mongo.findAndModify(open, rotate, NEWEST, Session.class, SESSIONS);
    }

    /** True when it was open until now. */
    public Mono<Boolean> revoke(UUID id, String because) {
        Query open = Query.query(Criteria.where("_id").is(id).and("revokedAt").exists(false));
        return mongo.updateFirst(open, revocation(because), SESSIONS).map(result -> result.getModifiedCount() == 1);
    }

    public Mono<Void> revokeAllOf(UUID accountId, String because) {
        Query open = Query.query(
                Criteria.where("accountId").is(accountId).and("revokedAt").exists(false));
        return mongo.updateMulti(open, revocation(because), SESSIONS).then();
    }

    private Update revocation(String because) {
        return new Update().set("revokedAt", clock.instant()).set("revokedBecause", because);
    }

    public Mono<Attempts> attempts(String foldedName) {
        return mongo.findById(foldedName, Attempts.class, ATTEMPTS);
    }

    /** Counts one more failure and says how many there now are. */
    public Mono<Integer> countFailure(String foldedName) {
        Query name = Query.query(Criteria.where("_id").is(foldedName));
        Update more =
                new Update().inc("failures", 1).set("forgetAt", clock.instant().plus(Duration.ofDays(1)));
        return mongo.findAndModify(
                        name,
                        more,
                        FindAndModifyOptions.options().returnNew(true).upsert(true),
                        Attempts.class,
                        ATTEMPTS)
                .map(Attempts::failures);
    }

    public Mono<Void> lock(String foldedName, Instant until) {
        Query name = Query.query(Criteria.where("_id").is(foldedName));
        return mongo.updateFirst(name, new Update().set("lockedUntil", until), ATTEMPTS)
                .then();
    }

    public Mono<Void> forgetFailures(String foldedName) {
        return mongo.remove(Query.query(Criteria.where("_id").is(foldedName)), ATTEMPTS)
                .then();
    }

    /** Removes sessions that ended a week ago; says how many. */
    public Mono<Long> clearEnded() {
        Query ended = Query.query(Criteria.where("expiresAt").lt(clock.instant().minus(Duration.ofDays(7))));
        return mongo.remove(ended, SESSIONS).map(DeleteResult::getDeletedCount);
    }

    /** Removes failed attempts to sign in that count no more; says of how many names. */
    public Mono<Long> clearAttempts() {
        Query old = Query.query(Criteria.where("forgetAt").lt(clock.instant()));
        return mongo.remove(old, ATTEMPTS).map(DeleteResult::getDeletedCount);
    }
}
