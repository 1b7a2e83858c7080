package org.wangge.load;

import com.mongodb.client.model.Filters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import reactor.core.publisher.Mono;

/** A start on many cases of which one index is not there, as after an update that wants a new one. */
final class MissingIndexBenchmark implements Benchmark {

    private static final int CASES = Integer.getInteger("load.missing-index.cases", 200_000);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** The one with most entries, and a usual one. */
    private static final Map<String, Document> DROPPED = Map.of(
            "the grams of the search",
            new Document("search.grams", 1),
            "areas, state and change",
            new Document("areas", 1).append("state", 1).append("updatedAt", -1).append("_id", -1));

    @Override
    public String name() {
        return "missing-index";
    }

    @Override
    public List<Row> measure() {
        Path data = App.emptyDirectory(name());
        try (App app = start(data, "fill")) {
            fill(app);
        }
        List<Row> rows = new ArrayList<>();
        rows.add(started(data, "with all its indexes"));
        DROPPED.forEach((what, keys) -> {
            try (App app = start(data, "drop");
                    Store store = new Store(app)) {
                Mono.from(store.collection("cases").dropIndex(keys)).block(PATIENCE);
            }
            rows.add(started(data, "without the index of " + what));
        });
        return rows;
    }

    private static void fill(App app) {
        try (Clients clients = new Clients(app, 8);
                Store store = new Store(app)) {
            clients.signIn(District.people());
            String id = Clients.idIn(District.report(clients, "001", 1).block(PATIENCE));
            store.untilNoneHas("cases", "outbox");
            Document reported =
                    store.any("cases", Filters.eq("_id", UUID.fromString(id))).orElseThrow();
            Grown.copy(reported, store.collection("cases"), CASES - 1);
        }
    }

    private static Row started(Path data, String how) {
        try (App app = start(data, "run")) {
            return Row.of(
                    "Start on %,d cases %s".formatted(CASES, how),
                    "%.1f s, %.1f s of processor".formatted(app.startTime().toMillis() / 1000.0, app.startProcessor()));
        }
    }

    private static App start(Path data, String log) {
        return App.start(Java.running(), "missing-index-" + log, data, App.jar(App.JAR), Map.of());
    }
}
