/**
 * Why things are done: the reason codes of each action, with their texts in both languages.
 *
 * <p>Face: {@link org.wangge.reason.Reasons}. Uses {@code listing}, {@code work} and {@code shared}; modules that are given reasons tell them by {@link org.wangge.reason.ReasonsGiven}. Owns {@code reasons}. Invariants: a code once
 * given is never deleted, only retired, because timelines refer to it for good; look-ups never leave memory; what a phone did
 * offline is taken whatever its code has become.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"listing", "work"})
package org.wangge.reason;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
