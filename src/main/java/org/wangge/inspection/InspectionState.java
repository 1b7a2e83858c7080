package org.wangge.inspection;

/** Where an inspection stands. */
public enum InspectionState {
    STARTED,
    SUBMITTED,
    /** Broken off with a reason; nothing follows from it. */
    ABANDONED
}
