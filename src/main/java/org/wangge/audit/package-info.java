/**
 * Who looked at what is known of persons, and who changed the rules by which others work.
 *
 * <p>Face: {@link org.wangge.audit.PersonalReads} and {@link org.wangge.audit.ReferenceChanges} to tell, {@link org.wangge.audit.Audit} to read. Uses {@code work} and {@code listing}. Owns the collection {@code audit}. Invariants:
 * whole telephones and tables are not given before their line is stored; a line is never changed, and goes after a set time.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"listing", "work"})
package org.wangge.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
