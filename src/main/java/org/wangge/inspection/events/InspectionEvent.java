package org.wangge.inspection.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.inspection.InspectionState;
import org.wangge.shared.GridPath;
import org.wangge.work.DomainEvent;

/**
 * An inspection was started, submitted or abandoned, and stored so.
 *
 * @param taskId the task it fulfils
 * @param mediaIds of all its photos
 */
public record InspectionEvent(
        UUID eventId,
        Instant at,
        UUID inspectionId,
        InspectionState state,
        UUID placeId,
        @Nullable UUID taskId,
        GridPath area,
        UUID inspectorId,
        int failed,
        List<UUID> mediaIds)
        implements DomainEvent {}
