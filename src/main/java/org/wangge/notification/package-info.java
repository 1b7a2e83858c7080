/**
 * Telling people: an inbox that is the truth, and pushes to their phones.
 *
 * <p>Face: {@link org.wangge.notification.Notices}, {@link org.wangge.notification.Devices}. Listens to casework's events; nobody
 * listens to it. Uses {@code account}, {@code grid} and {@code work}. Owns {@code notices}, {@code devices} and
 * {@code notice_templates}. Invariants: who acts is never told of the act; a notice's id comes from the event and the person, so
 * nobody is told twice; a push carries ids and a caption, never a citizen's words or name.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"casework", "casework :: events", "account", "grid", "work"})
package org.wangge.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
