package org.wangge.routing;

import org.jspecify.annotations.Nullable;
import org.wangge.routing.rules.Outcome;

/**
 * A report of which it is known where it must go; a rule set that sends it elsewhere is not published.
 *
 * @param expected where
 */
public record RuleExample(String name, RoutingFacts facts, Expected expected) {

    /**
     * Where a report must go.
     *
     * @param code of the office, department or role; null where the target needs none, or any is right
     */
    public record Expected(Outcome.Target target, @Nullable String code) {}
}
