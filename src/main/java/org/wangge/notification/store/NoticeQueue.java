package org.wangge.notification.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.Notice.Delivery;
import org.wangge.notification.model.Notice.Outcome;
import org.wangge.work.Leases;
import reactor.core.publisher.Mono;

/** A part of notices that is due at a moment, and that one instance at a time works on. */
public final class NoticeQueue {

    /** Longer than what comes at once, is tried again, or is told together with others. */
    private static final Duration SOON = Duration.ofHours(1);

    private final ReactiveMongoTemplate mongo;
    private final Clock clock;
    private final String part;
    private final Leases leases;

    /** @param part the field that has {@code dueAt} */
    NoticeQueue(ReactiveMongoTemplate mongo, Clock clock, String part) {
        this.mongo = mongo;
        this.clock = clock;
        this.part = part;
        this.leases = new Leases(part + ".");
    }

    /**
     * What is due and nobody's, so many at most: of pushes those that overtake first, each kind by when it is due. One query while
     * there are no more than that.
     */
    public Mono<List<UUID>> due(int limit) {
        return due(part + ".dueAt", limit)
                .flatMap(found -> found.size() < limit || !part.equals(NoticeStore.PUSH)
                        ? Mono.just(found)
                        : due(part + ".overtakesAt", limit).map(first -> together(first, found, limit)));
    }

    private static List<UUID> together(List<UUID> first, List<UUID> then, int limit) {
        Set<UUID> all = new LinkedHashSet<>(first);
        all.addAll(then);
        return all.stream().limit(limit).toList();
    }

    private Mono<List<UUID>> due(String field, int limit) {
        Query due = Query.query(leases.claimable(clock.instant(), field))
                .with(Sort.by(field))
                .limit(limit);
        due.fields().include("_id");
        return mongo.find(due, Document.class, NoticeStore.NOTICES)
                .map(found -> found.get("_id", UUID.class))
                .collectList();
    }

    /** Claims those of them that are still nobody's; nobody else has them while the lease lasts. */
    public Mono<List<Notice>> claim(Collection<UUID> ids, UUID token) {
        Instant now = clock.instant();
        Query free = Query.query(
                new Criteria().andOperator(Criteria.where("_id").in(ids), leases.claimable(now, part + ".dueAt")));
        Query mine = Query.query(Criteria.where("_id").in(ids).andOperator(leases.heldBy(token)));
        return ids.isEmpty()
                ? Mono.just(List.of())
                : mongo.updateMulti(free, leases.take(token, now), NoticeStore.NOTICES)
                        .then(mongo.find(mine, Notice.class, NoticeStore.NOTICES)
                                .collectList());
    }

    /** Claims what is due. */
    public Mono<List<Notice>> claimDue(UUID token, int limit) {
        return due(limit).flatMap(ids -> claim(ids, token));
    }

    /** Writes what came of a turn and gives the lease back; does nothing when the lease was lost. */
    public Mono<Void> record(
            Notice notice, UUID token, Collection<Delivery> more, @Nullable Instant nextDueAt, int attempts) {
        Update update = next(nextDueAt, overtakes(notice)).set(part + ".attempts", attempts);
        if (!more.isEmpty()) {
            update.push(part + ".deliveries").each(more.toArray());
        }
        times(more, Outcome.SENT).forEach(at -> update.min("heard.pushedAt", at));
        times(more, Outcome.PARKED).forEach(at -> update.set(part + ".parkedAt", at));
        return mongo.updateFirst(held(notice.id(), token), update, Notice.class, NoticeStore.NOTICES)
                .then();
    }

    private static Stream<Instant> times(Collection<Delivery> deliveries, Outcome outcome) {
        return deliveries.stream()
                .filter(one -> one.outcome() == outcome)
                .map(Delivery::at)
                .sorted()
                .limit(1);
    }

    private boolean overtakes(Notice notice) {
        return notice.push() != null && notice.push().overtakes() && part.equals(NoticeStore.PUSH);
    }

    /** What sets the next date and gives the lease back. */
    Update next(@Nullable Instant dueAt, boolean overtakes) {
        Update update = leases.release(new Update());
        if (dueAt == null) {
            return update.unset(part + ".dueAt").unset(part + ".overtakesAt");
        }
        return due(update, dueAt, overtakes);
    }

    private Update due(Update update, Instant dueAt, boolean overtakes) {
        Update later = update.set(part + ".dueAt", dueAt);
        return overtakes ? later.set(part + ".overtakesAt", dueAt) : later;
    }

    /** One that is held under this token and was not ended meanwhile. */
    Query held(UUID id, UUID token) {
        return Query.query(
                Criteria.where("_id").is(id).and(part + ".dueAt").exists(true).andOperator(leases.heldBy(token)));
    }

    /**
     * What was stored by a clock that stood later than it does now, and was to come soon, comes as soon from now on. What was to come hours
     * later keeps its time, which was chosen. Says until when the clock is behind what it was, as far as is seen here; empty when
     * it is not.
     */
    public Mono<Instant> bringForward() {
        Instant now = clock.instant();
        Query ofLater = Query.query(Criteria.where(part + ".dueAt")
                .gt(Date.from(now))
                .and("createdAt")
                .gt(Date.from(now.plus(Leases.AHEAD))));
        ofLater.fields().include("createdAt", part + ".dueAt", part + ".overtakesAt");
        return mongo.find(ofLater, Document.class, NoticeStore.NOTICES)
                .concatMap(found -> bringForward(found, now))
                .reduce((one, other) -> one.isAfter(other) ? one : other);
    }

    private Mono<Instant> bringForward(Document found, Instant now) {
        Instant created = found.getDate("createdAt").toInstant();
        Document kept = found.get(part, Document.class);
        Date dueAt = kept.getDate("dueAt");
        Duration after = Duration.between(created, dueAt.toInstant());
        if (after.compareTo(SOON) > 0) {
            return Mono.just(created);
        }
        Query same = Query.query(
                Criteria.where("_id").is(found.get("_id")).and(part + ".dueAt").is(dueAt));
        Instant soon = after.isNegative() ? now : now.plus(after);
        return mongo.updateFirst(same, due(new Update(), soon, kept.containsKey("overtakesAt")), NoticeStore.NOTICES)
                .thenReturn(created);
    }

    /** Since when that is due that has been due for longest, by its first try as by a later one; empty when none is due. */
    public Mono<Instant> oldestDue() {
        Query due = Query.query(Criteria.where(part + ".dueAt").lte(clock.instant()))
                .with(Sort.by(part + ".dueAt"))
                .limit(1);
        due.fields().include(part + ".dueAt");
        return mongo.find(due, Document.class, NoticeStore.NOTICES)
                .next()
                .map(found -> found.get(part, Document.class).getDate("dueAt").toInstant());
    }
}
