/**
 * Pure decisions about a report: which office has it, why, and by when each stage must be done.
 *
 * <p>Face: {@link org.wangge.routing.Router}, {@link org.wangge.routing.Calendars} with
 * {@link org.wangge.routing.WorkingCalendar}. Uses {@code grid} and {@code work}. Owns {@code calendars}.
 * Invariants: routing never changes a case; a decision names the grid revision it was made by,
 * and who computes with a calendar keeps its version.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"category", "dutylist", "grid", "table", "work"})
package org.wangge.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
