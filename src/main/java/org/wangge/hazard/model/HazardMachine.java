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
import org.wangge.hazard.HazardLevel;
import org.wangge.hazard.HazardState;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;

/**
 * Who may do what with a hazard in which state and of which level: the whole table. Everyone acts within the own area only;
 * where it goes and what changes besides is in {@link HazardEffects}.
 */
public final class HazardMachine {

    private static final Set<HazardLevel> ANY_LEVEL = EnumSet.allOf(HazardLevel.class);
    private static final Set<HazardLevel> GENERAL = EnumSet.of(HazardLevel.GENERAL);
    private static final Set<HazardLevel> SUSPECTED = EnumSet.of(HazardLevel.SUSPECTED_MAJOR);
    private static final Set<HazardLevel> MAJOR = EnumSet.of(HazardLevel.MAJOR);
    private static final Set<HazardState> OPEN = HazardState.open();
    private static final Set<HazardState> UNFIXED = EnumSet.of(FOUND, NOTICED, RECTIFYING);
    private static final Set<HazardState> WITH_CASE = EnumSet.of(FOUND, NOTICED, RECTIFYING, RECHECK_DUE, TRANSFERRED);

    /** One row. Without a permission the action is the server's own. */
    private record Edge(
            HazardAction action,
            Set<HazardState> from,
            Set<HazardLevel> levels,
            @Nullable Permission permission,
            List<HazardGuard> guards) {}

    private static final List<Edge> TABLE = List.of(
            edge(HazardAction.FLAG_MAJOR, OPEN, GENERAL, Permission.HAZARD_FLAG),
            edge(HazardAction.CONFIRM_MAJOR, OPEN, SUSPECTED, Permission.HAZARD_CONFIRM),
            edge(HazardAction.DOWNGRADE, OPEN, SUSPECTED, Permission.HAZARD_CONFIRM),
            edge(
                    HazardAction.ISSUE_NOTICE,
                    Set.of(FOUND),
                    ANY_LEVEL,
                    Permission.HAZARD_NOTICE,
                    HazardGuard.GRAVE_NOTICE_BY_DEPARTMENT),
            edge(
                    HazardAction.START_RECTIFICATION,
                    Set.of(NOTICED),
                    ANY_LEVEL,
                    Permission.HAZARD_RECTIFY,
                    HazardGuard.DECIDED,
                    HazardGuard.FIVE_ELEMENTS),
            edge(HazardAction.REPORT_RECTIFIED, Set.of(RECTIFYING), ANY_LEVEL, Permission.HAZARD_RECTIFY),
            edge(
                    HazardAction.RECHECK,
                    Set.of(RECHECK_DUE),
                    ANY_LEVEL,
                    Permission.HAZARD_RECHECK,
                    HazardGuard.NOT_WHO_FIXED_IT,
                    HazardGuard.DECIDED,
                    HazardGuard.ACCEPTED_BY_ANOTHER),
            edge(HazardAction.EXTEND, UNFIXED, ANY_LEVEL, Permission.HAZARD_EXTEND),
            edge(HazardAction.ORDER_STOP, OPEN, MAJOR, Permission.HAZARD_STOP, HazardGuard.NO_STOP_IN_FORCE),
            // Work resumes only after review, and the review is the passed recheck.
            edge(HazardAction.LIFT_STOP, Set.of(CLOSED), MAJOR, Permission.HAZARD_STOP, HazardGuard.STOP_IN_FORCE),
            edge(HazardAction.LIST, OPEN, MAJOR, Permission.HAZARD_LIST),
            edge(
                    HazardAction.UNLIST,
                    EnumSet.range(FOUND, TRANSFERRED),
                    MAJOR,
                    Permission.HAZARD_LIST,
                    HazardGuard.EVER_LISTED),
            edge(
                    HazardAction.TRANSFER,
                    Set.of(NOTICED, RECTIFYING),
                    ANY_LEVEL,
                    Permission.HAZARD_TRANSFER,
                    HazardGuard.WITHOUT_CASE),
            edge(HazardAction.VOID, WITH_CASE, ANY_LEVEL, Permission.HAZARD_VOID),
            edge(HazardAction.ESCALATE, UNFIXED, ANY_LEVEL, null, HazardGuard.WITHOUT_CASE),
            edge(HazardAction.REMIND_MAJOR, OPEN, SUSPECTED, null),
            edge(HazardAction.CASE_OPENED, WITH_CASE, ANY_LEVEL, null, HazardGuard.WITHOUT_CASE),
            edge(HazardAction.CASE_CLOSED, WITH_CASE, ANY_LEVEL, null),
            edge(HazardAction.CASE_MERGED, WITH_CASE, ANY_LEVEL, null),
            edge(HazardAction.CASE_DROPPED, WITH_CASE, ANY_LEVEL, null),
            // In every state: what is known later belongs to the hazard too.
            edge(HazardAction.NOTE, EnumSet.allOf(HazardState.class), ANY_LEVEL, null));

