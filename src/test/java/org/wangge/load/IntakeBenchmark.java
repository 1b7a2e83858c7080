package org.wangge.load;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.wangge.shared.Ids;
import reactor.core.publisher.Mono;

/**
 * Reports taken in over HTTP, and in the same run the bare driver writing the same document with the same indexes into the same
 * store. Meanwhile the application also makes the notices of what it took in; how long that lags is told too.
 */
final class IntakeBenchmark implements Benchmark {

    private static final int BARE_WARM_UP = 60_000;
    private static final Duration COLD = Duration.ofSeconds(30);
    private static final Duration TIME = Duration.ofSeconds(6);
    private static final Duration BARE_TIME = Duration.ofSeconds(3);

    /** Told at each collection, so that it is right over many of them only. */
    private static final String ALLOCATED = "jvm_gc_memory_allocated_bytes_total";

    /** By turns, so that both meet the same machine: what else runs on it changes from one quarter of a minute to the next. */
    private static final int ROUNDS = 4;

    private static final int[] CROWDS = {32, 64};

    @Override
    public String name() {
        return "intake";
    }

    @Override
    public List<Row> measure() {
        List<Row> rows = new ArrayList<>();
        try (App app = App.start(name(), Map.of());
                Clients clients = new Clients(app, 64);
                Store store = new Store(app)) {
            clients.signIn(District.people());
            ClosedLoop.Exchange report = client -> District.report(clients, District.officeOf(client), 1 + client % 2);
            Measured cold = ClosedLoop.run(32, COLD, report);
            Duration compiling = ClosedLoop.untilCompiled(app, 32, report);
            Document example = store.any("cases", Filters.exists("dispatch.dueAt"))
                    .orElseGet(() -> exampleUnderway(clients, store));
            store.untilNoneHas("cases", "dispatch.dueAt");
            MongoCollection<Document> copies = store.like("cases", "bare");
            ClosedLoop.Exchange insert = client -> insertCopy(copies, example);
            ClosedLoop.warmUp(32, BARE_WARM_UP, insert);
            rows.add(Row.of(
                    "Reports a second in the first 30 s after the start, 32 clients",
                    "%.0f, %s; compiled %.0f s later"
                            .formatted(cold.perSecond(), cold.times(), compiling.toSeconds() * 1.0)));
            for (int crowd : CROWDS) {
                List<Stretch> stretches = new ArrayList<>();
                for (int round = 0; round < ROUNDS; round++) {
                    stretches.add(stretch(app, store, crowd, report, insert));
                }
                rows.addAll(rows(crowd, stretches));
            }
        }
        return rows;
    }

    /** The application and then the bare driver, for a few seconds each. */
    private record Stretch(Measured taken, Duration lag, double cpuSeconds, double allocated, Measured bare) {}

    private static Stretch stretch(
            App app, Store store, int crowd, ClosedLoop.Exchange report, ClosedLoop.Exchange insert) {
        double allocatedBefore = app.metric(ALLOCATED);
        double cpuBefore = app.cpuSeconds();
        Measured taken = ClosedLoop.run(crowd, TIME, report);
        Duration lag = store.untilNoneHas("cases", "dispatch.dueAt");
        double cpuSeconds = app.cpuSeconds() - cpuBefore;
        double allocated = app.metric(ALLOCATED) - allocatedBefore;
        return new Stretch(taken, lag, cpuSeconds, allocated, ClosedLoop.run(crowd, BARE_TIME, insert));
    }

    private static List<Row> rows(int crowd, List<Stretch> stretches) {
        Measured taken =
                Measured.together(stretches.stream().map(Stretch::taken).toList());
        Measured bare = Measured.together(stretches.stream().map(Stretch::bare).toList());
        double cpuMillis = stretches.stream().mapToDouble(Stretch::cpuSeconds).sum() * 1000 / taken.count();
        double allocatedKilobytes =
                stretches.stream().mapToDouble(Stretch::allocated).sum() / 1000 / taken.count();
        double lagSeconds =
                stretches.stream().mapToLong(one -> one.lag().toMillis()).max().orElse(0) / 1000.0;
        double ratio = taken.perSecond() / bare.perSecond();
        String who = crowd + " clients";
        return List.of(
                Row.atLeast("Reports a second, " + who, taken.perSecond(), "%.0f", 1000),
                new Row(
                        "Time of a report, " + who,
                        taken.times(),
                        crowd == 32 ? "p99 < 100 ms" : "",
                        crowd == 32 ? taken.millis(0.99) < 100 : null),
                Row.of(
                        "Bare driver, same document, " + crowd + " inserts at once",
                        "%.0f a second, %s".formatted(bare.perSecond(), bare.times())),
                Row.atLeast("Ratio to the bare driver, " + who, ratio, "%.2f", 0.6),
                Row.below("Processor time of a report with its notices, " + who, cpuMillis, "%.2f ms", 0.6),
                Row.below("Allocated for a report with its notices, " + who, allocatedKilobytes, "%.0f kB", 220),
                Row.of(
                        "Until the notices had caught up, " + who,
                        "at most %.1f s after %d s of reports".formatted(lagSeconds, TIME.toSeconds())));
    }

    /** A case with its event still in it, as it is inserted. */
    private static Document exampleUnderway(Clients clients, Store store) {
        for (int tries = 0; tries < 1000; tries++) {
            byte[] made = District.report(clients, "001", 1).block();
            var found = store.any(
                    "cases",
                    Filters.and(Filters.eq("_id", UUID.fromString(Clients.idIn(made))), Filters.exists("outbox")));
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new IllegalStateException("no case was seen before its event was told");
    }

    private static Mono<?> insertCopy(MongoCollection<Document> copies, Document example) {
        UUID id = Ids.next();
        Document copy = new Document(example);
        copy.put("_id", id);
        copy.put("number", "CX-" + id);
        return Mono.from(copies.insertOne(copy));
    }
}
