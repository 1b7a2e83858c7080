package org.wangge.webhook;

/** What became of an event that was sent to a webhook. */
public enum DeliveryState {
    /** The receiver took it. */
    DELIVERED,
    /** It did not, the last time. */
    FAILED
}
