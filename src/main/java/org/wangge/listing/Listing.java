package org.wangge.listing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.wangge.listing.Filter.Context;
import org.wangge.listing.Filter.Narrowing;
import org.wangge.shared.Cursor;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.MapClusters.Marker;
import org.wangge.shared.Page;
import org.wangge.shared.QueryValues.Order;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How a list is read: each page is one query over one index, from where the page before ended. */
public final class Listing<T> {

    private static final int BATCH = 50;

    private static final String WORDS = "q";
    private static final Instant NO_EARLIER = Instant.parse("0001-01-01T00:00:00Z");

    private final Function<Query, Flux<T>> find;
    private final Function<Query, Mono<Long>> count;
    private final Function<T, UUID> id;
    private final List<SortKey<T>> keys;
    private final @Nullable Ground<T> ground;

    private Listing(
            Function<Query, Flux<T>> find,
            Function<Query, Mono<Long>> count,
            Function<T, UUID> id,
            List<SortKey<T>> keys,
            @Nullable Ground<T> ground) {
        this.find = find;
        this.count = count;
        this.id = id;
        this.keys = keys;
        this.ground = ground;
    }

    /** Where the documents of a list are, and how only that is read of them. */
    private record Ground<T>(
            Point<T> point, Function<Query, ? extends Flux<? extends GeoPoint.Located>> spots, String... fields) {

        private Ground<T> within(SearchTime time) {
            return new Ground<>(point, query -> time.within(query, spots), fields);
        }
    }

    /** Where a document is; null when that is not known. */
    public interface Point<T> {
        @Nullable
        GeoPoint of(T document);
    }

    /**
     * One list as it is asked for.
     *
     * @param query what a cursor belongs to
     * @param near the circle whose square is among the criteria, null for none
     * @param search whether words are sought
     * @param criteria of the filters and of what the reader may see
     * @param parts each asked for by itself, which together are the list; no two have a document in common
     */
    public record Request(
            String query,
            Order order,
            GeoPoint.@Nullable Circle near,
            boolean search,
            List<Criteria> criteria,
            List<Criteria> parts) {

        /** A list without filters. */
        public static Request all(String query, Order order, Criteria... criteria) {
            return new Request(query, order, null, false, List.of(criteria), Parts.WHOLE);
        }

        /**
         * A list with filters.
         *
         * @param beside what else must be, before all what the reader may see
         */
        public static Request of(Context context, Collection<Criteria> beside) {
            Narrowing narrowing = context.narrowing();
            List<Criteria> all = new ArrayList<>(beside);
            all.addAll(narrowing.criteria(context));
            return new Request(
                    narrowing.toString(),
                    narrowing.order(),
                    narrowing.circle(),
                    narrowing.parameters().containsKey(WORDS),
                    all,
                    Parts.WHOLE);
        }

        /**
         * The same list, for an index that has this field before the order. It is read in as many parts as it takes for a store to
         * keep the order of the index.
         *
         * @param values of which the field has one
         * @param ranges that each value makes: one for each area of the reader, where the area comes first in the index
         */
        public Request eachOf(String field, Collection<?> values, int ranges) {
            return new Request(query, order, near, search, criteria, Parts.of(field, values, ranges));
        }

        String fingerprint() {
            return Integer.toHexString(query.hashCode());
        }

        private boolean isNear(@Nullable GeoPoint point) {
            return near == null || point != null && near.contains(point);
        }

        private Query narrowed() {
            List<Criteria> all = new ArrayList<>(criteria);
            all.add(Parts.together(parts));
            return Query.query(new Criteria().andOperator(all));
        }
    }

    /** A list of documents that a store finds and counts, with all that it can be sorted by. */
    @SafeVarargs
    public static <T> Listing<T> of(
            Function<Query, Flux<T>> find,
            Function<Query, Mono<Long>> count,
            Function<T, UUID> id,
            SortKey<T>... keys) {
        return new Listing<>(find, count, id, List.of(keys), null);
    }

    /** The same list, whose documents have a place. */
    public Listing<T> placed(
            Point<T> point, Function<Query, ? extends Flux<? extends GeoPoint.Located>> spots, String... fields) {
        return new Listing<>(find, count, id, keys, new Ground<>(point, spots, fields));
    }

    /** A page; refuses {@code request.cursor-invalid}. Of a search that takes too long, what was found until then. */
    public Mono<Page<T>> page(Request request, int limit, @Nullable String cursor, boolean counted) {
        Cursor after = Cursor.read(cursor, request.fingerprint());
        if (request.search()) {
            return Mono.defer(() -> searched(request, limit, after, counted));
        }
        return next(request, limit + 1, after).flatMap(found -> {
            Page<T> page = Page.of(found, limit, last -> after(request, last));
            return counted ? total(request).map(page::withTotal) : Mono.just(page);
        });
    }

    /** The same list, of which is given what is found in time. */
    private Listing<T> within(SearchTime time) {
        return new Listing<>(
                query -> time.within(query, find),
                query -> time.within(query, limited -> count.apply(limited).flux())
                        .next(),
                id,
                keys,
                ground == null ? null : ground.within(time));
    }

