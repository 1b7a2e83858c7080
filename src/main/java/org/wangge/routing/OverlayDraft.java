package org.wangge.routing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.rules.Rule;

/**
 * An emergency overlay as it is asked for.
 *
 * @param areas codes of districts, sub-districts, communities, grids or offices
 * @param rows that come before those of the set in force
 * @param clockFactor for all limits within it, null for none
 */
public record OverlayDraft(
        String name,
        OverlayKind kind,
        List<String> areas,
        List<Rule> rows,
        @Nullable Double clockFactor,
        Instant until) {}
