package org.wangge.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wangge.roster.DutyRole;
import org.wangge.roster.OnDuty;
import org.wangge.routing.RoutingFacts.TimeClass;

/** Who is planned to be on duty in the week to come, for rules that name somebody on duty. A value. */
final class DutyAhead {

    /** So far offices usually plan; a holiday that is farther off is not judged yet. */
    static final Duration LOOKED_AHEAD = Duration.ofDays(7);

    /** Shifts and working hours begin at the half hour or stand longer than one. */
    private static final Duration STEP = Duration.ofMinutes(30);

    private final Map<TimeClass, List<Instant>> moments;
    private final List<OnDuty> planned;

    DutyAhead(WorkingCalendar calendar, Instant now, List<OnDuty> planned) {
        this.moments = Stream.iterate(now, at -> at.isBefore(now.plus(LOOKED_AHEAD)), at -> at.plus(STEP))
                .collect(Collectors.groupingBy(
                        calendar::timeClass, () -> new EnumMap<>(TimeClass.class), Collectors.toList()));
        this.planned = List.copyOf(planned);
    }

    /** Whether such time comes in the week and nobody of the office has the duty at any moment of it. */
    boolean isWithout(String officeCode, DutyRole role, TimeClass time) {
        List<Instant> such = moments.getOrDefault(time, List.of());
        return !such.isEmpty()
                && planned.stream()
                        .filter(one -> one.officeCode().equals(officeCode) && one.role() == role)
                        .noneMatch(one -> such.stream().anyMatch(at -> runsAt(one, at)));
    }

    private static boolean runsAt(OnDuty one, Instant at) {
        return !at.isBefore(one.from()) && at.isBefore(one.until());
    }
}
