package org.wangge.hazard.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.hazard.HazardState;
import org.wangge.hazard.events.HazardEvent;
import org.wangge.hazard.model.HazardChange;
import org.wangge.hazard.model.HazardFile;
import org.wangge.hazard.model.HazardLine;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.work.DomainEvent;
import org.wangge.work.Inserts;
import org.wangge.work.Outbox;
import org.wangge.work.Unread;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Hazards. A change, its line and its event are one write, which happens only if the hazard is still the one decided on. */
@Repository
public class HazardStore implements Outbox.Source {

    public static final String HAZARDS = "hazards";

    private static final int DOUBTS_KEPT = 100;

    private static final FindAndModifyOptions NEWEST =
            FindAndModifyOptions.options().returnNew(true);

    private static final int FEWEST_DIGITS = 4;

    private final ReactiveMongoTemplate mongo;
    private final Inserts inserts;

    HazardStore(ReactiveMongoTemplate mongo, Inserts inserts) {
        this.mongo = mongo;
        this.inserts = inserts;
    }

    /** Stores a new hazard with its first event; a duplicate key when it is there already. */
    public Mono<HazardFile> insert(HazardFile file, HazardEvent event) {
        Document document = new Document();
        mongo.getConverter().write(file, document);
        Outbox.insertInto(document, List.of(stored(event)), event.at());
        return inserts.insert(document, HAZARDS).thenReturn(file);
    }

    /** Writes the change if the hazard still has the version it was decided on; empty when it has not, or its notice's number is taken. */
    public Mono<HazardFile> changeIfVersion(
            HazardFile decidedOn, HazardChange change, HazardLine line, HazardEvent event) {
        Update update = new Update();
        change.fields().forEach((field, value) -> {
            if (value == null) {
                update.unset(field);
            } else {
                update.set(field, value);
            }
        });
        if (!change.newMedia().isEmpty()) {
            update.addToSet("mediaIds").each(change.newMedia().toArray());
        }
        if (!change.newDoubts().isEmpty()) {
            update.push("doubts").slice(-DOUBTS_KEPT).each(change.newDoubts().toArray());
        }
        update.push("timeline", line).set("updatedAt", line.at()).inc("version", 1);
        Outbox.append(update, List.of(stored(event)), event.at());
        Criteria same = Criteria.where("_id")
                .is(decidedOn.id())
                .and("version")
                .is(decidedOn.version())
                .andOperator(Outbox.roomLeft());
        return mongo.findAndModify(Query.query(same), update, NEWEST, HazardFile.class, HAZARDS)
                // Another notice got this number first; the next attempt takes the next one.
                .onErrorResume(DuplicateKeyException.class, taken -> Mono.empty());
    }

    private Document stored(HazardEvent event) {
        Document told = new Document();
        mongo.getConverter().write(event, told);
        return new Document("_id", event.eventId()).append("event", told);
    }

    @Override
    public String collection() {
        return HAZARDS;
    }

    @Override
    public List<DomainEvent> read(Document stored) {
        return List.of(mongo.getConverter().read(HazardEvent.class, stored.get("event", Document.class)));
    }

    public Mono<HazardFile> find(UUID id) {
        return mongo.findById(id, HazardFile.class, HAZARDS);
    }

    /** Empty when it is absent or outside this person's area. */
    public Mono<HazardFile> findVisible(UUID id, Actor actor) {
        return mongo.findOne(
                Query.query(Criteria.where("_id").is(id).andOperator(inAreaOf(actor))), HazardFile.class, HAZARDS);
    }

    /** How often this item failed at this place until then and within the time before it; what was voided does not count. */
    public Mono<Long> countFailures(UUID placeId, String itemId, Instant before, Duration within) {
        return mongo.count(
                Query.query(Criteria.where("place._id")
                        .is(placeId)
                        .and("item._id")
                        .is(itemId)
                        .and("foundAt")
                        .lte(before)
                        .gte(before.minus(within))
                        .and("state")
                        .ne(HazardState.VOIDED)),
                HAZARDS);
    }

