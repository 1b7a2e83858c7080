package org.wangge.hazard.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.aggregation.AggregationOperation;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Repository;
import org.wangge.hazard.HazardFilter;
import org.wangge.hazard.HazardLevel;
import org.wangge.hazard.HazardState;
import org.wangge.hazard.model.HazardFile;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import reactor.core.publisher.Flux;

/** Hazards counted where they are, so that only the counts travel. */
@Repository
public class HazardTallies {

    private static final Document ONE_EACH = new Document("$sum", 1);

    private final ReactiveMongoTemplate mongo;
    private final HazardQueries queries;

    HazardTallies(ReactiveMongoTemplate mongo, HazardQueries queries) {
        this.mongo = mongo;
        this.queries = queries;
    }

    /**
     * What is counted together.
     *
     * @param area path of the sub-district
     */
    public record Kind(String area, String industry, HazardLevel level, HazardState state) {}

    public record Tally(Kind id, long hazards, long costFen) {}

    public record GridKind(String path, HazardLevel level) {}

    public record GridTally(GridKind id, long hazards, long overdue) {}

    /** The hazards of a list, by sub-district, industry, level and state. */
    public Flux<Tally> count(HazardFilter filter, Actor actor, Instant now) {
        Document kind = new Document("area", new Document("$arrayElemAt", List.of("$areas", 1)))
                .append("industry", "$place.industry")
                .append("level", "$level")
                .append("state", "$state");
        Document group = new Document("_id", kind)
                .append("hazards", ONE_EACH)
                .append("costFen", new Document("$sum", "$costFen"));
        return aggregate(queries.request(filter, actor, now).criteria(), group, Tally.class);
    }

    /** The open hazards by grid and level, and how many of them should have been put right by now. */
    public Flux<GridTally> openByGrid(Collection<GridPath> areas, Actor actor, Instant now) {
        Document late = new Document(
                "$and",
                List.of(
                        new Document("$lt", List.of("$dueAt", now)),
                        new Document("$ne", List.of("$state", HazardState.RECHECK_DUE.name()))));
        Document group = new Document("_id", new Document("path", "$area.path").append("level", "$level"))
                .append("hazards", ONE_EACH)
                .append("overdue", new Document("$sum", new Document("$cond", List.of(late, 1, 0))));
        return aggregate(
                List.of(
                        Criteria.where("state").in(HazardState.open()),
                        HazardStore.inAreaOf(actor),
                        HazardStore.within(areas)),
                group,
                GridTally.class);
    }

    private <T> Flux<T> aggregate(List<Criteria> narrowing, Document group, Class<T> as) {
        AggregationOperation grouping = context -> new Document("$group", group);
        return mongo.aggregate(
                Aggregation.newAggregation(
                        HazardFile.class, Aggregation.match(new Criteria().andOperator(narrowing)), grouping),
                HazardStore.HAZARDS,
                as);
    }
}
