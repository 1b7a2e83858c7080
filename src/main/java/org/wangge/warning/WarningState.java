package org.wangge.warning;

/** What became of a warning. The names are part of the contract. */
public enum WarningState {
    OPEN,
    /** Another one says it anew. */
    UPDATED,
    CANCELLED,
    /** Its time is over; never stored, for it follows from the clock. */
    EXPIRED
}
