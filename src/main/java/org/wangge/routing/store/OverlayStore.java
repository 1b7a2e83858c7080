package org.wangge.routing.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.routing.model.OverlayFile;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.work.Changes;
import org.wangge.work.Kept;
import org.wangge.work.VersionedStore;
import org.wangge.work.VersionedStore.Beside;
import org.wangge.work.VersionedStores;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Emergency overlays, also those that have ended: cases were decided by them. */
@Repository
public class OverlayStore {

    static final String OVERLAYS = "routing_overlays";

    private final VersionedStore<OverlayFile> overlays;
    private final Changes changes;

    OverlayStore(VersionedStores stores, Changes changes) {
        this.changes = changes;
        this.overlays = stores.of(OverlayFile.class, OVERLAYS);
    }

    /** Those that have not ended by then. */
    public Flux<OverlayFile> after(Instant now) {
        return overlays.find(Query.query(Criteria.where("until").gt(now)));
    }

    /** Those that this person sees, the newest first. */
    public Flux<OverlayFile> visible(Actor actor, int limit, @Nullable UUID below) {
        Criteria asked = visibleTo(actor);
        return overlays.find(Query.query(
                        below == null
                                ? asked
                                : new Criteria()
                                        .andOperator(
                                                asked, Criteria.where("_id").lt(below)))
                .with(Sort.by(Sort.Direction.DESC, "_id"))
                .limit(limit));
    }

    /** Overlays of an area are seen from within it and from above it. */
    private static Criteria visibleTo(Actor actor) {
        List<String> scopes = actor.scopes().stream().map(GridPath::value).toList();
        List<String> above = actor.scopes().stream()
                .flatMap(scope -> scope.ancestry().stream())
                .distinct()
                .toList();
        return new Criteria()
                .orOperator(
                        Criteria.where("ancestry").in(scopes),
                        Criteria.where("areas").in(above));
    }

    public Mono<OverlayFile> find(UUID id) {
        return overlays.find(id);
    }

    public Mono<OverlayFile> findVisible(UUID id, Actor actor) {
        return overlays.findVisible(id, visibleTo(actor));
    }

    public Mono<OverlayFile> findByOperation(String operationKey) {
        return overlays.findByOperation(operationKey);
    }

    /** A duplicate key when the operation has made one already. */
    public Mono<OverlayFile> insert(OverlayFile overlay) {
        return overlays.insert(overlay, new Beside(List.of(), null, overlay.from()))
                .delayUntil(stored -> changes.noted(Kept.RULES));
    }

    /** Empty when another write came first. */
    public Mono<OverlayFile> change(OverlayFile before, OverlayFile next, Operation operation) {
        return overlays.change(before, next, new Beside(List.of(), operation, next.updatedAt()))
                .delayUntil(stored -> changes.noted(Kept.RULES));
    }
}
