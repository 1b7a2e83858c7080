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
    DUTY_LIST_CHANGE,
    /** A rule set was made, edited, approved, published or given up. */
    ROUTING_RULES_CHANGE,
    /** An emergency overlay began, was extended or ended. */
    ROUTING_OVERLAY_CHANGE,
    /** A webhook was made, edited, paused, resumed, replayed, given another secret or deleted. */
    WEBHOOK_CHANGE,
    /** Whom a kind of event is told to was changed. */
    NOTICE_POLICY_CHANGE,
    /** An announcement was made, withdrawn, or its readers reminded. */
    ANNOUNCEMENT_CHANGE,
    /** An official warning was taken in, or somebody decided about one. */
    WARNING_CHANGE
}
