package org.wangge.place.store;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.place.model.KindFile;
import org.wangge.shared.Operation;
import org.wangge.work.Changes;
import org.wangge.work.Decision;
import org.wangge.work.Kept;
import org.wangge.work.StoreIndexes;
import org.wangge.work.VersionedStore;
import org.wangge.work.VersionedStore.Beside;
import org.wangge.work.VersionedStore.History;
import org.wangge.work.VersionedStores;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The kinds of places; a few dozen, read whole. Earlier editions stay with the present one. */
@Repository
public class KindStore implements StoreIndexes {

    private static final String KINDS = "place_kinds";
    private static final int EDITIONS_KEPT = 1_000;

    private final ReactiveMongoTemplate mongo;
    private final VersionedStore<KindFile> kinds;
    private final Clock clock;
    private final Changes changes;

    KindStore(ReactiveMongoTemplate mongo, VersionedStores stores, Clock clock, Changes changes) {
        this.changes = changes;
        this.mongo = mongo;
        this.kinds = stores.of(KindFile.class, KINDS, new History("past", EDITIONS_KEPT));
        this.clock = clock;
    }

    @Override
    public Map<String, List<Index>> indexes() {
        // A repeated operation finds the kind it made.
        return Map.of(
                KINDS, List.of(new Index("operationKey", Direction.ASC).unique().sparse()));
    }

    /** Fails with a duplicate key when there is one of that code, or the operation has made one already. */
    public Mono<KindFile> insert(KindFile first) {
        return kinds.insert(first, new Beside(List.of(), null, clock.instant()))
                .delayUntil(stored -> changes.noted(Kept.PLACE_KINDS));
    }

    /**
     * Stores the next edition, and keeps the one that it was decided on beside it; empty when another came first.
     *
     * @param operation null for the server itself
     */
    public Mono<KindFile> change(KindFile decidedOn, Decision.Next<KindFile> next, @Nullable Operation operation) {
        return kinds.change(
                        decidedOn, next.file(), new Beside(List.of(), operation, clock.instant(), null, next.line()))
                .delayUntil(stored -> changes.noted(Kept.PLACE_KINDS));
    }

    /** Empty when there is none of that code. */
    public Mono<KindFile> find(String code) {
        return kinds.find(code);
    }

    public Mono<KindFile> findByOperation(String operationKey) {
        return kinds.findByOperation(operationKey);
    }

    public Flux<KindFile> all() {
        return kinds.find(new Query().with(Sort.by("_id")));
    }

    /** Kinds of which an edition after the first has come that their places have not been scored by. */
    public Flux<KindFile> unscored() {
        return kinds.find(Query.query(Criteria.where("version").gt(1L)))
                .filter(kind -> !Objects.equals(kind.version(), kind.scoredVersion()));
    }

    /** Notes that all places of the kind are scored by this edition, unless there is a newer one. */
    public Mono<Void> scored(KindFile kind) {
        return mongo.updateFirst(
                        Query.query(Criteria.where("_id")
                                .is(kind.id())
                                .and("version")
                                .is(kind.version())),
                        new Update().set("scoredVersion", kind.version()),
                        KINDS)
                .then();
    }
}
