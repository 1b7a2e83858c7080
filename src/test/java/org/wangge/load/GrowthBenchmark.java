package org.wangge.load;

import com.mongodb.client.model.Filters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What is done all day, with few cases and with many that have ended, in one run: the same reports, steps and reads against the
 * same application, warm. So many are open at each size (see {@link Grown}). The slope is the power
 * of the size that the cost grows by: 0 is flat, 1 is in proportion.
 */
final class GrowthBenchmark implements Benchmark {

    private static final int[] SIZES = Stream.of(
                    System.getProperty("load.growth.sizes", "4000,40000,400000").split(","))
            .mapToInt(Integer::parseInt)
            .toArray();

    private static final int WARM_UP = 500;
    private static final int REPORTS = 1500;
    private static final int LIVES = 150;
    private static final int CLIENTS = 8;
    private static final int CONNECTIONS = 32;
    private static final Duration TIME = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** What is open costs at most so many times as much with all cases as with few. */
    private static final double GOAL = 2;

    /**
     * Who asks for what.
     *
     * @param flat whether it must cost by what is open
     */
    private record Read(String what, String who, String path, boolean flat) {}

    private static final List<Read> READS = reads();

    /** How long an answer takes, and what the application needs of a processor for it. */
    private record Cost(double millis, double processor) {}

    /** What is measured at each size. */
    private record Measure(String what, @Nullable Double goal, Supplier<Cost> cost) {}

    private static List<Read> reads() {
        String desk = District.dispatcher(Grown.OFFICE);
        String worker = District.worker(Grown.OFFICE, 1);
        String handler = District.handler(Grown.OFFICE);
        String cases = "/api/v1/cases?limit=50&";
        return List.of(
                new Read("my tasks, who reported, found and visited all", worker, "/api/v1/me/tasks", true),
                new Read("my tasks, who handled all", handler, "/api/v1/me/tasks", true),
                new Read("my tasks of the desk", desk, "/api/v1/me/tasks", true),
                new Read("my cases, who handled all", handler, cases + "assignee=me", true),
                new Read("my cases, who handled none", worker, cases + "assignee=me", true),
                new Read(
                        "those of a department in hand",
                        desk,
                        cases + "department=510703001-YJ&waiting=HANDLING",
                        true),
                new Read("late ones", desk, cases + "overdue=true&sort=dueAt", true),
                new Read("unclear ones", desk, cases + "unclear=true", true),
                new Read(
                        "how many wait at the desk",
                        desk,
                        "/api/v1/cases?limit=1&count=true&waiting=FILING&desk=510703001",
                        true),
                new Read("how many there are in all", desk, "/api/v1/cases?limit=1&count=true", true),
                new Read("list of the office, 50", desk, cases + "sort=-updatedAt", true),
                new Read("open hazards, 50", desk, "/api/v1/hazards?limit=50&state=FOUND,NOTICED,RECTIFYING", true),
                new Read("tasks to do, 50", desk, "/api/v1/inspection-tasks?limit=50&state=DUE", true),
                new Read("search for a rare word", desk, cases + "q=" + encoded(Grown.RARE), true),
                new Read("search for what is nowhere", desk, cases + "q=" + encoded("热气球"), true),
                new Read("search for a word of all", desk, cases + "q=" + encoded("安全出口"), false));
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public List<Row> measure() {
        Map<Measure, List<Cost>> costs = new LinkedHashMap<>();
        try (App app = App.start(name(), Map.of());
                Clients clients = new Clients(app, CONNECTIONS);
                Store store = new Store(app)) {
            List<Measure> measures = warm(app, clients, store);
            Grown grown = Grown.small(clients, store);
            for (int size : SIZES) {
                grown.to(size);
                clients.signInAgain();
                // Not noted: the first reads are not compiled yet, and after the copies the store still packs its file.
                measures.forEach(one -> one.cost().get());
                measures.forEach(one -> costs.computeIfAbsent(one, first -> new ArrayList<>())
                        .add(one.cost().get()));
            }
        }
        List<Row> rows = new ArrayList<>();
        costs.forEach((measure, all) -> rows.add(row(measure, all)));
        return rows;
    }

    /** Reports and steps go on until they are compiled; what they left is taken away, so that the first size is small. */
    private List<Measure> warm(App app, Clients clients, Store store) {
        clients.signIn(District.people());
        clients.signIn(List.of("district"));
        CaseLives lives = new CaseLives(clients);
        ClosedLoop.Exchange report = client -> District.report(clients, elsewhere(client), 1);
        ClosedLoop.Exchange life = client -> lives.live(elsewhere(client), CaseLives.STEPS);
        ClosedLoop.untilCompiled(app, CLIENTS, life);
        clients.signInAgain();
        store.untilNoneHas("cases", "dispatch.dueAt");
        Mono.from(store.collection("cases").deleteMany(Filters.empty())).block(PATIENCE);
        List<Measure> measures = new ArrayList<>();
        measures.add(new Measure("a report", null, () -> written(app, store, report, REPORTS, 1)));
        measures.add(new Measure("a step of a case", null, () -> written(app, store, life, LIVES, CaseLives.STEPS)));
        READS.forEach(read ->
                measures.add(new Measure(read.what(), read.flat() ? GOAL : null, () -> read(app, clients, read))));
        return measures;
    }

    /** What is written must not be open at the office that is read. */
    private static String elsewhere(int client) {
        return District.officeOf(client % (District.OFFICES.size() - 1) + 1);
    }

    private static Cost written(App app, Store store, ClosedLoop.Exchange exchange, int count, int steps) {
        double before = app.cpuSeconds();
        Measured measured = ClosedLoop.times(CLIENTS, count, exchange);
        store.untilNoneHas("cases", "dispatch.dueAt");
        double processor = (app.cpuSeconds() - before) * 1000 / measured.count() / steps;
        return new Cost(measured.millis(0.5) / steps, processor);
    }

    private static Cost read(App app, Clients clients, Read read) {
        ClosedLoop.Exchange exchange = client -> clients.get(read.who(), read.path());
        ClosedLoop.warmUp(1, WARM_UP, exchange);
        double before = app.cpuSeconds();
        Measured measured = ClosedLoop.run(1, TIME, exchange);
        return new Cost(measured.millis(0.5), (app.cpuSeconds() - before) * 1000 / measured.count());
    }

    private static Row row(Measure measure, List<Cost> costs) {
        List<String> texts = new ArrayList<>();
        for (int at = 0; at < SIZES.length; at++) {
            texts.add("%,d: p50 %.1f ms, %.2f ms"
                    .formatted(SIZES[at], costs.get(at).millis(), costs.get(at).processor()));
        }
        double times = costs.get(SIZES.length - 1).processor() / costs.get(0).processor();
        double slope = Math.log(times) / Math.log((double) SIZES[SIZES.length - 1] / SIZES[0]);
        Double goal = measure.goal();
        return new Row(
                "Growth, " + measure.what(),
                String.join("; ", texts) + "; %.1f times, slope %.2f".formatted(times, slope),
                goal == null ? "" : "≤ %.0f times".formatted(goal),
                goal == null ? null : times <= goal);
    }
}
