package org.wangge.place.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.paging.PageOrder;
import org.wangge.place.PlaceFilter;
import org.wangge.place.PlaceFilter.Order;
import org.wangge.place.model.Folding;
import org.wangge.place.model.PlaceFile;
import org.wangge.shared.Actor;
import org.wangge.shared.Cursor;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.MapClusters.Marker;
import org.wangge.shared.Page;
import org.wangge.shared.Position;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lists of places: one query over one index, from where the page before ended; or by distance, sorted here. */
@Repository
public class PlaceQueries {

    private static final int EXPORT_BATCH = 500;

    private final PlaceStore places;

    PlaceQueries(PlaceStore places) {
        this.places = places;
    }

    /** A place with how far it is, when the list is by distance. */
    public record Found(PlaceFile file, @Nullable Double distanceMetres) {}

    private record Spot(UUID id, Position position) {}

    private record Distant(UUID id, double metres) {}

    public Mono<Page<Found>> page(PlaceFilter filter, Actor actor, int limit, @Nullable String cursor, boolean count) {
        String fingerprint = Integer.toHexString(filter.toString().hashCode());
        Cursor after = Cursor.read(cursor, fingerprint);
        List<Criteria> narrowing = criteria(filter, actor);
        if (filter.order() == Order.DISTANCE) {
            return byDistance(filter, narrowing, after, limit, fingerprint, count);
        }
        return read(filter, narrowing, after, limit + 1, fingerprint, new ArrayList<>())
                .flatMap(found -> {
                    Page<Found> page = Page.of(found, limit, last -> cursor(filter, last, fingerprint))
                            .map(file -> new Found(file, null));
                    return count ? total(filter, narrowing).map(page::withTotal) : Mono.just(page);
                });
    }

    /** All of a list, in batches, for an export. */
    public Flux<List<PlaceFile>> all(PlaceFilter filter, Actor actor) {
        List<Criteria> narrowing = criteria(filter, actor);
        return query(filter, narrowing, null, 0)
                .filter(file -> filter.near() == null || filter.near().contains(file.point()))
                .buffer(EXPORT_BATCH);
    }

    /** Where all of a list are, in no order. */
    public Flux<Marker> markers(PlaceFilter filter, Actor actor) {
        Query query = Query.query(new Criteria().andOperator(criteria(filter, actor)));
        query.fields().include("position");
        return places.find(query, Spot.class)
                .map(spot -> new Marker(spot.id(), spot.position().point()))
                .filter(marker -> filter.near() == null || filter.near().contains(marker.point()));
    }

    private Mono<Long> total(PlaceFilter filter, List<Criteria> narrowing) {
        if (filter.near() == null) {
            return places.count(Query.query(new Criteria().andOperator(narrowing)));
        }
        return spots(filter.near(), narrowing).map(List::size).map(Integer::longValue);
    }

    /** A circle cannot be asked for everywhere, so its square is, and what lies in the corners is left out and made up for. */
    private Mono<List<PlaceFile>> read(
            PlaceFilter filter,
            List<Criteria> narrowing,
            @Nullable Cursor after,
            int wanted,
            String fingerprint,
            List<PlaceFile> soFar) {
        return query(filter, narrowing, after, wanted).collectList().flatMap(batch -> {
            batch.stream()
                    .filter(file -> filter.near() == null || filter.near().contains(file.point()))
                    .forEach(soFar::add);
            if (batch.size() < wanted || soFar.size() >= wanted) {
                return Mono.just(soFar.size() > wanted ? soFar.subList(0, wanted) : soFar);
            }
            Cursor last = cursor(filter, batch.get(batch.size() - 1), fingerprint);
            return read(filter, narrowing, last, wanted, fingerprint, soFar);
        });
    }

    /** Where they all are is little; only the page's places are read whole. */
    private Mono<Page<Found>> byDistance(
            PlaceFilter filter,
            List<Criteria> narrowing,
            @Nullable Cursor after,
            int limit,
            String fingerprint,
            boolean count) {
        return spots(Objects.requireNonNull(filter.near()), narrowing).flatMap(all -> {
            List<Distant> rest = after == null
                    ? all
                    : all.stream().filter(spot -> isBeyond(spot, after)).toList();
            List<Distant> items = rest.size() > limit ? rest.subList(0, limit) : rest;
            String next = rest.size() > limit
                    ? new Cursor(
                                    fingerprint,
                                    String.valueOf(items.get(limit - 1).metres()),
                                    items.get(limit - 1).id().toString())
                            .write()
                    : null;
            return whole(items).map(found -> new Page<>(found, next, count ? (long) all.size() : null));
        });
    }

