package org.wangge.planning.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.place.RiskColour;
import org.wangge.planning.PlanKind;
import org.wangge.planning.TaskState;
import org.wangge.shared.GridPath;
import org.wangge.work.DomainEvent;

/**
 * A task has become due or was missed, and stored so.
 *
 * @param colour of the place's risk at that moment
 * @param assigneeIds who answered for the grid when the task was made
 * @param officeCode who handles the area; null in events of earlier versions, as the version is
 */
public record TaskEvent(
        UUID eventId,
        Instant at,
        UUID taskId,
        TaskState state,
        PlanKind planKind,
        UUID placeId,
        String placeName,
        RiskColour colour,
        GridPath area,
        List<UUID> assigneeIds,
        Instant dueAt,
        @Nullable String officeCode,
        @Nullable Long version)
        implements DomainEvent {}
