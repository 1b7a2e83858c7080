package org.wangge.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wangge.roster.DutyRole;
import org.wangge.roster.OnDuty;
import org.wangge.routing.RoutingFacts.TimeClass;
import org.wangge.routing.RoutingSettings.WorkDayMeaning;

class DutyAheadTests {

    private static final String OFFICE = "510703001";

    /** A Monday, nine in the morning. */
    private static final Instant NOW = Instant.parse("2026-01-05T01:00:00Z");

    private static WorkingCalendar calendar(Map<LocalDate, WorkingCalendar.DayKind> exceptions) {
        return new WorkingCalendar(
                new RoutingSettings(
                        ZoneId.of("Asia/Shanghai"), List.of("08:00-12:00", "14:00-18:00"), WorkDayMeaning.END_OF_DAY),
                exceptions,
                Set.of(2026),
                1);
    }

    private static OnDuty shift(String from, Duration length) {
        Instant begin = Instant.parse(from);
        return new OnDuty(
                new UUID(1, 1), OFFICE, DutyRole.DUTY_LEADER, begin, begin.plus(length), OnDuty.Source.ROSTER);
    }

    private static boolean isWithout(TimeClass time, OnDuty... planned) {
        return new DutyAhead(calendar(Map.of()), NOW, List.of(planned)).isWithout(OFFICE, DutyRole.DUTY_LEADER, time);
    }

    @Test
    void who_has_planned_nothing_is_without_in_all_times_that_come_within_the_week() {
        assertThat(isWithout(TimeClass.WORKING_HOURS)).isTrue();
        assertThat(isWithout(TimeClass.OFF_HOURS)).isTrue();
        assertThat(isWithout(TimeClass.HOLIDAY)).as("none comes").isFalse();
        Map<LocalDate, WorkingCalendar.DayKind> holiday =
                Map.of(LocalDate.parse("2026-01-09"), WorkingCalendar.DayKind.HOLIDAY);
        assertThat(new DutyAhead(calendar(holiday), NOW, List.of())
                        .isWithout(OFFICE, DutyRole.DUTY_LEADER, TimeClass.HOLIDAY))
                .isTrue();
    }

    @Test
    void a_shift_counts_for_the_times_that_it_meets_and_for_its_duty_and_office() {
        OnDuty night = shift("2026-01-06T12:00:00Z", Duration.ofHours(8));
        assertThat(isWithout(TimeClass.OFF_HOURS, night)).isFalse();
        assertThat(isWithout(TimeClass.WORKING_HOURS, night)).isTrue();
        DutyAhead ahead = new DutyAhead(calendar(Map.of()), NOW, List.of(night));
        assertThat(ahead.isWithout(OFFICE, DutyRole.DUTY_HANDLER, TimeClass.OFF_HOURS))
                .isTrue();
        assertThat(ahead.isWithout("510703003", DutyRole.DUTY_LEADER, TimeClass.OFF_HOURS))
                .isTrue();
    }

    @Test
    void a_shift_after_the_week_is_too_late() {
        assertThat(isWithout(TimeClass.OFF_HOURS, shift("2026-01-13T12:00:00Z", Duration.ofHours(8))))
                .isTrue();
    }
}
