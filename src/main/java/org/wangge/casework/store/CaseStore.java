package org.wangge.casework.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.casework.CaseState;
import org.wangge.casework.events.CaseEvent;
import org.wangge.casework.model.CaseFile;
import org.wangge.casework.model.Clocks;
import org.wangge.casework.model.Findable;
import org.wangge.casework.model.TimelineLine;
import org.wangge.listing.WordSearch;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
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

/** Cases. A change, its timeline line and its event are one write, which happens only if the case is still the one decided on. */
@Repository
public class CaseStore implements Outbox.Source {

    public static final String CASES = "cases";

    static final String JOURNAL = "case_journal";
    static final String JOURNAL_OWNER = "caseId";

    /** Beside the file: nobody decides by it. */
    private static final String FOLLOWED = "followedGrid";

    static final String LISTED_FOR = "listedFor";

    private static final Duration BELIEVED = Duration.ofMinutes(1);

    private final ReactiveMongoTemplate mongo;
    private final VersionedStore<CaseFile> cases;
    private final Journal<TimelineLine> journal;
    private volatile Instant allListedAt = Instant.EPOCH;

    CaseStore(ReactiveMongoTemplate mongo, VersionedStores stores, Journals journals) {
        this.mongo = mongo;
        this.cases = stores.of(CaseFile.class, CASES);
        this.journal = journals.of(TimelineLine.class, JOURNAL, JOURNAL_OWNER);
    }

    /** Stores a new case with its first event; a duplicate key when the operation has made one before. */
    public Mono<CaseFile> insert(CaseFile file, CaseEvent event, Operation operation) {
        return cases.insert(Findable.upToDate(file), new Beside(List.of(cases.told(event)), operation, event.at()));
    }

    /** Writes what was decided if the case still is the one it was decided on; empty when it is not, or takes no more events. */
    public Mono<CaseFile> change(CaseFile decidedOn, Decision.Next<CaseFile> next, Operation operation) {
        List<Document> told = cases.told(next.events());
        told.get(0).putAll(journal.aged(decidedOn.timeline()));
        return cases.change(
                decidedOn,
                Findable.upToDate(next.file()),
                new Beside(told, operation, next.file().updatedAt()));
    }

    /** See {@link VersionedStore#moveOnIfVersion}. */
    public Mono<Boolean> moveOnIfVersion(CaseFile file) {
        return cases.moveOnIfVersion(file);
    }

    @Override
    public String collection() {
        return CASES;
    }

    @Override
    public List<DomainEvent> read(Document stored) {
        CaseEvent event = mongo.getConverter().read(CaseEvent.class, stored.get("event", Document.class));
        return journal.told(stored, event.caseId(), event);
    }

    public Mono<CaseFile> find(UUID id) {
        return cases.find(id);
    }

    /** Its lines in order, after a sequence number. */
    public Flux<TimelineLine> timeline(CaseFile file, int afterSequence, int limit) {
        return journal.timeline(file.id(), file.timeline(), file.timelineLength(), afterSequence, limit);
    }

    /** The lines that have left a case whose first one is this now. */
    Flux<TimelineLine> linesBefore(UUID id, int first) {
        return journal.before(id, first);
    }

    /** Empty when it is absent or not for this person's eyes. */
    public Mono<CaseFile> findVisible(UUID id, Actor actor) {
        return cases.findVisible(id, visibleTo(actor));
    }

    public Mono<CaseFile> findByOperation(String operationKey) {
        return cases.findByOperation(operationKey);
    }

    /** Whether the photo is in a case that this person may see. */
    public Mono<Boolean> isMediaVisible(UUID mediaId, Actor actor) {
        return cases.exists(Criteria.where("mediaIds").is(mediaId).andOperator(visibleTo(actor)));
    }

    /** Whether the photo is in any of them. */
    public Mono<Boolean> hasMedia(UUID mediaId) {
        return cases.exists(Criteria.where("mediaIds").is(mediaId));
    }

    /** Those whose deadlines may move when a calendar arrives, not read yet. */
    public Flux<Unread<CaseFile>> provisional() {
        return Unread.find(mongo, Query.query(Criteria.where("provisional").is(true)), CaseFile.class, CASES);
    }

