package org.wangge.planning;

/** Where a task stands. */
public enum TaskState {
    /** Its window has not begun. */
    PLANNED,
    /** To be done now. */
    DUE,
    STARTED,
    DONE,
    /** Its window passed and nobody came; it can still be made up for. */
    MISSED,
    /** Need not be done: the place is closed, or someone said why. */
    SKIPPED
}
