package org.wangge.place.store;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.listing.Filter.Context;
import org.wangge.listing.Listing;
import org.wangge.listing.Listing.Request;
import org.wangge.listing.Nearest;
import org.wangge.listing.SortKey;
import org.wangge.place.PlaceFilter;
import org.wangge.place.model.PlaceFile;
import org.wangge.shared.Actor;
import org.wangge.shared.Cursor;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.MapClusters.Marker;
import org.wangge.shared.Page;
import org.wangge.shared.Position;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lists of places, in the order of an index or by distance. */
@Repository
public class PlaceQueries {

    private final PlaceStore places;
    private final Clock clock;
    private final Listing<PlaceFile> list;

    PlaceQueries(PlaceStore places, Clock clock) {
        this.clock = clock;
        this.places = places;
        this.list = Listing.of(
                        places::find,
                        places::count,
                        PlaceFile::id,
                        SortKey.of("name", "name", PlaceFile::name, Cursor::sortValue),
                        SortKey.of("nextDueAt", "nextDueAt", PlaceFile::nextDueAt, Cursor::sortTime),
                        SortKey.of("score", "risk.score", file -> file.risk().score(), Cursor::sortNumber),
                        SortKey.time("updatedAt", PlaceFile::updatedAt))
                .placed(PlaceFile::point, query -> places.find(query, Spot.class), "position");
    }

    /** A place with how far it is, when the list is by distance. */
    public record Found(PlaceFile file, @Nullable Double distanceMetres) {}

    private record Spot(UUID id, Position position) implements GeoPoint.Located {

        @Override
        public GeoPoint point() {
            return position.point();
        }
    }

    /** See {@link Listing#page} and {@link Nearest#page}. */
    public Mono<Page<Found>> page(PlaceFilter filter, Actor actor, int limit, @Nullable String cursor, boolean count) {
        Request request = request(filter, actor);
        return filter.isByDistance()
                ? Nearest.page(list.markers(request), request, limit, cursor, count)
                        .flatMap(this::whole)
                : list.page(request, limit, cursor, count).map(page -> page.map(file -> new Found(file, null)));
    }

    /** See {@link Listing#all}. */
    public Flux<List<PlaceFile>> all(PlaceFilter filter, Actor actor) {
        return list.all(request(filter.inSteps(), actor));
    }

    /** See {@link Listing#markers}. */
    public Flux<Marker> markers(PlaceFilter filter, Actor actor) {
        return list.markers(request(filter, actor));
    }

    private Request request(PlaceFilter filter, Actor actor) {
        List<Criteria> all = new ArrayList<>(filter.beside());
        all.add(PlaceStore.inAreaOf(actor));
        return Request.of(Context.at(clock.instant(), filter.narrowing(), actor), all);
    }

    private Mono<Page<Found>> whole(Page<Nearest> spots) {
        Query query = Query.query(
                Criteria.where("_id").in(spots.items().stream().map(Nearest::id).toList()));
        return places.find(query)
                .collect(Collectors.toMap(PlaceFile::id, Function.identity()))
                .map(byId -> spots.of(inOrder(spots.items(), byId)));
    }

    private static List<Found> inOrder(List<Nearest> spots, Map<UUID, PlaceFile> byId) {
        List<Found> found = new ArrayList<>();
        for (Nearest spot : spots) {
            PlaceFile file = byId.get(spot.id());
            if (file != null) {
                found.add(new Found(file, spot.metres()));
            }
        }
        return found;
    }
}
