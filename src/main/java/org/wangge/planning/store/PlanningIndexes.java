package org.wangge.planning.store;

import java.util.List;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.stereotype.Component;
import org.wangge.work.StoreSetup;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The indexes of plans, tasks and draws, each with the query that needs it. */
@Component
class PlanningIndexes implements StoreSetup {

    private final ReactiveMongoTemplate mongo;

    PlanningIndexes(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Override
    public Mono<Void> prepare() {
        return Flux.concat(
                        on(PlanStore.PLANS, ascending("operationKey").unique().sparse()),
                        on(PlanStore.PLANS, ascending("areas").on("_id", Direction.DESC)),
                        // Which plans make tasks.
                        on(PlanStore.PLANS, ascending("state")),
                        on(DrawStore.DRAWS, ascending("operationKey").unique().sparse()),
                        on(DrawStore.DRAWS, ascending("areas").on("_id", Direction.DESC)),
                        Flux.fromIterable(ofTasks()).concatMap(index -> on(TaskStore.TASKS, index)))
                .then();
    }

    private static List<Index> ofTasks() {
        return List.of(
                // The due list of an area.
                ascending("areas").on("dueAt", Direction.ASC).on("_id", Direction.ASC),
                // One worker's own that are to be done; what was done in years is passed over.
                ascending("assigneeIds")
                        .on("state", Direction.ASC)
                        .on("dueAt", Direction.ASC)
                        .on("_id", Direction.ASC),
                // Progress of a campaign; where the windows of a plan's places end.
                ascending("planId").on("placeId", Direction.ASC).on("windowEnds", Direction.ASC),
                // What is still to be done at a place.
                ascending("placeId").on("dueAt", Direction.ASC),
                // What time changes.
                ascending("turnsAt").sparse(),
                // The relay looks for tasks with something to tell.
                ascending("dispatch.dueAt").sparse());
    }

    private Mono<String> on(String collection, Index index) {
        return mongo.indexOps(collection).createIndex(index);
    }

    private static Index ascending(String field) {
        return new Index(field, Direction.ASC);
    }
}
