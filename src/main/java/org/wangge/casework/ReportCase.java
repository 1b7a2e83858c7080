package org.wangge.casework;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Position;

/**
 * A report. Needs a place (position, or grid code without one) and a description or a photo; everything else is optional.
 *
 * @param occurredAt when it happened; when absent, when it was reported
 * @param reportedAt when the phone made the report, by its own clock; when absent, when it arrives
 * @param selfHandled set when it was settled on the spot (自办)
 */
public record ReportCase(
        @Nullable String categoryCode,
        @Nullable String description,
        @Nullable Position position,
        @Nullable String gridCode,
        @Nullable String address,
        @Nullable Instant occurredAt,
        @Nullable Instant reportedAt,
        List<UUID> mediaIds,
        boolean urgent,
        @Nullable SelfHandled selfHandled) {

    /** What was done on the spot. */
    public record SelfHandled(String result, List<UUID> mediaIds) {}
}
