package org.wangge.casework.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseState;
import org.wangge.reason.ReasonsGiven;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import reactor.core.publisher.Flux;

/**
 * The reasons in the timelines of an area. What was given one in a period was changed since it began, so that only those cases are
 * read, and of each only what is counted; lines that have left their case are in the journal.
 */
@Repository
class ReasonTallies implements ReasonsGiven {

    private final CaseStore cases;

    ReasonTallies(CaseStore cases) {
        this.cases = cases;
    }

    record Coded(String code, @Nullable String item) {}

    /** A line as far as it is counted. */
    record Line(
            int sequence,
            Instant at,
            CaseAction action,
            @Nullable Coded reason) {}

    private record Counted(UUID id, List<Line> timeline) {}

    @Override
    public Flux<Given> given(List<GridPath> areas, Instant from, Instant to, Actor actor) {
        List<Criteria> all = new ArrayList<>(List.of(
                CaseStore.inAreaOf(actor),
                Criteria.where("state").in(Arrays.asList(CaseState.values())),
                Criteria.where("updatedAt").gte(from)));
        if (!areas.isEmpty()) {
            all.add(Criteria.where("areas")
                    .in(areas.stream().map(GridPath::value).toList()));
        }
        Query query = Query.query(new Criteria().andOperator(all));
        query.fields().include("timeline.sequence", "timeline.at", "timeline.action", "timeline.reason.code");
        return cases.find(query, Counted.class)
                .concatMap(file -> lines(file.id(), file.timeline()))
                .filter(line -> !line.at().isBefore(from) && line.at().isBefore(to))
                .mapNotNull(line -> line.reason() == null
                        ? null
                        : new Given(line.action().code(), line.reason().code()));
    }

    /** All lines of a case in order, when these are those that are still in it. */
    Flux<Line> lines(UUID id, List<Line> timeline) {
        int first = timeline.isEmpty() ? 1 : timeline.get(0).sequence();
        return cases.linesBefore(id, first)
                .map(line -> new Line(
                        line.sequence(),
                        line.at(),
                        line.action(),
                        line.reason() == null
                                ? null
                                : new Coded(line.reason().code(), line.reason().item())))
                .concatWith(Flux.fromIterable(timeline));
    }
}
