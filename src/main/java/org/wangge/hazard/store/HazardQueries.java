package org.wangge.hazard.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.hazard.HazardFilter;
import org.wangge.hazard.model.HazardFile;
import org.wangge.listing.Filter.Context;
import org.wangge.listing.Filter.Narrowing;
import org.wangge.listing.Listing;
import org.wangge.listing.Listing.Request;
import org.wangge.listing.SortKey;
import org.wangge.routing.Calendars;
import org.wangge.shared.Actor;
import org.wangge.shared.Cursor;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.MapClusters.Marker;
import org.wangge.shared.Page;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lists of hazards. */
@Repository
public class HazardQueries {

    private final Calendars calendars;
    private final Listing<HazardFile> list;
    private final Listing<HazardFile> listed;

    HazardQueries(HazardStore hazards, Calendars calendars) {
        this.calendars = calendars;
        this.list = Listing.of(
                        hazards::find,
                        hazards::count,
                        HazardFile::id,
                        SortKey.time("updatedAt", HazardFile::updatedAt),
                        SortKey.of("reportedAt", "foundAt", HazardFile::foundAt, Cursor::sortTime),
                        SortKey.time("foundAt", HazardFile::foundAt),
                        SortKey.timeIfAny("dueAt", HazardFile::dueAt, SortKey.Absent.FIRST))
                .placed(file -> file.place().point(), query -> hazards.find(query, Spot.class), "place.point");
        this.listed = Listing.of(
                // They are few, so all are found and sorted: with a limit, a store may prefer to walk all hazards by
                // number.
                query -> hazards.find(Query.of(query).limit(0)).take(query.getLimit()),
                hazards::count,
                HazardFile::id,
                SortKey.unique("number", HazardFile::number));
    }

    /** Where only the place of a hazard is read. */
    private record Spot(UUID id, Placed place) implements GeoPoint.Located {

        private record Placed(@Nullable GeoPoint point) {}

        @Override
        public @Nullable GeoPoint point() {
            return place.point();
        }
    }

    /** See {@link Listing#page}. */
    public Mono<Page<HazardFile>> page(
            HazardFilter filter, Actor actor, Instant now, int limit, @Nullable String cursor, boolean count) {
        return list.page(request(filter, actor, now), limit, cursor, count);
    }

    /** See {@link Listing#all}. */
    public Flux<List<HazardFile>> all(HazardFilter filter, Actor actor, Instant now) {
        return list.all(request(filter, actor, now));
    }

    /** See {@link Listing#markers}. */
    public Flux<Marker> markers(HazardFilter filter, Actor actor, Instant now) {
        return list.markers(request(filter, actor, now));
    }

    /** A page of those under listed supervision now, wherever they are. */
    public Mono<Page<HazardFile>> listed(
            Narrowing narrowing, Instant now, int limit, @Nullable String cursor, boolean count) {
        Criteria inForce = Criteria.where("listing.endedAt").is(null);
        return listed.page(Request.of(Context.at(now, narrowing, null), List.of(inForce)), limit, cursor, count);
    }

    /** One list, for reading and for counting. */
    Request request(HazardFilter filter, Actor actor, Instant now) {
        List<Criteria> all = new ArrayList<>(filter.forIndexes());
        all.add(HazardStore.inAreaOf(actor));
        Request request = Request.of(
                new Context(
                        filter.narrowing(),
                        actor,
                        now.atZone(calendars.current().zone())),
                all);
        return filter.isOrderedWithinStates()
                ? request.eachOf(
                        "state", filter.possibleStates(), actor.scopes().size())
                : request;
    }
}
