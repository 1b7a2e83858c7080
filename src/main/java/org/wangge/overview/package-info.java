/**
 * What those look at who answer for an area as a whole: the monthly form of hazards (隐患排查治理月报) and the risk map.
 *
 * <p>Face: {@link org.wangge.overview.MonthlyForms}, {@link org.wangge.overview.RiskMaps}. Owns nothing and changes nothing. Invariants: what is
 * counted is counted in the stores of those who own it, within the reader's area; each number of the form is the length of the
 * list it names.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"inspection", "hazard", "place", "grid", "listing", "routing", "table", "work"})
package org.wangge.overview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