    public Flux<HazardFile> openOf(UUID placeId) {
        return find(
                Query.query(Criteria.where("place._id").is(placeId).and("open").is(true)));
    }

    /** The last number of this series of notices, like {@code ZG-CX-260105}; 0 before the first. */
    public Mono<Integer> lastNotice(String series) {
        return lastNotice(series, FEWEST_DIGITS).defaultIfEmpty(0);
    }

    /** Numbers are texts, of which {@code 10000} comes before {@code 9999}: so each length is looked at by itself. */
    private Mono<Integer> lastNotice(String series, int digits) {
        Criteria ofSeries = Criteria.where("notice.number").gt(series + "-").lt(series + ".");
        Criteria sameLength = new Criteria()
                .andOperator(ofSeries, Criteria.where("notice.number").regex("-[0-9]{" + digits + "}$"));
        return find(Query.query(sameLength)
                        .with(Sort.by(Sort.Direction.DESC, "notice.number"))
                        .limit(1))
                .next()
                .mapNotNull(HazardFile::notice)
                .map(notice -> Integer.parseInt(notice.printedNumber().substring(series.length() + 1)))
                .flatMap(last -> String.valueOf(last + 1).length() > digits
                        ? lastNotice(series, digits + 1).defaultIfEmpty(last)
                        : Mono.just(last));
    }

    /** Those of these that exist and that this person may see. */
    public Flux<HazardFile> visible(Collection<UUID> ids, Actor actor) {
        return find(Query.query(Criteria.where("_id").in(ids).andOperator(inAreaOf(actor))));
    }

    /** Those that follow on the notices that these lead. */
    public Flux<HazardFile> followers(Collection<UUID> leads) {
        return find(
                Query.query(Criteria.where("notice.lead.hazardId").in(leads)).with(Sort.by("_id")));
    }

    /** Notes that all that were meant to follow do, or cannot. Repeatable. */
    public Mono<Void> settleNotice(UUID leadId) {
        Query pending = Query.query(
                Criteria.where("_id").is(leadId).and("notice.pending").is(true));
        return mongo.updateFirst(pending, new Update().unset("notice.pending"), HAZARDS)
                .then();
    }

    public Flux<HazardFile> withCases(Collection<UUID> caseIds) {
        return find(Query.query(Criteria.where("caseId").in(caseIds)));
    }

    /** Those whose last case had this number, and that have none now. */
    public Flux<HazardFile> onceWithCase(String caseNumber) {
        return find(Query.query(
                Criteria.where("caseNumber").is(caseNumber).and("caseId").is(null)));
    }

    /** Those whose date has passed, as the field says, the longest first. */
    public Flux<Unread<HazardFile>> passed(String dateField, Instant now) {
        return Unread.find(
                mongo,
                Query.query(Criteria.where(dateField).lte(now)).with(Sort.by(dateField)),
                HazardFile.class,
                HAZARDS);
    }

    /** Whether the photo is in a hazard that this person may see. */
    public Mono<Boolean> isMediaVisible(UUID mediaId, Actor actor) {
        return mongo.exists(Query.query(Criteria.where("mediaIds").is(mediaId).andOperator(inAreaOf(actor))), HAZARDS);
    }

    /** Whether the photo is in any of them. */
    public Mono<Boolean> hasMedia(UUID mediaId) {
        return mongo.exists(Query.query(Criteria.where("mediaIds").is(mediaId)), HAZARDS);
    }

    Flux<HazardFile> find(Query query) {
        return mongo.find(query, HazardFile.class, HAZARDS);
    }

    /** The same as far as the type asks for. */
    <T> Flux<T> find(Query query, Class<T> as) {
        return mongo.find(query, as, HAZARDS);
    }

    Mono<Long> count(Query query) {
        return mongo.count(query, HAZARDS);
    }

    static Criteria inAreaOf(Actor actor) {
        return within(actor.scopes());
    }

    static Criteria within(Collection<GridPath> areas) {
        return Criteria.where("areas").in(areas.stream().map(GridPath::value).toList());
    }
}
