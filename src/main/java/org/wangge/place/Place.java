package org.wangge.place;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Position;

/**
 * A place as other modules need it.
 *
 * @param officeCode who handles its area
 * @param industry code, see {@link PlaceKinds#industries()}
 * @param contact who answers for its safety
 * @param gridRevision the publication of the grid it was placed by
 */
public record Place(
        UUID id,
        String kind,
        String name,
        String address,
        Position position,
        GridPath gridPath,
        LocalizedText gridName,
        String officeCode,
        LocalizedText officeName,
        PlaceState state,
        RiskColour colour,
        String industry,
        @Nullable Person contact,
        @Nullable Person owner,
        int score,
        long gridRevision,
        Secret qrSecret,
        @Nullable Instant lastInspectedAt,
        @Nullable Instant nextDueAt) {

    /** Somebody of the place; not an account. */
    public record Person(String name, @Nullable String phone) {}

    /** What makes the place's code hard to guess; does not show itself in logs. */
    public record Secret(String value) {
        @Override
        public String toString() {
            return "***";
        }
    }
}
