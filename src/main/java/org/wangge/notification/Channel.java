package org.wangge.notification;

/** How somebody is told. The names are stored and part of the contract. */
public enum Channel {
    /** Firebase Cloud Messaging, to phones and browsers. */
    FCM,
    /** The list of notices, which has everything: read without having been rung for. */
    INBOX,
    /** An open stream. */
    LIVE,
    /** The address that the operator set: a gateway for short messages or calls, or a maker's own push service. */
    FALLBACK
}
