package org.wangge.roster.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.roster.OnDuty;
import org.wangge.shared.PhoneTime;
import org.wangge.shared.Refusal.Fault;

/** Which shifts go together, who is on duty by them, and how long a position counts. */
public final class RosterRules {

    /** No longer than this is a position kept. */
    public static final Duration POSITION_KEPT = Duration.ofMinutes(30);

    /** What somebody began in the field ends by itself. */
    public static final Duration LONGEST_FIELD_DUTY = Duration.ofHours(12);

    private static final Duration LONGEST_SHIFT = Duration.ofDays(31);
    private static final Duration PLANNED_AHEAD = Duration.ofDays(366);

    private RosterRules() {}

    /**
     * What is wrong with the shifts of an office; empty when nothing is. Shifts that are over are not held against who left since.
     *
     * @param known those of the people named who are active and work for the office
     */
    public static List<Fault> faults(List<Shift> shifts, Set<UUID> known, Instant now) {
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < shifts.size(); i++) {
            Shift shift = shifts.get(i);
            String pointer = "/shifts/" + i;
            if (!shift.from().isBefore(shift.to())) {
                faults.add(Fault.of(pointer + "/to", "duty.shift-period"));
            } else if (shift.to().isAfter(shift.from().plus(LONGEST_SHIFT))) {
                faults.add(Fault.of(pointer + "/to", "duty.shift-long", LONGEST_SHIFT.toDays()));
            } else if (shift.to().isAfter(now.plus(PLANNED_AHEAD))) {
                faults.add(Fault.of(pointer + "/to", "duty.shift-far", PLANNED_AHEAD.toDays()));
            }
            if (shift.to().isAfter(now) && !known.contains(shift.accountId())) {
                faults.add(Fault.of(pointer + "/accountId", "duty.person-unknown"));
            }
            if (meetsEarlier(shifts, i)) {
                faults.add(Fault.of(pointer + "/from", "duty.shift-overlap"));
            }
        }
        return faults;
    }

    /** Nobody is on duty twice at once. */
    private static boolean meetsEarlier(List<Shift> shifts, int at) {
        Shift shift = shifts.get(at);
        return shifts.subList(0, at).stream()
                .anyMatch(earlier -> earlier.accountId().equals(shift.accountId()) && earlier.meets(shift));
    }

    /** Who is on duty at a moment, each person once in each office: what the office planned counts before what was begun. */
    public static List<OnDuty> onDuty(Collection<Roster> rosters, Collection<Presence> presences, Instant at) {
        record Post(String office, UUID person) {}
        Map<Post, OnDuty> found = new LinkedHashMap<>();
        for (Roster roster : rosters) {
            for (Shift shift : roster.shifts()) {
                if (shift.runsAt(at)) {
                    found.put(new Post(roster.id(), shift.accountId()), planned(roster.id(), shift));
                }
            }
        }
        for (Presence presence : presences) {
            OnDuty begun = begun(presence, at);
            if (begun != null) {
                found.putIfAbsent(new Post(presence.officeCode(), presence.id()), begun);
            }
        }
        return found.values().stream()
                .sorted(Comparator.comparing(OnDuty::officeCode)
                        .thenComparing(OnDuty::role)
                        .thenComparing(OnDuty::accountId))
                .toList();
    }

    public static OnDuty planned(String officeCode, Shift shift) {
        return new OnDuty(shift.accountId(), officeCode, shift.role(), shift.from(), shift.to(), OnDuty.Source.ROSTER);
    }

    /** Null when nothing that was begun runs at that moment. */
    public static @Nullable OnDuty begun(Presence presence, Instant at) {
        Instant from = presence.begunAt();
        Instant until = presence.until();
        return from == null || until == null || at.isBefore(from) || !at.isBefore(until)
                ? null
                : new OnDuty(presence.id(), presence.officeCode(), presence.role(), from, until, OnDuty.Source.BEGUN);
    }

    /** When a position was measured. Nobody was anywhere in the future: a clock that is ahead means now. */
    public static Instant measuredAt(@Nullable PhoneTime given, Instant now) {
        Instant moment = given == null ? null : given.moment();
        return moment == null || moment.isAfter(now) ? now : moment;
    }

    /** Until when a position counts. */
    public static Instant countsUntil(Instant measuredAt) {
        return measuredAt.plus(POSITION_KEPT);
    }
}
