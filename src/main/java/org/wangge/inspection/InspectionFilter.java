package org.wangge.inspection;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.GridPath;

/**
 * What a list of inspections is narrowed by, the newest first; null and empty mean any.
 *
 * @param inspector first or second
 * @param month in which it was submitted, like {@code 2026-11}
 * @param failed only those that found something, or only the others
 */
public record InspectionFilter(
        Set<InspectionState> states,
        List<GridPath> areas,
        @Nullable UUID place,
        @Nullable UUID task,
        @Nullable UUID inspector,
        @Nullable String checklist,
        @Nullable String industry,
        @Nullable String month,
        @Nullable Boolean failed,
        @Nullable Instant from,
        @Nullable Instant to) {}
