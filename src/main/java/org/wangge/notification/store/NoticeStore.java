package org.wangge.notification.store;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
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
import org.wangge.listing.Listing;
import org.wangge.listing.Listing.Request;
import org.wangge.listing.SortKey;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.Notice.Delivery;
import org.wangge.shared.Page;
import org.wangge.shared.QueryValues.Order;
import org.wangge.work.Inserts;
import org.wangge.work.Leases;
import org.wangge.work.StoreIndexes;
import reactor.core.publisher.Mono;

/** Notices: each person's inbox, and the queue of what is still to be pushed. */
@Repository
public class NoticeStore implements StoreIndexes {

    static final String NOTICES = "notices";
    private static final Order NEWEST_FIRST = new Order("createdAt", true);

    private final ReactiveMongoTemplate mongo;
    private final Inserts inserts;
    private final Clock clock;
    private final Listing<Notice> inbox;
    private final Leases leases = new Leases("push.");

    NoticeStore(ReactiveMongoTemplate mongo, Inserts inserts, Clock clock) {
        this.mongo = mongo;
        this.inserts = inserts;
        this.clock = clock;
        this.inbox = Listing.of(
                query -> mongo.find(query, Notice.class, NOTICES),
                query -> mongo.count(query, NOTICES),
                Notice::id,
                SortKey.time("createdAt", Notice::createdAt));
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

    /** A page of the recipient's notices, the newest first. */
    public Mono<Page<Notice>> inbox(
            UUID recipient, boolean unreadOnly, int limit, @Nullable String cursor, boolean count) {
        Criteria mine = Criteria.where("recipientId").is(recipient);
        return inbox.page(
                unreadOnly
                        ? Request.all(
                                "unread",
                                NEWEST_FIRST,
                                mine,
                                Criteria.where("readAt").exists(false))
                        : Request.all("inbox", NEWEST_FIRST, mine),
                limit,
                cursor,
                count);
    }

    /** Empty when the recipient has no such notice. */
    public Mono<Notice> markRead(UUID id, UUID recipient) {
        Query unread = Query.query(Criteria.where("_id")
                .is(id)
                .and("recipientId")
                .is(recipient)
                .and("readAt")
                .exists(false));
        return mongo.updateFirst(unread, new Update().set("readAt", clock.instant()), NOTICES)
                .then(find(id, recipient));
    }

    /** Empty when the recipient has no such notice. */
    public Mono<Notice> find(UUID id, UUID recipient) {
        Criteria mine = Criteria.where("_id").is(id).and("recipientId").is(recipient);
        return mongo.findOne(Query.query(mine), Notice.class, NOTICES);
    }

    /**
     * Says how many were not read; under a key also those that an attempt before marked.
     *
     * @param until those that were made by then, null for all
     */
    public Mono<Long> markAllRead(UUID recipient, @Nullable String operationKey, @Nullable Instant until) {
        Criteria unread =
                Criteria.where("recipientId").is(recipient).and("readAt").exists(false);
        Update update = new Update().set("readAt", clock.instant());
        if (operationKey != null) {
            update.set("readBy", operationKey);
        }
        Criteria mine =
                Criteria.where("recipientId").is(recipient).and("readBy").is(operationKey);
        return mongo.updateMulti(
                        Query.query(
                                until == null ? unread : unread.and("createdAt").lte(until)),
                        update,
                        NOTICES)
                .flatMap(result -> operationKey == null
                        ? Mono.just(result.getModifiedCount())
                        : mongo.count(Query.query(mine), NOTICES));
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
