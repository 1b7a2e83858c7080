package org.wangge.shared;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A time by a phone's clock, which may be wrong by any amount. It is taken as it came: what was done at the time is not lost
 * because of the clock.
 *
 * @param given as the phone wrote it
 * @param moment to the millisecond; null when it lies in no year from 1 to 9999, which not every store can hold
 */
public record PhoneTime(String given, @Nullable Instant moment) {

    /** Phones' clocks are not exact. */
    private static final Duration CLOCK_ERROR = Duration.ofMinutes(10);

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    /** Reads a time with an offset or {@code Z}; fails with a {@link java.time.DateTimeException} when it is none. */
    public static PhoneTime parse(String text) {
        String given = text.strip();
        Instant moment = OffsetDateTime.parse(given).toInstant().truncatedTo(ChronoUnit.MILLIS);
        return new PhoneTime(given, moment.isBefore(EARLIEST) || moment.isAfter(LATEST) ? null : moment);
    }

    public static PhoneTime of(Instant moment) {
        return new PhoneTime(moment.toString(), moment);
    }

    /**
     * Whether an act of this time is heard of so late, or by such a clock, that nobody stands there any more who could be told that
     * things have changed.
     *
     * @param changedAt when what was acted on changed last
     */
    public boolean isLate(Instant changedAt, Instant now) {
        return moment == null
                || moment.isBefore(changedAt)
                || moment.isBefore(now.minus(CLOCK_ERROR))
                || moment.isAfter(now.plus(CLOCK_ERROR));
    }

    /** The same for the same moment, however it is written, so that a repeated write is known as one. */
    @Override
    public String toString() {
        return moment == null ? given : moment.toString();
    }
}
