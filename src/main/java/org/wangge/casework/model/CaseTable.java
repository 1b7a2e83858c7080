package org.wangge.casework.model;

import static org.wangge.casework.CaseState.CHECKING;
import static org.wangge.casework.CaseState.CLOSED;
import static org.wangge.casework.CaseState.DECLINED;
import static org.wangge.casework.CaseState.DISPATCHED;
import static org.wangge.casework.CaseState.FILED;
import static org.wangge.casework.CaseState.HANDLING;
import static org.wangge.casework.CaseState.MERGED;
import static org.wangge.casework.CaseState.REPORTED;
import static org.wangge.casework.CaseState.RESOLVED;
import static org.wangge.casework.CaseState.VERIFYING;
import static org.wangge.casework.CaseState.VOIDED;
import static org.wangge.casework.CaseState.WITHDRAWN;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseCommand;
import org.wangge.casework.CaseState;
import org.wangge.shared.Permission;
import org.wangge.work.Transitions.Row;

/** The rows of the table of cases, by the phase of a case that they belong to. */
final class CaseTable {

    private static final Set<CaseState> ANY = EnumSet.allOf(CaseState.class);

    private CaseTable() {}

    static List<Row<CaseFile, CaseCommand, CaseAction, CaseState>> rows() {
        return together(reports(), looks(), filing(), dispatching(), betweenDesks(), handling(), ending())
                .toList();
    }

    private static Stream<Row<CaseFile, CaseCommand, CaseAction, CaseState>> reports() {
        return Stream.of(
                row(CaseAction.WITHDRAW, Set.of(REPORTED), WITHDRAWN, Permission.CASE_REPORT, Relation.REPORTER));
    }

    private static Stream<Row<CaseFile, CaseCommand, CaseAction, CaseState>> looks() {
        return together(
                atDesk(CaseAction.REQUEST_VERIFICATION, Set.of(REPORTED), VERIFYING, Permission.CASE_FILE),
                Stream.of(row(CaseAction.VERIFY, Set.of(VERIFYING), REPORTED, Permission.CASE_VERIFY, Relation.ASKED)),
                atDesk(CaseAction.WITHDRAW_REQUEST, Set.of(VERIFYING), REPORTED, Permission.CASE_FILE),
                atDesk(
                        CaseAction.WITHDRAW_REQUEST,
                        Set.of(CHECKING),
                        RESOLVED,
                        Permission.CASE_CLOSE,
                        Guard.NOT_A_SAMPLE),
                atDesk(CaseAction.WITHDRAW_REQUEST, Set.of(CHECKING), CLOSED, Permission.CASE_CLOSE, Guard.A_SAMPLE));
    }

    private static Stream<Row<CaseFile, CaseCommand, CaseAction, CaseState>> filing() {
        return together(
                atDesk(CaseAction.FILE, Set.of(REPORTED), FILED, Permission.CASE_FILE),
                atDesk(
                        CaseAction.REFILE,
                        Set.of(FILED, DISPATCHED),
                        null,
                        Permission.CASE_FILE,
                        Guard.NOT_ACCEPTED,
                        Guard.NOT_OFFERED),
                atDesk(CaseAction.UNFILE, Set.of(FILED), REPORTED, Permission.CASE_FILE, Guard.NOT_OFFERED),
                atDesk(CaseAction.DECLINE, Set.of(REPORTED), DECLINED, Permission.CASE_FILE),
                Stream.of(
                        row(
                                CaseAction.RECONSIDER,
                                Set.of(DECLINED),
                                REPORTED,
                                Permission.CASE_FILE,
                                Relation.AT_THE_DESK),
                        row(
                                CaseAction.RECONSIDER,
                                Set.of(DECLINED),
                                REPORTED,
                                Permission.CASE_ARBITRATE,
                                Relation.OF_THE_AREA)),
                atDesk(CaseAction.MERGE, Set.of(REPORTED, FILED), MERGED, Permission.CASE_FILE, Guard.NOT_OFFERED),
                // In every state: a report may turn out to be the same as one that has ended meanwhile.
                Stream.of(row(CaseAction.ABSORB, ANY, null, null, Relation.READER)));
    }

