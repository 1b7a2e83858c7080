/**
 * Puts the reference data, and on request the demonstration district, into an empty installation, and says at start where to
 * sign in.
 *
 * <p>In the demonstration it also makes up what happened in the weeks before ({@code history}, ADR 47), and on request goes on with it.
 *
 * <p>Has no face. Reads {@code seeds/} from the class path and calls the other modules' faces. Owns {@code seeds}, the checksums of
 * what was loaded and how far the history is. Invariants: loading again changes nothing; what people changed since is not changed back.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "account",
            "announcement",
            "casework",
            "category",
            "checklist",
            "dutylist",
            "embedded",
            "grid",
            "hazard",
            "inspection",
            "notification",
            "place",
            "planning",
            "reason",
            "rehearsal",
            "roster",
            "routing",
            "warning",
            "work"
        })
package org.wangge.seeding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
