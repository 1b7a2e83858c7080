package org.wangge.listing;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.wangge.listing.Filter.Narrowing;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.QueryValues;
import org.wangge.shared.QueryValues.Order;

/** All filters of a list, and what it can be sorted by. Which parameters the list knows follows from them. */
public final class Filters {

    private static final String SORT = "sort";

    private final List<String> orders;
    private final List<Filter<?>> rows;
    private final Set<String> names = new LinkedHashSet<>();

    private Filters(List<String> orders, List<Filter<?>> rows) {
        this.orders = orders;
        this.rows = rows;
        rows.forEach(row -> names.addAll(row.names()));
        if (orders.size() > 1) {
            names.add(SORT);
        }
    }

    /**
     * The rows of a list.
     *
     * @param orders the usual one first; a single one cannot be asked for
     */
    public static Filters of(List<String> orders, Filter<?>... rows) {
        return new Filters(orders, List.of(rows));
    }

    /** The parameters of what is no list. */
    public static Filters of(Filter<?>... rows) {
        return of(List.of(""), rows);
    }

    /** What is asked for, the newest first unless it is said; refuses {@code request.malformed} with the parameter at fault, or unknown. */
    public Narrowing read(QueryValues query) {
        return read(query, new Order(orders.get(0), true));
    }

    /** The same with another usual order. */
    public Narrowing read(QueryValues query, Order usual) {
        query.only(names);
        Narrowing narrowing = Narrowing.by(usual);
        for (Filter<?> row : rows) {
            narrowing = row.read(query, narrowing);
        }
        return orders.size() > 1 ? narrowing.ordered(query.order(SORT, orders, usual)) : narrowing;
    }

    /** One that is no criterion of a store. */
    public static Filter<List<GridPath>> officeOrNowhere() {
        return Filter.beside("office", (query, name) -> query.areasOrNowhere(name, null));
    }

    /** What an office handles, or a grid; an unknown one is refused. */
    public static Filter<List<GridPath>> areas(String field) {
        return new Filter<>(
                List.of("office", "grid"),
                (query, name) -> query.areas(name, "grid"),
                (value, context) -> Match.areas(value, field));
    }

    /** What an office handles; an unknown one is refused. */
    public static Filter<List<GridPath>> office(String field) {
        return Filter.of("office", (query, name) -> query.areas(name, null), value -> Match.areas(value, field));
    }

    /** The same as {@link #areas}, where nothing is in one that is unknown. */
    public static Filter<List<GridPath>> areasOrNowhere(String field) {
        return new Filter<>(
                List.of("office", "grid"),
                (query, name) -> query.areasOrNowhere(name, "grid"),
                (value, context) -> Match.areas(value, field));
    }

    /** A circle. No store can be asked for one everywhere, so its square is; {@link Listing} leaves out what lies in the corners. */
    public static Filter<GeoPoint.Circle> near(Filter.Plain<GeoPoint.Box> within) {
        return new Filter<>(
                List.of("near", "radius"),
                (query, name) -> query.circle(name, "radius"),
                (value, context) -> within.of(value.box()));
    }
}
