package org.wangge.planning.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.place.Place;
import org.wangge.planning.PlanKind;
import org.wangge.planning.TaskState;
import org.wangge.routing.WorkingCalendar;

/**
 * The windows in which a place is to be visited, as the rhythm of the place's colour says.
 *
 * <p>With a period, one window follows the other from the beginning of the plan, the last one in which a whole window still
 * fits; a visit is due on the window's last working day. With days by the calendar, each such day is a window; a visit is due on
 * that day, or on the working day it is moved to.
 *
 * <p>A place whose colour changes goes on where its last window ends. But one that is now to be visited at least twice as often is not
 * left waiting for the end of a window that has become too long: such a window is outgrown, and those of the new rhythm begin now.
 *
 * <p>Windows that are over have no task: a place that was registered late, or a plan that was paused, has missed nothing. And no
 * visit is due before its task is made: where no working day is left of the window, it is due on the next one after it.
 */
public final class Windows {

    /** A window more than so many times as long as the rhythm says is of another rhythm. */
    private static final int OUTGROWN = 2;

    private Windows() {}

    /**
     * @param begins the first day; names the task
     * @param opens from when on the visit may be made; before {@code begins} only where the day was moved back
     * @param ends the day after the last one
     */
    record Window(LocalDate begins, LocalDate opens, LocalDate ends, LocalDate due) {}

    /** A window that has its task already. */
    public record Held(UUID task, LocalDate begins, LocalDate ends) {}

    /**
     * What is there of a place.
     *
     * @param after where its last window ends; null when it has none
     * @param outgrown the tasks of windows that are too long for the rhythm of today
     */
    public record Present(@Nullable LocalDate after, List<UUID> outgrown) {}

    /** Tells the windows that stay from those that the place has outgrown. */
    public static Present present(PlanFile plan, Place place, List<Held> held) {
        String text = plan.kind() == PlanKind.CAMPAIGN
                ? null
                : plan.rhythm().get(place.colour().name());
        Period longest = text == null ? null : Rhythms.parse(text).length().multipliedBy(OUTGROWN);
        List<Held> outgrown = held.stream()
                .filter(window ->
                        longest != null && window.ends().isAfter(window.begins().plus(longest)))
                .toList();
        return new Present(
                held.stream()
                        .filter(window -> !outgrown.contains(window))
                        .map(Held::ends)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                outgrown.stream().map(Held::task).toList());
    }

    /**
     * The tasks of a place whose windows begin until a day.
     *
     * @param present what is there of the place that ends after today
     */
    public static List<TaskFile> tasks(
            PlanFile plan,
            Place place,
            Present present,
            LocalDate until,
            Map<String, List<UUID>> workers,
            WorkingCalendar calendar,
            Instant now) {
        LocalDate today = LocalDate.ofInstant(now, calendar.zone());
        return windows(plan, place, present.after(), until, calendar, now).stream()
                .filter(window -> window.ends().isAfter(today))
                .map(window ->
                        task(idOf(plan, place, window, present), plan, place, window, workers, calendar.zone(), now))
                .toList();
    }

    private static List<Window> windows(
            PlanFile plan,
            Place place,
            @Nullable LocalDate after,
            LocalDate until,
            WorkingCalendar calendar,
            Instant now) {
        // What is due by the end of a day must still have some of that day.
        LocalDate earliest = LocalDate.ofInstant(now.plusSeconds(1), calendar.zone());
        LocalDate planEnds = plan.to().plusDays(1);
        if (plan.kind() == PlanKind.CAMPAIGN) {
            return after == null ? List.of(window(plan.from(), planEnds, earliest, calendar)) : List.of();
        }
        String text = plan.rhythm().get(place.colour().name());
        if (text == null) {
            return List.of();
        }
        LocalDate first = after == null ? plan.from() : after;
        LocalDate last = until.isBefore(plan.to()) ? until : plan.to();
        Rhythm rhythm = Rhythms.parse(text);
        return rhythm instanceof Rhythm.Every every
                ? periods(every, plan, first, last, earliest, calendar)
                : days((CalendarDays) rhythm, plan, first, last, earliest, calendar);
    }

    private static List<Window> periods(
            Rhythm.Every every,
            PlanFile plan,
            LocalDate first,
            LocalDate last,
            LocalDate earliest,
            WorkingCalendar calendar) {
        List<Window> windows = new ArrayList<>();
        LocalDate begins = first;
        while (!begins.isAfter(last)) {
            LocalDate ends = every.endOf(begins, plan.from());
            if (ends.isAfter(plan.to().plusDays(1))) {
                break;
            }
            windows.add(window(begins, ends, earliest, calendar));
            begins = ends;
        }
        return windows;
    }

    private static Window window(LocalDate begins, LocalDate ends, LocalDate earliest, WorkingCalendar calendar) {
        LocalDate first = later(begins, earliest);
        LocalDate due = ends.minusDays(1);
        while (!due.isBefore(first) && !calendar.isWorkday(due)) {
            due = due.minusDays(1);
        }
        return new Window(begins, begins, ends, due.isBefore(first) ? calendar.workdayFrom(first) : due);
    }

    private static List<Window> days(
            CalendarDays days,
            PlanFile plan,
            LocalDate first,
            LocalDate last,
            LocalDate earliest,
            WorkingCalendar calendar) {
        List<Window> windows = new ArrayList<>();
        LocalDate day = first;
        while (!day.isAfter(last)) {
            if (days.isOn(day, plan.from())) {
                LocalDate due = moved(day, days.movesBack(day), later(plan.from(), earliest), calendar);
                Window window =
                        new Window(day, earlier(day, due), later(day, due).plusDays(1), due);
                windows.add(window);
                // Days that are moved to the same working day are one visit.
                day = window.ends();
            } else {
                day = day.plusDays(1);
            }
        }
        return windows;
    }

    private static LocalDate moved(LocalDate day, boolean back, LocalDate earliest, WorkingCalendar calendar) {
        LocalDate before = day;
        while (back && !calendar.isWorkday(before) && before.getMonth() == day.getMonth()) {
            before = before.minusDays(1);
        }
        boolean isThere = back && calendar.isWorkday(before) && !before.isBefore(earliest);
        return isThere ? before : calendar.workdayFrom(later(day, earliest));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static TaskFile task(
            UUID id,
            PlanFile plan,
            Place place,
            Window window,
            Map<String, List<UUID>> workers,
            ZoneId zone,
            Instant now) {
        Instant opensAt = window.opens().atStartOfDay(zone).toInstant();
        Instant dueAt =
                window.due().atTime(LocalTime.of(23, 59, 59)).atZone(zone).toInstant();
        return new TaskFile(
                id,
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
                null,
                null,
                null);
    }

    /**
     * Made of plan, place and the window's first day, so that it is made once by any number of generators. One that takes the place
     * of an outgrown window may begin on the same day and is another task.
     */
    private static UUID idOf(PlanFile plan, Place place, Window window, Present present) {
        String name = "task:" + plan.id() + ":" + place.id() + ":" + window.begins();
        String instead = present.outgrown().isEmpty() ? "" : ":" + window.ends();
        return UUID.nameUUIDFromBytes((name + instead).getBytes(StandardCharsets.UTF_8));
    }
}
