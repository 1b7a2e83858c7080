package org.wangge.notification.model;

import static org.wangge.notification.model.Audience.ASKED;
import static org.wangge.notification.model.Audience.ASKER;
import static org.wangge.notification.model.Audience.DESK;
import static org.wangge.notification.model.Audience.DISTRICT;
import static org.wangge.notification.model.Audience.GRID_WORKERS;
import static org.wangge.notification.model.Audience.HANDLERS;
import static org.wangge.notification.model.Audience.NAMED_DEPARTMENTS;
import static org.wangge.notification.model.Audience.OTHER_DESKS;
import static org.wangge.notification.model.Audience.REPORTERS;
import static org.wangge.notification.model.Audience.SENDER;
import static org.wangge.notification.model.Audience.WATCHERS;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseState;
import org.wangge.casework.StepOutcome;
import org.wangge.casework.events.CaseEvent;
import org.wangge.notification.NoticeKind;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;

/**
 * Who is told of what becomes of a case: the whole policy on one screen. Rows come in order of weight; someone who is in
 * several is told only the first. The one who acted is never told.
 */
public final class CasePolicy {

    /** After so many returns the district has to say where it goes (field rule 11). */
    private static final int RETURNS_BEFORE_ARBITRATION = 2;

    private CasePolicy() {}

