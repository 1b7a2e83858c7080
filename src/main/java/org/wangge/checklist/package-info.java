/**
 * What is looked at in an inspection: lists of items, each published as versions that never change.
 *
 * <p>Face: {@link org.wangge.checklist.Checklists}. Uses {@code work}. Owns {@code checklists}. Invariants: a published version stays as
 * it is, so that an answer can always be read with the item it answered; the newest version counts unless it says that the list
 * is retired; an item that alone makes a suspected major hazard is of high severity and for the department to judge.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"work"})
package org.wangge.checklist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
