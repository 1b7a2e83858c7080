package org.wangge.casework.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.wangge.account.Department;
import org.wangge.casework.CaseCommand;
import org.wangge.casework.CaseState;
import org.wangge.casework.model.CaseFile.Assignment;
import org.wangge.casework.model.CaseFile.FieldTask;
import org.wangge.casework.model.CaseFile.Filing;
import org.wangge.casework.model.CaseFile.Finding;
import org.wangge.casework.model.CaseFile.MergedReport;
import org.wangge.casework.model.CaseFile.Name;
import org.wangge.casework.model.CaseFile.Outcome;
import org.wangge.shared.Actor;
import org.wangge.shared.Limit;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Reason;
import org.wangge.shared.Refusal;

/** What each action changes besides the state: assignment, findings, clocks (rules R1 to R9 of the domain), and its line. */
final class Effects extends CaseStep {

    private Effects(CaseFile file, Actor actor, Facts facts, CaseState to) {
        super(file, actor, facts, to);
    }

    static CaseDecision of(CaseFile file, CaseCommand command, Actor actor, Facts facts, CaseState to) {
        Effects effects = new Effects(file, actor, facts, to);
        if (!actor.equals(Actor.SYSTEM)) {
            effects.change.party(actor.id());
        }
        return effects.decide(command);
    }

    private CaseDecision decide(CaseCommand command) {
        if (command instanceof CaseCommand.RequestVerification ask) {
            return requestVerification(ask);
        }
        if (command instanceof CaseCommand.Verify answer) {
            return verify(answer);
        }
        if (command instanceof CaseCommand.File) {
            return file((CaseCommand.File) command);
        }
        if (command instanceof CaseCommand.Merge) {
            return merge();
        }
        if (command instanceof CaseCommand.Absorb other) {
            return absorb(other);
        }
        if (command instanceof CaseCommand.Dispatch dispatch) {
            return dispatch(dispatch);
        }
        if (command instanceof CaseCommand.Accept) {
            return accept();
        }
        if (command instanceof CaseCommand.Resolve done) {
            return resolve(done);
        }
        if (command instanceof CaseCommand.RequestCheck ask) {
            return requestCheck(ask);
        }
        if (command instanceof CaseCommand.Check answer) {
            return check(answer);
        }
        if (command instanceof CaseCommand.Close close) {
            return close(close);
        }
        if (command instanceof CaseCommand.Conclude conclude) {
            return conclude(conclude);
        }
        if (command instanceof CaseCommand.Comment comment) {
            return moved(command, null, null, comment.text(), List.of());
        }
        return decideByReason(command);
    }

    private CaseDecision decideByReason(CaseCommand command) {
        if (command instanceof CaseCommand.Withdraw withdraw) {
            return end(command, withdraw.reason());
        }
        if (command instanceof CaseCommand.Decline decline) {
            return end(command, decline.reason());
        }
        if (command instanceof CaseCommand.Void voiding) {
            return end(command, voiding.reason());
        }
        if (command instanceof CaseCommand.Revoke revoke) {
            return takeBack(command, revoke.reason(), file.returns());
        }
        if (command instanceof CaseCommand.Return giving) {
            return takeBack(command, giving.reason(), file.returns() + 1);
        }
        if (command instanceof CaseCommand.Rework rework) {
            return rework(rework);
        }
        return reopen((CaseCommand.Reopen) command);
    }

    /** R9: the accept clock rests while the worker looks. */
    private CaseDecision requestVerification(CaseCommand.RequestVerification ask) {
        Name worker = requireNonNull(facts.person());
        change.set("task", new FieldTask(worker, me, facts.now(), ask.note()))
                .clocks(clocks.pause(Stage.ACCEPT).start(Stage.VERIFY, Clocks.FIELD))
                .party(worker.id());
        return moved(ask, worker.name(), null, ask.note(), List.of());
    }

    private CaseDecision verify(CaseCommand.Verify answer) {
        change.set("task", null)
                .set("verification", new Finding(answer.confirmed(), answer.note(), me, facts.now()))
                .clocks(clocks.stop(Stage.VERIFY).resume(Stage.ACCEPT))
                .media(answer.mediaIds());
        return moved(answer, requireNonNull(file.task()).askedBy().name(), null, answer.note(), answer.mediaIds());
    }

    private CaseDecision file(CaseCommand.File filing) {
        Facts.Condition condition = requireNonNull(facts.condition());
        change.set(
                        "filing",
                        new Filing(
                                condition.seq(),
                                condition.text(),
                                condition.limit(),
                                condition.closingStandard(),
                                me,
                                facts.now()))
                .clocks(clocks.stop(Stage.ACCEPT).start(Stage.DISPATCH, Clocks.DESK));
        if (facts.category() != null) {
            change.set("category", facts.category());
        }
        if (filing.urgent() != null) {
            change.set("urgent", filing.urgent());
        }
        return moved(filing, null, null, condition.text().zh(), List.of());
    }

    private CaseDecision merge() {
        CaseFile target = requireNonNull(facts.target());
        if (target.id().equals(file.id())) {
            return new CaseDecision.No(Refusal.field("case.merge-self", "/intoCaseId"));
        }
        // A sample is closed, whoever looks at it now.
        if (!target.state().isOpen() || target.closedAt() != null) {
            return new CaseDecision.No(
                    Refusal.field("case.merge-target", "/intoCaseId", target.number(), target.state()));
        }
        change.set("mergedInto", target.id()).clocks(clocks.stopAll());
        return moved(new CaseCommand.Merge(target.id()), target.number(), null, null, List.of());
    }

