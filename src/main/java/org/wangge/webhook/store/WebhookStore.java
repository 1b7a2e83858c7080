package org.wangge.webhook.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.listing.Listing;
import org.wangge.listing.Listing.Request;
import org.wangge.listing.Match;
import org.wangge.listing.SortKey;
import org.wangge.shared.Actor;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.QueryValues.Order;
import org.wangge.webhook.events.WebhookPaused;
import org.wangge.webhook.model.WebhookFile;
import org.wangge.work.Decision;
import org.wangge.work.DomainEvent;
import org.wangge.work.Outbox;
import org.wangge.work.StoreIndexes;
import org.wangge.work.VersionedStore;
import org.wangge.work.VersionedStore.Beside;
import org.wangge.work.VersionedStores;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Webhooks as administrators said them. */
@Repository
public class WebhookStore implements StoreIndexes, Outbox.Source {

    static final String WEBHOOKS = "webhooks";
    private static final Order NEWEST_FIRST = new Order("_id", true);

    private final ReactiveMongoTemplate mongo;
    private final VersionedStore<WebhookFile> webhooks;
    private final Listing<WebhookFile> list;

    WebhookStore(ReactiveMongoTemplate mongo, VersionedStores stores) {
        this.mongo = mongo;
        this.webhooks = stores.of(WebhookFile.class, WEBHOOKS);
        this.list = Listing.of(webhooks::find, webhooks::count, WebhookFile::id, SortKey.id(WebhookFile::id));
    }

    @Override
    public Map<String, List<Index>> indexes() {
        return Map.of(
                WEBHOOKS,
                List.of(
                        new Index("operationKey", Direction.ASC).unique().sparse(),
                        // Those of an area, newest first.
                        new Index("areas", Direction.ASC).on("_id", Direction.DESC),
                        // Those to send to.
                        new Index("active", Direction.ASC),
                        // The relay looks for those with something to tell.
                        new Index("dispatch.dueAt", Direction.ASC).sparse(),
                        // What is to go.
                        new Index("deletedAt", Direction.ASC).sparse()));
    }

    private static Criteria isThere() {
        return Criteria.where("deletedAt").exists(false);
    }

    /** Those of the reader's area, newest first. */
    public Mono<Page<WebhookFile>> page(Actor reader, int limit, @Nullable String cursor, boolean count) {
        return list.page(
                Request.all("webhooks", NEWEST_FIRST, Match.areas(reader.scopes(), "areas"), isThere()),
                limit,
                cursor,
                count);
    }

    /** How many a district has. */
    public Mono<Long> count(String district) {
        return webhooks.count(
                Query.query(new Criteria().andOperator(Criteria.where("areas").is(district), isThere())));
    }

    /** All to send to. */
    public Flux<WebhookFile> active() {
        return webhooks.find(Query.query(Criteria.where("active").is(true)));
    }

    /** Also one that was deleted; empty when there is none for these eyes. */
    public Mono<WebhookFile> find(UUID id, Actor reader) {
        return webhooks.findVisible(id, Match.areas(reader.scopes(), "areas"));
    }

    public Mono<WebhookFile> find(UUID id) {
        return webhooks.find(id);
    }

    public Mono<WebhookFile> findByOperation(String operationKey) {
        return webhooks.findByOperation(operationKey);
    }

    /** A duplicate key when the operation has made one already. */
    public Mono<WebhookFile> insert(WebhookFile webhook) {
        return webhooks.insert(webhook, new Beside(List.of(), null, webhook.createdAt()));
    }

    /** Empty when another write came first. */
    public Mono<WebhookFile> change(
            WebhookFile before, Decision.Next<WebhookFile> next, @Nullable Operation operation) {
        return webhooks.change(
                before,
                next.file(),
                new Beside(webhooks.told(next.events()), operation, next.file().updatedAt()));
    }

    @Override
    public String collection() {
        return WEBHOOKS;
    }

    @Override
    public List<DomainEvent> read(Document stored) {
        return List.of(mongo.getConverter().read(WebhookPaused.class, stored.get("event", Document.class)));
    }

    /** The ids of those that were deleted before then. */
    public Flux<UUID> deletedBefore(Instant then) {
        return webhooks.find(Query.query(Criteria.where("deletedAt").lt(then))).map(WebhookFile::id);
    }

    /** For good. */
    public Mono<Void> remove(UUID id) {
        return mongo.remove(Query.query(Criteria.where("_id").is(id)), WEBHOOKS).then();
    }
}
