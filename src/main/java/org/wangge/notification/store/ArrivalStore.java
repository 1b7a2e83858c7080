package org.wangge.notification.store;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Repository;
import org.wangge.notification.Channel;
import org.wangge.notification.Device;
import org.wangge.notification.model.Arrival;
import org.wangge.notification.model.Arrival.Cell;
import org.wangge.notification.model.Arrival.Numbers;
import org.wangge.notification.model.Arrival.What;
import org.wangge.work.StoreIndexes;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How notices arrived, counted by day. */
@Repository
public class ArrivalStore implements StoreIndexes {

    private static final String DAYS = "notice_days";
    private static final String NO_DEVICE = "";

    private final ReactiveMongoTemplate mongo;

    ArrivalStore(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Override
    public Map<String, List<Index>> indexes() {
        return Map.of(DAYS, List.of(new Index("day", Direction.ASC)));
    }

    /** A cell with its numbers. */
    public record Counted(Cell cell, Numbers numbers) {}

    /** Adds to the cells, after what is counted was stored; what a process that dies between the two did not add is missing. */
    public Mono<Void> add(Arrival.Tally tally) {
        if (tally.more().isEmpty()) {
            return Mono.empty();
        }
        var writes = mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, DAYS);
        tally.more().forEach((cell, numbers) -> {
            Update more = new Update()
                    .setOnInsert("day", cell.day())
                    .setOnInsert("area", cell.area())
                    .setOnInsert("channel", cell.channel().name())
                    .setOnInsert("platform", platform(cell));
            numbers.forEach(more::inc);
            writes.upsert(Query.query(Criteria.where("_id").is(id(cell))), more);
        });
        return writes.execute().then();
    }

    private static String id(Cell cell) {
        return cell.day() + "|" + cell.area() + "|" + cell.channel() + "|" + platform(cell);
    }

    private static String platform(Cell cell) {
        return cell.platform() == null ? NO_DEVICE : cell.platform().name();
    }

    /** All cells of these days, the last included. */
    public Flux<Counted> between(String from, String to) {
        return mongo.find(Query.query(Criteria.where("day").gte(from).lte(to)), Document.class, DAYS)
                .map(ArrivalStore::counted);
    }

    private static Counted counted(Document found) {
        String platform = found.getString("platform");
        return new Counted(
                new Cell(
                        found.getString("day"),
                        found.getString("area"),
                        Channel.valueOf(found.getString("channel")),
                        platform.isEmpty() ? null : Device.Platform.valueOf(platform)),
                new Numbers(
                        number(found, What.TOLD.name()),
                        number(found, What.ACCEPTED.name()),
                        number(found, What.REFUSED.name()),
                        number(found, What.RECEIVED.name()),
                        number(found, What.OPENED.name()),
                        minutes(found.get("minutes", Document.class))));
    }

    private static long number(Document found, String name) {
        return found.get(name) instanceof Number number ? number.longValue() : 0;
    }

    private static NavigableMap<Integer, Long> minutes(@Nullable Document found) {
        NavigableMap<Integer, Long> minutes = new TreeMap<>();
        if (found != null) {
            found.keySet().forEach(minute -> minutes.put(Integer.valueOf(minute), number(found, minute)));
        }
        return minutes;
    }
}
