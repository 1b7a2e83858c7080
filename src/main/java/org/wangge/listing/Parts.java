package org.wangge.listing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.springframework.data.mongodb.core.query.Criteria;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A list that is asked for in several questions, because one would name too many ranges of an index. */
final class Parts {

    static final List<Criteria> WHOLE = List.of(new Criteria());

    /** A store that reads more ranges of an index side by side gives up their order and sorts all that it finds. */
    private static final int MOST_RANGES = 200;

    private Parts() {}

    /**
     * The values of a field, so many together as a store can keep in order.
     *
     * @param ranges that each value makes
     */
    static List<Criteria> of(String field, Collection<?> values, int ranges) {
        List<?> all = List.copyOf(values);
        int together = Math.max(1, MOST_RANGES / Math.max(1, ranges));
        List<Criteria> parts = new ArrayList<>();
        for (int first = 0; first < all.size(); first += together) {
            parts.add(Criteria.where(field).in(all.subList(first, Math.min(first + together, all.size()))));
        }
        return parts;
    }

    /** All of it in one question, for who does not ask for an order. */
    static Criteria together(List<Criteria> parts) {
        return parts.size() == 1 ? parts.get(0) : new Criteria().orOperator(parts);
    }

    /** The first of each part, and of these the first. */
    static <T> Mono<List<T>> first(
            List<Criteria> parts, Function<Criteria, Flux<T>> ask, Comparator<T> order, int wanted) {
        Flux<T> found = Flux.fromIterable(parts).concatMap(ask);
        return parts.size() == 1
                ? found.collectList()
                : found.sort(order).take(wanted).collectList();
    }
}