    private static Stream<Row<CaseFile, CaseCommand, CaseAction, CaseState>> dispatching() {
        return Stream.of(
                row(
                        CaseAction.DISPATCH,
                        Set.of(FILED),
                        DISPATCHED,
                        Permission.CASE_DISPATCH,
                        Relation.AT_THE_DESK,
                        Guard.NOT_RETURNED_TWICE,
                        Guard.NOT_OFFERED),
                row(
                        CaseAction.DISPATCH,
                        Set.of(FILED),
                        DISPATCHED,
                        Permission.CASE_ARBITRATE,
                        Relation.OF_THE_AREA,
                        Guard.FOR_DISTRICT_TO_DISPATCH,
                        Guard.NOT_OFFERED),
                // Who decided where it goes decides that it goes elsewhere.
                row(
                        CaseAction.REVOKE,
                        Set.of(DISPATCHED, HANDLING),
                        FILED,
                        Permission.CASE_DISPATCH,
                        Relation.AT_THE_DESK,
                        Guard.NOT_DECIDED_BY_DISTRICT),
                row(
                        CaseAction.REVOKE,
                        Set.of(DISPATCHED, HANDLING),
                        FILED,
                        Permission.CASE_ARBITRATE,
                        Relation.OF_THE_AREA,
                        Guard.DECIDED_BY_DISTRICT));
    }

    /** Whose it is, is between the offices and the district; all of it before anyone is sent. */
    private static Stream<Row<CaseFile, CaseCommand, CaseAction, CaseState>> betweenDesks() {
        return Stream.of(
                row(
                        CaseAction.TRANSFER,
                        Set.of(FILED),
                        null,
                        Permission.CASE_DISPATCH,
                        Relation.AT_THE_DESK,
                        Guard.NOT_ARBITRATED,
                        Guard.NOT_RETURNED_TWICE,
                        Guard.NOT_OFFERED),
                row(
                        CaseAction.TRANSFER,
                        Set.of(FILED),
                        null,
                        Permission.CASE_ARBITRATE,
                        Relation.OF_THE_AREA,
                        Guard.NOT_OFFERED),
                row(
                        CaseAction.ANSWER_TRANSFER,
                        Set.of(FILED),
                        null,
                        Permission.CASE_DISPATCH,
                        Guard.OFFERED,
                        Relation.OFFERED_TO),
                row(CaseAction.LAPSE_TRANSFER, Set.of(FILED), null, null, Guard.OFFERED, Guard.UNANSWERED),
                row(
                        CaseAction.ESCALATE,
                        Set.of(FILED),
                        null,
                        Permission.CASE_DISPATCH,
                        Relation.AT_THE_DESK,
                        Guard.NOT_AT_THE_DISTRICT,
                        Guard.NOT_ARBITRATED,
                        Guard.NOT_OFFERED),
                row(
                        CaseAction.ARBITRATE,
                        Set.of(FILED),
                        null,
                        Permission.CASE_ARBITRATE,
                        Relation.OF_THE_AREA,
                        Guard.FOR_DISTRICT_TO_DECIDE,
                        Guard.NOT_OFFERED),
                row(CaseAction.MOVE_DESK, CaseState.open(), null, null),
                // Whoever has accepted it goes on with it, wherever its spot is now.
                row(
                        CaseAction.FOLLOW_GRID,
                        Set.of(REPORTED, VERIFYING, FILED, DISPATCHED),
                        null,
                        null,
                        Guard.NOT_ACCEPTED));
    }

