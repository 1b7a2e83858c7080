package org.wangge.planning.model;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Days by the calendar, as a part of RFC 5545: {@code FREQ=WEEKLY;BYDAY=MO,TH}, {@code FREQ=MONTHLY;BYMONTHDAY=15,-1},
 * {@code FREQ=MONTHLY;BYDAY=1MO,-1FR}, {@code FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1}; each with {@code INTERVAL}. Two
 * things differ from there, because a visit must not be lost: a day that a month has not (the 31st) is its last day, and a day
 * that is no working day is moved. It moves to the next working day, or back to the one before where the rule counts from the
 * end of the month.
 *
 * @param text as it is kept
 * @param isMonthly else weekly
 * @param interval every so many weeks or months, from that of the plan's first day on
 * @param days of the week; those without a number are each such day
 * @param monthDays 1 to 31, or −1 to −31 from the end
 * @param position the first (1) or last (−1) of the days of the week in its month; 0 for all of them
 */
record CalendarDays(
        String text, boolean isMonthly, int interval, Set<NumberedDay> days, Set<Integer> monthDays, int position)
        implements Rhythm {

    private static final Set<String> KNOWN = Set.of("FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYSETPOS");
    private static final Pattern DAY = Pattern.compile("([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)");
    private static final List<String> WEEK = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");
    private static final Pattern MONTH_DAY = Pattern.compile("[+-]?([1-9]|[12][0-9]|3[01])");
    private static final Pattern INTERVAL = Pattern.compile("[1-9][0-9]?");
    private static final int MOST_MONTHS = 36;

    /** A day of the week; with a number only the so manieth of its month, from the end when negative, 0 for each. */
    record NumberedDay(int number, DayOfWeek day) {

        boolean isOn(LocalDate date) {
            if (date.getDayOfWeek() != day) {
                return false;
            }
            int fromStart = (date.getDayOfMonth() - 1) / 7 + 1;
            int fromEnd = (date.lengthOfMonth() - date.getDayOfMonth()) / 7 + 1;
            return number == 0 || (number > 0 ? number == fromStart : -number == fromEnd);
        }
    }

    static CalendarDays parse(String text) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : text.split(";", -1)) {
            String[] nameAndValue = part.split("=", 2);
            if (nameAndValue.length != 2
                    || !KNOWN.contains(nameAndValue[0])
                    || parts.put(nameAndValue[0], nameAndValue[1]) != null) {
                throw new IllegalArgumentException("not a rhythm: " + text);
            }
        }
        boolean monthly = "MONTHLY".equals(parts.get("FREQ"));
        String interval = parts.getOrDefault("INTERVAL", "1");
        require(monthly || "WEEKLY".equals(parts.get("FREQ")), text);
        require(INTERVAL.matcher(interval).matches() && Integer.parseInt(interval) <= MOST_MONTHS, text);
        CalendarDays read = new CalendarDays(
                text,
                monthly,
                Integer.parseInt(interval),
                days(parts.get("BYDAY"), text),
                monthDays(parts.get("BYMONTHDAY"), text),
                position(parts.get("BYSETPOS"), text));
        boolean isNumbered = read.days.stream().anyMatch(day -> day.number() != 0);
        require(read.days.isEmpty() != read.monthDays.isEmpty(), text);
        require(monthly || (!isNumbered && read.monthDays.isEmpty() && read.position == 0), text);
        require(read.position == 0 || (!read.days.isEmpty() && !isNumbered), text);
        return read;
    }

    private static void require(boolean fine, String text) {
        if (!fine) {
            throw new IllegalArgumentException("not a rhythm: " + text);
        }
    }

    private static Set<NumberedDay> days(@Nullable String given, String text) {
        List<NumberedDay> days = new ArrayList<>();
        for (String day : list(given)) {
            Matcher matcher = DAY.matcher(day);
            require(matcher.matches(), text);
            String number = Optional.ofNullable(matcher.group(1)).orElse("0");
            days.add(new NumberedDay(Integer.parseInt(number), DayOfWeek.of(WEEK.indexOf(matcher.group(2)) + 1)));
        }
        return Set.copyOf(days);
    }

    private static Set<Integer> monthDays(@Nullable String given, String text) {
        List<Integer> days = new ArrayList<>();
        for (String day : list(given)) {
            require(MONTH_DAY.matcher(day).matches(), text);
            days.add(Integer.parseInt(day));
        }
        return Set.copyOf(days);
    }

    private static List<String> list(@Nullable String given) {
        return given == null ? List.of() : Arrays.asList(given.split(",", -1));
    }

    private static int position(@Nullable String given, String text) {
        require(given == null || Set.of("1", "+1", "-1").contains(given), text);
        return given == null ? 0 : Integer.parseInt(given);
    }

    @Override
    public Period length() {
        return isMonthly ? Period.ofMonths(interval) : Period.ofWeeks(interval);
    }

    /**
     * Whether the rule names this day.
     *
     * @param anchor the plan's first day, whose week or month is the first that counts
     */
    boolean isOn(LocalDate day, LocalDate anchor) {
        return isInTurn(day, anchor) && (named(day, true) || named(day, false));
    }

    /** Whether the rule counts this day from the end of its month, so that it moves back. */
    boolean movesBack(LocalDate day) {
        return named(day, true);
    }

    private boolean isInTurn(LocalDate day, LocalDate anchor) {
        long between = isMonthly
                ? ChronoUnit.MONTHS.between(anchor.withDayOfMonth(1), day.withDayOfMonth(1))
                : ChronoUnit.WEEKS.between(monday(anchor), monday(day));
        return between % interval == 0;
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private boolean named(LocalDate day, boolean fromEnd) {
        int length = day.lengthOfMonth();
        boolean byMonthDay = monthDays.stream()
                .filter(number -> number < 0 == fromEnd)
                .mapToInt(number -> number > 0 ? Math.min(number, length) : Math.max(1, length + 1 + number))
                .anyMatch(number -> number == day.getDayOfMonth());
        boolean byDay = position == 0
                ? days.stream().anyMatch(one -> one.number() < 0 == fromEnd && one.isOn(day))
                : position < 0 == fromEnd && isFirstOrLast(day);
        return byMonthDay || byDay;
    }

    private boolean isFirstOrLast(LocalDate day) {
        LocalDate next = day.plusDays(position > 0 ? -1 : 1);
        boolean isBeyond = false;
        while (next.getMonth() == day.getMonth() && !isBeyond) {
            isBeyond = isOneOf(next);
            next = next.plusDays(position > 0 ? -1 : 1);
        }
        return isOneOf(day) && !isBeyond;
    }

    private boolean isOneOf(LocalDate day) {
        return days.stream().anyMatch(one -> one.isOn(day));
    }
}
