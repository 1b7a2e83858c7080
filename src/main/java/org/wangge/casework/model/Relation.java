package org.wangge.casework.model;

import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseCommand;
import org.wangge.shared.Actor;
import org.wangge.shared.Refusal;
import org.wangge.work.Transitions;
import org.wangge.work.Transitions.Asked;

/** What someone must be to the case to act on it, besides having the permission. */
enum Relation implements Transitions.Rule<CaseFile, CaseCommand, CaseAction> {
    /** The one who reported it. */
    REPORTER((file, actor) -> file.report().reporter().id().equals(actor.id())),
    /** Someone in whose area it lies. */
    OF_THE_AREA((file, actor) -> actor.covers(file.area().gridPath())),
    /** The person it was dispatched to, or anyone of that department. */
    ASSIGNED((file, actor) -> file.assignment() != null && file.assignment().isWith(actor)),
    /** The worker who was asked to look. */
    ASKED((file, actor) -> file.task() != null && file.task().assignee().id().equals(actor.id())),
    /** Everyone who sees it. */
    READER((file, actor) -> true);

    private final BiPredicate<CaseFile, Actor> holds;

    Relation(BiPredicate<CaseFile, Actor> holds) {
        this.holds = holds;
    }

    @Override
    public @Nullable Refusal refusal(CaseFile file, Asked<CaseCommand, CaseAction> asked) {
        return holds.test(file, asked.actor()) ? null : Refusal.of("case.not-yours");
    }
}
