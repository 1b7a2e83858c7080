package org.wangge.casework.model;

import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseCommand;
import org.wangge.routing.Ruling;
import org.wangge.shared.Actor;
import org.wangge.shared.Refusal;
import org.wangge.work.Transitions.Asked;

/** What someone must be to the case to act on it, besides having the permission. */
enum Relation implements CaseRule {
    /** The one who reported it. */
    REPORTER((file, actor) -> file.report().reporter().id().equals(actor.id())),
    /** Someone in whose area it lies. */
    OF_THE_AREA((file, actor) -> actor.covers(file.area().gridPath())),
    /** Someone of the desk at which it waits; of an office's own ground also who works in a part of it, or sends a bureau's matter on. */
    AT_THE_DESK((file, actor) -> isAtTheDesk(file, actor)) {
        @Override
        Refusal refusal(CaseFile file) {
            return Refusal.of(
                    "case.at-other-desk", file.desk().name(), file.desk().code());
        }
    },
    /** Who may do for the district what an office's dispatchers do there, as long as it lies at the district's desk. */
    AT_THE_DISTRICTS_DESK((file, actor) ->
            file.desk().isDistricts() && actor.covers(file.area().gridPath())) {
        @Override
        public boolean isPermission() {
            return true;
        }
    },
    /** Someone of the desk that it was offered to. */
    OFFERED_TO((file, actor) -> {
        BetweenOffices.Transfer offered = file.between().transfer();
        return offered != null && offered.to().isOf(actor);
    }),
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
        return holds.test(file, asked.actor()) ? null : refusal(file);
    }

    Refusal refusal(CaseFile file) {
        return Refusal.of("case.not-yours");
    }

    static boolean isAtTheDesk(CaseFile file, Actor actor) {
        return file.desk().isOf(actor)
                || (file.isAtHome() || isSentToDepartment(file))
                        && actor.covers(file.area().gridPath());
    }

    /** What the rules sent to a bureau, the office on the ground may file and send on until somebody moves it; keep it it may not. */
    private static boolean isSentToDepartment(CaseFile file) {
        Ruling ruling = file.ruling();
        BetweenOffices between = file.between();
        return ruling != null
                && ruling.departmentCode() != null
                && file.desk().isDistricts()
                && file.desk().code().equals(ruling.deskCode())
                && between.handOvers() == 0
                && between.objection() == null
                && between.arbitration() == null;
    }
}
