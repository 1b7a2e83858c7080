package org.wangge.seeding.history;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.wangge.checklist.Checklist;
import org.wangge.place.PlaceView;
import org.wangge.place.RiskColour;
import org.wangge.planning.PlanDraft;
import org.wangge.planning.PlanKind;
import org.wangge.planning.PlanStep;
import org.wangge.routing.WorkingCalendar;
import org.wangge.shared.Actor;
import reactor.core.publisher.Mono;

/** Tells which places are inspected on a day, what fails there, and how it is put right. The same day gives the same tales. */
final class SafetyTales {

    private static final int CAMPAIGN_BEFORE = 20;
    private static final int PLAN_BEFORE = 5;
    private static final int CONFIRMED_BEFORE = 14;
    private static final Set<Integer> SUSPECTED_BEFORE = Set.of(1, CONFIRMED_BEFORE);
    private static final Set<String> CAMPAIGN_KINDS = Set.of("CANYIN", "SHITANG");

    private final District district;
    private final List<PlaceView> places;
    private final Visit.Scene scene;
    private final WorkingCalendar calendar;
    private final LocalDate today;
    private final int days;

    /**
     * @param places in an order that stays the same
     * @param checklists by the kind of place
     */
    SafetyTales(
            District district,
            List<PlaceView> places,
            Map<String, Checklist> checklists,
            WorkingCalendar calendar,
            Pace pace,
            LocalDate today,
            int days) {
        this.district = district;
        this.places = places;
        this.scene = new Visit.Scene(district, checklists, calendar, pace, today);
        this.calendar = calendar;
        this.today = today;
        this.days = days;
    }

    List<Deed> of(LocalDate day) {
        int before = (int) (today.toEpochDay() - day.toEpochDay());
        List<Deed> all = new ArrayList<>();
        if (before == Math.min(days, CAMPAIGN_BEFORE)) {
            all.addAll(campaign(day));
        }
        if (before == Math.min(days, PLAN_BEFORE)) {
            all.addAll(plan(day));
        }
        if (!calendar.isWorkday(day) && !SUSPECTED_BEFORE.contains(before)) {
            return all;
        }
        Random random = new Random(day.toEpochDay() * 104_729);
        int first = (int) (day.toEpochDay() * 5 % places.size());
        int count = 3 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            Instant at = at(day, LocalTime.of(9, 0).plusSeconds(random.nextInt(8 * 3_600)));
            PlaceView place = places.get((first + i) % places.size());
            boolean grave = i == 0 && SUSPECTED_BEFORE.contains(before);
            all.addAll(new Visit(scene, "visit-" + day + "-" + i, place, at, new Random(random.nextLong()))
                    .told(grave, before));
        }
        return all;
    }

    private Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(calendar.zone()).toInstant();
    }

    private List<Deed> campaign(LocalDate day) {
        PlanDraft draft = new PlanDraft(
                PlanKind.CAMPAIGN,
                "餐饮场所燃气安全专项检查",
                "燃气安全",
                "CANYIN",
                new PlanDraft.Selection(CAMPAIGN_KINDS, Set.of(), List.of()),
                Map.of(),
                Map.of(),
                day,
                today.plusDays(10));
        return drawn("campaign", draft, PlanStep.START, at(day, LocalTime.of(8, 30)));
    }

    private List<Deed> plan(LocalDate day) {
        PlanDraft draft = new PlanDraft(
                PlanKind.PLAN,
                "旅馆民宿日常检查",
                null,
                "LVGUAN",
                new PlanDraft.Selection(Set.of("LVGUAN", "MINSU"), Set.of(), List.of()),
                Map.of(
                        RiskColour.RED, "P15D",
                        RiskColour.ORANGE, "P1M",
                        RiskColour.YELLOW, "P1M",
                        RiskColour.BLUE, "P3M"),
                Map.of(),
                day,
                today.plusYears(1));
        return drawn("plan", draft, PlanStep.ACTIVATE, at(day, LocalTime.of(8, 40)));
    }

    private List<Deed> drawn(String name, PlanDraft draft, PlanStep step, Instant at) {
        Actor supervisor = district.supervisor();
        Function<Doing, Mono<UUID>> making = doing -> doing.stage()
                .plans()
                .create(draft, doing.call(supervisor))
                .map(done -> done.view().id());
        String office = district.desks().get(0).office();
        return List.of(
                new Deed(at, name, name + "/made", office, doing -> doing.made(name, making)),
                new Deed(
                        at.plusSeconds(300),
                        name,
                        name + "/begun",
                        office,
                        doing -> doing.made(name, making)
                                .flatMap(id ->
                                        doing.stage().plans().act(id, draft.kind(), step, doing.call(supervisor)))));
    }
}
