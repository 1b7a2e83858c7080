package org.wangge.routing;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.WorkingCalendar.DayKind;

/**
 * The published calendar of a year: the days that differ from what their weekday says.
 *
 * @param version grows with every change of this year's calendar
 */
public record CalendarYear(int year, List<Day> days, long version) {

    public CalendarYear {
        days = List.copyOf(days);
    }

    /**
     * One such day, with the holiday it belongs to.
     *
     * @param name in Chinese
     * @param english null when nobody said it; statutory holidays are known by their Chinese names
     */
    public record Day(LocalDate date, String name, @Nullable String english, DayKind kind) {}
}
