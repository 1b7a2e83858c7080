package org.wangge.notification.store;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.Notice.Delivery;
import org.wangge.paging.PageOrder;
import org.wangge.shared.Cursor;
import org.wangge.work.Inserts;
import org.wangge.work.Leases;
import org.wangge.work.StoreIndexes;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Notices: each person's inbox, and the queue of what is still to be pushed. */
@Repository
public class NoticeStore implements StoreIndexes {

    static final String NOTICES = "notices";
    private static final PageOrder NEWEST_FIRST = new PageOrder("createdAt", true);

    private final ReactiveMongoTemplate mongo;
    private final Inserts inserts;
    private final Clock clock;
    private final Leases leases = new Leases("push.");

    NoticeStore(ReactiveMongoTemplate mongo, Inserts inserts, Clock clock) {
        this.mongo = mongo;
        this.inserts = inserts;
        this.clock = clock;
    }

    @Override
    public Map<String, List<Index>> indexes() {
        return Map.of(
                NOTICES,
                List.of(
                        // An inbox, newest first.
                        new Index("recipientId", Direction.ASC)
                                .on("createdAt", Direction.DESC)
                                .on("_id", Direction.DESC),
                        // What is to be pushed next; done ones have no dueAt and are not in it.
                        new Index("push.dueAt", Direction.ASC).sparse()));
    }

    /** Stores those that are not there yet. */
    public Mono<Void> insertAll(Collection<Notice> notices) {
        return inserts.insertAbsent(notices, NOTICES).then();
    }

    /**
     * Adds tasks to those notices that lack some of theirs, and has them read anew. Repeatable, and in any order: what is there
     * already changes nothing.
     */
    public Mono<Void> addTasks(Collection<Notice> notices) {
        List<Notice> counting =
                notices.stream().filter(notice -> notice.tasks() != null).toList();
        if (counting.isEmpty()) {
            return Mono.empty();
        }
        var writes = mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, NOTICES);
        for (Notice notice : counting) {
            List<UUID> ids = requireNonNull(notice.tasks()).ids();
            Criteria lacking = Criteria.where("_id")
                    .is(notice.id())
                    .norOperator(Criteria.where("tasks.ids").all(ids));
            writes.updateOne(
                    Query.query(lacking),
                    new Update().addToSet("tasks.ids").each(ids.toArray()).unset("readAt"));
        }
        return writes.execute().then();
    }

    /** The recipient's notices from the newest on, after the given place. */
    public Flux<Notice> inbox(UUID recipient, boolean unreadOnly, @Nullable Cursor after, int limit) {
        List<Criteria> all = new ArrayList<>();
        all.add(Criteria.where("recipientId").is(recipient));
        if (unreadOnly) {
            all.add(Criteria.where("readAt").exists(false));
        }
        if (after != null) {
            all.addAll(NEWEST_FIRST.beyond(after.sortTime(), after.uuid()));
        }
        Query query = Query.query(new Criteria().andOperator(all))
                .with(NEWEST_FIRST.sort())
                .limit(limit);
        return mongo.find(query, Notice.class, NOTICES);
    }

    public Mono<Long> count(UUID recipient, boolean unreadOnly) {
        Criteria mine = Criteria.where("recipientId").is(recipient);
        return mongo.count(Query.query(unreadOnly ? mine.and("readAt").exists(false) : mine), NOTICES);
    }

    /** Empty when the recipient has no such notice. */
    public Mono<Notice> markRead(UUID id, UUID recipient) {
        Criteria mine = Criteria.where("_id").is(id).and("recipientId").is(recipient);
        Query unread = Query.query(Criteria.where("_id")
                .is(id)
                .and("recipientId")
                .is(recipient)
                .and("readAt")
                .exists(false));
        return mongo.updateFirst(unread, new Update().set("readAt", clock.instant()), NOTICES)
                .then(mongo.findOne(Query.query(mine), Notice.class, NOTICES));
    }

    public Mono<Long> markAllRead(UUID recipient) {
        Query unread = Query.query(
                Criteria.where("recipientId").is(recipient).and("readAt").exists(false));
        return mongo.updateMulti(unread, new Update().set("readAt", clock.instant()), NOTICES)
                .map(result -> result.getModifiedCount());
    }

    /** Since when the push is due that has been due for longest, by its first try as by a later one; empty when none is due. */
    public Mono<Instant> oldestDue() {
        Query due = Query.query(Criteria.where("push.dueAt").lte(clock.instant()))
                .with(Sort.by("push.dueAt"))
                .limit(1);
        return mongo.find(due, Notice.class, NOTICES).next().mapNotNull(notice -> {
            Notice.Push push = notice.push();
            return push == null ? null : push.dueAt();
        });
    }

    /** Claims up to so many notices that are due to be pushed; nobody else has them while the lease lasts. */
    public Mono<List<Notice>> claimDue(UUID token, int limit) {
        Instant now = clock.instant();
        Query due = Query.query(leases.claimable(now, "push.dueAt"))
                .with(Sort.by("push.dueAt"))
                .limit(limit);
        due.fields().include("_id");
        return mongo.find(due, Document.class, NOTICES)
                .map(found -> found.get("_id", UUID.class))
                .collectList()
                .flatMap(ids -> ids.isEmpty() ? Mono.just(List.of()) : claim(ids, token, now));
    }

    private Mono<List<Notice>> claim(List<UUID> ids, UUID token, Instant now) {
        Query free = Query.query(
                new Criteria().andOperator(Criteria.where("_id").in(ids), leases.claimable(now, "push.dueAt")));
        Query mine = Query.query(Criteria.where("_id").in(ids).andOperator(leases.heldBy(token)));
        return mongo.updateMulti(free, leases.take(token, now), NOTICES)
                .then(mongo.find(mine, Notice.class, NOTICES).collectList());
    }

    /** Writes what came of a turn and gives the lease back; does nothing when the lease was lost. */
    public Mono<Void> record(UUID id, UUID token, List<Delivery> more, @Nullable Instant nextDueAt, int attempts) {
        Update update = leases.release(new Update().set("push.attempts", attempts));
        if (!more.isEmpty()) {
            update.push("push.deliveries").each(more.toArray());
        }
        if (nextDueAt == null) {
            update.unset("push.dueAt");
        } else {
            update.set("push.dueAt", nextDueAt);
        }
        Query held = Query.query(Criteria.where("_id").is(id).andOperator(leases.heldBy(token)));
        return mongo.updateFirst(held, update, Notice.class, NOTICES).then();
    }
}
