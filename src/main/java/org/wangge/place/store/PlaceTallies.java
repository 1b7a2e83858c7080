package org.wangge.place.store;

import java.util.Collection;
import java.util.UUID;
import org.bson.Document;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.aggregation.AggregationOperation;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;
import org.wangge.place.PlaceState;
import org.wangge.place.RiskColour;
import org.wangge.place.model.PlaceFile;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Position;
import reactor.core.publisher.Flux;

/** Places for maps: counted where they are, or with no more of each than a map shows. */
@Repository
public class PlaceTallies {

    private final ReactiveMongoTemplate mongo;

    PlaceTallies(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    public record Kind(String path, RiskColour colour) {}

    public record Tally(Kind id, long places) {}

    /** A place with no more of it than a map shows. */
    public record Spot(UUID id, String name, String kind, Position position, Ground area, Grade risk) {}

    public record Ground(String path) {}

    public record Grade(RiskColour colour, int score) {}

    /** By grid and colour. */
    public Flux<Tally> byGrid(Collection<GridPath> areas, Actor actor) {
        Document group = new Document("_id", new Document("path", "$area.path").append("colour", "$risk.colour"))
                .append("places", new Document("$sum", 1));
        AggregationOperation grouping = context -> new Document("$group", group);
        return mongo.aggregate(
                Aggregation.newAggregation(PlaceFile.class, Aggregation.match(shown(areas, actor)), grouping),
                PlaceStore.PLACES,
                Tally.class);
    }

    public Flux<Spot> spots(Collection<GridPath> areas, Actor actor) {
        Query query = Query.query(shown(areas, actor));
        query.fields().include("name", "kind", "position", "area.path", "risk.colour", "risk.score");
        return mongo.find(query, Spot.class, PlaceStore.PLACES);
    }

    private static Criteria shown(Collection<GridPath> areas, Actor actor) {
        return new Criteria()
                .andOperator(
                        PlaceStore.inAreaOf(actor),
                        PlaceStore.within(areas),
                        Criteria.where("state").ne(PlaceState.CLOSED_DOWN.name()));
    }
}
