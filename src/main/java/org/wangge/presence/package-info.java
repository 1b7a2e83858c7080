/**
 * Who looks at a case now, and who writes about it, so that two people do not do the same work.
 *
 * <p>Face: {@link org.wangge.presence.CasePresence}. Owns {@code case_onlookers}. Invariants: only who may see the case is
 * shown anything, and is shown; who does not say so again is forgotten within twenty seconds; nothing is decided by it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"casework", "work"})
package org.wangge.presence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
