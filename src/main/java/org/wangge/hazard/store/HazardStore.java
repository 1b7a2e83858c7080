package org.wangge.hazard.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.hazard.FoundHazard;
import org.wangge.hazard.HazardState;
import org.wangge.hazard.events.HazardEvent;
import org.wangge.hazard.model.HazardEvents;
import org.wangge.hazard.model.HazardFile;
import org.wangge.hazard.model.HazardLine;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.work.Decision;
import org.wangge.work.DomainEvent;
import org.wangge.work.Journal;
import org.wangge.work.Journals;
import org.wangge.work.Outbox;
import org.wangge.work.Unread;
import org.wangge.work.VersionedStore;
import org.wangge.work.VersionedStore.Beside;
import org.wangge.work.VersionedStores;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Hazards. A change, its line and its event are one write, which happens only if the hazard is still the one decided on. */
@Repository
public class HazardStore implements Outbox.Source {

    public static final String HAZARDS = "hazards";

    static final String JOURNAL = "hazard_journal";
    static final String JOURNAL_OWNER = "hazardId";

    private static final int FEWEST_DIGITS = 4;

    private final ReactiveMongoTemplate mongo;
    private final VersionedStore<HazardFile> hazards;
    private final Journal<HazardLine> journal;

    HazardStore(ReactiveMongoTemplate mongo, VersionedStores stores, Journals journals) {
        this.mongo = mongo;
        this.hazards = stores.of(HazardFile.class, HAZARDS);
        this.journal = journals.of(HazardLine.class, JOURNAL, JOURNAL_OWNER);
    }

    /** Stores those of these new hazards that are not there yet, each with its first event; says how many. */
    public Mono<Integer> insertAbsent(List<HazardFile> files) {
        return hazards.insertAbsent(
                files, file -> new Beside(hazards.told(List.of(HazardEvents.of(file))), null, file.updatedAt()));
    }

    /**
     * Writes what was decided if the hazard still is the one it was decided on; empty when it is not. Lines that leave it are put
     * into the journal before.
     */
    public Mono<HazardFile> change(HazardFile decidedOn, Decision.Next<HazardFile> next, Operation operation) {
        return journal.keep(decidedOn.id(), leaving(decidedOn, next.file()))
                .then(hazards.change(
                        decidedOn,
                        next.file(),
                        new Beside(
                                hazards.told(next.events()),
                                operation,
                                next.file().updatedAt())));
    }

    private static List<HazardLine> leaving(HazardFile before, HazardFile after) {
        int first = after.timeline().get(0).sequence();
        return before.timeline().stream()
                .filter(line -> line.sequence() < first)
                .toList();
    }

    /** See {@link VersionedStore#moveOnIfVersion}. */
    Mono<Boolean> moveOnIfVersion(HazardFile file) {
        return hazards.moveOnIfVersion(file);
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
        return hazards.find(id);
    }

    /** Its lines in order, after a sequence number. */
    public Flux<HazardLine> timeline(HazardFile file, int afterSequence, int limit) {
        return journal.timeline(file.id(), file.timeline(), file.timelineLength(), afterSequence, limit);
    }

    /** The lines that have left a hazard whose first one is this now. */
    Flux<HazardLine> linesBefore(UUID id, int first) {
        return journal.before(id, first);
    }

    /** Empty when it is absent or outside this person's area. */
    public Mono<HazardFile> findVisible(UUID id, Actor actor) {
        return hazards.findVisible(id, inAreaOf(actor));
    }

    /** What was found at a place before at one of the items of a list, as far as it is looked at when that fails again. */
    public record Alike(UUID id, HazardState state, Item item, List<UUID> mediaIds) {

        private record Item(String id) {}

        public String itemId() {
            return item.id();
        }
    }

    /** What is known of the same items at the same place, until these of one inspection were found and within the time before. */
    public Flux<Alike> alike(List<FoundHazard> found, Duration within) {
        Instant at = found.get(0).foundAt();
        Query alike = Query.query(Criteria.where("place._id")
                .is(found.get(0).place().id())
                .and("item._id")
                .in(found.stream().map(one -> one.item().id()).toList())
                .and("foundAt")
                .lte(at)
                .gte(at.minus(within)));
        alike.fields().include("state", "item._id", "mediaIds");
        return find(alike, Alike.class);
    }

    public Flux<HazardFile> openOf(UUID placeId) {
        return find(
                Query.query(Criteria.where("place._id").is(placeId).and("state").in(HazardState.open())));
    }

    /** The last number of this series of notices among those that are issued, like {@code ZG-CX-260105}; 0 before the first. */
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

    /** Whether the date of any has passed, as one of the fields says. One query for each field: an index has but one of them. */
    public Mono<Boolean> isAnyPassed(List<String> dateFields, Instant now) {
        return Flux.fromIterable(dateFields)
                .concatMap(field -> hazards.exists(Criteria.where(field).lte(now)))
                .any(passed -> passed);
    }

    /** Whether the photo is in a hazard that this person may see. */
    public Mono<Boolean> isMediaVisible(UUID mediaId, Actor actor) {
        return hazards.exists(Criteria.where("mediaIds").is(mediaId).andOperator(inAreaOf(actor)));
    }

    /** Whether the photo is in any of them. */
    public Mono<Boolean> hasMedia(UUID mediaId) {
        return hazards.exists(Criteria.where("mediaIds").is(mediaId));
    }

    Flux<HazardFile> find(Query query) {
        return hazards.find(query);
    }

    /** The same as far as the type asks for. */
    <T> Flux<T> find(Query query, Class<T> as) {
        return hazards.find(query, as);
    }

    Mono<Long> count(Query query) {
        return hazards.count(query);
    }

    static Criteria inAreaOf(Actor actor) {
        return within(actor.scopes());
    }

    static Criteria within(Collection<GridPath> areas) {
        return Criteria.where("areas").in(areas.stream().map(GridPath::value).toList());
    }
}
