package org.wangge.planning.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.place.Place;
import org.wangge.planning.PlanKind;
import org.wangge.planning.TaskState;
import org.wangge.routing.WorkingCalendar;

/**
 * The windows in which a place is to be visited: one after the other from the beginning of the plan, each as long as the
 * rhythm of the place's colour says, the last one in which a whole window still fits. Windows that are over have no task: a
 * place that was registered late, or a plan that was paused, has missed nothing. A visit is due on the window's last working
 * day, or on its last day when it has none.
 */
public final class Windows {

    private Windows() {}

    /** From the first day to the day before the last one. */
    record Window(LocalDate begins, LocalDate ends, LocalDate due) {}

    /**
     * The tasks of a place whose windows begin until a day.
     *
     * @param after where the last window that is already there ends, null when none is there that ends after today
     */
    public static List<TaskFile> tasks(
            PlanFile plan,
            Place place,
            @Nullable LocalDate after,
            LocalDate until,
            Map<String, List<UUID>> workers,
            WorkingCalendar calendar,
            Instant now) {
        LocalDate today = LocalDate.ofInstant(now, calendar.zone());
        return windows(plan, place, after, until, calendar).stream()
                .filter(window -> window.ends().isAfter(today))
                .map(window -> task(plan, place, window, workers, calendar.zone(), now))
                .toList();
    }

    static List<Window> windows(
            PlanFile plan, Place place, @Nullable LocalDate after, LocalDate until, WorkingCalendar calendar) {
        LocalDate planEnds = plan.to().plusDays(1);
        if (plan.kind() == PlanKind.CAMPAIGN) {
            return after == null ? List.of(window(plan.from(), planEnds, calendar)) : List.of();
        }
        String rhythm = plan.rhythm().get(place.colour().name());
        if (rhythm == null) {
            return List.of();
        }
        Period length = Period.parse(rhythm);
        List<Window> windows = new ArrayList<>();
        LocalDate begins = after == null ? plan.from() : after;
        while (!begins.isAfter(until) && begins.isBefore(planEnds)) {
            LocalDate ends = begins.plus(length);
            if (ends.isAfter(planEnds)) {
                break;
            }
            windows.add(window(begins, ends, calendar));
            begins = ends;
        }
        return windows;
    }

    private static Window window(LocalDate begins, LocalDate ends, WorkingCalendar calendar) {
        LocalDate due = ends.minusDays(1);
        while (!calendar.isWorkday(due) && due.isAfter(begins)) {
            due = due.minusDays(1);
        }
        return new Window(begins, ends, calendar.isWorkday(due) ? due : ends.minusDays(1));
    }

    private static TaskFile task(
            PlanFile plan, Place place, Window window, Map<String, List<UUID>> workers, ZoneId zone, Instant now) {
        Instant opensAt = window.begins().atStartOfDay(zone).toInstant();
        Instant dueAt =
                window.due().atTime(LocalTime.of(23, 59, 59)).atZone(zone).toInstant();
        return new TaskFile(
                idOf(plan.id(), place.id(), window.begins()),
                TaskState.PLANNED,
                plan.id(),
                plan.kind(),
                plan.name(),
                place.id(),
                place.name(),
                place.address(),
                place.position().longitude(),
                place.position().latitude(),
                plan.checklistCode(),
                place.gridPath().value(),
                place.gridName(),
                place.officeCode(),
                place.officeName(),
                place.gridPath().ancestry(),
                workers.getOrDefault(place.gridPath().code(), List.of()),
                opensAt,
                dueAt,
                window.ends().toString(),
                opensAt.isBefore(now) ? now : opensAt,
                null,
                null,
                0,
                null,
                null,
                null);
    }

    /** Made of plan, place and the window's first day, so that it is made once by any number of generators. */
    static UUID idOf(UUID plan, UUID place, LocalDate begins) {
        return UUID.nameUUIDFromBytes(("task:" + plan + ":" + place + ":" + begins).getBytes(StandardCharsets.UTF_8));
    }
}
