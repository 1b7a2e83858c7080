package org.wangge.casework.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.RoutingDecision;
import org.wangge.shared.Position;

/**
 * A report as it is taken in: what of it is used, and what is set aside.
 *
 * @param urgent by its reporter, or because its category is an emergency
 * @param position null when there was none that can be used
 * @param fixedAt when the position was measured, null when nobody said
 * @param reportedAt by the phone; null when it did not say or cannot be right
 * @param mediaIds of the photos that are there
 * @param settledMediaIds of those, the ones that show what was done on the spot
 */
public record Intake(
        CaseFile.Category category,
        boolean urgent,
        RoutingDecision routing,
        @Nullable Position position,
        @Nullable Instant fixedAt,
        @Nullable Instant reportedAt,
        List<UUID> mediaIds,
        List<UUID> settledMediaIds,
        Doubts doubts) {

    List<UUID> allMedia() {
        return Stream.concat(mediaIds.stream(), settledMediaIds.stream())
                .distinct()
                .toList();
    }
}
