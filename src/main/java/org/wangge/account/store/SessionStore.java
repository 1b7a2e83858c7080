package org.wangge.account.store;

import com.mongodb.client.result.DeleteResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.account.model.Session;
import org.wangge.account.model.SignInFailures;
import org.wangge.account.model.TokenRotation;
import org.wangge.work.Changes;
import org.wangge.work.Kept;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sessions, and counts of failed sign-ins by name and address. */
@Repository
public class SessionStore {

    static final String SESSIONS = "sessions";
    static final String ATTEMPTS = "sign_in_attempts";
    private static final int USED_KEPT = 50;
    /** Is the hash of nothing. */
    private static final String NO_TOKEN = "";

    private static final FindAndModifyOptions NEWEST_OR_NEW =
            FindAndModifyOptions.options().returnNew(true).upsert(true);
    private static final FindAndModifyOptions NEWEST =
            FindAndModifyOptions.options().returnNew(true);

    private final ReactiveMongoTemplate mongo;
    private final Changes changes;
    private final Clock clock;

    SessionStore(ReactiveMongoTemplate mongo, Changes changes, Clock clock) {
        this.changes = changes;
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
    public Mono<Session> rotateIfCurrent(UUID id, TokenRotation renewal) {
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
        return mongo.updateFirst(open, revocation(because), SESSIONS)
                .map(result -> result.getModifiedCount() == 1)
                .delayUntil(revoked -> revoked ? changes.noted(Kept.SESSIONS) : Mono.empty());
    }

    /** Those of the sessions that have neither ended nor run out. */
    public Flux<UUID> openAmong(Collection<UUID> ids) {
        Query open = Query.query(Criteria.where("_id")
                .in(ids)
                .and("revokedAt")
                .exists(false)
                .and("expiresAt")
                .gt(clock.instant()));
        open.fields().include("_id");
        return mongo.find(open, Document.class, SESSIONS).map(found -> found.get("_id", UUID.class));
    }

    /** A session that goes on; each renewal makes it last longer. */
    public record Open(UUID accountId, Instant expiresAt) {}

    /** The sessions of these people that go on. */
    public Flux<Open> openOf(Collection<UUID> accountIds) {
        Query open = Query.query(Criteria.where("accountId")
                .in(accountIds)
                .and("revokedAt")
                .exists(false)
                .and("expiresAt")
                .gt(clock.instant()));
        open.fields().include("accountId", "expiresAt");
        return mongo.find(open, Document.class, SESSIONS)
                .map(found -> new Open(
                        found.get("accountId", UUID.class),
                        found.getDate("expiresAt").toInstant()));
    }

    /**
     * Keeps the session of somebody whom the external issuer signed in; it has no refresh token of ours. One that was ended is
     * only opened again by a token made since. Empty when it stays ended.
     */
    public Mono<Session> keepExternal(UUID id, UUID accountId, Instant tokenMadeAt, Instant expiresAt) {
        Query open = Query.query(Criteria.where("_id")
                .is(id)
                .orOperator(
                        Criteria.where("revokedAt").exists(false),
                        Criteria.where("revokedAt").lt(tokenMadeAt)));
        Update keep = external(accountId)
                .set("expiresAt", expiresAt)
                .unset("revokedAt")
                .unset("revokedBecause");
        return mongo.findAndModify(open, keep, NEWEST_OR_NEW, Session.class, SESSIONS)
                .onErrorResume(DuplicateKeyException.class, ended -> Mono.empty());
    }

    /** Ends it, also before anything was kept of it: what was on its way then must not open it. */
    public Mono<Void> endExternal(UUID id, UUID accountId, Instant expiresAt) {
        Update end = external(accountId)
                .setOnInsert("expiresAt", expiresAt)
                .set("revokedAt", clock.instant())
                .set("revokedBecause", "sign-out");
        return mongo.upsert(Query.query(Criteria.where("_id").is(id)), end, SESSIONS)
                .then();
    }

    private Update external(UUID accountId) {
        return new Update()
                .setOnInsert("accountId", accountId)
                .setOnInsert("currentHash", NO_TOKEN)
                .setOnInsert("usedHashes", List.of())
                .setOnInsert("createdAt", clock.instant());
    }

    public Mono<Void> revokeAllOf(UUID accountId, String because) {
        Query open = Query.query(
                Criteria.where("accountId").is(accountId).and("revokedAt").exists(false));
        return mongo.updateMulti(open, revocation(because), SESSIONS).then(changes.noted(Kept.SESSIONS));
    }

    private Update revocation(String because) {
        return new Update().set("revokedAt", clock.instant()).set("revokedBecause", because);
    }

    /** Whether somebody signed in from there before, as far as sessions are kept. */
    public Mono<Boolean> hasComeFrom(UUID accountId, String addressHash) {
        return mongo.exists(
                Query.query(Criteria.where("accountId")
                        .is(accountId)
                        .and("addressHash")
                        .is(addressHash)),
                SESSIONS);
    }

    /** Ends all sessions of an account but one. */
    public Mono<Void> revokeOthersOf(UUID accountId, UUID kept, String because) {
        Query open = Query.query(Criteria.where("accountId")
                .is(accountId)
                .and("_id")
                .ne(kept)
                .and("revokedAt")
                .exists(false));
        return mongo.updateMulti(open, revocation(because), SESSIONS).then(changes.noted(Kept.SESSIONS));
    }

    /** @param id see {@link org.wangge.account.model.SignInKey} */
    public Mono<SignInFailures> attempts(String id) {
        return mongo.findById(id, SignInFailures.class, ATTEMPTS);
    }

    /** Counts one more failure and says how many there now are. */
    public Mono<Integer> countFailure(String id) {
        Query key = Query.query(Criteria.where("_id").is(id));
        Update more =
                new Update().inc("failures", 1).set("forgetAt", clock.instant().plus(Duration.ofDays(1)));
        return mongo.findAndModify(
                        key,
                        more,
                        FindAndModifyOptions.options().returnNew(true).upsert(true),
                        SignInFailures.class,
                        ATTEMPTS)
                .map(SignInFailures::failures);
    }

    public Mono<Void> lock(String id, Instant until) {
        Query key = Query.query(Criteria.where("_id").is(id));
        return mongo.updateFirst(key, new Update().set("lockedUntil", until), ATTEMPTS)
                .then();
    }

    public Mono<Void> forgetFailures(String id) {
        return mongo.remove(Query.query(Criteria.where("_id").is(id)), ATTEMPTS).then();
    }

    /** @param prefix what the ids begin with */
    public Mono<Void> forgetFailuresOf(String prefix) {
        String end = prefix.substring(0, prefix.length() - 1) + (char) (prefix.charAt(prefix.length() - 1) + 1);
        return mongo.remove(Query.query(Criteria.where("_id").gte(prefix).lt(end)), ATTEMPTS)
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
