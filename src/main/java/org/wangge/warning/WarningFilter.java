package org.wangge.warning;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.data.mongodb.core.query.Criteria;
import org.wangge.listing.Filter;
import org.wangge.listing.Filter.Narrowing;
import org.wangge.listing.Filters;
import org.wangge.shared.QueryValues;

/** Which warnings to look for, the newest first. */
public record WarningFilter(Narrowing narrowing) {

    private static final Filters ROWS = Filters.of(
            List.of("_id"),
            Filter.<Set<WarningState>>inContext(
                    "state", Filter.anyOf(WarningState.class), (states, context) -> in(states, context.moment())));

    /** As a request says it; refuses {@code request.malformed} with the parameter at fault. */
    public static WarningFilter read(QueryValues query) {
        return new WarningFilter(ROWS.read(query));
    }

    /** Whether one has expired, its state in the store does not say. */
    private static Criteria in(Set<WarningState> states, Instant now) {
        List<Criteria> any = new ArrayList<>();
        for (WarningState state : states) {
            Criteria stored = Criteria.where("state").is(state == WarningState.EXPIRED ? WarningState.OPEN : state);
            any.add(
                    switch (state) {
                        case OPEN -> stored.and("endsAt").gt(now);
                        case EXPIRED -> stored.and("endsAt").lte(now);
                        case UPDATED, CANCELLED -> stored;
                    });
        }
        return new Criteria().orOperator(any);
    }
}
