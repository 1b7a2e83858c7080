package org.wangge.routing.model;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.wangge.routing.CalendarYear;
import org.wangge.routing.RoutingSettings;
import org.wangge.routing.WorkingCalendar;
import org.wangge.routing.WorkingCalendar.DayKind;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Refused;

/** Checks a year's calendar and makes one working calendar of all. */
public final class CalendarRules {

    /** Known for every year without a notice; the lunar ones come from the table of statutory days. */
    private static final List<MonthDay> FIXED = List.of(
            MonthDay.of(1, 1),
            MonthDay.of(5, 1),
            MonthDay.of(5, 2),
            MonthDay.of(10, 1),
            MonthDay.of(10, 2),
            MonthDay.of(10, 3));

    /** Without any calendar. */
    private static final int FIRST_YEAR = 2026;

    /** So far ahead of the last calendar deadlines may reach. */
    private static final int YEARS_AHEAD = 12;

    private CalendarRules() {}

    /** Refuses a calendar with days of other years, days named twice, or workdays that are workdays anyway. */
    public static void check(CalendarYear calendar) {
        List<Fault> faults = new ArrayList<>();
        Set<LocalDate> seen = new HashSet<>();
        for (int i = 0; i < calendar.days().size(); i++) {
            CalendarYear.Day day = calendar.days().get(i);
            String pointer = "/days/" + i + "/date";
            if (day.date().getYear() != calendar.year()) {
                faults.add(Fault.of(pointer, "calendar.other-year", String.valueOf(calendar.year())));
            } else if (!seen.add(day.date())) {
                faults.add(Fault.of(pointer, "calendar.day-twice", day.date().toString()));
            } else if (day.kind() == DayKind.WORKDAY
                    && day.date().getDayOfWeek().getValue() <= 5) {
                faults.add(
                        Fault.of(pointer, "calendar.workday-anyway", day.date().toString()));
            }
        }
        if (!faults.isEmpty()) {
            throw new Refused(Refusal.of("calendar.invalid").withFaults(faults));
        }
    }

    /**
     * @param published the years with a notice
     * @param statutory lunar statutory days of years to come
     */
    public static WorkingCalendar combine(
            RoutingSettings settings, List<CalendarYear> published, List<CalendarYear> statutory) {
        Set<Integer> known = published.stream().map(CalendarYear::year).collect(Collectors.toSet());
        Map<LocalDate, DayKind> exceptions = new HashMap<>();
        published.forEach(year -> year.days().forEach(day -> exceptions.put(day.date(), day.kind())));
        statutory.stream()
                .flatMap(year -> year.days().stream())
                .filter(day -> !known.contains(day.date().getYear()))
                .forEach(day -> exceptions.put(day.date(), DayKind.HOLIDAY));
        int first = known.stream().min(Integer::compare).orElse(FIRST_YEAR);
        int last = known.stream().max(Integer::compare).orElse(FIRST_YEAR) + YEARS_AHEAD;
        for (int year = first; year <= last; year++) {
            if (!known.contains(year)) {
                for (MonthDay fixed : FIXED) {
                    exceptions.put(fixed.atYear(year), DayKind.HOLIDAY);
                }
            }
        }
        long version = published.stream().mapToLong(CalendarYear::version).sum();
        return new WorkingCalendar(settings, exceptions, known, version);
    }
}
