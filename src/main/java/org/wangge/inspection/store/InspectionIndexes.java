package org.wangge.inspection.store;

import java.util.List;
import java.util.Map;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.stereotype.Component;
import org.wangge.work.EarlierKeys;
import org.wangge.work.StoreIndexes;

/** The indexes of inspections, each with the query that needs it. */
@Component
class InspectionIndexes implements StoreIndexes {

    @Override
    public Map<String, List<Index>> indexes() {
        return Map.of(InspectionStore.INSPECTIONS, ofInspections());
    }

    private static List<Index> ofInspections() {
        return List.of(
                // The list of an area, the newest first.
                ascending("areas").on("startedAt", Direction.DESC).on("_id", Direction.DESC),
                // What was submitted in a month, for the monthly form.
                ascending("areas").on("month", Direction.ASC),
                // A place's history.
                ascending("place._id").on("startedAt", Direction.DESC),
                // What I inspected.
                ascending("inspector._id").on("startedAt", Direction.DESC),
                // A repeated start finds what it started in an earlier version.
                EarlierKeys.index(),
                // Who may see a photo is who may see its inspection.
                ascending("mediaIds").sparse(),
                // The relay looks for inspections with something to tell.
                ascending("dispatch.dueAt").sparse());
    }

    private static Index ascending(String field) {
        return new Index(field, Direction.ASC);
    }
}
