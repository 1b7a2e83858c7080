package org.wangge.place.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.place.PlaceState;
import org.wangge.place.RiskColour;
import org.wangge.place.model.HistoryLine;
import org.wangge.place.model.PlaceFile;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.work.Decision;
import org.wangge.work.Unread;
import org.wangge.work.VersionedStore;
import org.wangge.work.VersionedStore.Beside;
import org.wangge.work.VersionedStores;
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
    private final VersionedStore<PlaceFile> places;

    PlaceStore(ReactiveMongoTemplate mongo, VersionedStores stores) {
        this.mongo = mongo;
        this.places = stores.of(PlaceFile.class, PLACES, new VersionedStore.History(HISTORY, LINES_KEPT));
    }

    private record WithHistory(UUID id, @Nullable List<HistoryLine> history) {}

    /** Stores a new place with its first line; a duplicate key when the operation has made one before. */
    public Mono<PlaceFile> insert(Decision.Next<PlaceFile> created, @Nullable Operation operation) {
        return places.insert(created.file(), beside(created, operation));
    }

    /**
     * Writes what was decided, if the place still is the one it was decided on; empty when it is not. Fields that others keep up, such as
     * the date of the next inspection, are left alone.
     */
    public Mono<PlaceFile> change(PlaceFile decidedOn, Decision.Next<PlaceFile> next, @Nullable Operation operation) {
        return places.change(decidedOn, next.file(), beside(next, operation));
    }

    private static Beside beside(Decision.Next<PlaceFile> next, @Nullable Operation operation) {
        return new Beside(List.of(), operation, next.file().updatedAt(), null, next.line());
    }

    public Mono<PlaceFile> find(UUID id) {
        return places.find(id);
    }

    /** Empty when it is absent or not in this person's area. */
    public Mono<PlaceFile> findVisible(UUID id, Actor actor) {
        return places.findVisible(id, inAreaOf(actor));
    }

    public Mono<PlaceFile> findByOperation(String operationKey) {
        return places.findByOperation(operationKey);
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

    /** All that lie in these districts, not read yet. */
    public Flux<Unread<PlaceFile>> inDistricts(Collection<String> districts) {
        return Unread.find(
                mongo,
                Query.query(Criteria.where("areas").in(districts)).with(Sort.by("_id")),
                PlaceFile.class,
                PLACES);
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
        return places.find(query);
    }

    <T> Flux<T> find(Query query, Class<T> as) {
        return places.find(query, as);
    }

    Mono<Long> count(Query query) {
        return places.count(query);
    }

    static Criteria inAreaOf(Actor actor) {
        return actor.equals(Actor.SYSTEM) ? new Criteria() : within(actor.scopes());
    }

    static Criteria within(Collection<GridPath> areas) {
        return Criteria.where("areas").in(areas.stream().map(GridPath::value).toList());
    }
}
