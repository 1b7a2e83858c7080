package org.wangge.load;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.wangge.shared.Ids;
import reactor.core.publisher.Mono;

/**
 * Inspections sent whole in one call, every third with two items that failed and become hazards; and in the same run the bare driver
 * writing the same document with the same indexes into the same store.
 */
final class InspectionBenchmark implements Benchmark {

    private static final int CLIENTS = 32;
    private static final int PLACES = 5000;
    private static final int BARE_WARM_UP = 30_000;
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final Duration BARE_TIME = Duration.ofSeconds(6);
    private static final String INSPECTIONS = "inspections";
    private static final String UNTOLD = "dispatch.dueAt";

    private int asked;

    @Override
    public String name() {
        return "inspection";
    }

    @Override
    public List<Row> measure() {
        try (App app = App.start(name(), Map.of());
                Clients clients = new Clients(app, CLIENTS);
                Store store = new Store(app)) {
            clients.signIn(District.people());
            Premises premises = Premises.open(clients, store, PLACES);
            ClosedLoop.Exchange inspect =
                    client -> premises.inspect(District.officeOf(client), 1 + client % 2, asked++ % 3 == 0 ? 2 : 0);
            ClosedLoop.untilCompiled(app, CLIENTS, inspect);
            settled(store);
            Document example =
                    store.any(INSPECTIONS, Filters.gt("result.failed", 0)).orElseThrow();
            MongoCollection<Document> copies = store.like(INSPECTIONS, "bare");
            ClosedLoop.warmUp(CLIENTS, BARE_WARM_UP, client -> insertCopy(copies, example));
            double cpuBefore = app.cpuSeconds();
            Measured sent = ClosedLoop.run(CLIENTS, TIME, inspect);
            Duration lag = settled(store);
            double cpuMillis = (app.cpuSeconds() - cpuBefore) * 1000 / sent.count();
            Measured bare = ClosedLoop.run(CLIENTS, BARE_TIME, client -> insertCopy(copies, example));
            return List.of(
                    Row.of(
                            "Inspections submitted a second, %d clients, two hazards from every third"
                                    .formatted(CLIENTS),
                            "%.0f a second, %s".formatted(sent.perSecond(), sent.times())),
                    Row.of(
                            "Bare driver, same document, %d inserts at once".formatted(CLIENTS),
                            "%.0f a second, %s".formatted(bare.perSecond(), bare.times())),
                    Row.of("Ratio to the bare driver", "%.2f".formatted(sent.perSecond() / bare.perSecond())),
                    Row.of("Processor time of an inspection with its hazards", "%.2f ms".formatted(cpuMillis)),
                    Row.of(
                            "Until all that follows from them was done",
                            "%.1f s for %d inspections".formatted(lag.toMillis() / 1000.0, sent.count())));
        }
    }

    private static Duration settled(Store store) {
        return store.untilNoneHas(INSPECTIONS, UNTOLD).plus(store.untilNoneHas("hazards", UNTOLD));
    }

    private static Mono<?> insertCopy(MongoCollection<Document> copies, Document example) {
        Document copy = new Document(example);
        copy.put("_id", Ids.next());
        return Mono.from(copies.insertOne(copy));
    }
}
