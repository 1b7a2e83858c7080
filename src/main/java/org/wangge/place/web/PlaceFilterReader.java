package org.wangge.place.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.grid.Offices;
import org.wangge.place.PlaceFilter;
import org.wangge.place.PlaceFilter.Order;
import org.wangge.place.PlaceState;
import org.wangge.place.RiskColour;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.QueryValues;
import org.wangge.shared.Texts;

/** Reads the query parameters of the list of places. */
@Component
class PlaceFilterReader {

    private static final Set<String> KNOWN = Set.of(
            "kind",
            "colour",
            "office",
            "grid",
            "state",
            "dueBefore",
            "q",
            "bbox",
            "near",
            "radius",
            "sort",
            "limit",
            "cursor",
            "count");
    private static final Map<String, Order> ORDERS = Map.of(
            "name", Order.NAME,
            "nextDueAt", Order.NEXT_DUE_AT,
            "score", Order.SCORE,
            "updatedAt", Order.UPDATED_AT,
            "distance", Order.DISTANCE);
    private static final int LONGEST_WORDS = 60;

    private final Offices offices;

    PlaceFilterReader(Offices offices) {
        this.offices = offices;
    }

    PlaceFilter read(Map<String, List<String>> query) {
        QueryValues values = new QueryValues(query, KNOWN);
        GeoPoint.Circle near = values.circle("near", "radius");
        String sort = values.text("sort");
        String words = values.value("q", text -> {
            if (Texts.length(text) > LONGEST_WORDS) {
                throw new IllegalArgumentException(text);
            }
            return text;
        });
        return new PlaceFilter(
                values.texts("kind"),
                values.words("colour", RiskColour.class),
                values.words("state", PlaceState.class),
                offices.areas(values.text("office"), values.text("grid")),
                values.time("dueBefore"),
                words,
                values.box("bbox"),
                near,
                order(sort, near),
                sort != null && sort.startsWith("-"));
    }

    /** By distance unless said otherwise where there is a centre; by name where there is none. */
    private static Order order(@Nullable String sort, GeoPoint.@Nullable Circle near) {
        if (sort == null) {
            return near == null ? Order.NAME : Order.DISTANCE;
        }
        Order order = ORDERS.get(sort.startsWith("-") ? sort.substring(1) : sort);
        if (order == null || order == Order.DISTANCE && (near == null || sort.startsWith("-"))) {
            throw QueryValues.malformed("sort", "field.form");
        }
        return order;
    }
}
