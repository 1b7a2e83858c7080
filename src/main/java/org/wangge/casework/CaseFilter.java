package org.wangge.casework;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.QueryValues.Order;

/**
 * What a list of cases is narrowed by, and its order; null and empty mean any.
 *
 * @param areas grids or what an office handles
 * @param words looked for in description, address and number
 */
public record CaseFilter(
        Set<CaseState> states,
        List<GridPath> areas,
        @Nullable String category,
        @Nullable UUID assignee,
        @Nullable UUID reporter,
        @Nullable Boolean overdue,
        @Nullable Instant dueBefore,
        @Nullable String words,
        GeoPoint.@Nullable Box box,
        GeoPoint.@Nullable Circle near,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Instant updatedSince,
        Order sort) {

    /** All in these states that lie with somebody, the latest change first. */
    public static CaseFilter with(UUID assignee, Set<CaseState> states) {
        return new CaseFilter(
                states,
                List.of(),
                null,
                assignee,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new Order("updatedAt", true));
    }
}
