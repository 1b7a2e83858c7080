package org.wangge.routing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An emergency overlay as one person sees it; the field names are part of the contract. */
public record OverlayView(
        UUID id,
        String name,
        OverlayKind kind,
        String district,
        List<String> areas,
        List<RuleSetView.RowView> rows,
        @Nullable Double clockFactor,
        Instant from,
        Instant until,
        boolean inForce,
        RuleSetView.PersonView by,
        RuleSetView.@Nullable PersonView endedBy,
        long version,
        List<String> openActions) {}
