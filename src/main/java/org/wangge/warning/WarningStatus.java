package org.wangge.warning;

/** How an alert is meant (CAP 1.2, {@code status}); only what is actual proposes anything. The names are stored. */
public enum WarningStatus {
    ACTUAL,
    EXERCISE,
    SYSTEM,
    TEST,
    DRAFT
}
