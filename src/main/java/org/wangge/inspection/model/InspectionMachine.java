package org.wangge.inspection.model;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.wangge.checklist.Checklist;
import org.wangge.inspection.Answer;
import org.wangge.inspection.InspectionState;
import org.wangge.inspection.StartInspection.Submission;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.work.Decision;
import org.wangge.work.Transitions;
import org.wangge.work.Transitions.Asked;
import org.wangge.work.Transitions.Row;

/**
 * What may be done with an inspection in which state, and where it goes: the whole table. All of it is its inspectors' own, and only
 * while it is under way, but for photos that come after its end.
 */
public final class InspectionMachine {

    private static final Transitions<InspectionFile, InspectionCommand, InspectionAction, InspectionState> TABLE =
            new Transitions<>(
                    "inspection",
                    InspectionFile::state,
                    List.of(
                            row(InspectionAction.ANSWER, InspectionState.STARTED, InspectionState.STARTED),
                            row(InspectionAction.SUBMIT, InspectionState.STARTED, InspectionState.SUBMITTED),
                            row(InspectionAction.ABANDON, InspectionState.STARTED, InspectionState.ABANDONED),
                            row(
                                    InspectionAction.ADD_PHOTOS,
                                    InspectionState.SUBMITTED,
                                    InspectionState.SUBMITTED,
                                    InspectionGuard.PHOTOS_AWAITED)));

    private InspectionMachine() {}

    private static Row<InspectionFile, InspectionCommand, InspectionAction, InspectionState> row(
            InspectionAction action, InspectionState from, InspectionState to, InspectionGuard... others) {
        return new Row<>(
                action,
                Set.of(from),
                Set.of(to),
                Permission.INSPECT,
                Stream.concat(Stream.of(InspectionGuard.ITS_INSPECTOR), Stream.of(others))
                        .toList());
    }

    /** The whole table. */
    public static Transitions<InspectionFile, InspectionCommand, InspectionAction, InspectionState> table() {
        return TABLE;
    }

    /**
     * Decides about a command by the inspection, the actor and the facts alone; refuses what is not right or not complete as
     * {@link InspectionRules} says.
     */
    public static Decision<InspectionFile> decide(
            InspectionFile file, InspectionCommand command, Actor actor, InspectionContext facts) {
        Asked<InspectionCommand, InspectionAction> asked = new Asked<>(command.action(), command, actor, facts.now());
        Refusal refusal = TABLE.refusal(file, asked);
        if (refusal != null) {
            return new Decision.No<>(refusal);
        }
        InspectionFile after = after(file, command, facts);
        // Answers alone have no consequence before the end.
        return new Decision.Next<>(
                after, command.action() == InspectionAction.ANSWER ? List.of() : List.of(InspectionFiles.event(after)));
    }

    private static InspectionFile after(InspectionFile file, InspectionCommand command, InspectionContext facts) {
        if (command instanceof InspectionCommand.GiveAnswers given) {
            return answered(file, given.answers(), facts);
        }
        if (command instanceof InspectionCommand.Submit submit) {
            return submitted(file, submit.end(), facts);
        }
        if (command instanceof InspectionCommand.AddPhotos photos) {
            InspectionRules.check(photos.more(), file);
            return InspectionFiles.withPhotos(file, photos.more(), facts);
        }
        return InspectionFiles.abandoned(file, ((InspectionCommand.Abandon) command).reason(), facts);
    }

    private static InspectionFile answered(InspectionFile file, List<Answer> answers, InspectionContext facts) {
        Checklist list = facts.checklist();
        Doubts doubts = new Doubts(facts.now());
        InspectionRules.check(answers, list, facts.later());
        UsedChecklist.markUnknown(list, answers, doubts);
        return InspectionFiles.answered(file, doubts.answers(answers, facts.photos()), doubts.found(), facts);
    }

    private static InspectionFile submitted(InspectionFile file, Submission end, InspectionContext facts) {
        Doubts doubts = new Doubts(facts.now());
        boolean otherList = facts.later() && Doubts.tellOfAnotherList(file.doubts());
        InspectionRules.requireComplete(file.answers(), facts.checklist(), end, otherList ? doubts : null);
        Submission kept = doubts.submission(end, facts.photos(), file.startedAt(), "");
        return InspectionFiles.submitted(file, kept, doubts.found(), facts);
    }
}
