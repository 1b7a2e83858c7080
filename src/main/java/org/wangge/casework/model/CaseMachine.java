package org.wangge.casework.model;

import static org.wangge.casework.CaseState.CHECKING;
import static org.wangge.casework.CaseState.CLOSED;
import static org.wangge.casework.CaseState.DECLINED;
import static org.wangge.casework.CaseState.DISPATCHED;
import static org.wangge.casework.CaseState.FILED;
import static org.wangge.casework.CaseState.HANDLING;
import static org.wangge.casework.CaseState.MERGED;
import static org.wangge.casework.CaseState.REPORTED;
import static org.wangge.casework.CaseState.RESOLVED;
import static org.wangge.casework.CaseState.VERIFYING;
import static org.wangge.casework.CaseState.VOIDED;
import static org.wangge.casework.CaseState.WITHDRAWN;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseCommand;
import org.wangge.casework.CaseState;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;

/**
 * Who may do what with a case in which state, and where it goes: the whole table. What an action changes besides the state is
 * in {@link Effects}.
 */
public final class CaseMachine {

    /** From so many returns on the district decides who gets it. */
    public static final int RETURNS_BEFORE_ARBITRATION = Guard.RETURNS_BEFORE_ARBITRATION;

    private static final Set<CaseState> ANY = EnumSet.allOf(CaseState.class);

    /**
     * One row; an action that different people do, or that leads to different states, has several. A null target means that the
     * state stays.
     */
    private record Edge(
            CaseAction action,
            Set<CaseState> from,
            @Nullable CaseState to,
            @Nullable Permission permission,
            Part part,
            List<Guard> guards) {}

