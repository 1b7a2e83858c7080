package org.wangge.listing;

import java.util.Arrays;
import java.util.Collection;
import java.util.regex.Pattern;
import org.springframework.data.mongodb.core.query.Criteria;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.Texts;

/** The usual criteria of filters. */
public final class Match {

    private Match() {}

    public static <T> Filter.Plain<T> is(String field) {
        return value -> Criteria.where(field).is(value);
    }

    public static <T extends Collection<?>> Filter.Plain<T> in(String field) {
        return values -> Criteria.where(field).in(values);
    }

    public static <T> Filter.Plain<T> atLeast(String field) {
        return value -> Criteria.where(field).gte(value);
    }

    public static <T> Filter.Plain<T> before(String field) {
        return value -> Criteria.where(field).lt(value);
    }

    /** In any of the fields, as {@link Texts#sought} finds them. */
    public static Filter.Plain<String> words(String... fields) {
        return given -> {
            Pattern words = Texts.sought(given);
            return new Criteria()
                    .orOperator(Arrays.stream(fields)
                            .map(field -> Criteria.where(field).regex(words))
                            .toList());
        };
    }

    /** Where a document names all areas that it lies in. */
    public static Criteria areas(Collection<GridPath> areas, String field) {
        return Criteria.where(field).in(areas.stream().map(GridPath::value).toList());
    }

    /**
     * In a box.
     *
     * @param place before the names {@code longitude} and {@code latitude}, with its dot
     */
    public static Filter.Plain<GeoPoint.Box> box(String place) {
        return box -> Criteria.where(place + "longitude")
                .gte(box.west())
                .lte(box.east())
                .and(place + "latitude")
                .gte(box.south())
                .lte(box.north());
    }
}
