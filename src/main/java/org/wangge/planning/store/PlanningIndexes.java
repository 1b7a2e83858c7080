package org.wangge.planning.store;

import java.util.List;
import java.util.Map;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.stereotype.Component;
import org.wangge.work.StoreIndexes;

/** The indexes of plans, tasks and draws, each with the query that needs it. */
@Component
class PlanningIndexes implements StoreIndexes {

    @Override
    public Map<String, List<Index>> indexes() {
        return Map.of(PlanStore.PLANS, ofPlans(), TaskStore.TASKS, ofTasks(), DrawStore.DRAWS, ofDraws());
    }

    private static List<Index> ofPlans() {
        return List.of(
                ascending("operationKey").unique().sparse(),
                ascending("areas").on("_id", Direction.DESC),
                // Which plans make tasks.
                ascending("state"));
    }

    private static List<Index> ofDraws() {
        return List.of(
                ascending("operationKey").unique().sparse(), ascending("areas").on("_id", Direction.DESC));
    }

    private static List<Index> ofTasks() {
        return List.of(
                // The due list of an area; what was done in years is passed over.
                ascending("areas")
                        .on("state", Direction.ASC)
                        .on("dueAt", Direction.ASC)
                        .on("_id", Direction.ASC),
                // The same of one worker.
                ascending("assigneeIds")
                        .on("state", Direction.ASC)
                        .on("dueAt", Direction.ASC)
                        .on("_id", Direction.ASC),
                // Progress of a campaign; where the windows of a plan's places end.
                ascending("planId").on("placeId", Direction.ASC).on("windowEnds", Direction.ASC),
                // How many were missed, for those who run it.
                ascending("state"),
                // What is still to be done at a place.
                ascending("placeId").on("dueAt", Direction.ASC),
                // What time changes.
                ascending("turnsAt").sparse(),
                // Why people skipped some, in a period.
                ascending("skippedAt").sparse(),
                // The relay looks for tasks with something to tell.
                ascending("dispatch.dueAt").sparse());
    }

    private static Index ascending(String field) {
        return new Index(field, Direction.ASC);
    }
}
