package org.wangge.hazard.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardState;
import org.wangge.hazard.model.HazardLines;
import org.wangge.reason.ReasonsGiven;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import reactor.core.publisher.Flux;

/**
 * The reasons in the timelines of an area's hazards. What was given one in a period was changed since it began, so that only those
 * are read, and of each only what is counted; lines that have left their hazard are in the journal.
 */
@Repository
class HazardReasons implements ReasonsGiven {

    private final HazardStore hazards;

    HazardReasons(HazardStore hazards) {
        this.hazards = hazards;
    }

    private record Coded(String code) {}

    private record Line(
            int sequence,
            Instant at,
            HazardAction action,
            @Nullable Coded reason) {}

    private record Counted(UUID id, List<Line> timeline) {}

    @Override
    public Flux<Given> given(List<GridPath> areas, Instant from, Instant to, Actor actor) {
        if (!actor.may(Permission.HAZARD_READ)) {
            return Flux.empty();
        }
        List<Criteria> all = new ArrayList<>(List.of(
                HazardStore.inAreaOf(actor),
                Criteria.where("state").in(Arrays.asList(HazardState.values())),
                Criteria.where("updatedAt").gte(from)));
        if (!areas.isEmpty()) {
            all.add(HazardStore.within(areas));
        }
        Query query = Query.query(new Criteria().andOperator(all));
        query.fields().include("timeline.sequence", "timeline.at", "timeline.action", "timeline.reason.code");
        return hazards.find(query, Counted.class)
                .concatMap(this::lines)
                .filter(line -> !line.at().isBefore(from) && line.at().isBefore(to))
                .mapNotNull(line -> line.reason() == null
                        ? null
                        : new Given(line.action().code(), line.reason().code()));
    }

    private Flux<Line> lines(Counted file) {
        int first =
                HazardLines.first(file.timeline().stream().map(Line::sequence).toList());
        return hazards.linesBefore(file.id(), first)
                .map(line -> new Line(
                        line.sequence(),
                        line.at(),
                        line.action(),
                        line.reason() == null ? null : new Coded(line.reason().code())))
                .concatWith(Flux.fromIterable(file.timeline()));
    }
}
