package org.wangge.notification.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** When phones may ring for what the clock alone brings about: nobody is woken at midnight because a day is over. */
final class TellingTime {

    private static final LocalTime MORNING = LocalTime.of(8, 0);
    private static final LocalTime EVENING = LocalTime.of(21, 0);
    private static final Duration TOGETHER = Duration.ofMinutes(15);

    private TellingTime() {}

    /** That moment by day, else the next morning. */
    static Instant byDay(Instant at, ZoneId zone) {
        ZonedDateTime there = at.atZone(zone);
        LocalTime time = there.toLocalTime();
        if (time.isBefore(MORNING)) {
            return there.with(MORNING).toInstant();
        }
        return time.isAfter(EVENING) ? there.plusDays(1).with(MORNING).toInstant() : at;
    }

    /** By day the end of the quarter of an hour, so that what happens within it is told together. */
    static Instant together(Instant at, ZoneId zone) {
        long quarter = TOGETHER.toSeconds();
        return byDay(Instant.ofEpochSecond((Math.floorDiv(at.getEpochSecond(), quarter) + 1) * quarter), zone);
    }
}