    private static final List<Edge> TABLE = List.of(
            edge(CaseAction.WITHDRAW, Set.of(REPORTED), WITHDRAWN, Permission.CASE_REPORT, Part.REPORTER),
            edge(CaseAction.REQUEST_VERIFICATION, Set.of(REPORTED), VERIFYING, Permission.CASE_FILE, Part.OF_THE_AREA),
            edge(CaseAction.VERIFY, Set.of(VERIFYING), REPORTED, Permission.CASE_VERIFY, Part.ASKED),
            edge(CaseAction.WITHDRAW_REQUEST, Set.of(VERIFYING), REPORTED, Permission.CASE_FILE, Part.OF_THE_AREA),
            edge(
                    CaseAction.WITHDRAW_REQUEST,
                    Set.of(CHECKING),
                    RESOLVED,
                    Permission.CASE_CLOSE,
                    Part.OF_THE_AREA,
                    Guard.NOT_A_SAMPLE),
            edge(
                    CaseAction.WITHDRAW_REQUEST,
                    Set.of(CHECKING),
                    CLOSED,
                    Permission.CASE_CLOSE,
                    Part.OF_THE_AREA,
                    Guard.A_SAMPLE),
            edge(CaseAction.FILE, Set.of(REPORTED), FILED, Permission.CASE_FILE, Part.OF_THE_AREA),
            edge(
                    CaseAction.REFILE,
                    Set.of(FILED, DISPATCHED),
                    null,
                    Permission.CASE_FILE,
                    Part.OF_THE_AREA,
                    Guard.NOT_ACCEPTED),
            edge(CaseAction.UNFILE, Set.of(FILED), REPORTED, Permission.CASE_FILE, Part.OF_THE_AREA),
            edge(CaseAction.DECLINE, Set.of(REPORTED), DECLINED, Permission.CASE_FILE, Part.OF_THE_AREA),
            edge(CaseAction.RECONSIDER, Set.of(DECLINED), REPORTED, Permission.CASE_FILE, Part.OF_THE_AREA),
            edge(CaseAction.RECONSIDER, Set.of(DECLINED), REPORTED, Permission.CASE_ARBITRATE, Part.OF_THE_AREA),
            edge(CaseAction.MERGE, Set.of(REPORTED, FILED), MERGED, Permission.CASE_FILE, Part.OF_THE_AREA),
            // In every state: a report may turn out to be the same as one that has ended meanwhile.
            edge(CaseAction.ABSORB, ANY, null, null, Part.SYSTEM),
            edge(
                    CaseAction.DISPATCH,
                    Set.of(FILED),
                    DISPATCHED,
                    Permission.CASE_DISPATCH,
                    Part.OF_THE_AREA,
                    Guard.NOT_RETURNED_TWICE),
            edge(
                    CaseAction.DISPATCH,
                    Set.of(FILED),
                    DISPATCHED,
                    Permission.CASE_ARBITRATE,
                    Part.OF_THE_AREA,
                    Guard.RETURNED_TWICE),
            // Who decided where it goes decides that it goes elsewhere.
            edge(
                    CaseAction.REVOKE,
                    Set.of(DISPATCHED, HANDLING),
                    FILED,
                    Permission.CASE_DISPATCH,
                    Part.OF_THE_AREA,
                    Guard.NOT_DECIDED_BY_DISTRICT),
            edge(
                    CaseAction.REVOKE,
                    Set.of(DISPATCHED, HANDLING),
                    FILED,
                    Permission.CASE_ARBITRATE,
                    Part.OF_THE_AREA,
                    Guard.DECIDED_BY_DISTRICT),
            edge(CaseAction.ACCEPT, Set.of(DISPATCHED), HANDLING, Permission.CASE_HANDLE, Part.ASSIGNED),
            edge(CaseAction.RETURN, Set.of(DISPATCHED, HANDLING), FILED, Permission.CASE_HANDLE, Part.ASSIGNED),
            edge(CaseAction.RESOLVE, Set.of(HANDLING), RESOLVED, Permission.CASE_HANDLE, Part.ASSIGNED),
            edge(CaseAction.REQUEST_CHECK, Set.of(RESOLVED), CHECKING, Permission.CASE_CLOSE, Part.OF_THE_AREA),
            // What was settled on the spot was closed at once, without anybody's looking: it may be sampled.
            edge(
                    CaseAction.REQUEST_CHECK,
                    Set.of(CLOSED),
                    CHECKING,
                    Permission.CASE_CLOSE,
                    Part.OF_THE_AREA,
                    Guard.CLOSED_ON_THE_SPOT,
                    Guard.CLOSED_LATELY),
            edge(
                    CaseAction.CHECK,
                    Set.of(CHECKING),
                    RESOLVED,
                    Permission.CASE_CHECK,
                    Part.ASKED,
                    Guard.NOT_A_SAMPLE,
                    Guard.NOT_THE_HANDLER),
            edge(
                    CaseAction.CHECK,
                    Set.of(CHECKING),
                    CLOSED,
                    Permission.CASE_CHECK,
                    Part.ASKED,
                    Guard.A_SAMPLE,
                    Guard.NOT_THE_HANDLER),
            edge(
                    CaseAction.CLOSE,
                    Set.of(RESOLVED),
                    CLOSED,
                    Permission.CASE_CLOSE,
                    Part.OF_THE_AREA,
                    Guard.NOT_THE_HANDLER,
                    Guard.LAST_CHECK_DID_NOT_FAIL),
            edge(CaseAction.REWORK, Set.of(RESOLVED), DISPATCHED, Permission.CASE_CLOSE, Part.OF_THE_AREA),
            edge(
                    CaseAction.REOPEN,
                    Set.of(CLOSED),
                    FILED,
                    Permission.CASE_CLOSE,
                    Part.OF_THE_AREA,
                    Guard.CLOSED_LATELY),
            edge(CaseAction.VOID, CaseState.open(), VOIDED, Permission.CASE_VOID, Part.OF_THE_AREA),
            edge(CaseAction.CONCLUDE, CaseState.open(), CLOSED, null, Part.SYSTEM),
            // In every state: what is known later belongs to the case too.
            edge(CaseAction.COMMENT, ANY, null, Permission.CASE_COMMENT, Part.READER));