    /** A page that was cut goes on after its last one, where there is one. */
    private Mono<Page<T>> searched(Request request, int limit, @Nullable Cursor after, boolean counted) {
        SearchTime time = new SearchTime();
        Listing<T> within = within(time);
        return within.read(request, limit + 1, stretches(request, after), after, new ArrayList<>())
                .flatMap(found -> {
                    boolean cut = time.isUp();
                    Page<T> page = Page.of(found, limit, last -> after(request, last));
                    Page<T> whole = cut && page.nextCursor() == null && !found.isEmpty()
                            ? page.continuedAt(
                                    after(request, found.get(found.size() - 1)).write())
                            : page;
                    return counted && !cut
                            ? within.total(request)
                                    .map(total -> time.isUp() ? whole : whole.withTotal(total))
                                    .defaultIfEmpty(whole)
                            : Mono.just(whole);
                })
                .map(page -> time.isUp() ? page.cutShort() : page);
    }

    /**
     * The next documents; fewer than wanted are the last.
     *
     * @param after the place in the list's order that they are beyond; null for the first ones
     */
    public Mono<List<T>> next(Request request, int wanted, @Nullable Cursor after) {
        return read(request, wanted, stretches(request, after), after, new ArrayList<>());
    }

    /** All, in batches that are read one after the other, so that a long list needs no more room than a short one. */
    public Flux<List<T>> all(Request request) {
        return next(request, BATCH, null)
                .expand(batch -> batch.size() < BATCH
                        ? Mono.empty()
                        : next(request, BATCH, after(request, batch.get(BATCH - 1))))
                .filter(batch -> !batch.isEmpty());
    }

    /** Where all are whose place is known, in no order. */
    public Flux<Marker> markers(Request request) {
        if (ground == null) {
            throw new IllegalStateException("This list has no places.");
        }
        Query query = request.narrowed();
        query.fields().include(ground.fields());
        return ground.spots().apply(query).mapNotNull(spot -> {
            GeoPoint point = spot.point();
            return point != null && request.isNear(point) ? new Marker(spot.id(), point) : null;
        });
    }

    /** One more than is told says that there are more. */
    private Mono<Long> total(Request request) {
        return request.near() == null
                ? count.apply(request.narrowed().limit(Page.MOST_COUNTED + 1))
                : markers(request).take(Page.MOST_COUNTED + 1).count();
    }

    private Cursor after(Request request, T last) {
        return key(request).cursor(request.fingerprint(), last, id.apply(last));
    }

    private SortKey<T> key(Request request) {
        return keys.stream()
                .filter(key -> key.order().equals(request.order().field()))
                .findFirst()
                .orElseThrow();
    }

    /** What is still to be read, in order. */
    private List<Stretch> stretches(Request request, @Nullable Cursor after) {
        SortKey.Absent absent = key(request).absent();
        if (absent == SortKey.Absent.NOWHERE) {
            return List.of(Stretch.ALL);
        }
        boolean undatedFirst =
                (absent == SortKey.Absent.FIRST) != request.order().descending();
        List<Stretch> all =
                undatedFirst ? List.of(Stretch.UNDATED, Stretch.DATED) : List.of(Stretch.DATED, Stretch.UNDATED);
        Stretch reached = after == null ? all.get(0) : after.sortValue().isEmpty() ? Stretch.UNDATED : Stretch.DATED;
        return all.subList(all.indexOf(reached), all.size());
    }

    /** A circle cannot be asked for everywhere, so its square is, and what lies in the corners is left out and made up for. */
    private Mono<List<T>> read(
            Request request, int wanted, List<Stretch> stretches, @Nullable Cursor after, List<T> soFar) {
        return Parts.first(
                        request.parts(),
                        part -> find.apply(
                                query(request, part, stretches.get(0), after).limit(wanted)),
                        key(request).comparator(id, request.order().descending()),
                        wanted)
                .flatMap(batch -> {
                    batch.stream()
                            .filter(one -> ground == null
                                    || request.isNear(ground.point().of(one)))
                            .forEach(soFar::add);
                    if (soFar.size() >= wanted) {
                        return Mono.just(soFar.subList(0, wanted));
                    }
                    if (batch.size() == wanted) {
                        return read(request, wanted, stretches, after(request, batch.get(wanted - 1)), soFar);
                    }
                    return stretches.size() == 1
                            ? Mono.just(soFar)
                            : read(request, wanted, stretches.subList(1, stretches.size()), null, soFar);
                });
    }

    private Query query(Request request, Criteria part, Stretch stretch, @Nullable Cursor after) {
        SortKey<T> key = key(request);
        boolean descending = request.order().descending();
        List<Criteria> all = new ArrayList<>(request.criteria());
        all.add(part);
        Criteria value = Criteria.where(key.field());
        if (stretch == Stretch.UNDATED) {
            // Absent as a value of its own, not as "does not exist": so the index of the order gives it here too.
            all.add(value.is(null));
        } else if (stretch == Stretch.DATED && after == null) {
            // A stretch of the index of the order, where "exists" is none. What is beyond a date is one by itself.
            all.add(value.gte(NO_EARLIER));
        }
        if (after != null && stretch == Stretch.UNDATED) {
            all.add(SortKey.beyondId(after, descending));
        } else if (after != null) {
            all.addAll(key.beyond(after, descending));
        }
        return Query.query(new Criteria().andOperator(all)).with(key.sort(descending));
    }
}
