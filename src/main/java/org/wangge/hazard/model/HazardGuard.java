package org.wangge.hazard.model;

import org.jspecify.annotations.Nullable;
import org.wangge.hazard.Acceptor;
import org.wangge.hazard.HazardCommand;
import org.wangge.hazard.HazardLevel;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;

/** Rules that a row of the table may add to state, level and permission. */
enum HazardGuard {
    /** Only a department gives notice of what may be major. */
    GRAVE_NOTICE_BY_DEPARTMENT {
        @Override
        @Nullable
        Refusal refusal(HazardFile file, @Nullable HazardCommand command, Actor actor) {
            return file.level() != HazardLevel.GENERAL && !actor.may(Permission.HAZARD_CONFIRM)
                    ? Refusal.of("hazard.department-only")
                    : null;
        }
    },
    /** Whether it is major is decided before anybody plans how to put it right. */
    DECIDED {
        @Override
        @Nullable
        Refusal refusal(HazardFile file, @Nullable HazardCommand command, Actor actor) {
            return file.level() == HazardLevel.SUSPECTED_MAJOR ? Refusal.of("hazard.undecided") : null;
        }
    },
    /** A major hazard is not put right without a plan that has all five elements (五到位). */
    FIVE_ELEMENTS {
        @Override
        @Nullable
        Refusal refusal(HazardFile file, @Nullable HazardCommand command, Actor actor) {
            boolean planned = file.plan() != null
                    || command == null
                    || (command instanceof HazardCommand.StartRectification start && start.plan() != null);
            return file.level() == HazardLevel.MAJOR && !planned ? Refusal.field("hazard.plan-missing", "/plan") : null;
        }
    },
    /** Who put it right does not recheck it. */
    NOT_WHO_FIXED_IT {
        @Override
        @Nullable
        Refusal refusal(HazardFile file, @Nullable HazardCommand command, Actor actor) {
            return file.fix() != null && file.fix().by().id().equals(actor.id()) ? Refusal.of("hazard.own-work") : null;
        }
    },
    /** What passed already waits for the one who has to accept; nobody who could not is asked to look again. */
    ACCEPTED_BY_ANOTHER {
        @Override
        @Nullable
        Refusal refusal(HazardFile file, @Nullable HazardCommand command, Actor actor) {
            HazardFile.Review review = file.review();
            Acceptor as = Acceptor.of(actor);
            return review == null
                            || !as.isLessThan(file.neededAcceptor())
                            || review.as().isLessThan(as)
                    ? null
                    : Refusal.of("hazard.acceptance-due", file.neededAcceptor());
        }
    },
    NO_STOP_IN_FORCE {
        @Override
        @Nullable
        Refusal refusal(HazardFile file, @Nullable HazardCommand command, Actor actor) {
            return file.stop() != null && file.stop().isInForce() ? Refusal.of("hazard.stop-in-force") : null;
        }
    },
    STOP_IN_FORCE {
        @Override
        @Nullable
        Refusal refusal(HazardFile file, @Nullable HazardCommand command, Actor actor) {
            return file.stop() == null || !file.stop().isInForce() ? Refusal.of("hazard.no-stop") : null;
        }
    },
    EVER_LISTED {
        @Override
        @Nullable
        Refusal refusal(HazardFile file, @Nullable HazardCommand command, Actor actor) {
            return file.listing() == null ? Refusal.of("hazard.not-listed") : null;
        }
    },
    WITHOUT_CASE {
        @Override
        @Nullable
        Refusal refusal(HazardFile file, @Nullable HazardCommand command, Actor actor) {
            return file.caseId() == null ? null : Refusal.of("hazard.has-case", String.valueOf(file.caseNumber()));
        }
    };

    /**
     * Null when the rule holds.
     *
     * @param command null when it is asked what could be done, before anyone says with what
     */
    abstract @Nullable Refusal refusal(HazardFile file, @Nullable HazardCommand command, Actor actor);
}
