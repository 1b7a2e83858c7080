/**
 * NoticePlan people: an inbox that is the truth, and pushes to their phones.
 *
 * <p>Face: {@link org.wangge.notification.Notices}, {@link org.wangge.notification.Devices}. Listens to the events of casework,
 * planning and hazard; nobody listens to it, but what it tells people it also writes into the
 * live feed. Owns {@code notices}, {@code devices} and {@code notice_templates}. Invariants: who
 * acts is never told of the act; a notice's id comes from the event and the person, so nobody is told twice, and what happens to
 * many tasks at once is one notice; a push carries ids and a caption, never anybody's words or name, nor that of a place.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "casework",
            "casework :: events",
            "hazard",
            "hazard :: events",
            "planning",
            "planning :: events",
            "place",
            "routing",
            "roster",
            "account",
            "grid",
            "live",
            "webhook :: events",
            "listing",
            "work"
        })
package org.wangge.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
