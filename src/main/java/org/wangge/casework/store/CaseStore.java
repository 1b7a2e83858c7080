package org.wangge.casework.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.casework.events.CaseEvent;
import org.wangge.casework.model.CaseChange;
import org.wangge.casework.model.CaseFile;
import org.wangge.casework.model.Clocks;
import org.wangge.casework.model.TimelineLine;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import org.wangge.work.DomainEvent;
import org.wangge.work.Inserts;
import org.wangge.work.Outbox;
import org.wangge.work.Unread;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Cases. A change, its timeline line and its event are one write, which happens only if the case is still the one decided on. */
@Repository
public class CaseStore implements Outbox.Source {

    public static final String CASES = "cases";

    /** So many lines stay in the case itself. */
    public static final int LINES_KEPT = 30;

    /**
     * A line goes to the journal when so many have followed it: late enough that most cases need none, and early enough that
     * it is there before it leaves the case, unless the relay is twenty steps of one case behind.
     */
    static final int LINES_BEFORE_JOURNAL = 10;

    private static final FindAndModifyOptions NEWEST =
            FindAndModifyOptions.options().returnNew(true);

    private final ReactiveMongoTemplate mongo;
    private final Inserts inserts;

    CaseStore(ReactiveMongoTemplate mongo, Inserts inserts) {
        this.mongo = mongo;
        this.inserts = inserts;
    }

    /** Stores a new case with its first event; a duplicate key when the operation or the number is taken. */
    public Mono<CaseFile> insert(CaseFile file, CaseEvent event) {
        Document document = new Document();
        mongo.getConverter().write(file, document);
        Outbox.insertInto(document, List.of(stored(event, null)), event.at());
        return inserts.insert(document, CASES).thenReturn(file);
    }

    /** Writes the change if the case still has the version it was decided on; empty when it has not, or cannot take more events. */
    public Mono<CaseFile> changeIfVersion(CaseFile decidedOn, CaseChange change, TimelineLine line, CaseEvent event) {
        Update update = new Update();
        change.fields().forEach((field, value) -> {
            if (value == null) {
                update.unset(field);
            } else {
                update.set(field, value);
            }
        });
        if (!change.newParties().isEmpty()) {
            update.addToSet("parties").each(change.newParties().toArray());
        }
        if (!change.newMedia().isEmpty()) {
            update.addToSet("mediaIds").each(change.newMedia().toArray());
        }
        if (!change.newMerged().isEmpty()) {
            update.push("merged").each(change.newMerged().toArray());
        }
        if (!change.newDoubts().isEmpty()) {
            update.push("doubts")
                    .slice(-CaseFile.DOUBTS_KEPT)
                    .each(change.newDoubts().toArray());
        }
        update.push("timeline").slice(-LINES_KEPT).each(line);
        update.set("timelineLength", line.sequence())
                .set("timelineHash", line.hash())
                .set("updatedAt", line.at())
                .inc("version", 1);
        Outbox.append(update, List.of(stored(event, toJournal(decidedOn.timeline()))), event.at());
        Query same = sameVersion(decidedOn).addCriteria(Outbox.roomLeft());
        return mongo.findAndModify(same, update, NEWEST, CaseFile.class, CASES);
    }

    /** Makes whoever decides on this version of it decide anew; false when somebody did that already. */
    public Mono<Boolean> moveOnIfVersion(CaseFile file) {
        return mongo.updateFirst(sameVersion(file), new Update().inc("version", 1), CASES)
                .map(updated -> updated.getModifiedCount() == 1);
    }

    private static Query sameVersion(CaseFile file) {
        return Query.query(Criteria.where("_id").is(file.id()).and("version").is(file.version()));
    }

    /** The line that one more line brings to the journal. */
    private static @Nullable TimelineLine toJournal(List<TimelineLine> lines) {
        int at = lines.size() - LINES_BEFORE_JOURNAL;
        return at < 0 ? null : lines.get(at);
    }

