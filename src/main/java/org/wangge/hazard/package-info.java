/**
 * Safety hazards (事故隐患): from what failed an inspection through notice, rectification and recheck to the close.
 *
 * <p>Face: {@link org.wangge.hazard.Hazards}. Publishes {@link org.wangge.hazard.events.HazardEvent}. Owns {@code hazards} and
 * {@code hazard_journal}. Invariants: one hazard for each failed item of an inspection; every change is one guarded write of one document with its
 * timeline line and its event; who may do what stands in one table, {@code HazardMachine}; a hazard that is not put right in
 * time becomes a case, which ends with it; when the case ends first, somebody has to recheck. Only a passed recheck by the right
 * person closes a hazard ({@code Acceptor}).
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "checklist",
            "place",
            "document",
            "casework",
            "casework::events",
            "reason",
            "routing",
            "grid",
            "account",
            "media",
            "table",
            "listing",
            "work"
        })
package org.wangge.hazard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
