package org.wangge.planning;

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
    private static final Filter<Set<TaskState>> STATE =
            Filter.of("state", Filter.anyOf(TaskState.class), Match.in("state"));
    private static final Filter<UUID> ASSIGNEE = Filter.of("assignee", QueryValues::person, Match.is("assigneeIds"));
    private static final Filter<GeoPoint.Circle> NEAR = Filters.near(Match.box(""));

    private static final Filters ROWS = Filters.of(
            List.of(DUE_FIRST.field()),
            STATE,
            Filters.areas("areas"),
            Filter.of("plan", QueryValues::id, Match.is("planId")),
            Filter.of("place", QueryValues::id, Match.is("placeId")),
            ASSIGNEE,
            Filter.inContext("overdue", QueryValues::flag, TaskFilter::overdue),
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

    private static Criteria overdue(boolean wanted, Context context) {
        Criteria missed = Criteria.where("dueAt")
                .lt(context.moment())
                .and("state")
                .in(TaskState.PLANNED, TaskState.DUE, TaskState.STARTED, TaskState.MISSED);
        return wanted ? missed : new Criteria().norOperator(missed);
    }
}
