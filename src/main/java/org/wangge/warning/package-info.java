/**
 * Official warnings (预警): alerts of the Common Alerting Protocol that others send, what they replace, and what they propose.
 *
 * <p>Face: {@link org.wangge.warning.Warnings} and {@link org.wangge.warning.WarningActions}. Owns {@code warnings}; overlays belong to
 * {@code routing}, announcements to {@code announcement}. Invariants: an alert is taken in once, whoever sends it however often; what
 * replaces what is the same in whichever order they came; nothing is switched or told to the public before somebody decides; what a
 * decision makes is made once.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"announcement", "audit", "grid", "listing", "routing", "work"})
package org.wangge.warning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
