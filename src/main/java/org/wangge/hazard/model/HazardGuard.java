package org.wangge.hazard.model;

import org.jspecify.annotations.Nullable;
import org.wangge.hazard.Acceptor;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardCommand;
import org.wangge.hazard.HazardLevel;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.work.Transitions;
import org.wangge.work.Transitions.Asked;

/** A named rule that must hold for an action, beyond state and role. Looks at the hazard, its level first, and at the actor. */
enum HazardGuard implements Transitions.Rule<HazardFile, HazardCommand, HazardAction> {
    GENERAL((file, asked) -> HazardGuard.unless(HazardLevel.GENERAL, file, asked)),
    SUSPECTED((file, asked) -> HazardGuard.unless(HazardLevel.SUSPECTED_MAJOR, file, asked)),
    MAJOR((file, asked) -> HazardGuard.unless(HazardLevel.MAJOR, file, asked)),
    /** Only a department gives notice of what may be major. */
    GRAVE_NOTICE_BY_DEPARTMENT((file, asked) ->
            file.level() != HazardLevel.GENERAL && !asked.actor().may(Permission.HAZARD_CONFIRM)
                    ? Refusal.of("hazard.department-only")
                    : null),
    /** Whether it is major is decided before anybody plans how to put it right. */
    DECIDED((file, asked) -> file.level() == HazardLevel.SUSPECTED_MAJOR ? Refusal.of("hazard.undecided") : null),
    /** A major hazard is not put right without a plan that has all five elements (五到位). */
    FIVE_ELEMENTS((file, asked) -> {
        boolean planned = file.plan() != null
                || asked.command() == null
                || (asked.command() instanceof HazardCommand.StartRectification start && start.plan() != null);
        return file.level() == HazardLevel.MAJOR && !planned ? Refusal.field("hazard.plan-missing", "/plan") : null;
    }),
    /** Who put it right does not recheck it. */
    NOT_WHO_FIXED_IT((file, asked) ->
            file.fix() != null && file.fix().by().id().equals(asked.actor().id())
                    ? Refusal.of("hazard.own-work")
                    : null),
    /** What passed already waits for the one who has to accept; nobody who could not is asked to look again. */
    ACCEPTED_BY_ANOTHER((file, asked) -> {
        Acceptor as = Acceptor.of(asked.actor());
        return file.review() == null
                        || !as.isLessThan(file.neededAcceptor())
                        || file.review().as().isLessThan(as)
                ? null
                : Refusal.of("hazard.acceptance-due", file.neededAcceptor());
    }),
    NO_STOP_IN_FORCE((file, asked) ->
            file.stop() != null && file.stop().isInForce() ? Refusal.of("hazard.stop-in-force") : null),
    STOP_IN_FORCE(
            (file, asked) -> file.stop() == null || !file.stop().isInForce() ? Refusal.of("hazard.no-stop") : null),
    EVER_LISTED((file, asked) -> file.listing() == null ? Refusal.of("hazard.not-listed") : null),
    WITHOUT_CASE((file, asked) ->
            file.caseId() == null ? null : Refusal.of("hazard.has-case", String.valueOf(file.caseNumber())));

    private final Transitions.Rule<HazardFile, HazardCommand, HazardAction> rule;

    HazardGuard(Transitions.Rule<HazardFile, HazardCommand, HazardAction> rule) {
        this.rule = rule;
    }

    @Override
    public @Nullable Refusal refusal(HazardFile file, Asked<HazardCommand, HazardAction> asked) {
        return rule.refusal(file, asked);
    }

    private static @Nullable Refusal unless(
            HazardLevel level, HazardFile file, Asked<HazardCommand, HazardAction> asked) {
        return file.level() == level ? null : Refusal.of("hazard.wrong-level", file.level(), asked.action());
    }
}
