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
 * @param sequence 1 for the finding; stored since lines leave their hazard, and known of every line that was read
 * @param level after the step
 * @param grade what the step made of it; null when it left the grade as it was
 */
public record HazardLine(
        UUID id,
        int sequence,
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
        List<UUID> mediaIds) {

    HazardLine numbered(int number) {
        return new HazardLine(
                id, number, at, deviceAt, actor, action, to, level, round, reason, text, dueAt, grade, mediaIds);
    }
}
