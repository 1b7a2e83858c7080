package org.wangge.hazard;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.hazard.HazardCommand.ListingLevel;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.QueryValues.Order;

/**
 * What a list of hazards is narrowed by, and its order; null and empty mean any.
 *
 * @param areas grids or what an office handles
 * @param reporter who found it
 * @param foundMonth a month like {@code 2026-11}, of finding
 * @param closedMonth the same, of closing
 * @param standing how things stood at the end of a month: found by then, and neither closed nor voided by then
 * @param listed only those under listed supervision now, or only the others
 * @param listedAt only those under listed supervision then
 * @param planned only those with a plan of all five elements, or only the others
 * @param words looked for in number, place and item
 */
public record HazardFilter(
        Set<HazardState> states,
        Set<HazardLevel> levels,
        List<GridPath> areas,
        @Nullable UUID place,
        @Nullable UUID inspection,
        @Nullable UUID reporter,
        @Nullable String item,
        @Nullable String industry,
        @Nullable Boolean overdue,
        @Nullable Instant dueBefore,
        @Nullable String foundMonth,
        @Nullable String closedMonth,
        @Nullable Standing standing,
        @Nullable Boolean listed,
        @Nullable Instant listedAt,
        Set<ListingLevel> listingLevels,
        @Nullable Boolean planned,
        @Nullable String words,
        GeoPoint.@Nullable Box box,
        GeoPoint.@Nullable Circle near,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Instant updatedSince,
        Order sort) {

    /**
     * The end of a month, to which a list of what stood then looks back: a major hazard was confirmed by then, its plan was made by
     * then.
     *
     * @param month like {@code 2026-11}
     * @param end the first moment that is not in it
     */
    public record Standing(String month, Instant end) {}
}
