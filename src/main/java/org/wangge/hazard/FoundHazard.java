package org.wangge.hazard;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.checklist.Checklist;
import org.wangge.checklist.ChecklistItem;
import org.wangge.place.Place;

/**
 * What failed at an inspection.
 *
 * @param unlisted whether no version of the checklist has the item, so that it is made of what the phone said
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
        boolean unlisted,
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

    /** How it looked, before and after. */
    public List<UUID> photos() {
        return fixedOnSpot == null
                ? mediaIds
                : Stream.concat(mediaIds.stream(), fixedOnSpot.mediaIds().stream())
                        .distinct()
                        .toList();
    }

    public static UUID idOf(UUID inspectionId, String itemId) {
        return UUID.nameUUIDFromBytes(("hazard:" + inspectionId + ":" + itemId).getBytes(StandardCharsets.UTF_8));
    }
}
