package org.wangge.inspection.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.aggregation.AggregationOperation;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Repository;
import org.wangge.inspection.model.InspectionFile;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import reactor.core.publisher.Flux;

/** The places that were inspected, told together by the store. */
@Repository
public class InspectedPlaces {

    private static final String SUM = "$sum";

    private final ReactiveMongoTemplate mongo;

    InspectedPlaces(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** @param area path of the sub-district */
    public record Unit(UUID place, String area, String industry) {}

    /** The inspections of one place in one office and industry. */
    public record Tally(Unit id, Newest newest, long inspections, long failed) {}

    /** When it was inspected last, and what it was then. */
    public record Newest(Instant at, String name, String address, String kind) {}

    /** By place, area and industry, as they were when it was inspected; inspections that were submitted in the month. */
    public Flux<Tally> of(String month, Collection<GridPath> areas, @Nullable String industry, Actor actor) {
        List<Criteria> all = new ArrayList<>();
        all.add(Criteria.where("month").is(month));
        all.add(InspectionStore.within(actor.scopes()));
        if (!areas.isEmpty()) {
            all.add(InspectionStore.within(areas));
        }
        if (industry != null) {
            all.add(Criteria.where("place.industry").is(industry));
        }
        Document unit = new Document("place", "$place._id")
                .append("area", new Document("$arrayElemAt", List.of("$areas", 1)))
                .append("industry", "$place.industry");
        // The greatest by its first field. The last of a group is any one where nothing is sorted, and to sort a month
        // costs more.
        Document newest = new Document("at", "$submittedAt")
                .append("name", "$place.name")
                .append("address", "$place.address")
                .append("kind", "$place.kind");
        Document group = new Document("_id", unit)
                .append("newest", new Document("$max", newest))
                .append("inspections", new Document(SUM, 1))
                .append("failed", new Document(SUM, "$result.failed"));
        AggregationOperation grouping = context -> new Document("$group", group);
        return mongo.aggregate(
                Aggregation.newAggregation(
                        InspectionFile.class, Aggregation.match(new Criteria().andOperator(all)), grouping),
                InspectionStore.INSPECTIONS,
                Tally.class);
    }
}
