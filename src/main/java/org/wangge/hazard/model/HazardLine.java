package org.wangge.hazard.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardLevel;
import org.wangge.hazard.HazardState;
import org.wangge.shared.PersonName;
import org.wangge.shared.Reason;

/**
 * One step of a hazard, for good.
 *
 * @param id also the id of the event that tells of it
 * @param level after the step
 * @param grade what the step made of it; null when it left the grade as it was
 */
public record HazardLine(
        UUID id,
        Instant at,
        @Nullable Instant deviceAt,
        PersonName actor,
        HazardAction action,
        HazardState to,
        HazardLevel level,
        int round,
        @Nullable Reason reason,
        @Nullable String text,
        @Nullable Instant dueAt,
        @Nullable HazardGrade grade,
        List<UUID> mediaIds) {}
