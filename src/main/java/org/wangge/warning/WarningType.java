package org.wangge.warning;

/** What an alert does (CAP 1.2, {@code msgType}). The names are stored. */
public enum WarningType {
    ALERT,
    UPDATE,
    CANCEL,
    ACK,
    ERROR;

    /** Whether it takes the place of those that it names. */
    public boolean replaces() {
        return this == UPDATE || this == CANCEL;
    }
}
