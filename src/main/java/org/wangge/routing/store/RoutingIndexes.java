package org.wangge.routing.store;

import java.util.List;
import java.util.Map;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.stereotype.Component;
import org.wangge.work.StoreIndexes;

/** The indexes of rule sets and overlays, each with the query that needs it. */
@Component
class RoutingIndexes implements StoreIndexes {

    @Override
    public Map<String, List<Index>> indexes() {
        return Map.of(
                RuleSetStore.RULE_SETS,
                List.of(
                        ascending("operationKey").unique().sparse(),
                        // Which sets decide, every few seconds.
                        ascending("state")),
                OverlayStore.OVERLAYS,
                List.of(
                        ascending("operationKey").unique().sparse(),
                        // Which overlays are in force, every few seconds.
                        ascending("until"),
                        ascending("ancestry").on("_id", Direction.DESC)));
    }

    private static Index ascending(String field) {
        return new Index(field, Direction.ASC);
    }
}
