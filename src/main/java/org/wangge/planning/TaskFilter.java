package org.wangge.planning;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.wangge.listing.Filter;
import org.wangge.listing.Filter.Context;
import org.wangge.listing.Filter.Narrowing;
import org.wangge.listing.Filters;
import org.wangge.listing.Match;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.QueryValues;
import org.wangge.shared.QueryValues.Order;

/** What a list of tasks is narrowed by, what is due first first, or the nearest first where a centre is given. */
public record TaskFilter(Narrowing narrowing) {

    private static final Order DUE_FIRST = new Order("dueAt", false);
    private static final Filter<Set<TaskState>> STATE = Filter.beside("state", Filter.anyOf(TaskState.class));
    private static final Filter<UUID> ASSIGNEE = Filter.of("assignee", QueryValues::person, Match.is("assigneeIds"));
    private static final Filter<GeoPoint.Circle> NEAR = Filters.near(Match.box(""));

    private static final Filter<Boolean> OVERDUE = Filter.inContext("overdue", QueryValues::flag, TaskFilter::overdue);
    /** What can be late. */
    private static final Set<TaskState> TO_DO =
            EnumSet.of(TaskState.PLANNED, TaskState.DUE, TaskState.STARTED, TaskState.MISSED);

    private static final Filters ROWS = Filters.of(
            List.of(DUE_FIRST.field()),
            STATE,
            Filters.areas("areas"),
            Filter.of("plan", QueryValues::id, Match.is("planId")),
            Filter.of("place", QueryValues::id, Match.is("placeId")),
            ASSIGNEE,
            OVERDUE,
            Filter.of("dueBefore", QueryValues::time, Match.before("dueAt")),
            NEAR);

    /** As a request says it; refuses {@code request.malformed} with the parameter at fault. */
    public static TaskFilter read(QueryValues query) {
        return new TaskFilter(ROWS.read(query, DUE_FIRST));
    }

    /** All in these states that somebody is to do. */
    public static TaskFilter of(UUID assignee, Set<TaskState> states) {
        return new TaskFilter(Narrowing.by(DUE_FIRST).with(STATE, states).with(ASSIGNEE, assignee));
    }

    public GeoPoint.@Nullable Circle near() {
        return narrowing.value(NEAR);
    }

    /** The states that states and being late leave; all of them when neither is given. */
    public Set<TaskState> possibleStates() {
        Set<TaskState> states = narrowing.value(STATE);
        Set<TaskState> possible = states == null ? EnumSet.allOf(TaskState.class) : EnumSet.copyOf(states);
        if (Boolean.TRUE.equals(narrowing.value(OVERDUE))) {
            possible.retainAll(TO_DO);
        }
        return possible;
    }

    private static Criteria overdue(boolean wanted, Context context) {
        Criteria missed =
                Criteria.where("dueAt").lt(context.moment()).and("state").in(TO_DO);
        return wanted ? missed : new Criteria().norOperator(missed);
    }
}
