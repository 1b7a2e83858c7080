package org.wangge.casework.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.UUID;
import org.wangge.casework.CaseCommand;
import org.wangge.casework.CaseState;
import org.wangge.casework.StepOutcome;
import org.wangge.casework.model.CaseFile.FieldTask;
import org.wangge.casework.model.CaseFile.Finding;
import org.wangge.shared.Actor;
import org.wangge.shared.PersonName;
import org.wangge.shared.Refusal;
import org.wangge.work.Decision;

/** Somebody is asked to look on the spot, before filing or before closing, and says what is there. */
final class LookEffects extends CaseStep {

    LookEffects(CaseFile file, Actor actor, CaseContext facts, CaseState to) {
        super(file, actor, facts, to);
    }

    Decision<CaseFile> decide(CaseCommand command) {
        return switch (command.action()) {
            case REQUEST_VERIFICATION -> requestVerification((CaseCommand.RequestVerification) command);
            case VERIFY -> verify((CaseCommand.Verify) command);
            case REQUEST_CHECK -> requestCheck((CaseCommand.RequestCheck) command);
            case CHECK -> check((CaseCommand.Check) command);
            default -> withdraw(command);
        };
    }

    /** R9: the accept clock rests while the worker looks. */
    private Decision<CaseFile> requestVerification(CaseCommand.RequestVerification ask) {
        PersonName worker = requireNonNull(facts.person());
        next.task(new FieldTask(worker, me, facts.now(), ask.note()));
        clocks(clocks.pause(Stage.ACCEPT).start(Stage.VERIFY, Clocks.FIELD));
        party(worker.id());
        return line(ask.action()).to(worker).saying(ask.note()).moved();
    }

    private Decision<CaseFile> verify(CaseCommand.Verify answer) {
        List<UUID> photos = there(answer.mediaIds());
        next.task(null).verification(new Finding(answer.confirmed(), answer.note(), me, facts.now()));
        clocks(clocks.stop(Stage.VERIFY).resume(Stage.ACCEPT));
        media(photos);
        return line(answer.action())
                .to(requireNonNull(file.task()).askedBy())
                .saying(answer.note())
                .outcome(StepOutcome.of(answer.action(), answer.confirmed()))
                .photos(photos)
                .moved();
    }

    private Decision<CaseFile> requestCheck(CaseCommand.RequestCheck ask) {
        PersonName worker = requireNonNull(facts.person());
        if (Guard.handler(file).filter(worker.id()::equals).isPresent()) {
            return new Decision.No<>(Refusal.field("case.checker-is-handler", "/assigneeId"));
        }
        next.task(new FieldTask(worker, me, facts.now(), ask.note()));
        clocks(clocks.start(Stage.CHECK, Clocks.FIELD));
        party(worker.id());
        return line(ask.action()).to(worker).saying(ask.note()).moved();
    }

    /** What was a sample stays closed since when it was, also when it failed: opening it again is the dispatcher's to do. */
    private Decision<CaseFile> check(CaseCommand.Check answer) {
        List<UUID> photos = there(answer.mediaIds());
        next.task(null).check(new Finding(answer.passed(), answer.note(), me, facts.now()));
        clocks(clocks.stop(Stage.CHECK));
        media(photos);
        return line(answer.action())
                .to(requireNonNull(file.task()).askedBy())
                .saying(answer.note())
                .outcome(StepOutcome.of(answer.action(), answer.passed()))
                .photos(photos)
                .moved();
    }

    /** As if nobody had been asked; the worker who was is told. */
    private Decision<CaseFile> withdraw(CaseCommand withdrawal) {
        PersonName worker = requireNonNull(file.task()).assignee();
        next.task(null);
        clocks(clocks.stop(Stage.VERIFY).stop(Stage.CHECK).resume(Stage.ACCEPT));
        return because(withdrawal).to(worker).moved();
    }
}
