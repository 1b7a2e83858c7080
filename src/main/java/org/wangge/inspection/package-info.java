/**
 * Inspections (检查): checking in at a place, answering each item of its checklist, having it signed. What fails becomes a hazard.
 *
 * <p>Face: {@link org.wangge.inspection.Inspections}. Publishes {@link org.wangge.inspection.events.InspectionEvent}. Owns
 * {@code inspections}. Invariants: an inspection keeps the version of the checklist it began with; it can be sent in one call
 * or in many, each of them repeatable; the hazards it gives rise to have ids made of inspection and item, so that none is
 * found twice.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "checklist",
            "place",
            "planning",
            "hazard",
            "reason",
            "routing",
            "grid",
            "account",
            "media",
            "listing",
            "work"
        })
package org.wangge.inspection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
