package org.wangge.grid.store;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.grid.model.Publications;
import org.wangge.shared.Operation;
import org.wangge.work.Changes;
import org.wangge.work.Decision;
import org.wangge.work.Kept;
import org.wangge.work.VersionedStore;
import org.wangge.work.VersionedStore.Beside;
import org.wangge.work.VersionedStores;
import reactor.core.publisher.Mono;

/** The one document with all publications of the grid. Two counters beside it say that there is something new. */
@Repository
public class PublicationStore {

    private final ReactiveMongoTemplate template;
    private final VersionedStore<Publications> store;
    private final Changes changes;

    PublicationStore(ReactiveMongoTemplate template, VersionedStores stores, Changes changes) {
        this.changes = changes;
        this.template = template;
        this.store = stores.of(Publications.class, GridIndexes.REVISION);
    }

    /** {@link Publications#NONE} before the first. */
    public Mono<Publications> find() {
        return store.find(Publications.CURRENT).defaultIfEmpty(Publications.NONE);
    }

    /** Writes what was decided; empty when another write came first. */
    public Mono<Publications> change(
            Publications before, Decision.Next<Publications> next, Operation operation, Instant at) {
        // Instances of earlier versions publish without counting.
        Document sameToo = new Document("revision", before.revision());
        return store.change(before, next.file(), new Beside(List.of(), operation, at, sameToo, null))
                .delayUntil(stored -> changes.noted(Kept.GRID));
    }

    /** A number for a publication that nobody else will get, higher than all before. */
    public Mono<Long> nextRevision() {
        return counted("issued", "areas")
                .map(pointer -> pointer.get("issued", Number.class).longValue());
    }

    /** Tells all instances that divisions or offices changed. */
    public Mono<Void> areasChanged() {
        return counted("areas", "issued").then(changes.noted(Kept.GRID));
    }

    private Mono<Document> counted(String counter, String other) {
        return template.findAndModify(
                Query.query(where("_id").is(Publications.CURRENT)),
                new Update()
                        .inc(counter, 1L)
                        .setOnInsert("revision", 0L)
                        .setOnInsert("cells", 0)
                        .setOnInsert(other, 0L),
                FindAndModifyOptions.options().upsert(true).returnNew(true),
                Document.class,
                GridIndexes.REVISION);
    }
}
