package org.wangge.notification.model;

/** How a policy wants people told. The names are stored and part of the contract. */
public enum Way {
    /** The list of notices, which has everything. */
    INBOX,
    /** To phones and browsers. */
    PUSH,
    /** The last rung of the ladder, for what asks somebody to act. */
    FALLBACK
}
