package org.wangge.notification.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.notification.NoticeGroup;
import org.wangge.notification.NoticeKind;

/**
 * How a person wants to be called. The inbox is not concerned: there everything is at once.
 *
 * @param id of the account
 * @param quietHours in which a phone is not called; null for none
 * @param language of pushes; null for that of each device
 * @param pushOff names of {@link NoticeGroup} that are not pushed; a name that this version does not know stays; null for none
 * @param digestAt when what can wait is told together, as {@code HH:mm} by the district's clock; null for at once
 * @param version counts the changes; 0 for who never changed anything
 */
public record NoticeSettings(
        UUID id,
        @Nullable QuietHours quietHours,
        @Nullable String language,
        @Nullable List<String> pushOff,
        @Nullable String digestAt,
        long version) {

    /** What asks its reader to go or to act, and what is told because somebody did not hear. */
    private static final Set<NoticeKind> ALWAYS = Set.of(
            NoticeKind.TASKS_DUE,
            NoticeKind.HAZARD_RECHECK_DUE,
            NoticeKind.HAZARD_ACCEPTANCE_DUE,
            NoticeKind.CASE_UNHEARD);

    /**
     * A part of each day, as {@code HH:mm} by the district's clock. The start is in it and the end is not; an end before the start is
     * that of the next day.
     */
    public record QuietHours(String start, String end) {

        /** Whether there is any time in them. */
        public boolean last() {
            return !start.equals(end);
        }

        /** When they end that are now; empty when now is outside. */
        Optional<Instant> endOf(Instant now, ZoneId zone) {
            ZonedDateTime here = now.atZone(zone);
            LocalTime time = here.toLocalTime();
            LocalTime from = LocalTime.parse(start);
            LocalTime to = LocalTime.parse(end);
            boolean begun = !time.isBefore(from);
            boolean going = time.isBefore(to);
            boolean pastMidnight = to.isBefore(from);
            if (pastMidnight ? !begun && !going : !begun || !going) {
                return Optional.empty();
            }
            LocalDate day = here.toLocalDate();
            return Optional.of((pastMidnight && begun ? day.plusDays(1) : day)
                    .atTime(to)
                    .atZone(zone)
                    .toInstant());
        }
    }

    /** Those of somebody who never changed anything. */
    public static NoticeSettings unchanged(UUID id) {
        return new NoticeSettings(id, null, null, null, null, 0);
    }

    /** Sorted, each once. */
    public static List<String> names(Collection<NoticeGroup> groups) {
        return groups.stream().distinct().sorted().map(NoticeGroup::name).toList();
    }

    public List<String> off() {
        return pushOff == null ? List.of() : pushOff;
    }

    /** Whether both ask for the same, whenever they were written. */
    public boolean saysSame(NoticeSettings other) {
        return new NoticeSettings(id, quietHours, language, off(), digestAt, 0)
                .equals(new NoticeSettings(other.id, other.quietHours, other.language, other.off(), other.digestAt, 0));
    }

    private static boolean isAlwaysTold(NoticeKind kind, boolean urgent) {
        return urgent || Ladder.isFor(kind) || ALWAYS.contains(kind);
    }

    /** Whether a notice is not to be pushed at all. What is urgent or asks for something always is. */
    public boolean silences(NoticeKind kind, boolean urgent) {
        return off().contains(NoticeGroup.of(kind).name()) && !isAlwaysTold(kind, urgent);
    }

    /** Until when a push waits; empty when it may go now. What is urgent or asks for something never waits. */
    public Optional<Instant> heldUntil(NoticeKind kind, boolean urgent, Instant now, ZoneId zone) {
        return quietHours == null || isAlwaysTold(kind, urgent) ? Optional.empty() : quietHours.endOf(now, zone);
    }

    /** Whether a push is told with others at the hour that was chosen. What rings, or asks for something, never is. */
    public boolean digests(NoticeKind kind, PushWeight weight) {
        return digestAt != null && weight == PushWeight.QUIET && !isAlwaysTold(kind, false);
    }

    /** The first hour of telling together after this moment; empty when there is none. */
    public Optional<Instant> digestAfter(Instant moment, ZoneId zone) {
        if (digestAt == null) {
            return Optional.empty();
        }
        ZonedDateTime here = moment.atZone(zone);
        ZonedDateTime today =
                here.toLocalDate().atTime(LocalTime.parse(digestAt)).atZone(zone);
        return Optional.of((today.isAfter(here) ? today : today.plusDays(1)).toInstant());
    }
}