    private CaseMachine() {}

    private static Edge edge(
            CaseAction action,
            Set<CaseState> from,
            @Nullable CaseState to,
            @Nullable Permission permission,
            Part part,
            Guard... guards) {
        return new Edge(action, from, to, permission, part, List.of(guards));
    }

    /**
     * Decides about a command by the case, the actor and the facts alone. The order of checks is: allowed at all, allowed in
     * this state, allowed on this case, allowed by the rules, and right in itself.
     */
    public static CaseDecision decide(CaseFile file, CaseCommand command, Actor actor, Facts facts) {
        Verdict verdict = verdict(file, command.action(), actor, facts.now());
        if (verdict.refusal() != null) {
            return new CaseDecision.No(
                    verdict.refusal().withPresent(file.version(), file.state(), openActions(file, actor, facts.now())));
        }
        CaseState to =
                verdict.edge().to() == null ? file.state() : verdict.edge().to();
        return Effects.of(file, command, actor, facts, to);
    }

    /**
     * Why this person may not do it now, whatever is said with it; null when it may. Asked before anything else is read, so that
     * nobody hears of a wrong body who could not act at all.
     */
    public static @Nullable Refusal refusal(CaseFile file, CaseAction action, Actor actor, Instant now) {
        Refusal refusal = verdict(file, action, actor, now).refusal();
        return refusal == null
                ? null
                : refusal.withPresent(file.version(), file.state(), openActions(file, actor, now));
    }

    private static Stream<Edge> edges(CaseAction action) {
        return TABLE.stream().filter(row -> row.action() == action);
    }

    /**
     * What a row says.
     *
     * @param passed how many checks went well, so that of several rows that refuse the one that comes nearest is heard
     */
    private record Verdict(Edge edge, int passed, @Nullable Refusal refusal) {}

    private static Verdict verdict(CaseFile file, CaseAction action, Actor actor, Instant now) {
        return edges(action)
                .map(edge -> verdict(edge, file, actor, now))
                .max(Comparator.comparingInt(Verdict::passed))
                .orElseThrow(() -> new IllegalArgumentException("Not in the table: " + action));
    }

    private static Verdict verdict(Edge edge, CaseFile file, Actor actor, Instant now) {
        if (edge.permission() != null && !actor.may(edge.permission())) {
            return new Verdict(
                    edge, 0, Refusal.of("access.forbidden", edge.permission().name()));
        }
        if (!edge.from().contains(file.state())) {
            return new Verdict(edge, 1, Refusal.of("case.wrong-state", file.state(), edge.action()));
        }
        if (!edge.part().holds(file, actor)) {
            return new Verdict(edge, 2, Refusal.of("case.not-yours"));
        }
        int passed = 3;
        for (Guard guard : edge.guards()) {
            Refusal refusal = guard.refusal(file, actor, now);
            if (refusal != null) {
                return new Verdict(edge, passed, refusal);
            }
            passed++;
        }
        return new Verdict(edge, Integer.MAX_VALUE, null);
    }

    /** Demands that the person's role may do this at all, so that it can be said before the case is looked up. */
    public static void requirePermission(CaseAction action, Actor actor) {
        List<Permission> any =
                edges(action).map(Edge::permission).filter(Objects::nonNull).toList();
        if (!any.isEmpty() && any.stream().noneMatch(actor::may)) {
            actor.require(any.get(0));
        }
    }

    /** What this person may do with the case now, in the order of the table; clients draw their buttons from it. */
    public static List<String> openActions(CaseFile file, Actor actor, Instant now) {
        return TABLE.stream()
                .filter(edge -> edge.part() != Part.SYSTEM
                        && verdict(edge, file, actor, now).refusal() == null)
                .map(edge -> edge.action().code())
                .distinct()
                .toList();
    }
}
