package org.wangge.place.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.place.PlaceState;
import org.wangge.place.RiskColour;
import org.wangge.place.model.HistoryLine;
import org.wangge.place.model.PlaceChange;
import org.wangge.place.model.PlaceFile;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.work.Inserts;
import org.wangge.work.Unread;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Places. A change and its line of history are one write, which happens only if the place is still the one decided on. */
@Repository
public class PlaceStore {

    static final String PLACES = "places";

    /** So many lines stay; a place that has more has forgotten its oldest. */
    static final int LINES_KEPT = 500;

    private static final String HISTORY = "history";
    private static final int VALUES_AT_ONCE = 100;
    private static final int QUERIES_AT_ONCE = 4;

    private final ReactiveMongoTemplate mongo;
    private final Inserts inserts;

    PlaceStore(ReactiveMongoTemplate mongo, Inserts inserts) {
        this.mongo = mongo;
        this.inserts = inserts;
    }

    private record WithHistory(UUID id, @Nullable List<HistoryLine> history) {}

    /** Stores a new place with its first line; a duplicate key when the operation has made one before. */
    public Mono<PlaceFile> insert(PlaceChange created) {
        Document document = document(created.file());
        List<Document> lines = new ArrayList<>();
        if (created.line() != null) {
            lines.add(document(created.line()));
        }
        document.append(HISTORY, lines);
        return inserts.insert(document, PLACES).thenReturn(created.file());
    }

    /**
     * Writes what differs from the place that was decided on, if that still has its version; empty when it has not. Fields
     * that others keep up, such as the date of the next inspection, are left alone.
     */
    public Mono<PlaceFile> changeIfVersion(PlaceFile decidedOn, PlaceChange change) {
        Document before = document(decidedOn);
        Document after = document(change.file());
        Update update = new Update();
        after.forEach((field, value) -> {
            if (!Objects.equals(value, before.get(field))) {
                update.set(field, value);
            }
        });
        before.keySet().stream().filter(field -> !after.containsKey(field)).forEach(update::unset);
        if (change.line() != null) {
            update.push(HISTORY).slice(-LINES_KEPT).each(document(change.line()));
        }
        Criteria same = Criteria.where("_id").is(decidedOn.id()).and("version").is(decidedOn.version());
        Query query = withoutHistory(Query.query(same));
        return mongo.findAndModify(
                query, update, FindAndModifyOptions.options().returnNew(true), PlaceFile.class, PLACES);
    }

    private Document document(Object record) {
        Document document = new Document();
        mongo.getConverter().write(record, document);
        return document;
    }

    public Mono<PlaceFile> find(UUID id) {
        return mongo.findOne(withoutHistory(Query.query(Criteria.where("_id").is(id))), PlaceFile.class, PLACES);
    }

    /** Empty when it is absent or not in this person's area. */
    public Mono<PlaceFile> findVisible(UUID id, Actor actor) {
        Criteria visible = Criteria.where("_id").is(id).andOperator(inAreaOf(actor));
        return mongo.findOne(withoutHistory(Query.query(visible)), PlaceFile.class, PLACES);
    }

    public Mono<PlaceFile> findByOperation(String operationKey) {
        return find(Query.query(Criteria.where("operationKey").is(operationKey)))
                .next();
    }

    /** The whole history, as it was written. */
    public Mono<List<HistoryLine>> history(UUID id) {
        Query query = Query.query(Criteria.where("_id").is(id));
        query.fields().include(HISTORY);
        return mongo.findOne(query, WithHistory.class, PLACES).map(found -> {
            List<HistoryLine> lines = found.history() == null ? List.of() : new ArrayList<>(found.history());
            java.util.Collections.reverse(lines);
            return lines;
        });
    }

    /** Places of a kind in whichever state, after one, by id. */
    public Flux<PlaceFile> ofKind(String kind, @Nullable UUID afterId, int limit) {
        Criteria one = Criteria.where("kind").is(kind);
        return find(Query.query(afterId == null ? one : one.and("_id").gt(afterId))
                .with(Sort.by("_id"))
                .limit(limit));
    }

