/**
 * Who is on duty: shifts that an office plans, and people who say in the field that they begin.
 *
 * <p>Face: {@link org.wangge.roster.Duty} (who is on duty, and where), {@link org.wangge.roster.Rosters} (shifts),
 * {@link org.wangge.roster.FieldDuty} (begin, end, position). Uses {@code account} and {@code grid}. Owns {@code duty_rosters} and
 * {@code duty_presences}. Invariants: a position is taken of people on duty only, one for each person, and is kept for thirty
 * minutes at most, never beyond the end of the duty: there is no history of where anybody was.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "grid", "work"})
package org.wangge.roster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
