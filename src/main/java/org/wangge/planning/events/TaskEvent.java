package org.wangge.planning.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.wangge.planning.TaskState;
import org.wangge.shared.GridPath;
import org.wangge.work.DomainEvent;

/**
 * A task has become due or was missed, and stored so.
 *
 * @param assigneeIds who answer for the grid
 */
public record TaskEvent(
        UUID eventId,
        Instant at,
        UUID taskId,
        TaskState state,
        UUID placeId,
        GridPath area,
        List<UUID> assigneeIds,
        Instant dueAt)
        implements DomainEvent {}
