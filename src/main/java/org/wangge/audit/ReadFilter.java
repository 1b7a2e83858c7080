package org.wangge.audit;

import java.util.List;
import java.util.UUID;
import org.springframework.data.mongodb.core.query.Criteria;
import org.wangge.listing.Filter;
import org.wangge.listing.Filter.Narrowing;
import org.wangge.listing.Filters;
import org.wangge.listing.Match;
import org.wangge.shared.QueryValues;
import org.wangge.shared.QueryValues.Order;

/** Which lines to look for, the newest first. */
public record ReadFilter(Narrowing narrowing) {

    private static final Order NEWEST_FIRST = new Order("at", true);
    private static final Filter<UUID> ACTOR = Filter.of("actor", QueryValues::id, Match.is("actorId"));

    private static final Filters ROWS = Filters.of(
            List.of(NEWEST_FIRST.field()),
            ACTOR,
            Filter.of("subject", QueryValues::text, Match.is("subject")),
            // Kept by name, because another build may know others.
            Filter.of(
                    "kind",
                    Filter.anyOf(ReadKind.class),
                    kinds -> Criteria.where("kind")
                            .in(kinds.stream().map(ReadKind::name).toList())),
            Filter.of("from", QueryValues::time, Match.atLeast("at")),
            Filter.of("to", QueryValues::time, Match.before("at")));

    /** As a request says it; refuses {@code request.malformed} with the parameter at fault. */
    public static ReadFilter read(QueryValues query) {
        return new ReadFilter(ROWS.read(query));
    }

    /** What one person looked at. */
    public static ReadFilter by(UUID actor) {
        return new ReadFilter(Narrowing.by(NEWEST_FIRST).with(ACTOR, actor));
    }
}
