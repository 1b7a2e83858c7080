package org.wangge.planning;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;

/**
 * What a list of tasks is narrowed by, what is due first first, or the nearest first where a centre is given; null and empty
 * mean any.
 */
public record TaskFilter(
        Set<TaskState> states,
        List<GridPath> areas,
        @Nullable UUID plan,
        @Nullable UUID place,
        @Nullable UUID assignee,
        @Nullable Boolean overdue,
        @Nullable Instant dueBefore,
        GeoPoint.@Nullable Circle near) {}
