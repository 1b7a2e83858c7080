package org.wangge.notification.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When somebody heard, as far as a phone's clock can be believed. */
public final class HeardTime {

    /** Phones' clocks are not exact. */
    private static final Duration CLOCK_ERROR = Duration.ofMinutes(10);

    private HeardTime() {}

    /**
     * The phone's time where it can be: not before there was something to hear, and not after now. Where the clock is a little
     * wrong the nearest that can be, else now.
     *
     * @param said null when the phone did not say, or named no year that can be kept
     */
    public static Instant credible(@Nullable Instant said, Instant createdAt, Instant now) {
        if (said == null || said.isAfter(now) || said.isBefore(createdAt.minus(CLOCK_ERROR))) {
            return now;
        }
        return said.isBefore(createdAt) ? createdAt : said;
    }
}
