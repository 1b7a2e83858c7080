package org.wangge.inspection.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.inspection.events.InspectionEvent;
import org.wangge.inspection.model.InspectionFile;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import org.wangge.work.DomainEvent;
import org.wangge.work.Inserts;
import org.wangge.work.Outbox;
import reactor.core.publisher.Mono;

/** Inspections. A change and its event are one write, which happens only if the inspection is still the one decided on. */
@Repository
public class InspectionStore implements Outbox.Source {

    static final String INSPECTIONS = "inspections";

    private static final FindAndModifyOptions NEWEST =
            FindAndModifyOptions.options().returnNew(true);

    private final ReactiveMongoTemplate mongo;
    private final Inserts inserts;

    InspectionStore(ReactiveMongoTemplate mongo, Inserts inserts) {
        this.mongo = mongo;
        this.inserts = inserts;
    }

    /** Stores a new inspection with its events; a duplicate key when the operation has stored one already. */
    public Mono<InspectionFile> insert(InspectionFile file, List<InspectionEvent> events) {
        Document document = new Document();
        mongo.getConverter().write(file, document);
        Outbox.insertInto(document, stored(events), file.updatedAt());
        return inserts.insert(document, INSPECTIONS).thenReturn(file);
    }

    /** Puts the changed file in place of the one it was made of, if that is still the present one; empty when it is not. */
    public Mono<InspectionFile> replaceIfVersion(
            InspectionFile decidedOn, InspectionFile changed, List<InspectionEvent> events) {
        Document document = new Document();
        mongo.getConverter().write(changed, document);
        document.remove("_id");
        Update update = new Update();
        document.forEach(update::set);
        if (!events.isEmpty()) {
            Outbox.append(update, stored(events), changed.updatedAt());
        }
        Criteria same = Criteria.where("_id")
                .is(decidedOn.id())
                .and("version")
                .is(decidedOn.version())
                .andOperator(Outbox.roomLeft());
        return mongo.findAndModify(Query.query(same), update, NEWEST, InspectionFile.class, INSPECTIONS);
    }

    private List<Document> stored(List<InspectionEvent> events) {
        List<Document> documents = new ArrayList<>();
        for (InspectionEvent event : events) {
            Document told = new Document();
            mongo.getConverter().write(event, told);
            documents.add(new Document("_id", event.eventId()).append("event", told));
        }
        return documents;
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
        return mongo.findById(id, InspectionFile.class, INSPECTIONS);
    }

    public Mono<InspectionFile> findByOperation(String operationKey) {
        return mongo.findOne(
                Query.query(Criteria.where("operationKey").is(operationKey)), InspectionFile.class, INSPECTIONS);
    }

    /** Empty when it is absent or not for this person's eyes. */
    public Mono<InspectionFile> findVisible(UUID id, Actor actor) {
        return mongo.findOne(
                Query.query(Criteria.where("_id")
                        .is(id)
                        // Also when its place belongs to another area now.
                        .orOperator(
                                visibleTo(actor),
                                Criteria.where("inspector._id").is(actor.id()))),
                InspectionFile.class,
                INSPECTIONS);
    }

    public Mono<Boolean> isMediaVisible(UUID mediaId, Actor actor) {
        return mongo.exists(
                Query.query(Criteria.where("mediaIds").is(mediaId).andOperator(visibleTo(actor))), INSPECTIONS);
    }

    /** Whether the photo is in any of them. */
    public Mono<Boolean> hasMedia(UUID mediaId) {
        return mongo.exists(Query.query(Criteria.where("mediaIds").is(mediaId)), INSPECTIONS);
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