    private static boolean isBeyond(Distant spot, Cursor after) {
        int farther = Double.compare(spot.metres(), after.sortNumber());
        return farther > 0 || farther == 0 && spot.id().compareTo(after.uuid()) > 0;
    }

    private Mono<List<Distant>> spots(GeoPoint.Circle circle, List<Criteria> narrowing) {
        Query query = Query.query(new Criteria().andOperator(narrowing));
        query.fields().include("position");
        return places.find(query, Spot.class)
                .map(spot -> new Distant(spot.id(), spot.position().point().distanceTo(circle.centre())))
                .filter(spot -> spot.metres() <= circle.radiusMetres())
                .sort(Comparator.comparingDouble(Distant::metres).thenComparing(Distant::id))
                .collectList();
    }

    private Mono<List<Found>> whole(List<Distant> spots) {
        Query query = Query.query(
                Criteria.where("_id").in(spots.stream().map(Distant::id).toList()));
        return places.find(query)
                .collect(Collectors.toMap(PlaceFile::id, Function.identity()))
                .map(byId -> inOrder(spots, byId));
    }

    private static List<Found> inOrder(List<Distant> spots, Map<UUID, PlaceFile> byId) {
        List<Found> found = new ArrayList<>();
        for (Distant spot : spots) {
            PlaceFile file = byId.get(spot.id());
            if (file != null) {
                found.add(new Found(file, spot.metres()));
            }
        }
        return found;
    }

    private Flux<PlaceFile> query(PlaceFilter filter, List<Criteria> narrowing, @Nullable Cursor after, int limit) {
        List<Criteria> all = new ArrayList<>(narrowing);
        PageOrder order = new PageOrder(field(filter), filter.descending());
        if (after != null) {
            all.addAll(order.beyond(value(filter, after), after.uuid()));
        }
        return places.find(
                Query.query(new Criteria().andOperator(all)).with(order.sort()).limit(limit));
    }

    private static String field(PlaceFilter filter) {
        return switch (filter.order()) {
            case NEXT_DUE_AT -> "nextDueAt";
            case SCORE -> "risk.score";
            case UPDATED_AT -> "updatedAt";
            case NAME, DISTANCE -> "name";
        };
    }

    private static Object value(PlaceFilter filter, Cursor after) {
        return switch (filter.order()) {
            case NEXT_DUE_AT, UPDATED_AT -> after.sortTime();
            case SCORE -> after.sortNumber();
            case NAME, DISTANCE -> after.sortValue();
        };
    }

    private static Cursor cursor(PlaceFilter filter, PlaceFile last, String fingerprint) {
        Object value = switch (filter.order()) {
            case NEXT_DUE_AT -> Objects.requireNonNull(last.nextDueAt());
            case SCORE -> last.risk().score();
            case UPDATED_AT -> last.updatedAt();
            case NAME, DISTANCE -> last.name();
        };
        return new Cursor(fingerprint, value.toString(), last.id().toString());
    }

    private static List<Criteria> criteria(PlaceFilter filter, Actor actor) {
        List<Criteria> all = new ArrayList<>();
        all.add(PlaceStore.inAreaOf(actor));
        if (!filter.areas().isEmpty()) {
            all.add(PlaceStore.within(filter.areas()));
        }
        if (!filter.kinds().isEmpty()) {
            all.add(Criteria.where("kind").in(filter.kinds()));
        }
        if (!filter.colours().isEmpty()) {
            all.add(Criteria.where("risk.colour").in(filter.colours()));
        }
        if (!filter.states().isEmpty()) {
            all.add(Criteria.where("state").in(filter.states()));
        }
        if (filter.dueBefore() != null) {
            all.add(Criteria.where("nextDueAt").lt(filter.dueBefore()));
        } else if (filter.order() == Order.NEXT_DUE_AT) {
            all.add(Criteria.where("nextDueAt").exists(true));
        }
        if (filter.words() != null) {
            all.add(Criteria.where("search").regex(Pattern.compile(Pattern.quote(Folding.fold(filter.words())))));
        }
        GeoPoint.Box box = filter.near() == null ? filter.box() : filter.near().box();
        if (box != null) {
            all.add(Criteria.where("position.latitude").gte(box.south()).lte(box.north()));
            all.add(Criteria.where("position.longitude").gte(box.west()).lte(box.east()));
        }
        return all;
    }
}
