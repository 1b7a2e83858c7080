package org.wangge.casework.model;

import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseCommand;
import org.wangge.casework.CaseState;
import org.wangge.shared.Actor;
import org.wangge.shared.Refusal;
import org.wangge.work.Decision;
import org.wangge.work.Transitions;
import org.wangge.work.Transitions.Asked;

/**
 * Who may do what with a case in which state, and where it goes: the whole table.
 */
public final class CaseMachine {

    /** From so many returns on the district decides who gets it. */
    public static final int RETURNS_BEFORE_ARBITRATION = Guard.RETURNS_BEFORE_ARBITRATION;

    private static final Transitions<CaseFile, CaseCommand, CaseAction, CaseState> TABLE =
            new Transitions<>("case", CaseFile::state, CaseTable.rows());

    private CaseMachine() {}

    /** The whole table. */
    public static Transitions<CaseFile, CaseCommand, CaseAction, CaseState> table() {
        return TABLE;
    }

    /** Whether this person works at the desk where the case waits. */
    public static boolean isAtDesk(CaseFile file, Actor actor) {
        return Relation.isAtTheDesk(file, actor);
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
            case TRANSFER, ANSWER_TRANSFER, LAPSE_TRANSFER, ESCALATE, ARBITRATE, MOVE_DESK ->
                new DeskEffects(file, actor, facts, to).decide(command);
            case FOLLOW_GRID -> new GridEffects(file, actor, facts, to).decide((CaseCommand.FollowGrid) command);
            case WITHDRAW, DECLINE, VOID, CLOSE, CONCLUDE, REOPEN, COMMENT ->
                new EndEffects(file, actor, facts, to).decide(command);
            case REPORT, SELF_HANDLE -> throw new IllegalArgumentException("Makes a case: " + command.action());
        };
    }
}
