package org.wangge.notification.model;

import static org.wangge.notification.model.Audience.DEPARTMENT;
import static org.wangge.notification.model.Audience.DESK;
import static org.wangge.notification.model.Audience.DISTRICT;
import static org.wangge.notification.model.Audience.FINDER;
import static org.wangge.notification.model.Audience.FIXER;
import static org.wangge.notification.model.Audience.GRID_WORKERS;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardLevel;
import org.wangge.hazard.HazardState;
import org.wangge.hazard.events.HazardEvent;
import org.wangge.notification.NoticeKind;
import org.wangge.shared.Permission;

/**
 * Who is told of what becomes of a hazard: the whole policy on one screen. A department hears of what is or may be major; of
 * general hazards those on the spot and the desk do. Rows come in order of weight; someone who is in several is told only the
 * first. The one who acted is never told. The case that a hazard becomes tells of itself.
 */
public final class HazardPolicy {

    private HazardPolicy() {}

    static List<Row> rows(HazardEvent step) {
        boolean grave = step.level() != HazardLevel.GENERAL;
        return switch (step.action()) {
            // A general one is the finder's own next step, or was put right at once.
            case FIND, FLAG_MAJOR -> grave ? all(NoticeKind.HAZARD_SUSPECTED_MAJOR, DEPARTMENT, DESK) : List.of();
            case REMIND_MAJOR -> all(NoticeKind.HAZARD_UNDECIDED, DISTRICT, DEPARTMENT, DESK);
            // Whether it is listed the district decides, so it has to know what could be.
            case CONFIRM_MAJOR -> all(NoticeKind.HAZARD_CONFIRMED, FINDER, DEPARTMENT, DESK, DISTRICT);
            case DOWNGRADE -> all(NoticeKind.HAZARD_DOWNGRADED, FINDER, DEPARTMENT, DESK);
            case ISSUE_NOTICE ->
                grave
                        ? all(NoticeKind.HAZARD_NOTICED, GRID_WORKERS, FINDER, DEPARTMENT)
                        : all(NoticeKind.HAZARD_NOTICED, GRID_WORKERS, FINDER);
            case EXTEND -> all(NoticeKind.HAZARD_EXTENDED, FINDER, GRID_WORKERS);
            // The desk gets its case besides; that it is late rings, that there is a case to file does not.
            case ESCALATE ->
                grave
                        ? all(NoticeKind.HAZARD_OVERDUE, FINDER, GRID_WORKERS, DESK, DEPARTMENT, DISTRICT)
                        : all(NoticeKind.HAZARD_OVERDUE, FINDER, GRID_WORKERS, DESK);
            case REPORT_RECTIFIED, CASE_CLOSED -> recheckDue(grave);
            case RECHECK -> rechecked(step, grave);
            case ORDER_STOP -> all(NoticeKind.HAZARD_STOP_ORDERED, FINDER, GRID_WORKERS, DEPARTMENT, DESK);
            case LIFT_STOP -> all(NoticeKind.HAZARD_STOP_LIFTED, FINDER, GRID_WORKERS, DEPARTMENT, DESK);
            case LIST -> all(NoticeKind.HAZARD_LISTED, DESK, FINDER, GRID_WORKERS, DEPARTMENT);
            case UNLIST -> all(NoticeKind.HAZARD_UNLISTED, DESK, FINDER, GRID_WORKERS, DEPARTMENT);
            // The desk and the grid's workers are told of the case.
            case TRANSFER ->
                grave
                        ? all(NoticeKind.HAZARD_TRANSFERRED, FINDER, FIXER, DEPARTMENT)
                        : all(NoticeKind.HAZARD_TRANSFERRED, FINDER, FIXER);
            case CASE_DROPPED -> all(NoticeKind.HAZARD_RETURNED, FINDER, GRID_WORKERS);
            case VOID ->
                grave
                        ? all(NoticeKind.HAZARD_VOIDED, FINDER, FIXER, DESK, DEPARTMENT)
                        : all(NoticeKind.HAZARD_VOIDED, FINDER, FIXER, DESK);
            case START_RECTIFICATION, CASE_OPENED, CASE_MERGED, NOTE -> List.of();
        };
    }

    /** Who is near is asked to look; the desk may look too, or see that someone does. */
    private static List<Row> recheckDue(boolean grave) {
        List<Row> rows = new ArrayList<>(
                grave
                        ? all(NoticeKind.HAZARD_RECHECK_DUE, DEPARTMENT, FINDER, GRID_WORKERS)
                        : all(NoticeKind.HAZARD_RECHECK_DUE, FINDER, GRID_WORKERS));
        rows.add(new Row(DESK, NoticeKind.HAZARD_RECTIFIED));
        return rows;
    }

    private static List<Row> rechecked(HazardEvent step, boolean grave) {
        if (step.state() == HazardState.CLOSED) {
            return grave
                    ? all(NoticeKind.HAZARD_CLOSED, FINDER, FIXER, DEPARTMENT, DESK)
                    : all(NoticeKind.HAZARD_CLOSED, FINDER, FIXER);
        }
        if (step.state() == HazardState.RECHECK_DUE) {
            return step.listed()
                    ? all(NoticeKind.HAZARD_ACCEPTANCE_DUE, DISTRICT, DEPARTMENT)
                    : all(NoticeKind.HAZARD_ACCEPTANCE_DUE, DEPARTMENT);
        }
        return grave
                ? all(NoticeKind.HAZARD_RECHECK_FAILED, FIXER, FINDER, GRID_WORKERS, DESK, DEPARTMENT)
                : all(NoticeKind.HAZARD_RECHECK_FAILED, FIXER, FINDER, GRID_WORKERS, DESK);
    }

    private static List<Row> all(NoticeKind kind, Audience... audiences) {
        return Stream.of(audiences).map(audience -> new Row(audience, kind)).toList();
    }

    /** Where somebody may come to harm while it waits. */
    static boolean isUrgent(HazardEvent step) {
        return switch (step.action()) {
            case FIND, FLAG_MAJOR, REMIND_MAJOR, ESCALATE -> step.level() != HazardLevel.GENERAL;
            case ORDER_STOP -> true;
            default -> false;
        };
    }

    public static NoticePlan telling(HazardEvent step, ZoneId zone) {
        boolean urgent = isUrgent(step);
        boolean waits = step.action() == HazardAction.ESCALATE && !urgent;
        List<UUID> fixer = step.fixedById() == null ? List.of() : List.of(step.fixedById());
        return new NoticePlan(
                step.eventId(),
                step.at(),
                waits ? TellingTime.byDay(step.at(), zone) : step.at(),
                new Subject.OfHazard(step.hazardId(), step.number()),
                urgent,
                step.area(),
                rows(step),
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
