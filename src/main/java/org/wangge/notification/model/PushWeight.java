package org.wangge.notification.model;

/** How much a push matters, the weightiest first. */
public enum PushWeight {
    URGENT,
    /** Asks somebody to do something now. */
    RINGING,
    /** Can wait, and be found in the inbox. */
    QUIET;

    public static PushWeight of(boolean urgent, boolean rings) {
        return urgent ? URGENT : rings ? RINGING : QUIET;
    }

    /** Whether it goes before those that do not ring. */
    public boolean overtakes() {
        return this != QUIET;
    }

    /**
     * Whether a device may be sent one more in this minute. What does not ring gets half of what there is, so that it never takes
     * the place of what does; what is urgent is never held up.
     *
     * @param sent in this minute
     * @param perMinute how many a device gets
     */
    public boolean fits(int sent, int perMinute) {
        return switch (this) {
            case URGENT -> true;
            case RINGING -> sent < perMinute;
            case QUIET -> sent < (perMinute + 1) / 2;
        };
    }
}
