package org.wangge.grid.store;

import java.util.List;
import java.util.Map;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.stereotype.Component;
import org.wangge.work.StoreIndexes;

/** Every index of the grid directory; divisions, offices and the revision pointer are read whole or by their id and need none. */
@Component
public class GridIndexes implements StoreIndexes {

    static final String CELLS = "grid_cells";
    static final String DIVISIONS = "divisions";
    static final String OFFICES = "offices";
    static final String REVISION = "grid_revision";
    static final String WORKERS = "grid_workers";

    @Override
    public Map<String, List<Index>> indexes() {
        return Map.of(
                CELLS,
                // Loading one publication, and purging old ones.
                List.of(ascending("revision").named("revision")),
                WORKERS,
                List.of(
                        // Who answers for a grid, newest first.
                        ascending("gridCode").on("from", Direction.DESC).named("grid_from"),
                        // Which grids a worker answers for; ending them when the worker leaves.
                        ascending("accountId").on("gridCode", Direction.ASC).named("account")));
    }

    private static Index ascending(String field) {
        return new Index(field, Direction.ASC);
    }
}
