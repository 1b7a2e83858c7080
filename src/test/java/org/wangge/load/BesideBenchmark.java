package org.wangge.load;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.bson.Document;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * What one person asks for must not cost others: who asks who he is ({@code /me}) beside somebody who asks for the worst that the
 * API allows, again and again, against the same alone; in one run. The cases are copies of real ones in all states.
 */
final class BesideBenchmark implements Benchmark {

    private static final int CASES = Integer.getInteger("load.beside.cases", 60_000);
    private static final String OFFICE = "001";
    private static final String READER = District.dispatcher(OFFICE);
    private static final String OTHER = District.worker(OFFICE, 2);
    private static final String ME = "/api/v1/me";
    private static final int WARM_UP = 3000;
    private static final Duration TIME = Duration.ofSeconds(6);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double GOAL = 5;

    private static final Map<String, String> READS = reads();

    private static Map<String, String> reads() {
        String cases = "/api/v1/cases?limit=50&";
        Map<String, String> reads = new LinkedHashMap<>();
        reads.put("words that no case has", cases + sought("绝无此事"));
        reads.put("a character that no case has", cases + sought("鑫"));
        reads.put("two letters that no case has", cases + sought("zx"));
        reads.put("two frequent words, and a character that none has", cases + sought("安全出口 杂物 鑫"));
        reads.put("how many there are", cases + "count=true");
        reads.put("how many have a character, which are none", cases + "count=true&" + sought("鑫"));
        reads.put("somebody's cases by due date", cases + "assignee=me&sort=dueAt");
        reads.put("late ones by the time of the report", cases + "overdue=true&sort=reportedAt");
        reads.put("a table of all, CSV", "/api/v1/exports/cases.csv");
        reads.put("a table of all, XLSX", "/api/v1/exports/cases.xlsx");
        reads.put("the risk map", "/api/v1/risk-map.geojson");
        reads.put("my tasks", "/api/v1/me/tasks");
        return reads;
    }

    private static String sought(String words) {
        return "q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    @Override
    public String name() {
        return "beside";
    }

    @Override
    public List<Row> measure() {
        List<Row> rows = new ArrayList<>();
        try (App app = App.start(name(), Map.of());
                Clients clients = new Clients(app, 32);
                Store store = new Store(app)) {
            clients.signIn(District.people());
            ListBenchmark copies = new ListBenchmark();
            List<Document> examples = copies.examples(clients, store);
            copies.copy(examples, store.collection("cases"), CASES - examples.size());
            ClosedLoop.Exchange me = client -> clients.get(OTHER, ME);
            // Not noted: the application is not compiled yet.
            READS.values().forEach(read -> isAnswered(clients, read).block(PATIENCE));
            ClosedLoop.warmUp(1, WARM_UP, me);
            Measured alone = ClosedLoop.run(1, TIME, me);
            rows.add(Row.of(
                    "/me alone, %,d cases".formatted(CASES),
                    "%s, at most %.0f ms".formatted(alone.times(), alone.millis(1))));
            READS.forEach((what, read) -> rows.add(beside(clients, what, read, me, alone)));
        }
        return rows;
    }

    private static Mono<Boolean> isAnswered(Clients clients, String read) {
        return clients.get(READER, read).thenReturn(true).onErrorReturn(false);
    }

    private static Row beside(Clients clients, String what, String read, ClosedLoop.Exchange me, Measured alone) {
        LongAdder reads = new LongAdder();
        LongAdder refused = new LongAdder();
        long begin = System.nanoTime();
        Disposable reading = Mono.defer(() -> isAnswered(clients, read))
                .doOnNext(answered -> (answered ? reads : refused).increment())
                .repeat()
                .subscribe();
        Measured beside;
        try {
            beside = ClosedLoop.run(1, TIME, me);
        } finally {
            reading.dispose();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double times = beside.millis(0.5) / alone.millis(0.5);
        return new Row(
                "/me beside " + what,
                "%s, at most %.0f ms; %.1f times; %.0f ms a read%s"
                        .formatted(
                                beside.times(),
                                beside.millis(1),
                                times,
                                seconds * 1000 / Math.max(1, reads.sum()),
                                refused.sum() == 0 ? "" : ", " + refused.sum() + " refused"),
                "≤ %.0f times".formatted(GOAL),
                times <= GOAL);
    }
}
