package org.wangge.load;

import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Ids;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/**
 * A dispatcher's list: the office, two states, the newest fifty. The cases are copies of real ones that were brought to their
 * states over HTTP; half of all are the office's, and half of those are in the two states.
 */
final class ListBenchmark implements Benchmark {

    private static final int[] SIZES = {10_000, 100_000};
    /** One reader shows how long a page takes; four, with what they need themselves, keep two processors busy. */
    private static final int[] READERS = {1, 4};

    private static final int MOST_READERS = 4;
    private static final int DEEP_PAGE = 200;
    private static final String OFFICE = "001";
    private static final String LIST = "/api/v1/cases?office=510703001&state=CLOSED,RESOLVED&limit=50";
    private static final int WARM_UP = 2000;
    private static final Duration TIME = Duration.ofSeconds(6);
    private static final int BATCH = 500;
    private static final long DAYS = 180;

    /** How many steps the copied cases have behind them: of ten, four are closed, one is resolved, five are on their way. */
    private static final int[] STEPS = {10, 10, 10, 10, 7, 1, 4, 5, 6, 2};

    private final Random random = new Random(510703);

    @Override
    public String name() {
        return "list";
    }

    @Override
    public List<Row> measure() {
        List<Row> rows = new ArrayList<>();
        try (App app = App.start(name(), Map.of());
                Clients clients = new Clients(app, 32);
                Store store = new Store(app)) {
            clients.signIn(District.people());
            List<Document> examples = examples(clients, store);
            int stored = examples.size();
            for (int size : SIZES) {
                copy(examples, store.collection("cases"), size - stored);
                stored = size;
                rows.addAll(pages(clients, size));
            }
        }
        return rows;
    }

    List<Document> examples(Clients clients, Store store) {
        CaseLives lives = new CaseLives(clients);
        Flux.range(0, 10 * STEPS.length)
                .flatMap(
                        number -> lives.live(
                                number % 2 == 0
                                        ? OFFICE
                                        : District.OFFICES.get(1 + number / 2 % (District.OFFICES.size() - 1)),
                                STEPS[number / 2 % STEPS.length]),
                        16)
                .then()
                .block(Duration.ofSeconds(60));
        store.untilNoneHas("cases", "dispatch.dueAt");
        return store.all("cases");
    }

    void copy(List<Document> examples, MongoCollection<Document> cases, int count) {
        Flux.range(0, count)
                .map(number -> copy(examples.get(number % examples.size())))
                .buffer(BATCH)
                .flatMap(batch -> cases.insertMany(batch), 2)
                .then()
                .block(Duration.ofMinutes(5));
    }

    /** The same case some time within the last half year, under another name. */
    private Document copy(Document example) {
        long back = (long) (random.nextDouble() * Duration.ofDays(DAYS).toMillis());
        Document copy = new Document(example);
        var id = Ids.next();
        copy.put("_id", id);
        copy.put("number", "CX-" + id);
        for (String moment : List.of("reportedAt", "updatedAt", "dueAt", "closedAt")) {
            if (copy.get(moment) instanceof Date at) {
                copy.put(moment, new Date(at.getTime() - back));
            }
        }
        Document report = new Document(example.get("report", Document.class));
        report.put("description", report.getString("description") + "（" + random.nextInt(100_000) + "）");
        copy.put("report", report);
        return copy;
    }

    private List<Row> pages(Clients clients, int size) {
        String first = LIST;
        String before = null;
        String deep = LIST;
        int page = 1;
        String next = cursor(clients, LIST);
        while (next != null && page < DEEP_PAGE) {
            before = deep;
            deep = LIST + "&cursor=" + next;
            next = cursor(clients, deep);
            page++;
        }
        if (next == null && before != null) {
            // The last page is seldom full, the one before it always is.
            deep = before;
            page--;
        }
        String deepPage = deep;
        ClosedLoop.warmUp(MOST_READERS, WARM_UP, client -> clients.get(District.dispatcher(OFFICE), first));
        List<Row> rows = new ArrayList<>();
        for (int readers : READERS) {
            Measured top = ClosedLoop.run(readers, TIME, client -> clients.get(District.dispatcher(OFFICE), first));
            rows.add(row(size, "first page", readers, top));
            Measured bottom =
                    ClosedLoop.run(readers, TIME, client -> clients.get(District.dispatcher(OFFICE), deepPage));
            rows.add(row(size, "page " + page, readers, bottom));
        }
        return rows;
    }

    private static Row row(int size, String page, int readers, Measured measured) {
        boolean isGoal = size == 100_000 && readers == 1;
        return new Row(
                "List of 50 among %,d cases, %s, %s"
                        .formatted(size, page, readers == 1 ? "a reader" : readers + " readers"),
                "%s, %.0f a second".formatted(measured.times(), measured.perSecond()),
                isGoal ? "p99 < 50 ms" : "",
                isGoal ? measured.millis(0.99) < 50 : null);
    }

    private static @Nullable String cursor(Clients clients, String path) {
        JsonNode next = clients.getNow(District.dispatcher(OFFICE), path).get("nextCursor");
        return next == null || next.isNull() ? null : next.stringValue();
    }
}
