package org.wangge.load;

import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import org.wangge.shared.Ids;
import reactor.core.publisher.Flux;

/**
 * What one person asks for every minute, with few cases and with many that have ended, in one run. All were reported by one worker
 * and handled by one handler; so many are open on either side. The cases are copies of real ones that were brought to their states
 * over HTTP.
 */
final class GrowthBenchmark implements Benchmark {

    private static final int[] SIZES = Stream.of(
                    System.getProperty("load.growth.sizes", "4000,40000").split(","))
            .mapToInt(Integer::parseInt)
            .toArray();
    private static final String OFFICE = "001";
    private static final int CLOSED = 10;
    /** How many steps those have behind them that are open: to file, to dispatch, being handled, to close. */
    private static final int[] OPEN = {1, 4, 6, 7};

    private static final int OPEN_OF_EACH = 10;
    private static final int WARM_UP = 1500;
    private static final Duration TIME = Duration.ofSeconds(5);
    private static final int BATCH = 500;
    /** A list that is asked for costs at most so many times as much with all cases as with few. */
    private static final double GOAL = 2;

    private static final Map<String, List<String>> READS = reads();

    /** How long an answer takes, and what the application needs of a processor for it. */
    private record Cost(double millis, double processor) {}

    private static Map<String, List<String>> reads() {
        String cases = "/api/v1/cases?limit=50&";
        Map<String, List<String>> reads = new LinkedHashMap<>();
        reads.put("my tasks, who reported all", List.of(District.worker(OFFICE, 1), "/api/v1/me/tasks"));
        reads.put("my tasks, who handled all", List.of(District.handler(OFFICE), "/api/v1/me/tasks"));
        reads.put("my tasks of the desk", List.of(District.dispatcher(OFFICE), "/api/v1/me/tasks"));
        reads.put("my cases, who handled all", List.of(District.handler(OFFICE), cases + "assignee=me"));
        reads.put("my cases, who handled none", List.of(District.worker(OFFICE, 1), cases + "assignee=me"));
        reads.put("late ones", List.of(District.dispatcher(OFFICE), cases + "overdue=true&sort=dueAt"));
        reads.put(
                "those of a department in hand",
                List.of(District.dispatcher(OFFICE), cases + "department=510703001-YJ&waiting=HANDLING"));
        reads.put(
                "how many wait at the desk",
                List.of(District.dispatcher(OFFICE), "/api/v1/cases?limit=1&count=true&waiting=FILING&desk=510703001"));
        reads.put(
                "how many there are in all", List.of(District.dispatcher(OFFICE), "/api/v1/cases?limit=1&count=true"));
        return reads;
    }

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public List<Row> measure() {
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        try (App app = App.start(name(), Map.of());
                Clients clients = new Clients(app, 32);
                Store store = new Store(app)) {
            clients.signIn(District.people());
            CaseLives lives = new CaseLives(clients);
            for (int steps : OPEN) {
                Flux.range(0, OPEN_OF_EACH)
                        .flatMap(number -> lives.live(OFFICE, steps), 4)
                        .then()
                        .block(Duration.ofSeconds(60));
            }
            String closed = lives.live(OFFICE, CLOSED).block(Duration.ofSeconds(60));
            store.untilNoneHas("cases", "dispatch.dueAt");
            Document example = store.all("cases").stream()
                    .filter(one -> one.get("_id").toString().equals(closed))
                    .findFirst()
                    .orElseThrow();
            int stored = OPEN.length * OPEN_OF_EACH + 1;
            for (int size : SIZES) {
                copy(example, store.collection("cases"), size - stored);
                if (size == SIZES[0]) {
                    // Not noted: the application is not compiled yet, which would make the small side look dear.
                    READS.values().forEach(read -> cost(app, clients, read));
                }
                stored = size;
                READS.forEach((what, read) ->
                        costs.computeIfAbsent(what, first -> new ArrayList<>()).add(cost(app, clients, read)));
            }
        }
        return costs.entrySet().stream()
                .map(one -> row(one.getKey(), one.getValue()))
                .toList();
    }

    static void copy(Document example, MongoCollection<Document> cases, int count) {
        Flux.range(0, count)
                .map(number -> copy(example, number))
                .buffer(BATCH)
                .flatMap(batch -> cases.insertMany(batch), 2)
                .then()
                .block(Duration.ofMinutes(20));
    }

    private static Document copy(Document example, int number) {
        Document copy = new Document(example);
        var id = Ids.next();
        copy.append("_id", id).append("number", "CX-" + id).append("operationKey", id + ":" + id);
        Date changed = example.getDate("updatedAt");
        return copy.append("updatedAt", new Date(changed.getTime() - 1000L * number));
    }

    private static Cost cost(App app, Clients clients, List<String> read) {
        ClosedLoop.Exchange exchange = client -> clients.get(read.get(0), read.get(1));
        ClosedLoop.warmUp(1, WARM_UP, exchange);
        double before = app.cpuSeconds();
        Measured measured = ClosedLoop.run(1, TIME, exchange);
        return new Cost(measured.millis(0.5), (app.cpuSeconds() - before) * 1000 / measured.count());
    }

    private static Row row(String what, List<Cost> costs) {
        List<String> texts = new ArrayList<>();
        for (int at = 0; at < SIZES.length; at++) {
            texts.add("%,d cases: p50 %.1f ms, %.1f ms of processor"
                    .formatted(SIZES[at], costs.get(at).millis(), costs.get(at).processor()));
        }
        double times = costs.get(SIZES.length - 1).processor() / costs.get(0).processor();
        return new Row(
                "Growth, " + what,
                String.join("; ", texts) + "; %.1f times".formatted(times),
                "≤ %.0f times".formatted(GOAL),
                times <= GOAL);
    }
}