    private Document stored(CaseEvent event, @Nullable TimelineLine toJournal) {
        Document told = new Document();
        mongo.getConverter().write(event, told);
        Document stored = new Document("_id", event.eventId()).append("event", told);
        if (toJournal != null) {
            Document line = new Document();
            mongo.getConverter().write(toJournal, line);
            stored.append("line", line);
        }
        return stored;
    }

    @Override
    public String collection() {
        return CASES;
    }

    @Override
    public List<DomainEvent> read(Document stored) {
        CaseEvent event = mongo.getConverter().read(CaseEvent.class, stored.get("event", Document.class));
        Document line = stored.get("line", Document.class);
        return line == null
                ? List.of(event)
                : List.of(new LineAged(event.caseId(), mongo.getConverter().read(TimelineLine.class, line)), event);
    }

    public Mono<CaseFile> find(UUID id) {
        return mongo.findById(id, CaseFile.class, CASES);
    }

    /** Empty when it is absent or not for this person's eyes. */
    public Mono<CaseFile> findVisible(UUID id, Actor actor) {
        return mongo.findOne(
                Query.query(Criteria.where("_id").is(id).andOperator(visibleTo(actor))), CaseFile.class, CASES);
    }

    public Mono<CaseFile> findByOperation(String operationKey) {
        return mongo.findOne(Query.query(Criteria.where("operationKey").is(operationKey)), CaseFile.class, CASES);
    }

    /** Whether the photo is in a case that this person may see. */
    public Mono<Boolean> isMediaVisible(UUID mediaId, Actor actor) {
        return mongo.exists(Query.query(Criteria.where("mediaIds").is(mediaId).andOperator(visibleTo(actor))), CASES);
    }

    /** Whether the photo is in any of them. */
    public Mono<Boolean> hasMedia(UUID mediaId) {
        return mongo.exists(Query.query(Criteria.where("mediaIds").is(mediaId)), CASES);
    }

    /** Those whose deadlines may move when a calendar arrives, not read yet. */
    public Flux<Unread<CaseFile>> provisional() {
        return Unread.find(mongo, Query.query(Criteria.where("provisional").is(true)), CaseFile.class, CASES);
    }

    /** Sets the clocks alone, if the case is still the same; a case that moved on has computed its clocks itself. */
    public Mono<Void> setClocksIfVersion(CaseFile file, Clocks clocks) {
        Update update = new Update().set("clocks", clocks.list());
        Instant dueAt = clocks.dueAt();
        if (dueAt != null) {
            update.set("dueAt", dueAt);
        }
        if (clocks.provisional() == null) {
            update.unset("provisional");
        }
        return mongo.updateFirst(sameVersion(file), update, CaseFile.class, CASES)
                .then();
    }

    /** Reads cases by a query made here. */
    Flux<CaseFile> find(Query query) {
        return mongo.find(query, CaseFile.class, CASES);
    }

    /** The same as far as the type asks for. */
    <T> Flux<T> find(Query query, Class<T> as) {
        return mongo.find(query, as, CASES);
    }

    Mono<Long> count(Query query) {
        return mongo.count(query, CASES);
    }

    /** In one of the actor's areas, or with the actor or one of its departments as a party. */
    static Criteria visibleTo(Actor actor) {
        Criteria party = Criteria.where("parties").in(partiesOf(actor));
        return actor.may(Permission.CASE_READ_AREA) ? new Criteria().orOperator(inAreaOf(actor), party) : party;
    }

    /** Cases about people or public order are for those who need to know them, also within the area. */
    static Criteria inAreaOf(Actor actor) {
        Criteria area = Criteria.where("areas").in(values(actor.scopes()));
        return actor.may(Permission.CASE_READ_RESTRICTED)
                ? area
                : area.and("category.restricted").ne(true);
    }

    static List<String> partiesOf(Actor actor) {
        List<String> parties = new ArrayList<>();
        parties.add(actor.id().toString());
        parties.addAll(actor.departments());
        return parties;
    }

    private static List<String> values(Collection<GridPath> areas) {
        return areas.stream().map(GridPath::value).filter(Objects::nonNull).toList();
    }
}
