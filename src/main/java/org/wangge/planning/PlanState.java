package org.wangge.planning;

/** Where a plan or campaign stands. */
public enum PlanState {
    DRAFT,
    /** Makes tasks. */
    ACTIVE,
    /** Makes no new tasks; those that are there stay. */
    PAUSED,
    ENDED
}
