package org.wangge.casework.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.casework.CaseFilter;
import org.wangge.casework.CaseState;
import org.wangge.casework.model.CaseFile;
import org.wangge.listing.Filter.Context;
import org.wangge.listing.Listing;
import org.wangge.listing.Listing.Request;
import org.wangge.listing.SortKey;
import org.wangge.listing.WordSearch;
import org.wangge.routing.Ruling;
import org.wangge.shared.Actor;
import org.wangge.shared.Cursor;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.MapClusters.Marker;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Position;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lists of cases. People with sight of an area read by area, the others by what they are a party to; the filters a person sets
 * narrow that down.
 */
@Repository
public class CaseQueries {

    private final CaseStore cases;
    private final Listing<CaseFile> list;
    private final WordSearch search;

    CaseQueries(CaseStore cases) {
        this.cases = cases;
        this.list = Listing.of(
                        this::shown,
                        cases::count,
                        CaseFile::id,
                        SortKey.time("updatedAt", CaseFile::updatedAt),
                        SortKey.time("reportedAt", CaseFile::reportedAt),
                        SortKey.timeIfAny("dueAt", CaseFile::dueAt, SortKey.Absent.LAST))
                .placed(CaseFile::point, query -> cases.find(query, Spot.class), "report.position", "area.anchor");
        this.search = new WordSearch("search", cases::count, "number", "report.description", "report.address");
    }

    /** Where only the place of a case is read. */
    private record Spot(
            UUID id, @Nullable Reported report, @Nullable Anchored area) implements GeoPoint.Located {

        private record Reported(@Nullable Position position) {}

        private record Anchored(@Nullable GeoPoint anchor) {}

        @Override
        public @Nullable GeoPoint point() {
            Position position = report == null ? null : report.position();
            return position != null ? position.point() : area == null ? null : area.anchor();
        }
    }

    /** A list shows neither timelines, which are most of a case, nor what they are found by. */
    private Flux<CaseFile> shown(Query query) {
        query.fields().exclude("timeline", "outbox", "search", CaseStore.LISTED_FOR);
        return cases.find(query);
    }

    /** See {@link Listing#next}. */
    public Mono<List<CaseFile>> next(CaseFilter filter, Actor actor, Instant now, int wanted, @Nullable Cursor after) {
        return request(filter, actor, now).flatMap(request -> list.next(request, wanted, after));
    }

    /** See {@link Listing#all}. */
    public Flux<List<CaseFile>> all(CaseFilter filter, Actor actor, Instant now) {
        return request(filter, actor, now).flatMapMany(list::all);
    }

    /** See {@link Listing#page}. */
    public Mono<Page<CaseFile>> page(
            CaseFilter filter, Actor actor, Instant now, int limit, @Nullable String cursor, boolean count) {
        return request(filter, actor, now).flatMap(request -> list.page(request, limit, cursor, count));
    }

    /** See {@link Listing#markers}. */
    public Flux<Marker> markers(CaseFilter filter, Actor actor, Instant now) {
        return request(filter, actor, now).flatMapMany(list::markers);
    }

    /** A case with what the rules said of it. */
    public record Ruled(
            UUID id,
            String number,
            Instant reportedAt,
            @Nullable Ruling ruling) {}

    /** Those of this person's area that were reported while an overlay was in force there, the newest first. */
    public Flux<Ruled> under(UUID overlay, Actor actor) {
        Query query = Query.query(
                        CaseStore.inAreaOf(actor).and("ruling.overlays").is(overlay))
                .with(Sort.by(Sort.Direction.DESC, "_id"));
        query.fields().include("number", "reportedAt", "ruling");
        return cases.find(query, Ruled.class);
    }

    private Mono<Request> request(CaseFilter filter, Actor actor, Instant now) {
        return Mono.zip(search.criteria(filter.words()), listed(filter, actor, now), (found, listed) -> {
            List<Criteria> all = new ArrayList<>(found);
            all.addAll(listed);
            all.add(seen(filter, actor));
            Request request = Request.of(Context.at(now, filter.narrowing(), actor), all);
            Set<CaseState> states = filter.possibleStates();
            // The indexes but one have the state before the time: naming all states lets them give the order.
            return states.size() < CaseState.values().length
                            || !filter.narrowing().order().field().equals("reportedAt")
                    ? request.eachOf("state", states, ranges(actor))
                    : request;
        });
    }

    /** How often a state is in the index: once for each area, and for each party that the reader is. */
    private static int ranges(Actor actor) {
        return actor.scopes().size() + CaseStore.partiesOf(actor).size();
    }

    /** Beside the criteria of the filters, which say the same of cases of earlier versions too, and which no one index has. */
    private Mono<List<Criteria>> listed(CaseFilter filter, Actor actor, Instant now) {
        List<List<String>> names = filter.listedFor(actor);
        return names.isEmpty()
                ? Mono.just(List.of())
                : cases.allListed(now)
                        .map(all ->
                                all ? names.stream().map(CaseStore::listedFor).toList() : List.of());
    }

    private static Criteria seen(CaseFilter filter, Actor actor) {
        if (!actor.may(Permission.CASE_READ_AREA) || filter.isAbout(actor.id())) {
            return Criteria.where("parties").in(CaseStore.partiesOf(actor));
        }
        // Of several people, one's own cases may lie anywhere, and others' in the area only.
        return filter.names(actor.id()) ? CaseStore.visibleTo(actor) : CaseStore.inAreaOf(actor);
    }
}
