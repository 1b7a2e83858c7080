package org.wangge.routing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.RoutingFacts.Source;
import org.wangge.shared.Position;

/**
 * What rules may look at in a report, besides where it is.
 *
 * @param category code
 * @param position null without one
 * @param role of the reporter, by name; null for the server itself
 * @param at when it came
 */
public record RoutingReport(
        String category,
        boolean urgent,
        Source source,
        @Nullable Position position,
        @Nullable String description,
        @Nullable String role,
        Instant at) {}
