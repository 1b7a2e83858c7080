package org.wangge.inspection.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.reason.ReasonsGiven;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import reactor.core.publisher.Flux;

/** The reasons given at the inspections of an area that began in a period: without check-in, unanswered, broken off. */
@Repository
class InspectionReasons implements ReasonsGiven {

    private final ReactiveMongoTemplate mongo;

    InspectionReasons(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    private record Coded(String code) {}

    private record Presence(@Nullable Coded reason) {}

    private record Counted(
            UUID id,
            @Nullable Presence checkIn,
            @Nullable Coded unansweredReason,
            @Nullable Coded abandoned) {

        Stream<Given> given() {
            return Stream.of(
                            of("check-in", checkIn == null ? null : checkIn.reason()),
                            of("unanswered", unansweredReason),
                            of("abandon", abandoned))
                    .flatMap(one -> one);
        }

        private static Stream<Given> of(String action, @Nullable Coded reason) {
            return reason == null ? Stream.empty() : Stream.of(new Given(action, reason.code()));
        }
    }

    @Override
    public Flux<Given> given(List<GridPath> areas, Instant from, Instant to, Actor actor) {
        if (!actor.may(Permission.INSPECTION_READ)) {
            return Flux.empty();
        }
        List<Criteria> all = new ArrayList<>(List.of(
                InspectionStore.within(actor.scopes()),
                Criteria.where("startedAt").gte(from).lt(to)));
        if (!areas.isEmpty()) {
            all.add(InspectionStore.within(areas));
        }
        Query query = Query.query(new Criteria().andOperator(all));
        query.fields().include("checkIn.reason.code", "unansweredReason.code", "abandoned.code");
        return mongo.find(query, Counted.class, InspectionStore.INSPECTIONS)
                .flatMap(counted -> Flux.fromStream(counted.given()));
    }
}
