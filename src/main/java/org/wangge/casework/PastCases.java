package org.wangge.casework;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.casework.store.PastCaseQueries;
import org.wangge.shared.GridPath;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The cases of an area for whoever looks back on all of them, in batches. For the server's own work: nobody's rights are asked. Of an
 * area are the cases that lie in it and those at a desk of it.
 */
@Component
public class PastCases {

    private final PastCaseQueries queries;

    PastCases(PastCaseQueries queries) {
        this.queries = queries;
    }

    /**
     * Those reported in a period, by the time of report; fewer than the limit are the last.
     *
     * @param to exclusive
     * @param after that they are beyond; null for the first ones
     */
    public Flux<PastCase> reported(GridPath area, Instant from, Instant to, PastCase.@Nullable Place after, int limit) {
        return queries.reported(area, from, to, after, limit);
    }

    /** How many there are in all. */
    public Mono<Long> count(GridPath area, Instant from, Instant to) {
        return queries.count(area, from, to);
    }

    /**
     * Those that came after another, in the order in which they came; whenever their phones say they were reported. One that is being
     * stored right now may still come to stand before others: whoever goes on from here leaves the newest out for a while.
     */
    public Flux<PastCase> arrived(GridPath area, UUID after, int limit) {
        return queries.arrived(area, after, limit);
    }
}
