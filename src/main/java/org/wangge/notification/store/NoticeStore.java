package org.wangge.notification.store;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
import org.wangge.shared.Page;
import org.wangge.shared.QueryValues.Order;
import org.wangge.work.Inserts;
import org.wangge.work.StoreIndexes;
import reactor.core.publisher.Mono;

/** Notices: each person's inbox, and the queue of what is still to be pushed. */
@Repository
public class NoticeStore implements StoreIndexes {

    static final String NOTICES = "notices";
    static final String PUSH = "push";
    private static final Order NEWEST_FIRST = new Order("createdAt", true);

    private final ReactiveMongoTemplate mongo;
    private final Inserts inserts;
    private final Clock clock;
    private final Listing<Notice> inbox;
    private final ParkedPushes parked;
    private final NoticeQueue pushes;
    private final NoticeQueue fallbacks;
    private final NoticeQueue ladders;

    NoticeStore(ReactiveMongoTemplate mongo, Inserts inserts, Clock clock) {
        this.mongo = mongo;
        this.inserts = inserts;
        this.clock = clock;
        this.parked = new ParkedPushes(mongo, clock);
        this.pushes = new NoticeQueue(mongo, clock, PUSH);
        this.fallbacks = new NoticeQueue(mongo, clock, "fallback");
        this.ladders = new NoticeQueue(mongo, clock, "ladder");
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
                        new Index("push.dueAt", Direction.ASC).sparse(),
                        // Of that what does not wait behind the rest.
                        new Index("push.overtakesAt", Direction.ASC).sparse(),
                        // What was given up, the last first.
                        new Index("push.parkedAt", Direction.DESC).sparse(),
                        // The same for the fallback channel, and for those who are not known to have heard.
                        new Index("fallback.dueAt", Direction.ASC).sparse(),
                        new Index("ladder.dueAt", Direction.ASC).sparse(),
                        // The notices of an announcement.
                        new Index("announcement._id", Direction.ASC).sparse(),
                        // Who was told of a case.
                        new Index("caseId", Direction.ASC).sparse()));
    }

    /** Stores those that are not there yet, and says how many these were. */
    public Mono<Integer> insertAll(Collection<Notice> notices) {
        return inserts.insertAbsent(notices, NOTICES);
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

    /** Empty when there is none. */
    public Mono<Notice> find(UUID id) {
        return mongo.findById(id, Notice.class, NOTICES);
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
        // Who has seen the list need not be looked for.
        Update update = new Update().set("readAt", clock.instant()).unset("ladder.dueAt");
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

    /** What was given up. */
    public ParkedPushes parked() {
        return parked;
    }

    /** What is to be pushed. */
    public NoticeQueue pushes() {
        return pushes;
    }

    /** What is to be said by the fallback channel. */
    public NoticeQueue fallbacks() {
        return fallbacks;
    }

    /** Whom to look after until they are known to have heard. */
    public NoticeQueue ladders() {
        return ladders;
    }
}
