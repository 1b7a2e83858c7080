package org.wangge.planning.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.reason.ReasonsGiven;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import reactor.core.publisher.Flux;

/** Why people skipped tasks of an area. */
@Repository
class SkipReasons implements ReasonsGiven {

    private final ReactiveMongoTemplate mongo;

    SkipReasons(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    private record Coded(String code) {}

    private record Counted(UUID id, Coded skipReason) {}

    @Override
    public Flux<Given> given(List<GridPath> areas, Instant from, Instant to, Actor actor) {
        if (!actor.may(Permission.INSPECTION_READ)) {
            return Flux.empty();
        }
        List<Criteria> all =
                new ArrayList<>(List.of(Criteria.where("skippedAt").gte(from).lt(to), TaskStore.inAreaOf(actor)));
        if (!areas.isEmpty()) {
            all.add(Criteria.where("areas")
                    .in(areas.stream().map(GridPath::value).toList()));
        }
        Query query = Query.query(new Criteria().andOperator(all));
        query.fields().include("skipReason.code");
        return mongo.find(query, Counted.class, TaskStore.TASKS)
                .map(task -> new Given("skip", task.skipReason().code()));
    }
}
