package org.wangge.planning.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
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
        return Windows.tasks(plan, place(RiskColour.BLUE), after, until, Map.of(), CALENDAR, MONDAY);
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
                        null,
                        JANUARY_5.plusDays(30),
                        Map.of(),
                        CALENDAR,
                        MONDAY))
                .isEmpty();
        assertThat(Windows.tasks(
                        plan(PlanKind.CAMPAIGN, "2026-01-05", "2026-01-31"),
                        place(RiskColour.RED),
                        null,
                        JANUARY_5,
                        Map.of(),
                        CALENDAR,
                        MONDAY))
                .as("a campaign visits all")
                .hasSize(1);
    }
}