    private HazardMachine() {}

    private static Edge edge(
            HazardAction action,
            Set<HazardState> from,
            Set<HazardLevel> levels,
            @Nullable Permission permission,
            HazardGuard... guards) {
        return new Edge(action, from, levels, permission, List.of(guards));
    }

    /** What deciding came to. */
    public sealed interface Decision {

        /** The change to write, with its line. */
        record Moved(HazardChange change, HazardLine line) implements Decision {}

        /** Nothing to do: it is already so. */
        record Already() implements Decision {}

        record No(Refusal refusal) implements Decision {}
    }

    /** Decides by the hazard, the command, the actor and the facts alone. What was done offline and came too late is a note. */
    public static Decision decide(HazardFile file, HazardCommand command, Actor actor, HazardFacts facts) {
        Refusal refusal = refusal(file, command, actor);
        if (refusal == null) {
            return HazardEffects.of(file, command, actor, facts);
        }
        return LateRecord.keeps(file, refusal, facts)
                ? LateRecord.of(file, command, actor, facts)
                : new Decision.No(refusal);
    }

    /** Whether it cannot be done any more, and is written down all the same because it was done before the hazard changed. */
    public static boolean isWrittenDown(HazardFile file, HazardCommand command, Actor actor, HazardFacts facts) {
        Refusal refusal = refusal(file, command, actor);
        return refusal != null && LateRecord.keeps(file, refusal, facts);
    }

    /** Why this person may not do it now; null when it may. Asked before anything else is read. */
    public static @Nullable Refusal refusal(HazardFile file, HazardCommand command, Actor actor) {
        Refusal refusal = refusal(edge(command.action()), file, command, actor);
        return refusal == null ? null : refusal.withPresent(file.version(), file.state(), openActions(file, actor));
    }

    private static Edge edge(HazardAction action) {
        return TABLE.stream()
                .filter(row -> row.action() == action)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not in the table: " + action));
    }

    private static @Nullable Refusal refusal(Edge edge, HazardFile file, @Nullable HazardCommand command, Actor actor) {
        Permission permission = edge.permission();
        if (permission == null ? !actor.equals(Actor.SYSTEM) : !actor.may(permission)) {
            return Refusal.of("access.forbidden", String.valueOf(permission));
        }
        if (!edge.from().contains(file.state())) {
            return Refusal.of("hazard.wrong-state", file.state(), edge.action());
        }
        if (!edge.levels().contains(file.level())) {
            return Refusal.of("hazard.wrong-level", file.level(), edge.action());
        }
        return edge.guards().stream()
                .map(guard -> guard.refusal(file, command, actor))
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
    }

    /** The permission an action asks for, so that it can be demanded before the hazard is looked up. */
    public static @Nullable Permission permissionFor(HazardAction action) {
        return edge(action).permission();
    }

    /** What this person may do with the hazard now, in the order of the table; clients draw their buttons from it. */
    public static List<String> openActions(HazardFile file, Actor actor) {
        return TABLE.stream()
                .filter(edge -> edge.permission() != null && refusal(edge, file, null, actor) == null)
                .map(edge -> edge.action().code())
                .toList();
    }

    static boolean ends(HazardState state) {
        return state == CLOSED || state == VOIDED;
    }
}
