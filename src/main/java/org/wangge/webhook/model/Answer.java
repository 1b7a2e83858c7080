package org.wangge.webhook.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.wangge.webhook.DeliveryFault;

/**
 * What a receiver said to one event.
 *
 * @param status null when there was no answer
 * @param fault why there was none; null when there was one
 * @param retryAfter how long it asked to be left alone; null when it did not
 */
public record Answer(
        @Nullable Integer status,
        @Nullable DeliveryFault fault,
        @Nullable Duration retryAfter,
        Duration took) {

    private static final int GONE = 410;

    public static Answer of(int status, @Nullable Duration retryAfter, Duration took) {
        return new Answer(status, null, retryAfter, took);
    }

    public static Answer none(DeliveryFault fault, Duration took) {
        return new Answer(null, fault, null, took);
    }

    public boolean isTaken() {
        return status != null && status >= 200 && status < 300;
    }

    public boolean isGone() {
        return status != null && status == GONE;
    }

    /** Whether it is about this one event, so that others may go on; all else is about the receiver. */
    public boolean isOfThisEvent() {
        return status != null && status >= 400 && status < 500 && status != 408 && status != 429 && status != GONE;
    }
}