    private static Stream<Row<CaseFile, CaseCommand, CaseAction, CaseState>> handling() {
        return together(
                Stream.of(
                        row(CaseAction.ACCEPT, Set.of(DISPATCHED), HANDLING, Permission.CASE_HANDLE, Relation.ASSIGNED),
                        row(
                                CaseAction.RETURN,
                                Set.of(DISPATCHED, HANDLING),
                                FILED,
                                Permission.CASE_HANDLE,
                                Relation.ASSIGNED),
                        row(CaseAction.RESOLVE, Set.of(HANDLING), RESOLVED, Permission.CASE_HANDLE, Relation.ASSIGNED)),
                atDesk(CaseAction.REQUEST_CHECK, Set.of(RESOLVED), CHECKING, Permission.CASE_CLOSE),
                // What was settled on the spot was closed at once, without anybody's looking: it may be sampled.
                atDesk(
                        CaseAction.REQUEST_CHECK,
                        Set.of(CLOSED),
                        CHECKING,
                        Permission.CASE_CLOSE,
                        Guard.CLOSED_ON_THE_SPOT,
                        Guard.CLOSED_LATELY),
                Stream.of(
                        row(
                                CaseAction.CHECK,
                                Set.of(CHECKING),
                                RESOLVED,
                                Permission.CASE_CHECK,
                                Relation.ASKED,
                                Guard.NOT_A_SAMPLE,
                                Guard.NOT_THE_HANDLER),
                        row(
                                CaseAction.CHECK,
                                Set.of(CHECKING),
                                CLOSED,
                                Permission.CASE_CHECK,
                                Relation.ASKED,
                                Guard.A_SAMPLE,
                                Guard.NOT_THE_HANDLER)));
    }

    private static Stream<Row<CaseFile, CaseCommand, CaseAction, CaseState>> ending() {
        return together(
                atDesk(
                        CaseAction.CLOSE,
                        Set.of(RESOLVED),
                        CLOSED,
                        Permission.CASE_CLOSE,
                        Guard.NOT_THE_HANDLER,
                        Guard.LAST_CHECK_DID_NOT_FAIL),
                atDesk(CaseAction.REWORK, Set.of(RESOLVED), DISPATCHED, Permission.CASE_CLOSE),
                atDesk(CaseAction.REOPEN, Set.of(CLOSED), FILED, Permission.CASE_CLOSE, Guard.CLOSED_LATELY),
                Stream.of(
                        row(CaseAction.VOID, CaseState.open(), VOIDED, Permission.CASE_VOID, Relation.OF_THE_AREA),
                        row(CaseAction.CONCLUDE, CaseState.open(), CLOSED, null, Relation.READER),
                        // In every state: what is known later belongs to the case too.
                        row(CaseAction.COMMENT, ANY, null, Permission.CASE_COMMENT, Relation.READER)));
    }

    @SafeVarargs
    private static <R> Stream<R> together(Stream<R>... rows) {
        return Stream.of(rows).flatMap(some -> some);
    }

    /** What the people of the desk do: an office's dispatchers, and at the district's desk also who may arbitrate. */
    private static Stream<Row<CaseFile, CaseCommand, CaseAction, CaseState>> atDesk(
            CaseAction action, Set<CaseState> from, @Nullable CaseState to, Permission permission, Guard... guards) {
        return Stream.of(
                row(action, from, to, permission, with(Relation.AT_THE_DESK, guards)),
                row(action, from, to, Permission.CASE_ARBITRATE, with(Relation.AT_THE_DISTRICTS_DESK, guards)));
    }

    private static CaseRule[] with(Relation relation, Guard... guards) {
        return Stream.concat(Stream.of(relation), Stream.of(guards)).toArray(CaseRule[]::new);
    }

    private static Row<CaseFile, CaseCommand, CaseAction, CaseState> row(
            CaseAction action,
            Set<CaseState> from,
            @Nullable CaseState to,
            @Nullable Permission permission,
            CaseRule... rules) {
        return new Row<>(action, from, to == null ? Set.of() : Set.of(to), permission, List.of(rules));
    }
}
