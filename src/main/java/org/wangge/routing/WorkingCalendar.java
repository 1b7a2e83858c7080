package org.wangge.routing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wangge.routing.RoutingSettings.WorkDayMeaning;
import org.wangge.shared.Limit;
import org.wangge.shared.LimitKind;

/**
 * Counts time as the office works: with lunch breaks, weekends, public holidays and make-up workdays (State Council notice of
 * each year). A value: it never changes, and asks nobody.
 */
public final class WorkingCalendar {

    /** A stretch of working time within a day. */
    public record Hours(LocalTime from, LocalTime to) {

        static Hours parse(String text) {
            String[] ends = text.split("-", -1);
            return new Hours(LocalTime.parse(ends[0]), LocalTime.parse(ends[1]));
        }

        Duration length() {
            return Duration.between(from, to);
        }
    }

    /** Whether a day differs from what its weekday says. */
    public enum DayKind {
        HOLIDAY,
        WORKDAY
    }

    /** More than a hundred years: a calendar without any working day must not count for ever. */
    private static final int FARTHEST_DAYS = 40_000;

    private final ZoneId zone;
    private final List<Hours> hours;
    private final WorkDayMeaning workDay;
    private final Map<LocalDate, DayKind> exceptions;
    private final Set<Integer> knownYears;
    private final long version;

    /**
     * @param exceptions the published days of the known years, and the statutory days of the others
     * @param knownYears whose calendar is published
     * @param version names this state of all calendars together
     */
    public WorkingCalendar(
            RoutingSettings settings, Map<LocalDate, DayKind> exceptions, Set<Integer> knownYears, long version) {
        this.zone = settings.zone();
        this.hours = settings.workingHours().stream().map(Hours::parse).toList();
        this.workDay = settings.workDay();
        this.exceptions = Map.copyOf(exceptions);
        this.knownYears = Set.copyOf(knownYears);
        this.version = version;
    }

    public ZoneId zone() {
        return zone;
    }

    public long version() {
        return version;
    }

    public boolean knows(int year) {
        return knownYears.contains(year);
    }

    public boolean isWorkday(LocalDate day) {
        DayKind kind = exceptions.get(day);
        return kind == null ? day.getDayOfWeek().getValue() <= 5 : kind == DayKind.WORKDAY;
    }

    /** Whether it is a holiday then, or else within or outside working hours; a weekend is outside. */
    public RoutingFacts.TimeClass timeClass(Instant at) {
        ZonedDateTime then = at.atZone(zone);
        LocalDate day = then.toLocalDate();
        if (exceptions.get(day) == DayKind.HOLIDAY) {
            return RoutingFacts.TimeClass.HOLIDAY;
        }
        LocalTime time = then.toLocalTime();
        boolean working =
                isWorkday(day) && hours.stream().anyMatch(one -> !time.isBefore(one.from()) && time.isBefore(one.to()));
        return working ? RoutingFacts.TimeClass.WORKING_HOURS : RoutingFacts.TimeClass.OFF_HOURS;
    }

    /**
     * When the limit ends that begins now. A start outside working hours counts from the next working moment. Any limit has an
     * end: where the calendar has no working day for a hundred years, it is the end of that time, and provisional.
     */
    public Deadline deadline(Instant start, Limit limit) {
        if (limit.kind() == LimitKind.WORK_DAY && workDay == WorkDayMeaning.END_OF_DAY) {
            return endOfWorkday(start, limit.amount());
        }
        return deadline(start, length(limit), limit.kind());
    }

    /** When so much of the time that this kind counts will have passed; used to resume a clock with what was left. */
    public Deadline deadline(Instant start, Duration remaining, LimitKind kind) {
        return kind.isContinuous() ? new Deadline(start.plus(remaining), false) : afterWorkingTime(start, remaining);
    }

    /** How much of the time that this kind counts lies between two moments; negative when the end is past. */
    public Duration between(Instant from, Instant to, LimitKind kind) {
        if (kind.isContinuous()) {
            return Duration.between(from, to);
        }
        return from.isAfter(to) ? workingTime(to, from).negated() : workingTime(from, to);
    }

