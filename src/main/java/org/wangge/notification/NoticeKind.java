package org.wangge.notification;

/** What a notice tells. Each has a template in both languages; see {@code seeds/base/notice-templates.json}. */
public enum NoticeKind {
    CASE_REPORTED,
    CASE_IN_YOUR_GRID,
    /** The rules name the reader to know of it, who need not do anything. */
    CASE_TO_KNOW,
    CASE_WITHDRAWN,
    VERIFICATION_ASKED,
    CASE_VERIFIED,
    /** Who was asked to look need not any more. */
    REQUEST_WITHDRAWN,
    CASE_FILED,
    CASE_REFILED,
    CASE_UNFILED,
    CASE_DECLINED,
    CASE_RECONSIDERED,
    CASE_MERGED,
    /** Another report was merged into it. */
    CASE_JOINED,
    CASE_DISPATCHED,
    CASE_DISPATCHED_BY_DISTRICT,
    CASE_REVOKED,
    CASE_ACCEPTED,
    CASE_RETURNED,
    CASE_NEEDS_ARBITRATION,
    CASE_RESOLVED,
    CHECK_ASKED,
    CASE_CHECKED,
    CASE_CLOSED,
    CASE_REWORK,
    CASE_REOPENED,
    CASE_VOIDED,
    /** Another office offers it. */
    CASE_TRANSFER_ASKED,
    CASE_TRANSFER_ANSWERED,
    /** Nobody answered in time; the district has it. */
    CASE_TRANSFER_LAPSED,
    CASE_ESCALATED,
    /** The district said whose it is. */
    CASE_ARBITRATED,
    /** The office that had it has ended. */
    CASE_DESK_MOVED,
    CASE_COMMENTED,
    /** Who was asked to act is not known to have heard. */
    CASE_UNHEARD,
    /** The server has paused a webhook by itself. */
    WEBHOOK_PAUSED,
    /** Guidance or information for the people of an area. */
    ANNOUNCED_POLICY,
    ANNOUNCED_WARNING,
    ANNOUNCED_EMERGENCY,
    TASKS_DUE,
    TASKS_MISSED,
    HAZARD_SUSPECTED_MAJOR,
    HAZARD_UNDECIDED,
    HAZARD_CONFIRMED,
    HAZARD_DOWNGRADED,
    HAZARD_NOTICED,
    HAZARD_EXTENDED,
    HAZARD_OVERDUE,
    HAZARD_RECHECK_DUE,
    HAZARD_RECTIFIED,
    HAZARD_ACCEPTANCE_DUE,
    HAZARD_RECHECK_FAILED,
    HAZARD_CLOSED,
    HAZARD_STOP_ORDERED,
    HAZARD_STOP_LIFTED,
    HAZARD_LISTED,
    HAZARD_UNLISTED,
    HAZARD_TRANSFERRED,
    HAZARD_RETURNED,
    HAZARD_VOIDED
}
