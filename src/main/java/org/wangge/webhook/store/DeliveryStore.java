package org.wangge.webhook.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import org.wangge.shared.Page;
import org.wangge.shared.QueryValues.Order;
import org.wangge.webhook.DeliveryState;
import org.wangge.webhook.model.Delivery;
import org.wangge.work.StoreIndexes;
import reactor.core.publisher.Mono;

/** What became of events at webhooks, one line for each event and webhook. */
@Repository
public class DeliveryStore implements StoreIndexes {

    static final String DELIVERIES = "webhook_deliveries";
    private static final String WEBHOOK = "webhookId";
    private static final String AT = "at";
    private static final Order NEWEST_FIRST = new Order(AT, true);

    private final ReactiveMongoTemplate mongo;
    private final Listing<Delivery> list;

    DeliveryStore(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
        this.list = Listing.of(
                query -> mongo.find(query, Delivery.class, DELIVERIES),
                query -> mongo.count(query, DELIVERIES),
                Delivery::id,
                SortKey.time(AT, Delivery::at));
    }

    @Override
    public Map<String, List<Index>> indexes() {
        return Map.of(
                DELIVERIES,
                List.of(
                        // Those of one webhook, newest first; and which of them are too many.
                        new Index(WEBHOOK, Direction.ASC).on(AT, Direction.DESC).on("_id", Direction.DESC),
                        // What is to go.
                        new Index(AT, Direction.ASC)));
    }

    /** Keeps attempts: the first of an event as it is, a later one in its place with how many there were. */
    public Mono<Void> record(Collection<Delivery> attempts) {
        if (attempts.isEmpty()) {
            return Mono.empty();
        }
        var writes = mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, DELIVERIES);
        attempts.forEach(one -> writes.upsert(Query.query(Criteria.where("_id").is(one.id())), update(one)));
        return writes.execute().then();
    }

    private static Update update(Delivery one) {
        Update update = new Update()
                .setOnInsert(WEBHOOK, one.webhookId())
                .setOnInsert("eventId", one.eventId())
                .setOnInsert("seq", one.seq())
                .setOnInsert("kind", one.kind())
                .setOnInsert("firstAt", one.firstAt())
                .inc("tries", 1)
                .set("state", one.state())
                .set("tookMillis", one.tookMillis())
                .set(AT, one.at());
        if (one.subjectId() != null) {
            update.setOnInsert("subjectId", one.subjectId());
        }
        if (one.number() != null) {
            update.setOnInsert("number", one.number());
        }
        put(update, "status", one.status());
        put(update, "fault", one.fault());
        return update;
    }

    private static void put(Update update, String field, @Nullable Object value) {
        if (value == null) {
            update.unset(field);
        } else {
            update.set(field, value);
        }
    }

    /** Those of one webhook, newest first. */
    public Mono<Page<Delivery>> page(
            UUID webhook, @Nullable DeliveryState state, int limit, @Nullable String cursor, boolean count) {
        Criteria mine = Criteria.where(WEBHOOK).is(webhook);
        return list.page(
                state == null
                        ? Request.all("all " + webhook, NEWEST_FIRST, mine)
                        : Request.all(
                                state + " " + webhook,
                                NEWEST_FIRST,
                                mine,
                                Criteria.where("state").is(state)),
                limit,
                cursor,
                count);
    }

    /** Empty when it is none of this webhook, or not kept any more. */
    public Mono<Delivery> find(UUID id, UUID webhook) {
        return mongo.findOne(
                Query.query(Criteria.where("_id").is(id).and(WEBHOOK).is(webhook)), Delivery.class, DELIVERIES);
    }

    /** Removes those that are older. */
    public Mono<Void> removeBefore(Instant oldest) {
        return mongo.remove(Query.query(Criteria.where(AT).lt(oldest)), DELIVERIES)
                .then();
    }

    /** Leaves the newest so many of one webhook. */
    public Mono<Void> removeBeyond(UUID webhook, int most) {
        Query firstTooMany = Query.query(Criteria.where(WEBHOOK).is(webhook))
                .with(Sort.by(Direction.DESC, AT))
                .skip(most)
                .limit(1);
        return mongo.find(firstTooMany, Delivery.class, DELIVERIES)
                .next()
                .flatMap(first -> mongo.remove(
                        Query.query(Criteria.where(WEBHOOK).is(webhook).and(AT).lte(first.at())), DELIVERIES))
                .then();
    }

    public Mono<Void> removeOf(UUID webhook) {
        return mongo.remove(Query.query(Criteria.where(WEBHOOK).is(webhook)), DELIVERIES)
                .then();
    }
}