    private CaseDecision absorb(CaseCommand.Absorb other) {
        if (file.merged().stream().anyMatch(known -> known.caseId().equals(other.caseId()))) {
            return new CaseDecision.Already();
        }
        change.absorb(new MergedReport(other.caseId(), other.number(), other.reporterId(), other.earlierReporterIds()));
        return moved(other, null, null, other.number(), List.of());
    }

    /** R7: to the same department what was left of the limit goes on; R8: to another it begins anew. */
    private CaseDecision dispatch(CaseCommand.Dispatch dispatch) {
        Department department = facts.department();
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
        change.set("assignment", assignment)
                .set("previousDepartment", assignment.party())
                .clocks(handling)
                .party(assignment.departmentCode());
        if (facts.person() != null) {
            change.party(facts.person().id());
        }
        return moved(dispatch, assignment.receiver(), null, dispatch.note(), List.of());
    }

    /** A case that was settled on the spot and reopened was never filed; the usual condition of its category holds. */
    private Limit limit() {
        Filing filing = file.filing();
        return filing == null ? requireNonNull(facts.condition()).limit() : filing.limit();
    }

    /** Who accepts for the department is the assignee from then on. */
    private CaseDecision accept() {
        Assignment given = requireNonNull(file.assignment());
        change.set(
                "assignment",
                new Assignment(
                        given.departmentCode(),
                        given.departmentName(),
                        me,
                        given.note(),
                        given.by(),
                        given.at(),
                        facts.now()));
        return moved(new CaseCommand.Accept(), null, null, null, List.of());
    }

    /** R3: the handle clock rests, the dispatch clock begins anew. */
    private CaseDecision takeBack(CaseCommand command, Reason reason, int returns) {
        change.set("assignment", null)
                .set("returns", returns)
                .clocks(clocks.pause(Stage.HANDLE).start(Stage.DISPATCH, Clocks.DESK));
        return moved(command, requireNonNull(file.assignment()).receiver(), reason, reason.text(), List.of());
    }

    private CaseDecision resolve(CaseCommand.Resolve done) {
        change.set("outcome", new Outcome(done.result(), me, facts.now(), null, null))
                .set("check", null)
                .clocks(clocks.stop(Stage.HANDLE))
                .media(done.mediaIds());
        return moved(done, null, null, done.result(), done.mediaIds());
    }

    private CaseDecision requestCheck(CaseCommand.RequestCheck ask) {
        Name worker = requireNonNull(facts.person());
        if (Guard.handler(file).filter(worker.id()::equals).isPresent()) {
            return new CaseDecision.No(Refusal.field("case.checker-is-handler", "/assigneeId"));
        }
        change.set("task", new FieldTask(worker, me, facts.now(), ask.note()))
                .clocks(clocks.start(Stage.CHECK, Clocks.FIELD))
                .party(worker.id());
        return moved(ask, worker.name(), null, ask.note(), List.of());
    }

    /** What was a sample stays closed since when it was, also when it failed: opening it again is the dispatcher's to do. */
    private CaseDecision check(CaseCommand.Check answer) {
        change.set("task", null)
                .set("check", new Finding(answer.passed(), answer.note(), me, facts.now()))
                .clocks(clocks.stop(Stage.CHECK))
                .media(answer.mediaIds());
        return moved(answer, requireNonNull(file.task()).askedBy().name(), null, answer.note(), answer.mediaIds());
    }

    /** Closing needs a closing standard; without another the filing condition's is taken. */
    private CaseDecision close(CaseCommand.Close close) {
        Outcome done = requireNonNull(file.outcome());
        LocalizedText usual = file.filing() == null ? null : file.filing().closingStandard();
        String standard = close.standard() == null || close.standard().isBlank()
                ? (usual == null ? null : usual.zh())
                : close.standard();
        change.set("outcome", new Outcome(done.result(), done.by(), done.at(), standard, me))
                .set("closedAt", facts.now())
                .clocks(clocks.stopAll());
        return moved(close, null, null, close.note(), List.of());
    }

    /** R2: back to the same department, with what was left when it handed the result on. */
    private CaseDecision rework(CaseCommand.Rework rework) {
        Assignment given = requireNonNull(file.assignment());
        change.set("check", null).clocks(clocks.takeUp(Stage.HANDLE));
        return moved(rework, given.receiver(), rework.reason(), rework.reason().text(), List.of());
    }

    /** Begins again at dispatch, with a fresh limit for whoever handles it. */
    private CaseDecision reopen(CaseCommand.Reopen reopen) {
        change.set("closedAt", null)
                .set("assignment", null)
                .set("previousDepartment", null)
                .set("check", null)
                .set("returns", 0)
                .clocks(clocks.start(Stage.DISPATCH, Clocks.DESK));
        return moved(reopen, null, reopen.reason(), reopen.reason().text(), List.of());
    }

    private CaseDecision conclude(CaseCommand.Conclude conclude) {
        Outcome done = file.outcome();
        change.set(
                        "outcome",
                        done == null
                                ? new Outcome(conclude.text(), me, facts.now(), null, me)
                                : new Outcome(done.result(), done.by(), done.at(), done.closingStandard(), me))
                .set("task", null)
                .set("closedAt", facts.now())
                .clocks(clocks.stopAll());
        return moved(conclude, null, null, conclude.text(), List.of());
    }

    private CaseDecision end(CaseCommand command, Reason reason) {
        change.set("task", null).set("closedAt", facts.now()).clocks(clocks.stopAll());
        return moved(command, null, reason, reason.text(), List.of());
    }
}
