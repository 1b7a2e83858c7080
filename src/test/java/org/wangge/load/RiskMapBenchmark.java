package org.wangge.load;

import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bson.Document;
import org.wangge.shared.Ids;
import reactor.core.publisher.Flux;

/** The risk map of the whole district, with and without a point for each place; and the monthly form over the same hazards. */
final class RiskMapBenchmark implements Benchmark {

    private static final int CLIENTS = 2;
    private static final int PLACES = 5000;
    private static final int HAZARDS = 4000;
    private static final int CLOSED_HAZARDS = 100_000;
    private static final int MONTHS = 12;
    private static final int REAL_INSPECTIONS = 300;
    private static final int WARM_UP = 150;
    private static final int BATCH = 500;
    private static final Duration TIME = Duration.ofSeconds(8);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String DISTRICT = "district";
    private static final String MAP = "/api/v1/risk-map.geojson";
    private static final String UNTOLD = "dispatch.dueAt";

    @Override
    public String name() {
        return "risk-map";
    }

    @Override
    public List<Row> measure() {
        try (App app = App.start(name(), Map.of());
                Clients clients = new Clients(app, 16);
                Store store = new Store(app)) {
            clients.signIn(District.people());
            clients.signIn(List.of(DISTRICT));
            Premises premises = Premises.open(clients, store, PLACES);
            Flux.range(0, REAL_INSPECTIONS)
                    .flatMap(number -> premises.inspect(District.officeOf(number), 1, 2), 16)
                    .then()
                    .block(PATIENCE);
            store.untilNoneHas("inspections", UNTOLD);
            store.untilNoneHas("hazards", UNTOLD);
            List<Document> real = store.all("hazards");
            String month = real.get(0).getString("foundMonth");
            String form = "/api/v1/hazards/monthly-form?month=" + month;
            copy(store, real, HAZARDS - real.size(), copy -> {});
            String open = "%,d places, %,d open hazards".formatted(PLACES, HAZARDS);
            List<Row> rows = new ArrayList<>(List.of(
                    row(clients, "Risk map of 858 grids, " + open, MAP),
                    row(clients, "The same with a point for each place", MAP + "?places=true")));
            copy(store, real, CLOSED_HAZARDS, copy -> close(copy, month));
            rows.add(row(clients, "Risk map with %,d closed hazards beside them".formatted(CLOSED_HAZARDS), MAP));
            rows.add(row(clients, "Monthly form, a twelfth of the closed ones in its month", form));
            return rows;
        }
    }

    /** Found and closed in one of the last twelve months. */
    private static void close(Document copy, String month) {
        String then = YearMonth.parse(month)
                .minusMonths(Math.floorMod(copy.getString("number").hashCode(), MONTHS))
                .toString();
        copy.remove("open");
        copy.remove("escalateAt");
        copy.append("state", "CLOSED").append("foundMonth", then).append("closedMonth", then);
    }

    private static void copy(Store store, List<Document> real, int count, Consumer<Document> change) {
        List<Document> copies = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            Document copy = new Document(real.get(number % real.size()));
            copy.put("_id", Ids.next());
            copy.put("number", "YH-" + Ids.next());
            change.accept(copy);
            copies.add(copy);
        }
        Flux.fromIterable(copies)
                .buffer(BATCH)
                .concatMap(batch -> store.collection("hazards").insertMany(batch))
                .then()
                .block(PATIENCE);
    }

    private static Row row(Clients clients, String what, String path) {
        ClosedLoop.Exchange look = client -> clients.get(DISTRICT, path);
        ClosedLoop.warmUp(CLIENTS, WARM_UP, look);
        int bytes = clients.get(DISTRICT, path).block(PATIENCE).length;
        Measured alone = ClosedLoop.run(1, TIME, look);
        return new Row(
                what + ", one reader",
                "%s, %,d KB".formatted(alone.times(), bytes / 1024),
                "p50 < 100 ms",
                alone.millis(0.5) < 100);
    }
}
