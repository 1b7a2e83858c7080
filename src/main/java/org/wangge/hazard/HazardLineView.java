package org.wangge.hazard;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.hazard.model.HazardLine;
import org.wangge.reason.GivenReason;
import org.wangge.reason.Reasons;
import org.wangge.shared.PersonName;

/**
 * One step of a hazard as people see it.
 *
 * @param sequence 1 for the finding
 * @param grade what the step made of it; null when it left the grade as it was, and in lines of earlier versions
 */
public record HazardLineView(
        UUID id,
        int sequence,
        Instant at,
        @Nullable Instant deviceAt,
        PersonName actor,
        String action,
        HazardState to,
        HazardLevel level,
        int round,
        @Nullable HazardGradeView grade,
        @Nullable GivenReason reason,
        @Nullable String text,
        @Nullable Instant dueAt,
        List<UUID> mediaIds) {

    static HazardLineView of(HazardLine line, Reasons reasons, Locale locale) {
        return new HazardLineView(
                line.id(),
                line.sequence(),
                line.at(),
                line.deviceAt(),
                line.actor(),
                line.action().code(),
                line.to(),
                line.level(),
                line.round(),
                line.grade() == null ? null : HazardGradeView.of(line.grade()),
                reasons.shown(line.action().code(), line.reason(), locale),
                line.text(),
                line.dueAt(),
                line.mediaIds());
    }
}
