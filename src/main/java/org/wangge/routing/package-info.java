/**
 * Decisions about a report: which office answers for its ground, at which desk it waits, why, and by when each stage must be done.
 *
 * <p>Face: {@link org.wangge.routing.Router}, {@link org.wangge.routing.RuleSets} with {@link org.wangge.routing.RuleSetMaking},
 * {@link org.wangge.routing.RoutingOverlays}, {@link org.wangge.routing.RoutingExplanations},
 * {@link org.wangge.routing.Calendars} with {@link org.wangge.routing.WorkingCalendar}. Owns {@code calendars},
 * {@code routing_rule_sets} and {@code routing_overlays}. Invariants: routing never changes a case; a report is never refused because of
 * rules; a published rule set never changes, and a decision names its set, its row, the facts and the versions that they came from,
 * so that it can be made again.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"account", "audit", "category", "dutylist", "grid", "roster", "table", "work"})
package org.wangge.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
