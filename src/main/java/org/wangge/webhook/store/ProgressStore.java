package org.wangge.webhook.store;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.webhook.model.Progress;
import org.wangge.webhook.model.WebhookFile;
import org.wangge.work.Inserts;
import org.wangge.work.Leases;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How far each webhook got. One instance at a time sends for one, under a lease; who lost it writes nothing. */
@Repository
public class ProgressStore {

    static final String PROGRESS = "webhook_progress";

    private final ReactiveMongoTemplate mongo;
    private final Inserts inserts;
    private final Clock clock;
    private final Leases leases = new Leases("");

    ProgressStore(ReactiveMongoTemplate mongo, Inserts inserts, Clock clock) {
        this.mongo = mongo;
        this.inserts = inserts;
        this.clock = clock;
    }

    /** Empty when nothing was sent yet. */
    public Mono<Progress> find(UUID id) {
        return mongo.findById(id, Progress.class, PROGRESS);
    }

    public Flux<Progress> find(Collection<UUID> ids) {
        return mongo.find(Query.query(Criteria.where("_id").in(ids)), Progress.class, PROGRESS);
    }

    /** Has this one to send for alone for a while; empty when somebody else has it. */
    public Mono<Progress> claim(WebhookFile webhook, UUID token) {
        Instant now = clock.instant();
        Query free = Query.query(Criteria.where("_id").is(webhook.id()).andOperator(leases.free(now)));
        return begun(webhook)
                .then(mongo.findAndModify(
                        free,
                        leases.take(token, now),
                        FindAndModifyOptions.options().returnNew(true),
                        Progress.class,
                        PROGRESS));
    }

    private Mono<Void> begun(WebhookFile webhook) {
        return inserts.insertAbsent(List.of(Progress.at(webhook.id(), webhook.feed(), webhook.begin())), PROGRESS)
                .then();
    }

    /** Keeps how far it got and gives the lease back; false when the lease was lost, and then nothing changes. */
    public Mono<Boolean> record(Progress progress, UUID token) {
        Update update = leases.release(new Update()
                .set("seq", progress.seq())
                .set("done", progress.done())
                .set("failures", progress.failures()));
        put(update, "failingSince", progress.failingSince());
        put(update, "dueAt", progress.dueAt());
        put(update, "lastStatus", progress.lastStatus());
        put(update, "lastFault", progress.lastFault());
        put(update, "lastDeliveredAt", progress.lastDeliveredAt());
        put(update, "resyncAt", progress.resyncAt());
        Query held = Query.query(Criteria.where("_id").is(progress.id()).andOperator(leases.heldBy(token)));
        return mongo.updateFirst(held, update, PROGRESS).map(result -> result.getMatchedCount() == 1);
    }

    private static void put(Update update, String field, @Nullable Object value) {
        if (value == null) {
            update.unset(field);
        } else {
            update.set(field, value);
        }
    }

    /**
     * Goes on after this number, at once; whoever sends for it at the moment loses the lease, and what it came to is not kept.
     * Repeatable.
     */
    public Mono<Void> moveTo(WebhookFile webhook, long seq) {
        return begun(webhook).then(change(webhook.id(), fresh().set("seq", seq).set("done", List.of())));
    }

    /** Tries again at once, and forgets for how long it failed. Repeatable. */
    public Mono<Void> startAnew(WebhookFile webhook) {
        return begun(webhook).then(change(webhook.id(), fresh()));
    }

    private Update fresh() {
        return leases.release(
                new Update().set("failures", 0).unset("failingSince").unset("dueAt"));
    }

    private Mono<Void> change(UUID id, Update update) {
        return mongo.updateFirst(Query.query(Criteria.where("_id").is(id)), update, PROGRESS)
                .then();
    }

    public Mono<Void> remove(UUID id) {
        return mongo.remove(Query.query(Criteria.where("_id").is(id)), PROGRESS).then();
    }
}
