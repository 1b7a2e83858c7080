package org.wangge.hazard.model;

import static org.wangge.hazard.HazardState.CLOSED;
import static org.wangge.hazard.HazardState.FOUND;
import static org.wangge.hazard.HazardState.NOTICED;
import static org.wangge.hazard.HazardState.RECHECK_DUE;
import static org.wangge.hazard.HazardState.RECTIFYING;
import static org.wangge.hazard.HazardState.TRANSFERRED;
import static org.wangge.hazard.HazardState.VOIDED;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardCommand;
import org.wangge.hazard.HazardState;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.work.Decision;
import org.wangge.work.Transitions;
import org.wangge.work.Transitions.Asked;
import org.wangge.work.Transitions.Row;

/**
 * Who may do what with a hazard in which state and of which level, and where it goes: the whole table. Everyone acts within the
 * own area only. What an action changes besides the state is in {@link HazardEffects}.
 */
public final class HazardMachine {

    private static final Set<HazardState> OPEN = HazardState.open();
    private static final Set<HazardState> UNFIXED = EnumSet.of(FOUND, NOTICED, RECTIFYING);
    private static final Set<HazardState> UNCLOSED = EnumSet.of(FOUND, NOTICED, RECTIFYING, RECHECK_DUE, TRANSFERRED);
    private static final Set<HazardState> STAYS = Set.of();

    private static final Transitions<HazardFile, HazardCommand, HazardAction, HazardState> TABLE = new Transitions<>(
            "hazard",
            HazardFile::state,
            List.of(
                    row(HazardAction.FLAG_MAJOR, OPEN, STAYS, Permission.HAZARD_FLAG, HazardGuard.GENERAL),
                    row(
                            HazardAction.CONFIRM_MAJOR,
                            Set.of(FOUND, NOTICED),
                            STAYS,
                            Permission.HAZARD_CONFIRM,
                            HazardGuard.SUSPECTED),
                    // Without the five elements nothing counts as being put right.
                    row(
                            HazardAction.CONFIRM_MAJOR,
                            Set.of(RECTIFYING, RECHECK_DUE),
                            Set.of(NOTICED),
                            Permission.HAZARD_CONFIRM,
                            HazardGuard.SUSPECTED),
                    row(HazardAction.DOWNGRADE, OPEN, STAYS, Permission.HAZARD_CONFIRM, HazardGuard.SUSPECTED),
                    row(
                            HazardAction.ISSUE_NOTICE,
                            Set.of(FOUND),
                            Set.of(NOTICED),
                            Permission.HAZARD_NOTICE,
                            HazardGuard.GRAVE_NOTICE_BY_DEPARTMENT),
                    row(
                            HazardAction.START_RECTIFICATION,
                            Set.of(NOTICED),
                            Set.of(RECTIFYING),
                            Permission.HAZARD_RECTIFY,
                            HazardGuard.DECIDED,
                            HazardGuard.FIVE_ELEMENTS),
                    row(
                            HazardAction.REPORT_RECTIFIED,
                            Set.of(RECTIFYING),
                            Set.of(RECHECK_DUE),
                            Permission.HAZARD_RECTIFY),
                    row(
                            HazardAction.RECHECK,
                            Set.of(RECHECK_DUE),
                            Set.of(CLOSED, RECHECK_DUE, RECTIFYING),
                            Permission.HAZARD_RECHECK,
                            HazardGuard.NOT_WHO_FIXED_IT,
                            HazardGuard.DECIDED,
                            HazardGuard.ACCEPTED_BY_ANOTHER),
                    row(HazardAction.EXTEND, UNFIXED, STAYS, Permission.HAZARD_EXTEND),
                    row(
                            HazardAction.ORDER_STOP,
                            OPEN,
                            STAYS,
                            Permission.HAZARD_STOP,
                            HazardGuard.MAJOR,
                            HazardGuard.NO_STOP_IN_FORCE),
                    // Work resumes only after review, and the review is the passed recheck.
                    row(
                            HazardAction.LIFT_STOP,
                            Set.of(CLOSED),
                            STAYS,
                            Permission.HAZARD_STOP,
                            HazardGuard.MAJOR,
                            HazardGuard.STOP_IN_FORCE),
                    row(HazardAction.LIST, OPEN, STAYS, Permission.HAZARD_LIST, HazardGuard.MAJOR),
                    row(
                            HazardAction.UNLIST,
                            EnumSet.range(FOUND, TRANSFERRED),
                            STAYS,
                            Permission.HAZARD_LIST,
                            HazardGuard.MAJOR,
                            HazardGuard.EVER_LISTED),
                    row(
                            HazardAction.TRANSFER,
                            Set.of(NOTICED, RECTIFYING),
                            Set.of(TRANSFERRED),
                            Permission.HAZARD_TRANSFER,
                            HazardGuard.WITHOUT_CASE),
                    row(HazardAction.VOID, UNCLOSED, Set.of(VOIDED), Permission.HAZARD_VOID),
                    row(HazardAction.ESCALATE, UNFIXED, STAYS, null, HazardGuard.WITHOUT_CASE),
                    row(HazardAction.REMIND_MAJOR, OPEN, STAYS, null, HazardGuard.SUSPECTED),
                    row(HazardAction.CASE_OPENED, UNCLOSED, STAYS, null, HazardGuard.WITHOUT_CASE),
                    row(HazardAction.CASE_CLOSED, UNCLOSED, Set.of(RECHECK_DUE), null),
                    row(HazardAction.CASE_MERGED, UNCLOSED, STAYS, null),
                    row(HazardAction.CASE_DROPPED, OPEN, STAYS, null),
                    row(HazardAction.CASE_DROPPED, Set.of(TRANSFERRED), Set.of(RECTIFYING), null),
                    // In every state: what is known later belongs to the hazard too.
                    row(HazardAction.NOTE, EnumSet.allOf(HazardState.class), STAYS, null)));

    private HazardMachine() {}

    private static Row<HazardFile, HazardCommand, HazardAction, HazardState> row(
            HazardAction action,
            Set<HazardState> from,
            Set<HazardState> to,
            @Nullable Permission permission,
            HazardGuard... guards) {
        return new Row<>(action, from, to, permission, List.of(guards));
    }

    /** The whole table. */
    public static Transitions<HazardFile, HazardCommand, HazardAction, HazardState> table() {
        return TABLE;
    }

    /** Decides about a command by the hazard, the actor and the facts alone. */
    public static Decision<HazardFile> decide(
            HazardFile file, HazardCommand command, Actor actor, HazardContext facts) {
        Asked<HazardCommand, HazardAction> asked = new Asked<>(command.action(), command, actor, facts.now());
        Refusal refusal = TABLE.refusal(file, asked);
        return refusal != null
                ? new Decision.No<>(refusal)
                : HazardEffects.of(file, command, actor, facts, TABLE.targets(file, asked));
    }
}
