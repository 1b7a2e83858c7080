package org.wangge.hazard;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.checklist.Checklist;
import org.wangge.checklist.ChecklistItem;
import org.wangge.place.Place;

/**
 * What failed at an inspection.
 *
 * @param inspectorId whose permission was demanded when the inspection was submitted
 * @param foundAt by the inspector's phone
 * @param mediaIds how it looked
 * @param fixedOnSpot set when it was put right at once (立即整改)
 */
public record FoundHazard(
        UUID inspectionId,
        Place place,
        Checklist checklist,
        ChecklistItem item,
        @Nullable String note,
        List<UUID> mediaIds,
        UUID inspectorId,
        String inspectorName,
        Instant foundAt,
        @Nullable FixedOnSpot fixedOnSpot) {

    /** What was done at once, with photos of after. */
    public record FixedOnSpot(String note, List<UUID> mediaIds) {}

    /** The id is made of inspection and item, so that a repeated submission finds the same hazard. */
    public UUID id() {
        return idOf(inspectionId, item.id());
    }

    public static UUID idOf(UUID inspectionId, String itemId) {
        return UUID.nameUUIDFromBytes(("hazard:" + inspectionId + ":" + itemId).getBytes(StandardCharsets.UTF_8));
    }
}
