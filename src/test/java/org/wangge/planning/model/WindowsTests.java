package org.wangge.planning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wangge.place.Place;
import org.wangge.place.PlaceState;
import org.wangge.place.RiskColour;
import org.wangge.planning.PlanDraft;
import org.wangge.planning.PlanKind;
import org.wangge.planning.PlanState;
import org.wangge.routing.RoutingSettings;
import org.wangge.routing.RoutingSettings.WorkDayMeaning;
import org.wangge.routing.WorkingCalendar;
import org.wangge.routing.WorkingCalendar.DayKind;
import org.wangge.shared.Datum;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Position;

@NullUnmarked
class WindowsTests {

    private static final Instant MONDAY = Instant.parse("2026-01-05T01:20:00Z");
    private static final LocalDate JANUARY_5 = LocalDate.parse("2026-01-05");
    private static final WorkingCalendar CALENDAR = new WorkingCalendar(
            new RoutingSettings(ZoneId.of("Asia/Shanghai"), List.of("08:00-12:00"), WorkDayMeaning.HOURS),
            new HashMap<>(Map.of(LocalDate.parse("2026-01-09"), DayKind.HOLIDAY)),
            Set.of(2026),
            1);

    private static final Windows.Present NOTHING = new Windows.Present(null, List.of());

    private static PlanFile plan(PlanKind kind, String from, String to) {
        return new PlanFile(
                new UUID(1, 1),
                kind,
                PlanState.ACTIVE,
                1,
                "月查",
                null,
                "CANYIN",
                new PlanDraft.Selection(Set.of(), Set.of(), List.of()),
                Map.of("BLUE", "P7D"),
                Map.of(),
                LocalDate.parse(from),
                LocalDate.parse(to),
                List.of("510703"),
                List.of("510703"),
                null,
                new UUID(1, 2),
                "某",
                MONDAY,
                MONDAY,
                null,
                null,
                null,
                null,
                null);
    }

    private static Place place(RiskColour colour) {
        LocalizedText text = new LocalizedText("名", "name");
        return new Place(
                new UUID(3, 1),
                "CANYIN",
                "小餐馆",
                "滨江路9号",
                new Position(104.76, 31.4576, Datum.WGS84, null),
                GridPath.of("510703", "510703001", "510703001002", "510703001001"),
                text,
                "510703001",
                text,
                PlaceState.OPEN,
                colour,
                "CATERING",
                null,
                null,
                6,
                1,
                new Place.Secret("s"),
                null,
                null);
    }

    private static List<TaskFile> tasks(PlanFile plan, LocalDate after, LocalDate until) {
        return Windows.tasks(
                plan, place(RiskColour.BLUE), new Windows.Present(after, List.of()), until, Map.of(), CALENDAR, MONDAY);
    }

    @Test
    void one_window_follows_the_other_and_only_whole_ones_fit() {
        List<TaskFile> tasks = tasks(plan(PlanKind.PLAN, "2026-01-05", "2026-01-20"), null, JANUARY_5.plusDays(30));
        assertThat(tasks).extracting(TaskFile::windowEnds).containsExactly("2026-01-12", "2026-01-19");
        assertThat(tasks(
                        plan(PlanKind.PLAN, "2026-01-05", "2026-01-20"),
                        LocalDate.parse("2026-01-12"),
                        JANUARY_5.plusDays(30)))
                .extracting(TaskFile::id)
                .as("going on gives the same task")
                .containsExactly(tasks.get(1).id());
    }

    @Test
    void a_visit_is_due_on_the_last_working_day_of_its_window() {
        assertThat(tasks(plan(PlanKind.PLAN, "2026-01-05", "2026-01-11"), null, JANUARY_5)
                        .get(0)
                        .dueAt())
                .as("the Friday is a holiday")
                .isEqualTo(Instant.parse("2026-01-08T15:59:59Z"));
    }

    @Test
    void a_place_that_comes_late_has_missed_nothing() {
        List<TaskFile> tasks = tasks(plan(PlanKind.PLAN, "2025-12-01", "2026-12-31"), null, JANUARY_5.plusDays(10));
        assertThat(tasks.get(0).windowEnds()).isEqualTo("2026-01-12");
        assertThat(tasks(plan(PlanKind.CAMPAIGN, "2025-12-01", "2025-12-31"), null, JANUARY_5))
                .isEmpty();
    }

