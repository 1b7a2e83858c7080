package org.wangge.casework;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Datum;
import org.wangge.shared.PhoneTime;

/**
 * A report as it came. Needs a place (position or grid code) and a description or a photo; everything else is optional, and may
 * be wrong without the report being lost.
 *
 * @param gridCode chosen by the reporter; goes before the position
 * @param occurredAt when it happened; when absent, when it was reported
 * @param reportedAt when the phone made the report, by its own clock; when absent, when it arrives
 * @param selfHandled set when it was settled on the spot (自办)
 */
public record ReportCase(
        @Nullable String categoryCode,
        @Nullable String description,
        @Nullable Measured position,
        @Nullable String gridCode,
        @Nullable String address,
        @Nullable PhoneTime occurredAt,
        @Nullable PhoneTime reportedAt,
        List<UUID> mediaIds,
        boolean urgent,
        @Nullable SelfHandled selfHandled) {

    /**
     * A position as a phone measured it.
     *
     * @param datum null for WGS84
     * @param fixedAt when it was measured, null when the phone did not say
     */
    public record Measured(
            double longitude,
            double latitude,
            @Nullable Datum datum,
            @Nullable Double accuracyMetres,
            @Nullable PhoneTime fixedAt) {}

    /** What was done on the spot. */
    public record SelfHandled(String result, List<UUID> mediaIds) {}
}
