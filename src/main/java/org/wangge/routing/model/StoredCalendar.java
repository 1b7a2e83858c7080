package org.wangge.routing.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A year's calendar as stored, with dates as text: a date has no time zone to be lost in. The statutory days of the years to
 * come are one more such document.
 */
public record StoredCalendar(String id, int year, List<StoredDay> days, long version) {

    /**
     * One day.
     *
     * @param english null when nobody said it, and in calendars of an earlier version
     */
    public record StoredDay(
            String date, String name, @Nullable String english, String kind) {}
}
