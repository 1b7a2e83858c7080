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
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.work.Decision;
import org.wangge.work.Transitions;
import org.wangge.work.Transitions.Asked;
import org.wangge.work.Transitions.Row;

/**
 * Who may do what with a case in which state, and where it goes: the whole table.
 */
public final class CaseMachine {

    /** From so many returns on the district decides who gets it. */
    public static final int RETURNS_BEFORE_ARBITRATION = Guard.RETURNS_BEFORE_ARBITRATION;

    private static final Set<CaseState> ANY = EnumSet.allOf(CaseState.class);

    private static final Transitions<CaseFile, CaseCommand, CaseAction, CaseState> TABLE = new Transitions<>(
            "case",
            CaseFile::state,
            List.of(
                    row(CaseAction.WITHDRAW, Set.of(REPORTED), WITHDRAWN, Permission.CASE_REPORT, Relation.REPORTER),
                    row(
                            CaseAction.REQUEST_VERIFICATION,
                            Set.of(REPORTED),
                            VERIFYING,
                            Permission.CASE_FILE,
                            Relation.OF_THE_AREA),
                    row(CaseAction.VERIFY, Set.of(VERIFYING), REPORTED, Permission.CASE_VERIFY, Relation.ASKED),
                    row(
                            CaseAction.WITHDRAW_REQUEST,
                            Set.of(VERIFYING),
                            REPORTED,
                            Permission.CASE_FILE,
                            Relation.OF_THE_AREA),
                    row(
                            CaseAction.WITHDRAW_REQUEST,
                            Set.of(CHECKING),
                            RESOLVED,
                            Permission.CASE_CLOSE,
                            Relation.OF_THE_AREA,
                            Guard.NOT_A_SAMPLE),
                    row(
                            CaseAction.WITHDRAW_REQUEST,
                            Set.of(CHECKING),
                            CLOSED,
                            Permission.CASE_CLOSE,
                            Relation.OF_THE_AREA,
                            Guard.A_SAMPLE),
                    row(CaseAction.FILE, Set.of(REPORTED), FILED, Permission.CASE_FILE, Relation.OF_THE_AREA),
                    row(
                            CaseAction.REFILE,
                            Set.of(FILED, DISPATCHED),
                            null,
                            Permission.CASE_FILE,
                            Relation.OF_THE_AREA,
                            Guard.NOT_ACCEPTED),
                    row(CaseAction.UNFILE, Set.of(FILED), REPORTED, Permission.CASE_FILE, Relation.OF_THE_AREA),
                    row(CaseAction.DECLINE, Set.of(REPORTED), DECLINED, Permission.CASE_FILE, Relation.OF_THE_AREA),
                    row(CaseAction.RECONSIDER, Set.of(DECLINED), REPORTED, Permission.CASE_FILE, Relation.OF_THE_AREA),
                    row(
                            CaseAction.RECONSIDER,
                            Set.of(DECLINED),
                            REPORTED,
                            Permission.CASE_ARBITRATE,
                            Relation.OF_THE_AREA),
                    row(CaseAction.MERGE, Set.of(REPORTED, FILED), MERGED, Permission.CASE_FILE, Relation.OF_THE_AREA),
                    // In every state: a report may turn out to be the same as one that has ended meanwhile.
                    row(CaseAction.ABSORB, ANY, null, null, Relation.READER),
                    row(
                            CaseAction.DISPATCH,
                            Set.of(FILED),
                            DISPATCHED,
                            Permission.CASE_DISPATCH,
                            Relation.OF_THE_AREA,
                            Guard.NOT_RETURNED_TWICE),
                    row(
                            CaseAction.DISPATCH,
                            Set.of(FILED),
                            DISPATCHED,
                            Permission.CASE_ARBITRATE,
                            Relation.OF_THE_AREA,
                            Guard.RETURNED_TWICE),
                    row(
                            CaseAction.DISPATCH,
                            Set.of(FILED),
                            DISPATCHED,
                            Permission.CASE_ARBITRATE,
                            Relation.OF_THE_AREA,
                            Guard.TAKEN_BACK),
                    // Who decided where it goes decides that it goes elsewhere.
                    row(
                            CaseAction.REVOKE,
                            Set.of(DISPATCHED, HANDLING),
                            FILED,
                            Permission.CASE_DISPATCH,
                            Relation.OF_THE_AREA,
                            Guard.NOT_DECIDED_BY_DISTRICT),
                    row(
                            CaseAction.REVOKE,
                            Set.of(DISPATCHED, HANDLING),
                            FILED,
                            Permission.CASE_ARBITRATE,
                            Relation.OF_THE_AREA,
                            Guard.DECIDED_BY_DISTRICT),
                    row(CaseAction.ACCEPT, Set.of(DISPATCHED), HANDLING, Permission.CASE_HANDLE, Relation.ASSIGNED),
                    row(
                            CaseAction.RETURN,
                            Set.of(DISPATCHED, HANDLING),
                            FILED,
                            Permission.CASE_HANDLE,
                            Relation.ASSIGNED),
                    row(CaseAction.RESOLVE, Set.of(HANDLING), RESOLVED, Permission.CASE_HANDLE, Relation.ASSIGNED),
                    row(
                            CaseAction.REQUEST_CHECK,
                            Set.of(RESOLVED),
                            CHECKING,
                            Permission.CASE_CLOSE,
                            Relation.OF_THE_AREA),
                    // What was settled on the spot was closed at once, without anybody's looking: it may be sampled.
                    row(
                            CaseAction.REQUEST_CHECK,
                            Set.of(CLOSED),
                            CHECKING,
                            Permission.CASE_CLOSE,
                            Relation.OF_THE_AREA,
                            Guard.CLOSED_ON_THE_SPOT,
                            Guard.CLOSED_LATELY),
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
                            Guard.NOT_THE_HANDLER),
                    row(
                            CaseAction.CLOSE,
                            Set.of(RESOLVED),
                            CLOSED,
                            Permission.CASE_CLOSE,
                            Relation.OF_THE_AREA,
                            Guard.NOT_THE_HANDLER,
                            Guard.LAST_CHECK_DID_NOT_FAIL),
                    row(CaseAction.REWORK, Set.of(RESOLVED), DISPATCHED, Permission.CASE_CLOSE, Relation.OF_THE_AREA),
                    row(
                            CaseAction.REOPEN,
                            Set.of(CLOSED),
                            FILED,
                            Permission.CASE_CLOSE,
                            Relation.OF_THE_AREA,
                            Guard.CLOSED_LATELY),
                    row(CaseAction.VOID, CaseState.open(), VOIDED, Permission.CASE_VOID, Relation.OF_THE_AREA),
                    row(CaseAction.CONCLUDE, CaseState.open(), CLOSED, null, Relation.READER),
                    // In every state: what is known later belongs to the case too.
                    row(CaseAction.COMMENT, ANY, null, Permission.CASE_COMMENT, Relation.READER)));

    private CaseMachine() {}

    private static Row<CaseFile, CaseCommand, CaseAction, CaseState> row(
            CaseAction action,
            Set<CaseState> from,
            @Nullable CaseState to,
            @Nullable Permission permission,
            Relation relation,
            Guard... guards) {
        return new Row<>(
                action,
                from,
                to == null ? Set.of() : Set.of(to),
                permission,
                Stream.concat(Stream.of(relation), Stream.of(guards)).toList());
    }

    /** The whole table. */
    public static Transitions<CaseFile, CaseCommand, CaseAction, CaseState> table() {
        return TABLE;
    }

    /** Decides about a command by the case, the actor and the facts alone. */
    public static Decision<CaseFile> decide(CaseFile file, CaseCommand command, Actor actor, CaseContext facts) {
        Asked<CaseCommand, CaseAction> asked = new Asked<>(command.action(), command, actor, facts.now());
        Refusal refusal = TABLE.refusal(file, asked);
        return refusal != null
                ? new Decision.No<>(refusal)
                : effect(
                        file,
                        command,
                        actor,
                        facts,
                        TABLE.targets(file, asked).iterator().next());
    }

    /** What each action changes besides the state (rules R1 to R9 of the domain), by the phase of the case that it belongs to. */
    private static Decision<CaseFile> effect(
            CaseFile file, CaseCommand command, Actor actor, CaseContext facts, CaseState to) {
        return switch (command.action()) {
            case REQUEST_VERIFICATION, VERIFY, REQUEST_CHECK, CHECK, WITHDRAW_REQUEST ->
                new LookEffects(file, actor, facts, to).decide(command);
            case FILE, REFILE, UNFILE, RECONSIDER -> new FilingEffects(file, actor, facts, to).decide(command);
            case MERGE, ABSORB -> new MergeEffects(file, actor, facts, to).decide(command);
            case DISPATCH, REVOKE, ACCEPT, RETURN, RESOLVE, REWORK ->
                new HandlingEffects(file, actor, facts, to).decide(command);
            case WITHDRAW, DECLINE, VOID, CLOSE, CONCLUDE, REOPEN, COMMENT ->
                new EndEffects(file, actor, facts, to).decide(command);
            case REPORT, SELF_HANDLE -> throw new IllegalArgumentException("Makes a case: " + command.action());
        };
    }
}
