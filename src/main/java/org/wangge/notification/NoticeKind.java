package org.wangge.notification;

/** What a notice tells. Each has a template in both languages; see {@code seeds/base/notice-templates.yaml}. */
public enum NoticeKind {
    CASE_REPORTED,
    CASE_IN_YOUR_GRID,
    CASE_WITHDRAWN,
    VERIFICATION_ASKED,
    CASE_VERIFIED,
    CASE_FILED,
    CASE_DECLINED,
    CASE_MERGED,
    CASE_DISPATCHED,
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
    CASE_COMMENTED
}
