package org.wangge.notification.model;

import static org.wangge.notification.model.Audience.ASKED;
import static org.wangge.notification.model.Audience.ASKER;
import static org.wangge.notification.model.Audience.DESK;
import static org.wangge.notification.model.Audience.DISTRICT;
import static org.wangge.notification.model.Audience.HANDLERS;
import static org.wangge.notification.model.Audience.OTHER_DESKS;
import static org.wangge.notification.model.Audience.REPORTERS;
import static org.wangge.notification.model.Audience.SENDER;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.StepOutcome;
import org.wangge.casework.events.CaseEvent;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;

/**
 * Who is told of what becomes of a case, by the rows of its policy. Rows come in order of weight; someone who is in several is told
 * only the first. The one who acted is never told.
 */
public final class CasePolicy {

    private CasePolicy() {}

    public static NoticePlan telling(CaseEvent step, List<Row> policy) {
        return new NoticePlan(
                step.eventId(),
                step.at(),
                step.at(),
                new Subject.OfCase(step.caseId(), step.number(), StepOutcome.of(step.action(), step.positive())),
                step.urgent(),
                step.area(),
                rows(step, policy),
                Map.of(
                        REPORTERS,
                        Stream.concat(Stream.of(step.reporterId()), step.otherReporterIds().stream())
                                .toList(),
                        HANDLERS,
                        one(step.assigneeId()),
                        SENDER,
                        one(step.dispatchedById()),
                        ASKED,
                        one(step.askedId()),
                        ASKER,
                        one(step.askedById())),
                step.assigneeId() == null ? step.departmentCode() : null,
                Set.of(step.actorId()),
                reader(step),
                places(step),
                step.desks() == null ? List.of() : step.desks().departments(),
                watch(step));
    }

    /** Who answers for the grid, or is told by a rule or a policy, need not be among those who may know of every case there. */
    private static @Nullable Permission reader(CaseEvent step) {
        return step.restricted() ? Permission.CASE_READ_RESTRICTED : null;
    }

    private static List<UUID> one(@Nullable UUID person) {
        return person == null ? List.of() : List.of(person);
    }

    private static Map<Audience, List<GridPath>> places(CaseEvent step) {
        CaseEvent.Desks desks = step.desks();
        return desks == null ? Map.of() : Map.of(DESK, desks.areas(), OTHER_DESKS, desks.others());
    }

    private static NoticePlan.Watch watch(CaseEvent step) {
        return step.watchers() == null
                ? NoticePlan.Watch.NOBODY
                : new NoticePlan.Watch(
                        step.desks() == null ? step.officeCode() : step.desks().code(), step.watchers());
    }

    /** At the district's desk those are who may arbitrate, and who dispatches for all of it. */
    static List<Row> rows(CaseEvent step, List<Row> policy) {
        return Row.firsts(policy.stream()
                .filter(row -> row.applies(step))
                .flatMap(row -> row.audience() == DESK && Condition.AT_DISTRICT.holds(step)
                        ? Stream.of(row.to(DISTRICT), row)
                        : Stream.of(row)));
    }
}
