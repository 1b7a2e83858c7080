package org.wangge.planning.model;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;

/**
 * How often a place is visited. Two ways to say it: an ISO 8601 period ({@code P7D}), after which one window follows the other,
 * or days by the calendar as a part of RFC 5545 ({@code FREQ=WEEKLY;BYDAY=MO,TH}), see {@link CalendarDays}.
 */
public sealed interface Rhythm permits Rhythm.Every, CalendarDays {

    /** A window and a plan last no longer. */
    Period LONGEST = Period.ofYears(3);

    /** As it is kept. */
    String text();

    /** How long it is from one visit to the next, at the longest. */
    Period length();

    /**
     * One period after the other. Each window begins so many whole periods after the first day of the plan, so that months
     * counted from the 31st do not drift to the 30th: 31 October, 30 November, 31 December.
     */
    record Every(String text, Period period) implements Rhythm {

        Every(String text) {
            this(text, period(text));
        }

        @Override
        public Period length() {
            return period;
        }

        public Every {
            text = period.toString();
        }

        private static Period period(String text) {
            try {
                Period period = Period.parse(text);
                boolean tooLong = Math.abs((long) period.getYears()) > LONGEST.getYears()
                        || Math.abs((long) period.getMonths()) > 12L * LONGEST.getYears()
                        || Math.abs((long) period.getDays()) > 366L * LONGEST.getYears();
                LocalDate any = LocalDate.of(2000, 1, 1);
                if (period.isNegative()
                        || period.isZero()
                        || tooLong
                        || any.plus(period).isAfter(any.plus(LONGEST))) {
                    throw new IllegalArgumentException("not from one day to three years: " + text);
                }
                return period;
            } catch (DateTimeException unreadable) {
                throw new IllegalArgumentException(unreadable);
            }
        }

        /**
         * Where the window ends that begins on this day: the next day of the count from the plan's first day. A window that
         * begins between two days of the count (the place had another colour before) is drawn to the count again, and is
         * never shorter than half a period.
         */
        LocalDate endOf(LocalDate begins, LocalDate anchor) {
            long longest = period.toTotalMonths() * 31 + period.getDays();
            int count = (int) Math.max(1, ChronoUnit.DAYS.between(anchor, begins) / longest);
            while (!countedFrom(anchor, count).isAfter(begins)) {
                count++;
            }
            LocalDate before = countedFrom(anchor, count - 1);
            LocalDate end = countedFrom(anchor, count);
            boolean isShort = ChronoUnit.DAYS.between(begins, end) * 2 < ChronoUnit.DAYS.between(before, end);
            return isShort ? countedFrom(anchor, count + 1) : end;
        }

        private LocalDate countedFrom(LocalDate anchor, int count) {
            return anchor.plus(period.multipliedBy(count));
        }
    }
}
