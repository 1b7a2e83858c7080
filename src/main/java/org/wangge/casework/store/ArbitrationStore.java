package org.wangge.casework.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.casework.model.BetweenOffices.Arbitration;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import reactor.core.publisher.Flux;

/** What the district decided, in the cases that it decided about. */
@Repository
public class ArbitrationStore {

    private final CaseStore cases;

    ArbitrationStore(CaseStore cases) {
        this.cases = cases;
    }

    private record Decided(@Nullable Words between) {

        private record Words(@Nullable List<Arbitration> arbitrations) {}
    }

    /** All of the actor's areas since one moment and before another. */
    public Flux<Arbitration> between(Instant from, Instant to, Actor actor) {
        Query query = Query.query(Criteria.where("between.arbitrations.at")
                .gte(from)
                .and("areas")
                .in(actor.scopes().stream().map(GridPath::value).toList()));
        query.fields().include("between.arbitrations");
        return cases.find(query, Decided.class)
                .flatMapIterable(decided ->
                        decided.between() == null || decided.between().arbitrations() == null
                                ? List.of()
                                : decided.between().arbitrations())
                .filter(word -> !word.at().isBefore(from) && word.at().isBefore(to));
    }
}
