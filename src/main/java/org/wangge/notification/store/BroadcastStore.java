package org.wangge.notification.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
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
import reactor.core.publisher.Mono;

/** The notices of one announcement together. */
@Repository
public class BroadcastStore {

    private static final String ANNOUNCEMENT = "announcement._id";
    private static final String READ_AT = "readAt";

    private final ReactiveMongoTemplate mongo;
    private final Listing<Notice> list;

    BroadcastStore(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
        this.list = Listing.of(
                query -> mongo.find(query, Notice.class, NoticeStore.NOTICES),
                query -> mongo.count(query, NoticeStore.NOTICES),
                Notice::id,
                SortKey.id(Notice::id));
    }

    /** How many notices of it have this field; all for null. */
    public Mono<Long> count(UUID announcement, @Nullable String field) {
        Criteria asked = Criteria.where(ANNOUNCEMENT).is(announcement);
        return mongo.count(Query.query(field == null ? asked : asked.and(field).exists(true)), NoticeStore.NOTICES);
    }

    /** A page of those that nobody read. */
    public Mono<Page<Notice>> unread(UUID announcement, int limit, @Nullable String cursor, boolean count) {
        return list.page(
                Request.all(
                        "unread:" + announcement,
                        new Order("_id", false),
                        Criteria.where(ANNOUNCEMENT).is(announcement),
                        Criteria.where(READ_AT).exists(false)),
                limit,
                cursor,
                count);
    }

    /** Takes all of it back: no phone rings any more. Repeatable. */
    public Mono<Void> withdraw(UUID announcement, Instant at) {
        Query standing = Query.query(Criteria.where(ANNOUNCEMENT)
                .is(announcement)
                .and("announcement.withdrawnAt")
                .exists(false));
        Update taken = new Update()
                .set("announcement.withdrawnAt", at)
                .unset("push.dueAt")
                .unset("push.overtakesAt");
        return mongo.updateMulti(standing, taken, Notice.class, NoticeStore.NOTICES)
                .then();
    }

    /**
     * Has the phones of those ring again who did not read it. Repeatable by the round; one that is still on its way is left alone.
     *
     * @param round one more with each reminder
     */
    public Mono<Void> remind(UUID announcement, int round, Instant at, Instant expiresAt, boolean overtakes) {
        Query unread = Query.query(Criteria.where(ANNOUNCEMENT)
                .is(announcement)
                .and(READ_AT)
                .exists(false)
                .and("push.attempts")
                .exists(true)
                .and("push.dueAt")
                .exists(false)
                .norOperator(Criteria.where("push.round").gte(round)));
        Update again = new Update()
                .set("push.round", round)
                .set("push.attempts", 0)
                .set("push.expiresAt", expiresAt)
                .set("push.dueAt", at)
                .unset("push.devices")
                .unset("push.parkedAt");
        return mongo.updateMulti(
                        unread,
                        overtakes ? again.set("push.overtakesAt", at) : again,
                        Notice.class,
                        NoticeStore.NOTICES)
                .then();
    }
}
