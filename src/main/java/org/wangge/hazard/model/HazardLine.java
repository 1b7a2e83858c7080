package org.wangge.hazard.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardLevel;
import org.wangge.hazard.HazardState;
import org.wangge.hazard.model.HazardFile.Grade;
import org.wangge.hazard.model.HazardFile.Name;
import org.wangge.shared.Reason;

/**
 * One step of a hazard, for good.
 *
 * @param id also the id of the event that tells of it
 * @param level after the step
 * @param grade what the step made of it; null when it left the grade as it was
 * @param operationKey of the client's write, for repeats
 */
public record HazardLine(
        UUID id,
        Instant at,
        @Nullable Instant deviceAt,
        Name actor,
        HazardAction action,
        HazardState to,
        HazardLevel level,
        int round,
        @Nullable Reason reason,
        @Nullable String text,
        @Nullable Instant dueAt,
        @Nullable Grade grade,
        List<UUID> mediaIds,
        @Nullable String operationKey,
        @Nullable String operationHash) {}