    @Test
    void a_colour_without_rhythm_is_not_visited() {
        assertThat(Windows.tasks(
                        plan(PlanKind.PLAN, "2026-01-05", "2026-12-31"),
                        place(RiskColour.RED),
                        NOTHING,
                        JANUARY_5.plusDays(30),
                        Map.of(),
                        CALENDAR,
                        MONDAY))
                .isEmpty();
        assertThat(Windows.tasks(
                        plan(PlanKind.CAMPAIGN, "2026-01-05", "2026-01-31"),
                        place(RiskColour.RED),
                        NOTHING,
                        JANUARY_5,
                        Map.of(),
                        CALENDAR,
                        MONDAY))
                .as("a campaign visits all")
                .hasSize(1);
    }

    private static PlanFile every(String rhythm, String from, String to) {
        return PlanFileBuilder.builder(plan(PlanKind.PLAN, from, to))
                .rhythm(Map.of("BLUE", rhythm))
                .build();
    }

    private static Instant noon(String day) {
        return LocalDate.parse(day).atTime(12, 0).atZone(CALENDAR.zone()).toInstant();
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, CALENDAR.zone());
    }

    private static List<TaskFile> made(PlanFile plan, String after, String now) {
        return Windows.tasks(
                plan,
                place(RiskColour.BLUE),
                new Windows.Present(after == null ? null : LocalDate.parse(after), List.of()),
                plan.to(),
                Map.of(),
                CALENDAR,
                noon(now));
    }

    private static List<String> opening(List<TaskFile> tasks) {
        return tasks.stream().map(task -> day(task.opensAt()).toString()).toList();
    }

    private static List<String> due(List<TaskFile> tasks) {
        return tasks.stream().map(task -> day(task.dueAt()).toString()).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "P1M, 2026-10-31, 2027-03-30, 2026-10-31 2026-11-30 2026-12-31 2027-01-31 2027-02-28",
        "P1M, 2028-01-30, 2028-04-29, 2028-01-30 2028-02-29 2028-03-30",
        "P3M, 2026-11-30, 2027-11-29, 2026-11-30 2027-02-28 2027-05-30 2027-08-30",
        "P1Y, 2028-02-29, 2031-02-27, 2028-02-29 2029-02-28 2030-02-28",
        "P1M15D, 2026-01-31, 2026-06-29, 2026-01-31 2026-03-15 2026-04-30",
        "P1Y, 2026-01-01, 2026-12-31, 2026-01-01"
    })
    void windows_are_counted_from_the_first_day_of_the_plan(String rhythm, String from, String to, String begins) {
        List<TaskFile> all = made(every(rhythm, from, to), null, from);
        assertThat(opening(all)).containsExactly(begins.split(" "));
        // Made one after the other, as time goes on, they are the same.
        List<String> ids = new ArrayList<>();
        String after = null;
        for (TaskFile expected : all) {
            TaskFile next = made(every(rhythm, from, to), after, from).get(0);
            assertThat(next.id()).isEqualTo(expected.id());
            ids.add(next.id().toString());
            after = next.windowEnds();
        }
        assertThat(ids).doesNotHaveDuplicates().hasSameSizeAs(all);
    }

    @Test
    void a_place_whose_colour_changed_comes_back_to_the_count_and_never_has_a_window_of_days() {
        assertThat(opening(made(every("P1M", "2026-01-05", "2026-05-31"), "2026-01-12", "2026-01-12")))
                .containsExactly("2026-01-12", "2026-02-05", "2026-03-05", "2026-04-05");
        assertThat(opening(made(every("P1M", "2026-01-05", "2026-05-31"), "2026-02-02", "2026-02-02")))
                .as("three days until the fifth are added to the next window")
                .containsExactly("2026-02-02", "2026-03-05", "2026-04-05");
    }

    /** The ninth of January, a Friday, is a holiday in this calendar. */
    @ParameterizedTest
    @CsvSource({
        "2026-01-17, 2026-01-18, P2D, 2026-01-17, 2026-01-19, a weekend is due on the Monday after it",
        "2026-01-10, 2026-01-16, P7D, 2026-01-10, 2026-01-16, from a Saturday on",
        "2026-01-05, 2026-01-11, P7D, 2026-01-10, 2026-01-12, begun on the Saturday when Thursday is over",
        "2026-01-05, 2026-01-11, P7D, 2026-01-08, 2026-01-08, begun on its last working day",
        "2026-01-05, 2026-01-11, P7D, 2026-01-09, 2026-01-12, begun on a holiday before the weekend",
        "2026-01-18, 2026-01-18, P1D, 2026-01-18, 2026-01-19, the last day of a plan is a Sunday"
    })
    void no_visit_is_due_before_it_can_be_made(
            String from, String to, String rhythm, String now, String dueOn, String why) {
        TaskFile visit = made(every(rhythm, from, to), null, now).get(0);
        assertThat(due(List.of(visit))).as(why).containsExactly(dueOn);
        assertThat(visit.dueAt()).isAfter(noon(now)).isAfter(visit.opensAt());
        TaskFile campaign = made(plan(PlanKind.CAMPAIGN, from, to), null, now).get(0);
        assertThat(due(List.of(campaign))).as("campaign: " + why).containsExactly(dueOn);
    }

    @Test
    void what_is_begun_in_the_last_second_of_a_day_is_not_due_in_it() {
        Instant lastSecond = Instant.parse("2026-01-16T15:59:59Z");
        TaskFile visit = Windows.tasks(
                        every("P7D", "2026-01-12", "2026-01-18"),
                        place(RiskColour.BLUE),
                        NOTHING,
                        LocalDate.parse("2026-01-18"),
                        Map.of(),
                        CALENDAR,
                        lastSecond)
                .get(0);
        assertThat(day(visit.dueAt())).isEqualTo(LocalDate.parse("2026-01-19"));
    }

    @Test
    void no_day_of_any_year_makes_a_visit_due_before_it_opens() {
        for (LocalDate from = LocalDate.parse("2026-01-01"); from.getYear() == 2026; from = from.plusDays(1)) {
            for (String rhythm :
                    List.of("P1D", "P2D", "P7D", "P1M", "FREQ=WEEKLY;BYDAY=SA,SU,MO", "FREQ=MONTHLY;BYMONTHDAY=-1")) {
                for (TaskFile visit :
                        made(every(rhythm, from.toString(), from.plusDays(40).toString()), null, from.toString())) {
                    assertThat(visit.dueAt())
                            .as("%s from %s", rhythm, from)
                            .isAfter(visit.opensAt())
                            .isAfter(noon(from.toString()));
                    assertThat(CALENDAR.isWorkday(day(visit.dueAt()))).isTrue();
                    assertThat(day(visit.opensAt())).isAfterOrEqualTo(from);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FREQ=WEEKLY;BYDAY=MO,TH | 2026-01-05 | 2026-01-18 | 2026-01-05 2026-01-08 2026-01-12 2026-01-15",
                "FREQ=WEEKLY;BYDAY=FR | 2026-01-05 | 2026-01-18 | 2026-01-12 2026-01-16",
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE | 2026-01-05 | 2026-02-08 | 2026-01-07 2026-01-21 2026-02-04",
                "FREQ=MONTHLY;BYMONTHDAY=-1 | 2026-01-05 | 2026-05-31 | 2026-01-30 2026-02-27 2026-03-31 2026-04-30 2026-05-29",
                "FREQ=MONTHLY;BYMONTHDAY=15 | 2026-01-05 | 2026-04-30 | 2026-01-15 2026-02-16 2026-03-16 2026-04-15",
                "FREQ=MONTHLY;BYMONTHDAY=31 | 2026-03-01 | 2026-06-30 | 2026-03-31 2026-04-30 2026-06-01 2026-06-30",
                "FREQ=MONTHLY;BYMONTHDAY=1,15 | 2026-06-01 | 2026-06-30 | 2026-06-01 2026-06-15",
                "FREQ=MONTHLY;BYDAY=1MO,-1FR | 2026-03-01 | 2026-03-31 | 2026-03-02 2026-03-27",
                "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 | 2026-01-05 | 2026-02-28 | 2026-01-30 2026-02-27",
                "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1 | 2026-02-01 | 2026-03-31 | 2026-02-02 2026-03-02",
                "RRULE:freq=weekly;byday=tu | 2026-01-05 | 2026-01-18 | 2026-01-06 2026-01-13"
            })
    void days_by_the_calendar_are_due_on_their_day_or_the_working_day_they_move_to(
            String rhythm, String from, String to, String dueOn) {
        List<TaskFile> visits = made(every(rhythm, from, to), null, from);
        assertThat(due(visits)).containsExactly(dueOn.split(" "));
        assertThat(visits).extracting(TaskFile::id).doesNotHaveDuplicates();
        List<String> again = new ArrayList<>();
        String after = null;
        for (int count = 0; count < visits.size(); count++) {
            TaskFile next = made(every(rhythm, from, to), after, from).get(0);
            again.add(day(next.dueAt()).toString());
            after = next.windowEnds();
        }
        assertThat(again).as("one after the other").containsExactly(dueOn.split(" "));
    }

    @Test
    void days_that_a_holiday_moves_to_one_working_day_are_one_visit() {
        assertThat(due(made(every("FREQ=WEEKLY;BYDAY=FR,SA,SU,MO", "2026-01-09", "2026-01-13"), null, "2026-01-09")))
                .containsExactly("2026-01-12");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P999999999Y",
                "P3Y1D",
                "P37M",
                "P1097D",
                "-P7D",
                "P-1M",
                "P0D",
                "P1M-1D",
                "P7H",
                "PT24H",
                "",
                "weekly",
                "FREQ=DAILY",
                "FREQ=WEEKLY",
                "FREQ=WEEKLY;BYDAY=XX",
                "FREQ=WEEKLY;BYDAY=",
                "FREQ=WEEKLY;BYDAY=1MO",
                "FREQ=WEEKLY;BYMONTHDAY=1",
                "FREQ=MONTHLY;BYMONTHDAY=32",
                "FREQ=MONTHLY;BYMONTHDAY=0",
                "FREQ=MONTHLY;BYMONTHDAY=1;BYDAY=MO",
                "FREQ=MONTHLY;BYDAY=6MO",
                "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=3",
                "FREQ=WEEKLY;BYDAY=MO;COUNT=3",
                "FREQ=WEEKLY;BYDAY=MO;INTERVAL=0",
                "FREQ=WEEKLY;BYDAY=MO;INTERVAL=99",
                "FREQ=WEEKLY;FREQ=MONTHLY;BYDAY=MO",
                "FREQ=YEARLY;BYDAY=MO",
                "FREQ=WEEKLY;BYDAY=MO;"
            })
    void what_is_no_rhythm_is_refused(String text) {
        assertThatThrownBy(() -> Rhythms.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P1D", "P3Y", "P36M", "P1096D", "P52W"})
    void the_shortest_and_the_longest_period_are_taken(String text) {
        assertThat(Rhythms.parse(text).text())
                .isEqualTo(java.time.Period.parse(text).toString());
    }

    private static Windows.Held held(String begins, String ends) {
        return new Windows.Held(UUID.randomUUID(), LocalDate.parse(begins), LocalDate.parse(ends));
    }

    @Test
    void a_place_that_is_to_be_visited_twice_as_often_does_not_wait_for_the_end_of_its_long_window() {
        Windows.Held quarter = held("2026-01-05", "2026-04-05");
        PlanFile weekly = every("P7D", "2026-01-05", "2026-12-31");
        Windows.Present outgrown = Windows.present(weekly, place(RiskColour.BLUE), List.of(quarter));
        assertThat(outgrown.after()).isNull();
        assertThat(outgrown.outgrown()).containsExactly(quarter.task());
        List<TaskFile> now = made(weekly, null, "2026-02-04");
        assertThat(opening(now).get(0)).isEqualTo("2026-02-02");
        List<TaskFile> instead = Windows.tasks(
                weekly, place(RiskColour.BLUE), outgrown, weekly.to(), Map.of(), CALENDAR, noon("2026-01-05"));
        assertThat(instead.get(0).id())
                .as("another task than that of the window which began on the same day")
                .isNotEqualTo(made(weekly, null, "2026-01-05").get(0).id());

        Windows.Held week = held("2026-02-02", "2026-02-09");
        Windows.Present after = Windows.present(weekly, place(RiskColour.BLUE), List.of(quarter, week));
        assertThat(after.after()).isEqualTo(LocalDate.parse("2026-02-09"));
    }

    @Test
    void windows_that_are_not_much_longer_stay() {
        Windows.Held month = held("2026-01-05", "2026-02-05");
        Windows.Held longer = held("2026-02-02", "2026-03-05");
        for (String rhythm : List.of("P1M", "P3M", "P16D", "FREQ=MONTHLY;BYMONTHDAY=15")) {
            Windows.Present present = Windows.present(
                    every(rhythm, "2026-01-05", "2026-12-31"), place(RiskColour.BLUE), List.of(month, longer));
            assertThat(present.outgrown()).as(rhythm).isEmpty();
            assertThat(present.after()).as(rhythm).isEqualTo(LocalDate.parse("2026-03-05"));
        }
        assertThat(Windows.present(every("P1M", "2026-01-05", "2026-12-31"), place(RiskColour.RED), List.of(month))
                        .after())
                .as("a colour without a rhythm")
                .isEqualTo(LocalDate.parse("2026-02-05"));
        assertThat(Windows.present(
                                plan(PlanKind.CAMPAIGN, "2026-01-05", "2026-12-31"),
                                place(RiskColour.BLUE),
                                List.of(held("2026-01-05", "2027-01-01")))
                        .outgrown())
                .isEmpty();
    }
}
