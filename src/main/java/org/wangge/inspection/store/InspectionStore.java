package org.wangge.inspection.store;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Repository;
import org.wangge.inspection.events.InspectionEvent;
import org.wangge.inspection.model.InspectionFile;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.work.Decision;
import org.wangge.work.DomainEvent;
import org.wangge.work.Outbox;
import org.wangge.work.VersionedStore;
import org.wangge.work.VersionedStore.Beside;
import org.wangge.work.VersionedStores;
import reactor.core.publisher.Mono;

/** Inspections. A change and its event are one write, which happens only if the inspection is still the one decided on. */
@Repository
public class InspectionStore implements Outbox.Source {

    static final String INSPECTIONS = "inspections";

    private final ReactiveMongoTemplate mongo;
    private final VersionedStore<InspectionFile> inspections;

    InspectionStore(ReactiveMongoTemplate mongo, VersionedStores stores) {
        this.mongo = mongo;
        this.inspections = stores.of(InspectionFile.class, INSPECTIONS);
    }

    /** Stores a new inspection with its event; a duplicate key when the operation has stored one already. */
    public Mono<InspectionFile> insert(InspectionFile file, InspectionEvent event, Operation operation) {
        return inspections.insert(file, new Beside(inspections.told(List.of(event)), operation, file.updatedAt()));
    }

    /** Writes what was decided if the inspection still is the one it was decided on; empty when it is not. */
    public Mono<InspectionFile> change(
            InspectionFile decidedOn, Decision.Next<InspectionFile> next, Operation operation) {
        return inspections.change(
                decidedOn,
                next.file(),
                new Beside(
                        inspections.told(next.events()), operation, next.file().updatedAt()));
    }

    @Override
    public String collection() {
        return INSPECTIONS;
    }

    @Override
    public List<DomainEvent> read(Document stored) {
        return List.of(mongo.getConverter().read(InspectionEvent.class, stored.get("event", Document.class)));
    }

    public Mono<InspectionFile> find(UUID id) {
        return inspections.find(id);
    }

    public Mono<InspectionFile> findByOperation(String operationKey) {
        return inspections.findByOperation(operationKey);
    }

    /** Empty when it is absent or not for this person's eyes. */
    public Mono<InspectionFile> findVisible(UUID id, Actor actor) {
        // Also when its place belongs to another area now.
        return inspections.findVisible(
                id,
                new Criteria()
                        .orOperator(
                                visibleTo(actor),
                                Criteria.where("inspector._id").is(actor.id())));
    }

    public Mono<Boolean> isMediaVisible(UUID mediaId, Actor actor) {
        return inspections.exists(Criteria.where("mediaIds").is(mediaId).andOperator(visibleTo(actor)));
    }

    /** Whether the photo is in any of them. */
    public Mono<Boolean> hasMedia(UUID mediaId) {
        return inspections.exists(Criteria.where("mediaIds").is(mediaId));
    }

    static Criteria visibleTo(Actor actor) {
        Criteria area = within(actor.scopes());
        return actor.may(Permission.INSPECTION_READ)
                ? area
                : Criteria.where("inspector._id").is(actor.id());
    }

    static Criteria within(Collection<GridPath> areas) {
        return Criteria.where("areas").in(areas.stream().map(GridPath::value).toList());
    }
}
