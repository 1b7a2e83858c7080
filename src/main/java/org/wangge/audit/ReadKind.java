package org.wangge.audit;

/** What was looked at, or changed. */
public enum ReadKind {
    /** One place, with whom to call. */
    PLACE,
    /** One account. */
    ACCOUNT,
    /** One grid, with the telephones of its workers. */
    GRID,
    /** A table of places that names people, their telephones masked. */
    PLACES_EXPORT,
    /** A table of places with whole telephones. */
    PHONES_EXPORT,
    CASES_EXPORT,
    HAZARDS_EXPORT,
    /** The duty list of an office was changed. */
    DUTY_LIST_CHANGE
}
