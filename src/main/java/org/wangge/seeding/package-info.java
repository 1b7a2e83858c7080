/**
 * Puts the reference data, and on request the demonstration district, into an empty installation, and says at start where to
 * sign in.
 *
 * <p>Has no face. Reads {@code seeds/} from the class path and calls the other modules' faces. Owns {@code seeds}, the checksums of
 * what was loaded. Invariants: loading again changes nothing; what people changed since is not changed back.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "account",
            "category",
            "checklist",
            "dutylist",
            "embedded",
            "grid",
            "notification",
            "place",
            "reason",
            "routing",
            "work"
        })
package org.wangge.seeding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
