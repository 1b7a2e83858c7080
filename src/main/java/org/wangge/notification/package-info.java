/**
 * Notices for people: an inbox that is the truth, pushes to their phones, and what is done until they hear.
 *
 * <p>Face: {@link org.wangge.notification.Notices}, {@link org.wangge.notification.Devices} (who would hear),
 * {@link org.wangge.notification.Telling} (telling many at once), {@link org.wangge.notification.NoticePolicies} (who is told of what). Listens to the events of casework,
 * planning and hazard; nobody listens to it, but what it tells people it also writes into the live feed. Owns {@code notices}, {@code devices}, {@code push_lanes}, {@code notice_days}, {@code notice_settings}, {@code notice_templates} and {@code notice_policies}. Invariants: who
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
            "audit",
            "grid",
            "live",
            "webhook :: events",
            "listing",
            "work"
        })
package org.wangge.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
