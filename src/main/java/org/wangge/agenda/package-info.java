/**
 * What somebody should do now, of cases, inspections and hazards together.
 *
 * <p>Face: {@link org.wangge.agenda.Agenda}. Owns nothing: it asks {@code casework}, {@code planning} and {@code hazard} for their
 * lists, and what is open on each comes from their own tables.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"casework", "planning", "hazard"})
package org.wangge.agenda;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
