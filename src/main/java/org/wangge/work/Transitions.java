package org.wangge.work;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;

/**
 * The table of a kind of document: who may do what with it in which state, and where that leads. It is asked before a step, and
 * for what is open now; pictures, reviewed tables and the contract's list of actions are checked against it.
 *
 * @param <F> the document
 * @param <C> what is said with an action
 */
public final class Transitions<F extends Versioned, C, A extends Enum<A> & Transitions.Action, S extends Enum<S>> {

    /** Something that can be done, by the name that clients know it by. */
    public interface Action {

        String code();
    }

    /**
     * Who asks for what.
     *
     * @param command null when it is asked what could be done, before anyone says with what
     */
    public record Asked<C, A>(A action, @Nullable C command, Actor actor, Instant now) {}

    /** A named rule that must hold for an action, beyond permission and state: who one must be to the document, or how it must be. */
    public interface Rule<F, C, A> {

        /** Null when the rule holds. */
        @Nullable
        Refusal refusal(F file, Asked<C, A> asked);

        /** Whether who fails it may not do this at all, as without the permission: it is asked before the state is. */
        default boolean isPermission() {
            return false;
        }
    }

    /**
     * One row; an action that different people do, or that leads to different states, has several.
     *
     * @param to where it may lead; empty when the state stays
     * @param permission null for what the server does by itself
     */
    public record Row<F, C, A, S>(
            A action, Set<S> from, Set<S> to, @Nullable Permission permission, List<? extends Rule<F, C, A>> rules) {}

    private final String kind;
    private final Function<F, S> state;
    private final List<Row<F, C, A, S>> rows;

    /**
     * @param kind as it stands before the codes of refusals
     */
    public Transitions(String kind, Function<F, S> state, List<Row<F, C, A, S>> rows) {
        this.kind = kind;
        this.state = state;
        this.rows = rows;
    }

    public List<Row<F, C, A, S>> rows() {
        return rows;
    }

    private Stream<Row<F, C, A, S>> rows(A action) {
        return rows.stream().filter(row -> row.action() == action);
    }

    /**
     * What a row says.
     *
     * @param passed how many checks went well, so that of several rows that refuse the one that comes nearest is heard
     */
    private record Verdict<R>(R row, int passed, @Nullable Refusal refusal) {}

    /**
     * Why this person may not do it now; null when it may. The refusal says the present version, state and open actions. The order of
     * checks is: allowed at all, allowed in this state, allowed by the rules of the row.
     */
    public @Nullable Refusal refusal(F file, Asked<C, A> asked) {
        Refusal refusal = verdict(file, asked).refusal();
        return refusal == null ? null : present(refusal, file, asked.actor(), asked.now());
    }

    /** Where the action may lead; to be asked when nothing refuses it. */
    public Set<S> targets(F file, Asked<C, A> asked) {
        Set<S> to = verdict(file, asked).row().to();
        return to.isEmpty() ? Set.of(state.apply(file)) : to;
    }

    /** The same refusal with what the document is now and what is open. */
    public Refusal present(Refusal refusal, F file, Actor actor, Instant now) {
        return refusal.withPresent(file.version(), state.apply(file), openActions(file, actor, now));
    }

    private Verdict<Row<F, C, A, S>> verdict(F file, Asked<C, A> asked) {
        return rows(asked.action())
                .map(row -> verdict(row, file, asked))
                .max(Comparator.comparingInt(Verdict::passed))
                .orElseThrow(() -> new IllegalArgumentException("Not in the table: " + asked.action()));
    }

    private Verdict<Row<F, C, A, S>> verdict(Row<F, C, A, S> row, F file, Asked<C, A> asked) {
        Permission permission = row.permission();
        if (permission == null
                ? !asked.actor().equals(Actor.SYSTEM)
                : !asked.actor().may(permission)) {
            return new Verdict<>(row, 0, Refusal.of("access.forbidden", String.valueOf(permission)));
        }
        for (Rule<F, C, A> rule : row.rules()) {
            if (rule.isPermission() && rule.refusal(file, asked) != null) {
                return new Verdict<>(row, 0, Refusal.of("access.forbidden", String.valueOf(permission)));
            }
        }
        if (!row.from().contains(state.apply(file))) {
            return new Verdict<>(row, 1, Refusal.of(kind + ".wrong-state", state.apply(file), asked.action()));
        }
        int passed = 2;
        for (Rule<F, C, A> rule : row.rules()) {
            Refusal refusal = rule.refusal(file, asked);
            if (refusal != null) {
                return new Verdict<>(row, passed, refusal);
            }
            passed++;
        }
        return new Verdict<>(row, Integer.MAX_VALUE, null);
    }

    /** Demands that the person's role may do this at all, so that it can be said before the document is looked up. */
    public void requirePermission(A action, Actor actor) {
        List<Permission> any =
                rows(action).map(Row::permission).filter(Objects::nonNull).toList();
        if (!any.isEmpty() && any.stream().noneMatch(actor::may)) {
            actor.require(any.get(0));
        }
    }

    /** What this person may do with the document now, in the order of the table; clients draw their buttons from it. */
    public List<String> openActions(F file, Actor actor, Instant now) {
        return rows.stream()
                .filter(row -> row.permission() != null
                        && verdict(row, file, new Asked<>(row.action(), null, actor, now))
                                        .refusal()
                                == null)
                .map(row -> row.action().code())
                .distinct()
                .toList();
    }
}
