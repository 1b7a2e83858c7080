package org.wangge.casework.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.UUID;
import org.wangge.casework.CaseCommand;
import org.wangge.casework.CaseState;
import org.wangge.casework.model.BetweenOffices.Transfer;
import org.wangge.casework.model.CaseFile.Outcome;
import org.wangge.shared.Actor;
import org.wangge.shared.LocalizedText;
import org.wangge.work.Decision;

/** The case ends, in whichever way, or is opened again; and what is said of it at any time. */
final class EndEffects extends CaseStep {

    EndEffects(CaseFile file, Actor actor, CaseContext facts, CaseState to) {
        super(file, actor, facts, to);
    }

    Decision<CaseFile> decide(CaseCommand command) {
        return switch (command.action()) {
            case CLOSE -> close((CaseCommand.Close) command);
            case CONCLUDE -> conclude((CaseCommand.Conclude) command);
            case COMMENT -> comment((CaseCommand.Comment) command);
            case REOPEN -> reopen(command);
            default -> end(command);
        };
    }

    private Decision<CaseFile> comment(CaseCommand.Comment comment) {
        List<UUID> photos = there(comment.mediaIds());
        media(photos);
        return line(comment.action()).saying(comment.text()).photos(photos).moved();
    }

    /** Closing needs a closing standard; without another the filing condition's is taken. */
    private Decision<CaseFile> close(CaseCommand.Close close) {
        Outcome done = requireNonNull(file.outcome());
        LocalizedText usual = file.filing() == null ? null : file.filing().closingStandard();
        String standard = close.standard() == null || close.standard().isBlank()
                ? (usual == null ? null : usual.zh())
                : close.standard();
        next.outcome(done.closed(standard, me)).closedAt(facts.now());
        clocks(clocks.stopAll());
        return line(close.action()).saying(close.note()).moved();
    }

    /** Begins again at dispatch, with a fresh limit for whoever handles it. What it was returned for may still be so. */
    private Decision<CaseFile> reopen(CaseCommand reopen) {
        next.closedAt(null).assignment(null).previousDepartment(null).check(null);
        clocks(clocks.start(Stage.DISPATCH, Clocks.DESK));
        return because(reopen).moved();
    }

    private Decision<CaseFile> conclude(CaseCommand.Conclude conclude) {
        Outcome done = file.outcome();
        next.outcome(
                        done == null
                                ? new Outcome(conclude.text(), me, facts.now(), null, me, null)
                                : done.closed(done.closingStandard(), me))
                .task(null)
                .between(file.between().with((Transfer) null))
                .closedAt(facts.now());
        clocks(clocks.stopAll());
        return line(conclude.action()).saying(conclude.text()).moved();
    }

    private Decision<CaseFile> end(CaseCommand command) {
        next.task(null).closedAt(facts.now()).between(file.between().with((Transfer) null));
        clocks(clocks.stopAll());
        return because(command).moved();
    }
}
