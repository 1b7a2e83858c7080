package org.wangge.notification.model;

import static org.wangge.notification.model.Audience.FINDER;
import static org.wangge.notification.model.Audience.FIXER;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardState;
import org.wangge.hazard.events.HazardEvent;
import org.wangge.shared.Permission;

/**
 * Who is told of what becomes of a hazard, by the rows of its policy. Rows come in order of weight; someone who is in several is
 * told only the first. The one who acted is never told. The case that a hazard becomes tells of itself.
 */
public final class HazardPolicy {

    private HazardPolicy() {}

    static List<Row> rows(HazardEvent step, List<Row> policy) {
        return Row.applying(policy, step);
    }

    public static NoticePlan telling(HazardEvent step, List<Row> policy, ZoneId zone) {
        List<Row> rows = rows(step, policy);
        boolean waits = step.action() == HazardAction.ESCALATE
                && rows.stream().noneMatch(row -> row.urgency() == Urgency.URGENT);
        List<UUID> fixer = step.fixedById() == null ? List.of() : List.of(step.fixedById());
        return new NoticePlan(
                step.eventId(),
                step.at(),
                waits ? TellingTime.byDay(step.at(), zone) : step.at(),
                new Subject.OfHazard(step.hazardId(), step.number()),
                false,
                step.area(),
                rows,
                Map.of(FINDER, List.of(step.foundById()), FIXER, fixer),
                null,
                untold(step),
                Permission.HAZARD_READ);
    }

    /** Nobody rechecks what they put right themselves, also when it is the end of the case that asks for it. */
    private static Set<UUID> untold(HazardEvent step) {
        return step.action() == HazardAction.CASE_CLOSED
                        && step.state() == HazardState.RECHECK_DUE
                        && step.fixedById() != null
                ? Set.of(step.fixedById())
                : Set.of(step.actorId());
    }
}
