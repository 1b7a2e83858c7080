package org.wangge.place;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;

/**
 * What a list of places is narrowed by, and its order; null and empty mean any.
 *
 * @param areas grids or what an office handles
 * @param words looked for in name, address and licence number
 */
public record PlaceFilter(
        Set<String> kinds,
        Set<RiskColour> colours,
        Set<PlaceState> states,
        List<GridPath> areas,
        @Nullable Instant dueBefore,
        @Nullable String words,
        GeoPoint.@Nullable Box box,
        GeoPoint.@Nullable Circle near,
        Order order,
        boolean descending) {

    /** By what the list is sorted. */
    public enum Order {
        NAME,
        /** Only those with a date. */
        NEXT_DUE_AT,
        SCORE,
        UPDATED_AT,
        /** From the centre of {@code near}, the nearest first. */
        DISTANCE
    }
}
