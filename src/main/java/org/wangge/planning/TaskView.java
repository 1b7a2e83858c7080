package org.wangge.planning;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.reason.GivenReason;
import org.wangge.shared.GeoPoint;

/** A task as one person sees it; the field names are part of the contract. */
public record TaskView(
        UUID id,
        TaskState state,
        UUID planId,
        PlanKind planKind,
        String planName,
        UUID placeId,
        String placeName,
        String address,
        double longitude,
        double latitude,
        @Nullable Double distanceMetres,
        String checklistCode,
        String gridCode,
        String gridName,
        String officeCode,
        String officeName,
        List<UUID> assigneeIds,
        Instant opensAt,
        Instant dueAt,
        boolean overdue,
        @Nullable UUID inspectionId,
        @Nullable Instant doneAt,
        boolean late,
        @Nullable String skippedBecause,
        @Nullable GivenReason skipReason,
        long version,
        List<String> openActions)
        implements GeoPoint.Located {

    @Override
    public GeoPoint point() {
        return new GeoPoint(longitude, latitude);
    }
}
