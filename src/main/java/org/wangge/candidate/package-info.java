/**
 * To whom a case is best given: departments and people, ranked, each with the reasons.
 *
 * <p>Face: {@link org.wangge.candidate.Candidates}. Owns nothing: it asks {@code casework}, {@code account}, {@code grid},
 * {@code dutylist}, {@code roster} and {@code notification}, each for all candidates at once. Advice, no rule: whom a case may be
 * dispatched to is decided by {@code casework} alone.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"casework", "account", "grid", "dutylist", "roster", "notification"})
package org.wangge.candidate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
