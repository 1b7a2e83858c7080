/**
 * Rule sets tried on the cases of the past: what a draft would have done, before it decides anything.
 *
 * <p>Face: {@link org.wangge.rehearsal.Replays} and {@link org.wangge.rehearsal.Shadows}. Owns {@code routing_replays}. Uses {@code casework}
 * for the cases, {@code routing} for the rules and the days, {@code grid} for names. Invariants: a rehearsal changes no case and no rule
 * set; each batch of cases is counted by one guarded write, which also says how far it came, so that nothing is counted twice by
 * whatever instance goes on; it is of the rows as they were when it began, and ends as outdated when they change.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"casework", "routing", "grid", "work"})
package org.wangge.rehearsal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
