package org.wangge.notification.model;

/** Who is told, said by what they are to the case. */
public enum Audience {
    /** The dispatchers of the area. */
    DESK,
    /** Who may arbitrate in the district. */
    DISTRICT,
    /** Who reported it, also as another case that was merged into it. */
    REPORTERS,
    /** Who has it: the named handler, else all of the department. */
    HANDLERS,
    /** Who dispatched it last. */
    SENDER,
    /** The worker asked to look. */
    ASKED,
    /** Who asked the worker. */
    ASKER,
    /** The workers who answer for the grid. */
    GRID_WORKERS
}