    /** Open places after one, by id. */
    public Flux<PlaceFile> openAfter(
            Collection<String> kinds,
            Collection<RiskColour> colours,
            Collection<GridPath> areas,
            @Nullable UUID afterId,
            int limit) {
        List<Criteria> all = new ArrayList<>();
        all.add(Criteria.where("state").is(PlaceState.OPEN));
        if (!kinds.isEmpty()) {
            all.add(Criteria.where("kind").in(kinds));
        }
        if (!colours.isEmpty()) {
            all.add(Criteria.where("risk.colour").in(colours));
        }
        if (!areas.isEmpty()) {
            all.add(within(areas));
        }
        if (afterId != null) {
            all.add(Criteria.where("_id").gt(afterId));
        }
        return find(Query.query(new Criteria().andOperator(all))
                .with(Sort.by("_id"))
                .limit(limit));
    }

    public Mono<Void> noteInspected(UUID id, Instant at) {
        Criteria earlier = Criteria.where("_id")
                .is(id)
                .orOperator(
                        Criteria.where("lastInspectedAt").exists(false),
                        Criteria.where("lastInspectedAt").lt(at));
        return mongo.updateFirst(Query.query(earlier), new Update().set("lastInspectedAt", at), PLACES)
                .then();
    }

    public Mono<Void> noteNextDue(UUID id, @Nullable Instant at) {
        Update update = at == null ? new Update().unset("nextDueAt") : new Update().set("nextDueAt", at);
        return mongo.updateFirst(Query.query(Criteria.where("_id").is(id)), update, PLACES)
                .then();
    }

    /** Places of an older publication of the grid. */
    public Flux<Unread<PlaceFile>> placedBefore(long gridRevision) {
        return Unread.find(
                mongo, Query.query(Criteria.where("area.gridRevision").lt(gridRevision)), PlaceFile.class, PLACES);
    }

    /** Notes that these places are where they were, also by this publication. */
    public Mono<Void> stillPlaced(Collection<UUID> ids, long gridRevision) {
        if (ids.isEmpty()) {
            return Mono.empty();
        }
        Criteria older = Criteria.where("_id").in(ids).and("area.gridRevision").lt(gridRevision);
        return mongo.updateMulti(Query.query(older), new Update().set("area.gridRevision", gridRevision), PLACES)
                .then();
    }

    /** Those in the actor's area that may be one of what is described by licence numbers and squares of the map. */
    public Flux<PlaceFile> candidates(Collection<String> licences, Collection<String> bins, Actor actor) {
        return any(Map.of("bin", bins, "licenceNumber", licences), actor);
    }

    /** Those in the actor's area that an import may be about. */
    public Flux<PlaceFile> known(
            Collection<UUID> ids,
            Collection<String> externalIds,
            Collection<String> licences,
            Collection<String> operationKeys,
            Actor actor) {
        return any(
                Map.of(
                        "_id", ids,
                        "externalId", externalIds,
                        "licenceNumber", licences,
                        "operationKey", operationKeys),
                actor);
    }

    /** Each field by its own index, for a query with "or" over several would read everything; and not too many values at once. */
    private Flux<PlaceFile> any(Map<String, Collection<?>> valuesByField, Actor actor) {
        return Flux.fromIterable(valuesByField.entrySet())
                .concatMap(each -> Flux.fromIterable(each.getValue())
                        .buffer(VALUES_AT_ONCE)
                        .map(values -> Query.query(new Criteria()
                                .andOperator(Criteria.where(each.getKey()).in(values), inAreaOf(actor)))))
                .flatMap(this::find, QUERIES_AT_ONCE)
                .distinct(PlaceFile::id);
    }

    Flux<PlaceFile> find(Query query) {
        return mongo.find(withoutHistory(query), PlaceFile.class, PLACES);
    }

    <T> Flux<T> find(Query query, Class<T> as) {
        return mongo.find(query, as, PLACES);
    }

    Mono<Long> count(Query query) {
        return mongo.count(query, PLACES);
    }

    private static Query withoutHistory(Query query) {
        query.fields().exclude(HISTORY);
        return query;
    }

    static Criteria inAreaOf(Actor actor) {
        return actor.equals(Actor.SYSTEM) ? new Criteria() : within(actor.scopes());
    }

    static Criteria within(Collection<GridPath> areas) {
        return Criteria.where("areas").in(areas.stream().map(GridPath::value).toList());
    }
}