    private Duration length(Limit limit) {
        return switch (limit.kind()) {
            case URGENT_MINUTE -> Duration.ofMinutes(limit.amount());
            case URGENT_HOUR, WORK_HOUR -> Duration.ofHours(limit.amount());
            case NATURAL_DAY -> Duration.ofDays(limit.amount());
            case WORK_DAY ->
                hours.stream()
                        .map(Hours::length)
                        .reduce(Duration.ZERO, Duration::plus)
                        .multipliedBy(limit.amount());
        };
    }

    private Deadline endOfWorkday(Instant start, int days) {
        LocalDate first = start.atZone(zone).toLocalDate();
        LocalDate day = first;
        int left = days;
        while (left > 0) {
            day = day.plusDays(1);
            if (isOutOfReach(first, day)) {
                return endOf(day);
            }
            if (isWorkday(day)) {
                left--;
            }
        }
        LocalTime end = hours.get(hours.size() - 1).to();
        return new Deadline(day.atTime(end).atZone(zone).toInstant(), isUnknownBetween(first, day));
    }

    private Deadline afterWorkingTime(Instant start, Duration amount) {
        ZonedDateTime from = start.atZone(zone);
        LocalDate first = from.toLocalDate();
        Duration left = amount;
        for (LocalDate day = first; ; day = day.plusDays(1)) {
            if (isOutOfReach(first, day)) {
                return endOf(day);
            }
            if (!isWorkday(day)) {
                continue;
            }
            for (Hours stretch : hours) {
                LocalTime begin = day.equals(first) ? later(stretch.from(), from.toLocalTime()) : stretch.from();
                Duration length = Duration.between(begin, stretch.to());
                if (length.isNegative() || length.isZero()) {
                    continue;
                }
                if (left.compareTo(length) <= 0) {
                    Instant due = day.atTime(begin).atZone(zone).toInstant().plus(left);
                    return new Deadline(due, isUnknownBetween(first, day));
                }
                left = left.minus(length);
            }
        }
    }

    private Duration workingTime(Instant from, Instant to) {
        ZonedDateTime begin = from.atZone(zone);
        ZonedDateTime end = to.atZone(zone);
        Duration counted = Duration.ZERO;
        for (LocalDate day = begin.toLocalDate(); !day.isAfter(end.toLocalDate()); day = day.plusDays(1)) {
            if (!isWorkday(day)) {
                continue;
            }
            for (Hours stretch : hours) {
                LocalTime first =
                        day.equals(begin.toLocalDate()) ? later(stretch.from(), begin.toLocalTime()) : stretch.from();
                LocalTime last =
                        day.equals(end.toLocalDate()) ? earlier(stretch.to(), end.toLocalTime()) : stretch.to();
                if (first.isBefore(last)) {
                    counted = counted.plus(Duration.between(first, last));
                }
            }
        }
        return counted;
    }

    private static boolean isOutOfReach(LocalDate first, LocalDate day) {
        return day.isAfter(first.plusDays(FARTHEST_DAYS));
    }

    private Deadline endOf(LocalDate day) {
        LocalTime end = hours.get(hours.size() - 1).to();
        return new Deadline(day.atTime(end).atZone(zone).toInstant(), true);
    }

    /** The first working day from this one on; the day itself where there is none for a hundred years. */
    public LocalDate workdayFrom(LocalDate day) {
        return day.datesUntil(day.plusDays(FARTHEST_DAYS))
                .filter(this::isWorkday)
                .findFirst()
                .orElse(day);
    }

    private boolean isUnknownBetween(LocalDate first, LocalDate last) {
        for (int year = first.getYear(); year <= last.getYear(); year++) {
            if (!knows(year)) {
                return true;
            }
        }
        return false;
    }

    private static LocalTime later(LocalTime one, LocalTime other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalTime earlier(LocalTime one, LocalTime other) {
        return one.isBefore(other) ? one : other;
    }
}
