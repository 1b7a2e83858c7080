package org.wangge.casework;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.model.CaseMachine;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.QueryValues.Order;

/**
 * What a list of cases is narrowed by, and its order; null and empty mean any.
 *
 * @param areas grids or what an office handles
 * @param departments with one of which it is, or was when it was done
 * @param returns how often it came back, at least
 * @param waiting for one of these, besides being in one of the states
 * @param words looked for in description, address and number
 */
public record CaseFilter(
        Set<CaseState> states,
        List<GridPath> areas,
        @Nullable String category,
        Set<String> departments,
        @Nullable Boolean urgent,
        @Nullable Boolean selfHandled,
        @Nullable Integer returns,
        Set<Waiting> waiting,
        @Nullable UUID assignee,
        @Nullable UUID reporter,
        @Nullable Boolean overdue,
        @Nullable Instant dueBefore,
        @Nullable String words,
        GeoPoint.@Nullable Box box,
        GeoPoint.@Nullable Circle near,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Instant updatedSince,
        Order sort) {

    /** From so many returns on the district decides who gets a case. */
    public static final int RETURNS_BEFORE_ARBITRATION = CaseMachine.RETURNS_BEFORE_ARBITRATION;

    /** What a case waits for, which for some is more than its state. */
    public enum Waiting {
        /** For the desk to file or to decline it. */
        FILING(CaseState.REPORTED),
        /** For a worker who looks before filing. */
        VERIFICATION(CaseState.VERIFYING),
        /** For the office to dispatch it. */
        DISPATCH(CaseState.FILED),
        /** For the district to dispatch it, because it came back too often. */
        ARBITRATION(CaseState.FILED),
        /** For the department or person it was dispatched to. */
        ACCEPTANCE(CaseState.DISPATCHED),
        /** For whoever accepted it. */
        HANDLING(CaseState.HANDLING),
        /** For a worker who looks before closing. */
        CHECK(CaseState.CHECKING),
        /** For the desk to close it, or to have it checked or done again. */
        CLOSING(CaseState.RESOLVED);

        private final CaseState state;

        Waiting(CaseState state) {
            this.state = state;
        }

        public CaseState state() {
            return state;
        }
    }

    /** All in these states that lie with somebody, what is due first first. */
    public static CaseFilter with(UUID assignee, Set<CaseState> states) {
        return dueFirst(states, assignee, Set.of());
    }

    /** All that wait for one of these, what is due first first. */
    public static CaseFilter waiting(Set<Waiting> what) {
        return dueFirst(Set.of(), null, what);
    }

    private static CaseFilter dueFirst(Set<CaseState> states, @Nullable UUID assignee, Set<Waiting> waiting) {
        return new CaseFilter(
                states,
                List.of(),
                null,
                Set.of(),
                null,
                null,
                null,
                waiting,
                assignee,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new Order("dueAt", false));
    }

    /** The states that states and waiting leave; all of them when neither is given. */
    public Set<CaseState> possibleStates() {
        Set<CaseState> possible = states.isEmpty() ? EnumSet.allOf(CaseState.class) : EnumSet.copyOf(states);
        if (!waiting.isEmpty()) {
            possible.removeIf(state -> waiting.stream().noneMatch(what -> what.state() == state));
        }
        return possible;
    }
}
