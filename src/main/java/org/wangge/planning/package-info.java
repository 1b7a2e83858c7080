/**
 * Plans of inspections (检查计划), special campaigns (专项整治) and draws (双随机): which places are due, when, and by whom.
 *
 * <p>Face: {@link org.wangge.planning.InspectionPlans}, {@link org.wangge.planning.InspectionTasks},
 * {@link org.wangge.planning.Draws}. Publishes {@link org.wangge.planning.events.TaskEvent}. Owns {@code inspection_plans},
 * {@code inspection_tasks} and {@code draws}. Invariants: a task's id is made of plan, place and window, so that any number of
 * generators make it once; windows are counted from the first day of their plan, and no visit is due before its task is made; a
 * plan is active only when its tasks could be made; whoever sees a part of a plan's ground is told of that part; a draw can be
 * redone by anyone who sees all of it from what is kept of it.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"checklist", "place", "grid", "account", "reason", "routing", "listing", "work"})
package org.wangge.planning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