    public static NoticePlan telling(CaseEvent step) {
        return new NoticePlan(
                step.eventId(),
                step.at(),
                step.at(),
                new Subject.OfCase(step.caseId(), step.number(), StepOutcome.of(step.action(), step.positive())),
                step.urgent(),
                step.area(),
                rows(step),
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

    /** Who answers for the grid need not be among those who may know of every case in it; all others are named by the case. */
    private static @Nullable Permission reader(CaseEvent step) {
        return step.action() == CaseAction.REPORT && step.restricted() ? Permission.CASE_READ_RESTRICTED : null;
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

    private static boolean isAtDistrict(CaseEvent step) {
        return step.desks() != null && step.desks().district();
    }

    private static boolean isReturnedToDistrict(CaseEvent step) {
        return step.desks() == null
                ? step.returns() >= RETURNS_BEFORE_ARBITRATION
                : step.desks().toDistrict();
    }

    /** At the district's desk those are who may arbitrate, and who dispatches for all of it. */
    static List<Row> rows(CaseEvent step) {
        return rowsOfDesk(step).stream()
                .flatMap(row -> row.audience() == DESK && isAtDistrict(step)
                        ? Stream.of(row(DISTRICT, row.kind()), row)
                        : Stream.of(row))
                .distinct()
                .toList();
    }

    private static List<Row> rowsOfDesk(CaseEvent step) {
        return switch (step.action()) {
            case REPORT ->
                List.of(
                        row(DESK, NoticeKind.CASE_REPORTED),
                        row(GRID_WORKERS, NoticeKind.CASE_IN_YOUR_GRID),
                        row(WATCHERS, NoticeKind.CASE_TO_KNOW));
            case SELF_HANDLE -> List.of();
            // It is new to that office.
            case FOLLOW_GRID -> List.of(row(DESK, NoticeKind.CASE_REPORTED));
            // What came with it may change what is to be done, and how soon.
            case ABSORB ->
                step.urgent() && step.state().isOpen()
                        ? List.of(row(HANDLERS, NoticeKind.CASE_JOINED), row(DESK, NoticeKind.CASE_JOINED))
                        : List.of(row(HANDLERS, NoticeKind.CASE_JOINED));
            case WITHDRAW -> List.of(row(DESK, NoticeKind.CASE_WITHDRAWN));
            case REQUEST_VERIFICATION -> List.of(row(ASKED, NoticeKind.VERIFICATION_ASKED));
            case VERIFY -> List.of(row(ASKER, NoticeKind.CASE_VERIFIED));
            case WITHDRAW_REQUEST -> List.of(row(ASKED, NoticeKind.REQUEST_WITHDRAWN));
            case REFILE -> List.of(row(HANDLERS, NoticeKind.CASE_REFILED));
            case UNFILE -> List.of(row(REPORTERS, NoticeKind.CASE_UNFILED), row(DESK, NoticeKind.CASE_UNFILED));
            case RECONSIDER ->
                List.of(row(REPORTERS, NoticeKind.CASE_RECONSIDERED), row(DESK, NoticeKind.CASE_RECONSIDERED));
            case FILE -> List.of(row(REPORTERS, NoticeKind.CASE_FILED));
            case DECLINE -> List.of(row(REPORTERS, NoticeKind.CASE_DECLINED));
            case MERGE -> List.of(row(REPORTERS, NoticeKind.CASE_MERGED), row(HANDLERS, NoticeKind.CASE_MERGED));
            case DISPATCH ->
                isReturnedToDistrict(step)
                        ? List.of(
                                row(HANDLERS, NoticeKind.CASE_DISPATCHED),
                                row(DESK, NoticeKind.CASE_DISPATCHED_BY_DISTRICT))
                        : List.of(row(HANDLERS, NoticeKind.CASE_DISPATCHED));
            case REVOKE -> List.of(row(HANDLERS, NoticeKind.CASE_REVOKED));
            case ACCEPT -> List.of(row(SENDER, NoticeKind.CASE_ACCEPTED));
            case RETURN ->
                isAtDistrict(step)
                        ? toDistrict(row(OTHER_DESKS, NoticeKind.CASE_RETURNED))
                        : isReturnedToDistrict(step)
                                ? toDistrict(row(DESK, NoticeKind.CASE_RETURNED))
                                : List.of(row(DESK, NoticeKind.CASE_RETURNED));
            case TRANSFER -> List.of(row(OTHER_DESKS, NoticeKind.CASE_TRANSFER_ASKED));
            case ANSWER_TRANSFER ->
                isAtDistrict(step)
                        ? toDistrict(row(OTHER_DESKS, NoticeKind.CASE_TRANSFER_ANSWERED))
                        : List.of(row(OTHER_DESKS, NoticeKind.CASE_TRANSFER_ANSWERED));
            case LAPSE_TRANSFER -> toDistrict(row(OTHER_DESKS, NoticeKind.CASE_TRANSFER_LAPSED));
            case ESCALATE -> toDistrict(row(OTHER_DESKS, NoticeKind.CASE_ESCALATED));
            case ARBITRATE ->
                List.of(
                        row(DESK, NoticeKind.CASE_ARBITRATED),
                        row(NAMED_DEPARTMENTS, NoticeKind.CASE_ARBITRATED),
                        row(OTHER_DESKS, NoticeKind.CASE_ARBITRATED));
            case MOVE_DESK -> List.of(row(DESK, NoticeKind.CASE_DESK_MOVED));
            case RESOLVE -> List.of(row(DESK, NoticeKind.CASE_RESOLVED));
            case REQUEST_CHECK -> List.of(row(ASKED, NoticeKind.CHECK_ASKED));
            // A sample that failed is for whoever may open the case again, should the one who asked be gone.
            case CHECK ->
                step.state() == CaseState.CLOSED && !step.positive()
                        ? List.of(row(ASKER, NoticeKind.CASE_CHECKED), row(DESK, NoticeKind.CASE_CHECKED))
                        : List.of(row(ASKER, NoticeKind.CASE_CHECKED));
            case CLOSE -> List.of(row(REPORTERS, NoticeKind.CASE_CLOSED), row(HANDLERS, NoticeKind.CASE_CLOSED));
            case CONCLUDE ->
                List.of(
                        row(HANDLERS, NoticeKind.CASE_CLOSED),
                        row(DESK, NoticeKind.CASE_CLOSED),
                        row(ASKED, NoticeKind.CASE_CLOSED));
            case REWORK -> List.of(row(HANDLERS, NoticeKind.CASE_REWORK));
            case REOPEN -> List.of(row(REPORTERS, NoticeKind.CASE_REOPENED), row(DESK, NoticeKind.CASE_REOPENED));
            case VOID ->
                List.of(
                        row(REPORTERS, NoticeKind.CASE_VOIDED),
                        row(HANDLERS, NoticeKind.CASE_VOIDED),
                        row(DESK, NoticeKind.CASE_VOIDED),
                        row(ASKED, NoticeKind.CASE_VOIDED));
            case COMMENT ->
                // The case that goes on gets it too, and tells those concerned with either.
                step.mergedInto() != null
                        ? List.of()
                        : List.of(
                                row(HANDLERS, NoticeKind.CASE_COMMENTED),
                                row(REPORTERS, NoticeKind.CASE_COMMENTED),
                                // Before anyone dispatched it the case lies on the desk.
                                row(step.dispatchedById() == null ? DESK : SENDER, NoticeKind.CASE_COMMENTED));
        };
    }

    private static List<Row> toDistrict(Row besides) {
        return List.of(row(DISTRICT, NoticeKind.CASE_NEEDS_ARBITRATION), besides);
    }

    private static Row row(Audience audience, NoticeKind kind) {
        return new Row(audience, kind);
    }
}
