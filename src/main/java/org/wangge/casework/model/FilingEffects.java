package org.wangge.casework.model;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.wangge.casework.CaseCommand;
import org.wangge.casework.CaseState;
import org.wangge.casework.model.CaseFile.Filing;
import org.wangge.shared.Actor;
import org.wangge.work.Decision;

/** A report is taken into the process, and what was wrong in that is put right. */
final class FilingEffects extends CaseStep {

    FilingEffects(CaseFile file, Actor actor, CaseContext facts, CaseState to) {
        super(file, actor, facts, to);
    }

    Decision<CaseFile> decide(CaseCommand command) {
        return switch (command.action()) {
            case FILE -> file((CaseCommand.File) command);
            case REFILE -> refile((CaseCommand.Refile) command);
            case UNFILE -> unfile(command);
            default -> reconsider(command);
        };
    }

    private Decision<CaseFile> file(CaseCommand.File filing) {
        Filing filed = filed(filing.urgent());
        clocks(clocks.stop(Stage.ACCEPT).start(Stage.DISPATCH, Clocks.DESK));
        return line(filing.action()).saying(filed.condition()).moved();
    }

    private Filing filed(@Nullable Boolean urgent) {
        CaseContext.Condition condition = requireNonNull(facts.condition());
        Filing filed = new Filing(
                condition.seq(), condition.text(), condition.limit(), condition.closingStandard(), me, facts.now());
        next.filing(filed);
        if (facts.category() != null) {
            next.category(facts.category()).duty(facts.duty());
        }
        // An emergency is urgent without anybody's saying so; the dispatcher may still say that it is not.
        if (urgent != null) {
            next.urgent(urgent);
        } else if (facts.emergency()) {
            next.urgent(true);
        }
        return filed;
    }

    /**
     * Clocks restart from the new condition: the handler's with its limit when the case is dispatched, else the dispatcher's;
     * what was left for a department that had it before no longer counts. How long the runs before took stays on record.
     */
    private Decision<CaseFile> refile(CaseCommand.Refile correction) {
        Filing filed = filed(null);
        Clocks ended = clocks.stop(Stage.HANDLE).stop(Stage.DISPATCH);
        if (file.state() == CaseState.FILED) {
            next.previousDepartment(null);
            clocks(ended.start(Stage.DISPATCH, Clocks.DESK));
        } else {
            clocks(ended.start(Stage.HANDLE, within(filed.limit())));
        }
        return because(correction).saying(filed.condition()).moved();
    }

    /** R1: the dispatch clock ends, and the accept clock begins anew. Returns stay counted, or they could be undone by this. */
    private Decision<CaseFile> unfile(CaseCommand correction) {
        next.filing(null).previousDepartment(null);
        clocks(clocks.stop(Stage.HANDLE).stop(Stage.DISPATCH).start(Stage.ACCEPT, within(Clocks.DESK)));
        return because(correction).moved();
    }

    private Decision<CaseFile> reconsider(CaseCommand second) {
        next.closedAt(null);
        clocks(clocks.start(Stage.ACCEPT, within(Clocks.DESK)));
        return because(second).moved();
    }
}