    /** Those that were offered to another office which has not answered in time, not read yet. */
    public Flux<Unread<CaseFile>> unanswered(Instant now) {
        Query late = Query.query(Criteria.where("state")
                .is(CaseState.FILED)
                .and("dueAt")
                .lte(now)
                .and("between.transfer")
                .exists(true));
        return Unread.find(mongo, late, CaseFile.class, CASES);
    }

    /** Open ones at the desk of one of these offices, not read yet. */
    public Flux<Unread<CaseFile>> atDesksOf(List<String> officeCodes) {
        Query left = Query.query(Criteria.where("state").in(CaseState.open()).andOperator(atDesk(officeCodes)));
        return Unread.find(mongo, left, CaseFile.class, CASES);
    }

    /** Cases of earlier versions wait at the office of their grid. */
    public static Criteria atDesk(List<String> codes) {
        return new Criteria()
                .orOperator(
                        Criteria.where("desk.code").in(codes),
                        Criteria.where("desk")
                                .exists(false)
                                .and("area.officeCode")
                                .in(codes));
    }

    /** Those of earlier versions that cannot be found by all that cases are found by now, not read yet. */
    public Flux<Unread<CaseFile>> unsearchable() {
        return Unread.find(mongo, WordSearch.older("search"), CaseFile.class, CASES);
    }

    /**
     * Whether all cases say whom they are listed for. That they do is believed for a while and not for ever: an instance of an
     * earlier version may write beside this one.
     */
    Mono<Boolean> allListed(Instant now) {
        if (Duration.between(allListedAt, now).abs().compareTo(BELIEVED) < 0) {
            return Mono.just(true);
        }
        return count(WordSearch.older("search").limit(1)).map(older -> {
            if (older == 0) {
                allListedAt = now;
            }
            return older == 0;
        });
    }

    /** Whom cases are listed for, one of these. */
    static Criteria listedFor(Collection<String> names) {
        return Criteria.where(LISTED_FOR).in(names);
    }

    /** Sets what it is found by, if the case is still the same; a case that moved on has done it itself. */
    public Mono<Void> makeSearchable(CaseFile file) {
        CaseFile now = Findable.upToDate(file);
        Update update = new Update().set("search", now.search()).set(LISTED_FOR, now.listedFor());
        if (now.unclear() != null) {
            update.set("unclear", now.unclear());
        }
        return mongo.updateFirst(same(file), update, CaseFile.class, CASES).then();
    }

    /** Open ones that were routed by an older publication of the grid and not looked at since that one, not read yet. */
    public Flux<Unread<CaseFile>> routedBefore(long gridRevision) {
        Criteria older = open().and("area.gridRevision").lt(gridRevision);
        Criteria notSeen = new Criteria()
                .orOperator(
                        Criteria.where(FOLLOWED).exists(false),
                        Criteria.where(FOLLOWED).lt(gridRevision));
        return Unread.find(mongo, Query.query(older.andOperator(notSeen)), CaseFile.class, CASES);
    }

    /** Open ones in these districts by number, not read yet. */
    public Flux<Unread<CaseFile>> openIn(Collection<String> districts) {
        Query inThem = Query.query(open().and("areas").in(districts)).with(Sort.by("number"));
        return Unread.find(mongo, inThem, CaseFile.class, CASES);
    }

    private static Criteria open() {
        return Criteria.where("state").in(CaseState.open());
    }

    /** Notes up to which publication of the grid these were looked at; they keep the one they were routed by. */
    public Mono<Void> followed(Collection<UUID> ids, long gridRevision) {
        return ids.isEmpty()
                ? Mono.empty()
                : mongo.updateMulti(
                                Query.query(Criteria.where("_id").in(ids)),
                                new Update().set(FOLLOWED, gridRevision),
                                CASES)
                        .then();
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
        return mongo.updateFirst(same(file), update, CaseFile.class, CASES).then();
    }

    private static Query same(CaseFile file) {
        return Query.query(Criteria.where("_id").is(file.id()).and("version").is(file.version()));
    }

    /** Reads cases by a query made here. */
    Flux<CaseFile> find(Query query) {
        return cases.find(query);
    }

    /** The same as far as the type asks for. */
    <T> Flux<T> find(Query query, Class<T> as) {
        return cases.find(query, as);
    }

    Mono<Long> count(Query query) {
        return cases.count(query);
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
