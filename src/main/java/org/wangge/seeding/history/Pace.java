package org.wangge.seeding.history;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Random;

/**
 * How soon one deed follows another.
 *
 * @param faster so many times as fast as it is; then nobody sleeps at night either
 */
record Pace(int faster, ZoneId zone) {

    private static final LocalTime MORNING = LocalTime.of(8, 0);
    private static final LocalTime EVENING = LocalTime.of(20, 30);
    private static final Duration LONGEST_WORK = Duration.ofMinutes(12);

    /** So many minutes later, and by day. */
    Instant after(Instant at, int least, int most, Random random) {
        long seconds = (least * 60L + random.nextInt((most - least) * 60 + 1)) / faster;
        return byDay(at.plusSeconds(Math.max(1, seconds)), random);
    }

    /** That part of the time from one moment to another, and by day. */
    Instant part(Instant from, Instant to, double part, Random random) {
        Duration whole = from.isBefore(to) ? Duration.between(from, to) : Duration.ofMinutes(40);
        if (faster > 1) {
            return from.plus(whole.compareTo(LONGEST_WORK) > 0 ? LONGEST_WORK : whole);
        }
        return byDay(from.plusSeconds(Math.max(300, Math.round(whole.toSeconds() * part))), random);
    }

    private Instant byDay(Instant at, Random random) {
        ZonedDateTime there = at.atZone(zone);
        boolean early = there.toLocalTime().isBefore(MORNING);
        if (faster > 1 || !early && there.toLocalTime().isBefore(EVENING)) {
            return at;
        }
        return (early ? there : there.plusDays(1))
                .with(MORNING)
                .plusSeconds(300 + random.nextInt(4_000))
                .toInstant();
    }
}
