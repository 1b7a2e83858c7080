package org.wangge.notification.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.wangge.listing.Listing;
import org.wangge.listing.Listing.Request;
import org.wangge.listing.SortKey;
import org.wangge.notification.model.Notice;
import org.wangge.notification.model.Notice.Delivery;
import org.wangge.notification.model.Notice.Outcome;
import org.wangge.shared.GridPath;
import org.wangge.shared.Page;
import org.wangge.shared.QueryValues.Order;
import reactor.core.publisher.Mono;

/** Pushes of which a part was given up. */
public final class ParkedPushes {

    private static final String PARKED_AT = "push.parkedAt";
    private static final Order LAST_FIRST = new Order(PARKED_AT, true);

    private final ReactiveMongoTemplate mongo;
    private final Clock clock;
    private final Listing<Notice> parked;

    ParkedPushes(ReactiveMongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
        this.parked = Listing.of(
                query -> mongo.find(query, Notice.class, NoticeStore.NOTICES),
                query -> mongo.count(query, NoticeStore.NOTICES),
                Notice::id,
                SortKey.time(PARKED_AT, ParkedPushes::since));
    }

    private static @Nullable Instant since(Notice notice) {
        return notice.push() == null ? null : notice.push().parkedAt();
    }

    /** A page of those of these areas, the last one given up first. */
    public Mono<Page<Notice>> page(List<GridPath> areas, int limit, @Nullable String cursor, boolean count) {
        return parked.page(
                Request.all(
                        "parked",
                        LAST_FIRST,
                        Criteria.where(PARKED_AT).exists(true),
                        Criteria.where("areas")
                                .in(areas.stream().map(GridPath::value).toList())),
                limit,
                cursor,
                count);
    }

    /** One of these areas, whether it is still parked or not; empty when there is none. */
    public Mono<Notice> find(UUID id, List<GridPath> areas) {
        Criteria near = Criteria.where("_id")
                .is(id)
                .and("areas")
                .in(areas.stream().map(GridPath::value).toList());
        return mongo.findOne(Query.query(near), Notice.class, NoticeStore.NOTICES);
    }

    /** Has it pushed once more to the devices for which it was given up; false when it is not parked any more. */
    public Mono<Boolean> resend(UUID id, Duration timeToLive) {
        Instant now = clock.instant();
        return mongo.findById(id, Notice.class, NoticeStore.NOTICES)
                .flatMap(notice -> {
                    Notice.Push push = notice.push();
                    return push == null || push.parkedAt() == null
                            ? Mono.just(false)
                            : mongo.updateFirst(
                                            Query.query(Criteria.where("_id")
                                                    .is(id)
                                                    .and(PARKED_AT)
                                                    .is(push.parkedAt())
                                                    .and("push.dueAt")
                                                    .exists(false)),
                                            again(new Update(), push, now, now.plus(timeToLive), givenUp(push)),
                                            Notice.class,
                                            NoticeStore.NOTICES)
                                    .map(result -> result.getModifiedCount() == 1);
                })
                .defaultIfEmpty(false);
    }

    private static List<String> givenUp(Notice.Push push) {
        return push.deliveries().stream()
                .filter(one -> one.outcome() == Outcome.PARKED)
                .map(Delivery::deviceId)
                .distinct()
                .toList();
    }

    /** A new round for these devices, which goes before what does not ring. */
    static Update again(Update update, Notice.Push push, Instant now, Instant expiresAt, List<String> devices) {
        return update.set("push.dueAt", now)
                .set("push.overtakesAt", now)
                .set("push.attempts", 0)
                .set("push.expiresAt", expiresAt)
                .set("push.round", push.rounds() + 1)
                .set("push.devices", devices)
                .unset(PARKED_AT);
    }
}
