package org.wangge.casework.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.account.Department;
import org.wangge.casework.CaseCommand;
import org.wangge.casework.CaseState;
import org.wangge.casework.model.BetweenOffices.Arbitration;
import org.wangge.casework.model.BetweenOffices.Named;
import org.wangge.casework.model.BetweenOffices.Objection;
import org.wangge.casework.model.CaseFile.Assignment;
import org.wangge.casework.model.CaseFile.Filing;
import org.wangge.casework.model.CaseFile.Outcome;
import org.wangge.shared.Actor;
import org.wangge.shared.Limit;
import org.wangge.shared.Permission;
import org.wangge.shared.Reason;
import org.wangge.shared.Refusal;
import org.wangge.work.Decision;

/** The case goes to a department, comes back or is done. */
final class HandlingEffects extends CaseStep {

    /** A return for this reason is an objection, which the district decides. */
    static final String NOT_ON_DUTY_LIST = "NOT_ON_DUTY_LIST";

    HandlingEffects(CaseFile file, Actor actor, CaseContext facts, CaseState to) {
        super(file, actor, facts, to);
    }

    Decision<CaseFile> decide(CaseCommand command) {
        return switch (command.action()) {
            case DISPATCH -> dispatch((CaseCommand.Dispatch) command);
            case ACCEPT -> accept();
            case RESOLVE -> resolve((CaseCommand.Resolve) command);
            case REVOKE -> takeBack(command, file.returns(), file.desk());
            case RETURN -> giveBack(command);
            default -> rework(command);
        };
    }

    /** R7: to the same department what was left of the limit goes on; R8: to another it begins anew. */
    private Decision<CaseFile> dispatch(CaseCommand.Dispatch dispatch) {
        Refusal refusal = takenBack(dispatch);
        if (refusal != null) {
            return new Decision.No<>(refusal);
        }
        Department department = facts.department();
        Named lead = leadDecided();
        if (lead != null && (department == null || !department.code().equals(lead.code()))) {
            return new Decision.No<>(Refusal.field("case.lead-decided", "/departmentCode", lead.name(), lead.code()));
        }
        Assignment assignment = new Assignment(
                department == null ? null : department.code(),
                department == null ? null : department.name(),
                facts.person(),
                dispatch.note(),
                me,
                facts.now(),
                null);
        boolean same = assignment.party().equals(file.previousDepartment());
        Clocks dispatched = clocks.stop(Stage.DISPATCH);
        Clocks handling = same
                ? dispatched.resume(Stage.HANDLE)
                : dispatched.stop(Stage.HANDLE).start(Stage.HANDLE, limit());
        next.assignment(assignment).previousDepartment(assignment.party());
        clocks(handling);
        settleObjection(assignment);
        party(assignment.departmentCode());
        if (facts.person() != null) {
            party(facts.person().id());
        }
        Draft line = dispatch.reason() == null ? line(dispatch.action()) : because(dispatch);
        return line.to(assignment.receiver())
                .saying(
                        dispatch.note() == null && dispatch.reason() != null
                                ? dispatch.reason().text()
                                : dispatch.note())
                .moved();
    }

    /** What was taken back is a department's and never an office's, unless the district says why it is once. */
    private @Nullable Refusal takenBack(CaseCommand.Dispatch dispatch) {
        CaseDuty duty = file.duty();
        if (duty == null || !duty.isTakenBack() || !facts.isWithinAnOffice()) {
            return null;
        }
        if (!actor.may(Permission.CASE_ARBITRATE)) {
            String receiver = dispatch.departmentCode() == null ? "/assigneeId" : "/departmentCode";
            return Refusal.field("case.taken-back", receiver, duty.lead());
        }
        return dispatch.reason() == null ? Refusal.field("case.taken-back-reason", "/reason", duty.lead()) : null;
    }

    /** The department that the district named, for who is bound by that; null when it named none. */
    private @Nullable Named leadDecided() {
        Arbitration word = file.between().arbitration();
        return word == null || actor.may(Permission.CASE_ARBITRATE) ? null : word.lead();
    }

    /** Who dispatches what somebody objected to decides that too. */
    private void settleObjection(Assignment assignment) {
        Objection objection = file.between().objection();
        if (objection != null && objection.isOpen()) {
            String before = objection.departmentCode();
            next.between(file.between().with(objection.decided(!Objects.equals(before, assignment.departmentCode()))));
        }
    }

    /** A case that was settled on the spot and reopened was never filed; the usual condition of its category holds. */
    private Limit limit() {
        Filing filing = file.filing();
        return within(filing == null ? requireNonNull(facts.condition()).limit() : filing.limit());
    }

    /** Who accepts for the department is the assignee from then on. */
    private Decision<CaseFile> accept() {
        Assignment given = requireNonNull(file.assignment());
        next.assignment(new Assignment(
                given.departmentCode(), given.departmentName(), me, given.note(), given.by(), given.at(), facts.now()));
        return line(new CaseCommand.Accept().action()).moved();
    }

    /** R3: the handle clock rests, the dispatch clock begins anew; it is with the desk again, or with the district. */
    private Decision<CaseFile> takeBack(CaseCommand command, int returns, Desk desk) {
        next.assignment(null).returns(returns).desk(desk);
        clocks(clocks.pause(Stage.HANDLE).start(Stage.DISPATCH, Clocks.DESK));
        boolean toDistrict =
                returns >= Guard.RETURNS_BEFORE_ARBITRATION && file.between().arbitration() == null;
        Reason why = requireNonNull(command.reason());
        return line(command.action())
                .because(
                        why.code().equals(Reason.NOT_ON_DUTY_LIST)
                                ? why.about(file.category().code())
                                : why)
                .to((toDistrict ? Desk.district(file.area().gridPath()) : desk).people())
                .moved();
    }

    /** An objection goes to the district; so does what comes back again after the district had said whose it is. */
    private Decision<CaseFile> giveBack(CaseCommand command) {
        int returns = file.returns() + 1;
        BetweenOffices between = file.between();
        boolean objects = requireNonNull(command.reason()).code().equals(NOT_ON_DUTY_LIST);
        if (objects) {
            next.between(between.with(new Objection(
                    file.category().code(),
                    requireNonNull(file.assignment()).departmentCode(),
                    file.desk().code(),
                    me,
                    facts.now(),
                    Objection.State.OPEN)));
        }
        boolean toDistrict = objects || between.arbitration() != null && returns >= Guard.RETURNS_BEFORE_ARBITRATION;
        return takeBack(command, returns, toDistrict ? Desk.district(file.area().gridPath()) : file.desk());
    }

    private Decision<CaseFile> resolve(CaseCommand.Resolve done) {
        List<UUID> photos = there(done.mediaIds());
        next.outcome(new Outcome(done.result(), me, facts.now(), null, null, photos))
                .check(null);
        clocks(clocks.stop(Stage.HANDLE));
        media(photos);
        return line(done.action()).saying(done.result()).photos(photos).moved();
    }

    /** R2: back to the same department, with what was left when it handed the result on. */
    private Decision<CaseFile> rework(CaseCommand rework) {
        Assignment given = requireNonNull(file.assignment());
        next.check(null);
        clocks(clocks.takeUp(Stage.HANDLE));
        return because(rework).to(given.receiver()).moved();
    }
}
