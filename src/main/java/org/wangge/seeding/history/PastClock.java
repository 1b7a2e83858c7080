package org.wangge.seeding.history;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Shows what it was set to; one lane sets it before each deed, and does one deed at a time. */
final class PastClock extends Clock {

    private volatile Instant now = Instant.EPOCH;

    void set(Instant moment) {
        now = moment.truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
