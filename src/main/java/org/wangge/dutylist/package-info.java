/**
 * Duty lists: which matters an office does itself, assists in, or has no longer to do (乡镇（街道）履行职责事项清单).
 *
 * <p>Face: {@link org.wangge.dutylist.DutyLists} to look up, {@link org.wangge.dutylist.DutyListKeeping} to read and change whole
 * lists. Uses {@code account}, {@code audit}, {@code category}, {@code grid}, {@code table} and {@code work}. Owns {@code duty_lists}.
 * Invariants: a version never changes, the newest counts; a list names only categories and departments that were there when it
 * was stored; what is assisted in or was taken back has a department of the district that leads.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "audit", "category", "grid", "table", "work"})
package org.wangge.dutylist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
