package org.wangge.place;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.wangge.listing.Filter;
import org.wangge.listing.Filter.Narrowing;
import org.wangge.listing.Filters;
import org.wangge.listing.Match;
import org.wangge.place.model.Folding;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.QueryValues;
import org.wangge.shared.QueryValues.Order;
import org.wangge.shared.Texts;

/** What a list of places is narrowed by, and its order. */
public record PlaceFilter(Narrowing narrowing) {

    private static final int LONGEST_WORDS = 60;
    private static final Filter.Plain<GeoPoint.Box> IN_BOX = Match.box("position.");
    private static final String NEXT_DUE_AT = "nextDueAt";
    private static final String DISTANCE = "distance";
    private static final Order BY_NAME = new Order("name", false);
    private static final Order NEAREST_FIRST = new Order(DISTANCE, false);

    private static final Filter<GeoPoint.Circle> NEAR = Filters.near(IN_BOX);

    private static final Filter<Instant> DUE_BEFORE =
            Filter.of("dueBefore", QueryValues::time, Match.before(NEXT_DUE_AT));

    private static final Filters ROWS = Filters.of(
            List.of(BY_NAME.field(), NEXT_DUE_AT, "score", "updatedAt", DISTANCE),
            Filter.of("kind", QueryValues::texts, Match.in("kind")),
            Filter.of("colour", Filter.anyOf(RiskColour.class), Match.in("risk.colour")),
            Filters.areas("areas"),
            Filter.of("state", Filter.anyOf(PlaceState.class), Match.in("state")),
            DUE_BEFORE,
            Filter.of("q", PlaceFilter::words, PlaceFilter::sought),
            Filter.of("bbox", QueryValues::box, IN_BOX),
            NEAR);

    /**
     * As a request says it, by distance unless said otherwise where there is a centre, by name where there is none; refuses
     * {@code request.malformed} with the parameter at fault.
     */
    public static PlaceFilter read(QueryValues query) {
        Narrowing narrowing = ROWS.read(query, BY_NAME);
        if (narrowing.value(NEAR) != null && query.text("sort") == null) {
            return new PlaceFilter(narrowing.ordered(NEAREST_FIRST));
        }
        Order order = narrowing.order();
        if (order.field().equals(DISTANCE) && (narrowing.value(NEAR) == null || order.descending())) {
            throw QueryValues.malformed("sort", "field.form");
        }
        return new PlaceFilter(narrowing);
    }

    /** All, by name. */
    public static PlaceFilter all() {
        return new PlaceFilter(Narrowing.by(BY_NAME));
    }

    /** The same in an order that can be read step by step. */
    public PlaceFilter inSteps() {
        return isByDistance() ? new PlaceFilter(narrowing.ordered(BY_NAME)) : this;
    }

    public boolean isByDistance() {
        return narrowing.order().equals(NEAREST_FIRST);
    }

    /** By the next visit only those are listed that have one. */
    public List<Criteria> beside() {
        return narrowing.order().field().equals(NEXT_DUE_AT) && narrowing.value(DUE_BEFORE) == null
                ? List.of(Criteria.where(NEXT_DUE_AT).exists(true))
                : List.of();
    }

    private static @Nullable String words(QueryValues query, String name) {
        return query.value(name, text -> {
            if (Texts.length(text) > LONGEST_WORDS) {
                throw new IllegalArgumentException(text);
            }
            return text;
        });
    }

    private static Criteria sought(String words) {
        return Criteria.where("search").regex(Pattern.compile(Pattern.quote(Folding.fold(words))));
    }
}
