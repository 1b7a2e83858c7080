package org.wangge.casework.model;

import org.wangge.casework.CaseCommand;
import org.wangge.casework.CaseState;
import org.wangge.shared.Actor;
import org.wangge.work.Decision;

/**
 * What each action changes besides the state: assignment, findings, clocks (rules R1 to R9 of the domain), and its line; by
 * the phase of the case that it belongs to.
 */
final class Effects {

    private Effects() {}

    static Decision<CaseFile> of(CaseFile file, CaseCommand command, Actor actor, Facts facts, CaseState to) {
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
