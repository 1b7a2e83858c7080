package org.wangge.notification.model;

/** How soon somebody has to know. The names are stored and part of the contract. */
public enum Urgency {
    /** Somebody may come to harm while it waits. */
    URGENT,
    /** The phone rings. */
    NORMAL,
    /** It can wait, and be found in the inbox. */
    LOW;

    public PushWeight weight() {
        return PushWeight.of(this == URGENT, this == NORMAL);
    }
}
