package org.wangge.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.ClassPathResource;
import org.wangge.routing.RoutingSettings.WorkDayMeaning;
import org.wangge.routing.model.CalendarRules;
import org.wangge.shared.Limit;
import org.wangge.shared.LimitKind;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The calendar of 2026 as seeded, with the statutory days of the years to come. */
class WorkingCalendarTests {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private record YearSeed(int year, List<CalendarYear.Day> days) {
        CalendarYear calendar() {
            return new CalendarYear(year, days, 1);
        }
    }

    private record Statutory(List<YearSeed> years) {}

    private static WorkingCalendar calendar(WorkDayMeaning meaning) {
        RoutingSettings settings = new RoutingSettings(ZONE, List.of("08:00-12:00", "14:00-18:00"), meaning);
        YearSeed published = read("CN-2026.json", new TypeReference<>() {});
        Statutory statutory = read("statutory-days.json", new TypeReference<>() {});
        return CalendarRules.combine(
                settings,
                List.of(published.calendar()),
                statutory.years().stream().map(YearSeed::calendar).toList());
    }

    private static <T> T read(String file, TypeReference<T> type) {
        try {
            return new JsonMapper()
                    .readValue(new ClassPathResource("seeds/base/calendars/" + file).getContentAsByteArray(), type);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local.replace(' ', 'T')).atZone(ZONE).toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-13 17:00, 4, WORK_HOUR,   2026-02-14 11:00, a make-up Saturday",
        "2026-02-14 17:00, 2, WORK_DAY,    2026-02-25 17:00, Spring Festival is skipped",
        "2026-09-30 16:00, 1, WORK_DAY,    2026-10-08 16:00, National Day is skipped",
        "2026-01-02 10:00, 2, WORK_HOUR,   2026-01-04 10:00, starts on a holiday before a make-up Sunday",
        "2026-05-09 11:00, 2, WORK_HOUR,   2026-05-09 15:00, lunch on a make-up Saturday",
        "2026-04-03 17:30, 1, WORK_DAY,    2026-04-07 17:30, Qingming",
        "2026-10-09 12:30, 2, WORK_DAY,    2026-10-12 12:00, starts at lunch",
        "2026-06-18 18:00, 1, WORK_HOUR,   2026-06-22 09:00, starts when the office closes",
        "2026-10-01 22:36, 2, URGENT_HOUR, 2026-10-02 00:36, urgent hours never rest"
    })
    void deadlines_are_those_of_the_domain(String start, int amount, LimitKind kind, String due, String why) {
        Deadline deadline = calendar(WorkDayMeaning.HOURS).deadline(at(start), new Limit(amount, kind));
        assertThat(deadline.dueAt()).as(why).isEqualTo(at(due));
        assertThat(deadline.provisional()).isFalse();
    }

    @Test
    void a_deadline_in_a_year_without_a_calendar_skips_new_year_and_says_that_it_is_provisional() {
        Deadline deadline =
                calendar(WorkDayMeaning.HOURS).deadline(at("2026-12-31 17:00"), new Limit(2, LimitKind.WORK_HOUR));
        assertThat(deadline.provisional()).isTrue();
        assertThat(deadline.dueAt()).isEqualTo(at("2027-01-04 09:00"));
    }

    @Test
    void statutory_lunar_days_of_years_to_come_are_holidays() {
        WorkingCalendar calendar = calendar(WorkDayMeaning.HOURS);
        assertThat(calendar.isWorkday(LocalDate.parse("2027-02-08"))).isFalse();
        assertThat(calendar.isWorkday(LocalDate.parse("2027-06-09"))).isFalse();
        assertThat(calendar.isWorkday(LocalDate.parse("2027-06-10"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-09 12:30, 2, 2026-10-12 18:00",
        "2026-09-30 16:00, 1, 2026-10-08 18:00",
        "2026-02-14 09:00, 1, 2026-02-24 18:00"
    })
    void the_other_meaning_ends_with_the_nth_working_day(String start, int days, String due) {
        assertThat(calendar(WorkDayMeaning.END_OF_DAY)
                        .deadline(at(start), new Limit(days, LimitKind.WORK_DAY))
                        .dueAt())
                .isEqualTo(at(due));
    }

    @Test
    void pausing_and_resuming_at_any_moment_gives_the_same_deadline() {
        WorkingCalendar calendar = calendar(WorkDayMeaning.HOURS);
        Instant start = at("2026-02-12 09:00");
        Limit limit = new Limit(4, LimitKind.WORK_DAY);
        Instant due = calendar.deadline(start, limit).dueAt();
        for (int hours = 0; hours < 24 * 14; hours++) {
            Instant moment = start.plus(Duration.ofHours(hours));
            if (moment.isAfter(due)) {
                return;
            }
            Duration left = calendar.between(moment, due, LimitKind.WORK_DAY);
            assertThat(calendar.deadline(moment, left, LimitKind.WORK_DAY).dueAt())
                    .as("paused at %s", moment)
                    .isEqualTo(due);
        }
    }

    @Test
    void the_year_2026_has_248_working_days() {
        WorkingCalendar calendar = calendar(WorkDayMeaning.HOURS);
        long days = LocalDate.parse("2026-01-01")
                .datesUntil(LocalDate.parse("2027-01-01"))
                .filter(calendar::isWorkday)
                .count();
        assertThat(days).isEqualTo(248);
        assertThat(calendar.knows(2026)).isTrue();
        assertThat(Set.of(calendar.knows(2027))).containsExactly(false);
    }

    @ParameterizedTest
    @EnumSource(LimitKind.class)
    void any_amount_has_an_end_however_large(LimitKind kind) {
        Instant start = at("2026-01-05 09:00");
        for (WorkDayMeaning meaning : WorkDayMeaning.values()) {
            WorkingCalendar calendar = calendar(meaning);
            Instant before = start;
            for (int amount : List.of(1, 1_000, 10_000, 1_000_000, Integer.MAX_VALUE)) {
                Deadline deadline = calendar.deadline(start, new Limit(amount, kind));
                assertThat(deadline.dueAt()).as(amount + " " + kind).isAfterOrEqualTo(before);
                before = deadline.dueAt();
            }
        }
        assertThat(calendar(WorkDayMeaning.END_OF_DAY)
                        .deadline(start, new Limit(10_000, LimitKind.WORK_DAY))
                        .dueAt())
                .as("some forty years")
                .isBetween(at("2064-01-01 00:00"), at("2066-01-01 00:00"));
    }

    @Test
    void a_calendar_of_holidays_only_has_deadlines_too() {
        RoutingSettings settings = new RoutingSettings(ZONE, List.of("08:00-12:00"), WorkDayMeaning.HOURS);
        Map<LocalDate, WorkingCalendar.DayKind> never = new HashMap<>();
        LocalDate first = LocalDate.parse("2026-01-01");
        first.datesUntil(first.plusYears(120)).forEach(day -> never.put(day, WorkingCalendar.DayKind.HOLIDAY));
        WorkingCalendar calendar = new WorkingCalendar(settings, never, Set.of(2026), 1);
        assertThat(calendar.deadline(at("2026-01-05 09:00"), new Limit(1, LimitKind.WORK_DAY))
                        .provisional())
                .isTrue();
        assertThat(calendar.workdayFrom(first)).isEqualTo(first);
    }
}
