package org.wangge.candidate;

/** What speaks for somebody or against. The names are part of the contract. */
public enum ReasonCode {
    /** By the duty list this department leads. */
    LEADS,
    /** By the duty list the office does it itself. */
    OWN_DUTY,
    /** By the duty list the office assists. */
    ASSISTS,
    /** By the duty list it was taken back: the office never does it. */
    TAKEN_BACK,
    /** Of the district, and the duty list does not name it. */
    DISTRICT_UNIT,
    GRID_PRIMARY,
    GRID_SUBSTITUTE,
    GRID_BACKUP,
    ON_DUTY,
    /** Has cases to handle already. */
    OPEN_LOAD,
    /** Was near lately, on duty. */
    DISTANCE,
    /** Handled cases of this category. */
    PAST_WORK,
    /** Can be asked to look, not to handle. */
    NOT_A_HANDLER,
    /** May not hear of it: see {@link org.wangge.notification.Reach.Reason}. */
    DOUBTFUL,
    UNREACHABLE
}
