package org.wangge.rehearsal.store;

import java.util.List;
import java.util.Map;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.stereotype.Component;
import org.wangge.work.StoreIndexes;

/** The indexes of rehearsals, each with the query that needs it. */
@Component
class RehearsalIndexes implements StoreIndexes {

    @Override
    public Map<String, List<Index>> indexes() {
        return Map.of(
                ReplayStore.REPLAYS,
                List.of(
                        ascending("operationKey").unique().sparse(),
                        // A rule set has one shadow run.
                        ascending("shadowOf").unique().sparse(),
                        // Those that go on, every few seconds.
                        ascending("state"),
                        // The list of an area, the newest first.
                        ascending("ancestry").on("_id", Direction.DESC),
                        // Those that are forgotten.
                        ascending("endedAt").sparse()));
    }

    private static Index ascending(String field) {
        return new Index(field, Direction.ASC);
    }
}
