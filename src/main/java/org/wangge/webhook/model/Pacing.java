package org.wangge.webhook.model;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** When a failed attempt is made again. */
public final class Pacing {

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(30);

    /** A receiver that asks for more is asked again after this. */
    private static final Duration LONGEST_ASKED = Duration.ofHours(6);

    private static final int MOST_DOUBLINGS = 10;

    private Pacing() {}

    /**
     * After so many failures in a row, this one among them: five seconds, doubled with each, half an hour at most, and up to a
     * fifth more, which differs from webhook to webhook so that not all come back at once. What the receiver asked for is the least.
     */
    public static Instant nextAttempt(UUID webhook, int failures, @Nullable Duration asked, Instant now) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(Math.max(0, failures - 1), MOST_DOUBLINGS));
        Duration wait = shorter(doubled, LONGEST);
        if (asked != null) {
            Duration heeded = shorter(asked, LONGEST_ASKED);
            wait = heeded.compareTo(wait) > 0 ? heeded : wait;
        }
        long spread = Math.floorMod((webhook.toString() + failures).hashCode(), 1_000);
        return now.plus(wait).plusMillis(wait.toMillis() * spread / 5_000);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
