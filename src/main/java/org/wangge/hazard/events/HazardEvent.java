package org.wangge.hazard.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardLevel;
import org.wangge.hazard.HazardState;
import org.wangge.shared.GridPath;
import org.wangge.work.DomainEvent;

/**
 * A step of a hazard that was stored, with what others need to act on it, as the hazard stood after the step.
 *
 * @param eventId also the id of the timeline line
 * @param actorId who did it; {@link org.wangge.shared.Actor#SYSTEM} for the server
 * @param foundById the inspector
 * @param fixedById who last said that it is put right
 * @param caseId the case it became
 * @param mediaIds new in this step
 * @param version null in events of earlier versions
 * @param changed fields of the hazard as its readers know them; none for a new one, null in events of earlier versions
 */
public record HazardEvent(
        UUID eventId,
        Instant at,
        HazardAction action,
        UUID hazardId,
        String number,
        HazardState state,
        HazardLevel level,
        UUID placeId,
        GridPath area,
        String officeCode,
        UUID actorId,
        UUID foundById,
        @Nullable UUID fixedById,
        @Nullable Instant dueAt,
        int round,
        @Nullable UUID caseId,
        boolean listed,
        List<UUID> mediaIds,
        @Nullable Long version,
        @Nullable List<String> changed)
        implements DomainEvent {}
