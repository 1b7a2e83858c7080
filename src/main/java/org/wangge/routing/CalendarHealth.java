package org.wangge.routing;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Warns in readiness when a calendar that should be there is missing; deadlines are provisional until it comes. */
@Component("calendar")
class CalendarHealth implements HealthIndicator {

    private final Calendars calendars;

    CalendarHealth(Calendars calendars) {
        this.calendars = calendars;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        calendars
                .missingYear()
                .ifPresent(year ->
                        health.withDetail("warning", "no calendar for " + year + ": deadlines are provisional"));
        return health.build();
    }
}
