package org.wangge.load;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** A year of monthly visits to five thousand restaurants, made in one go when the plan is activated, and made again by nobody. */
final class PlanBenchmark implements Benchmark {

    private static final int PLACES = 5000;
    private static final int MONTHS = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String DISTRICT = "district";

    @Override
    public String name() {
        return "plans";
    }

    @Override
    public List<Row> measure() {
        try (App app = App.start(name(), Map.of("WANGGE_PLANNING_AHEAD", "P366D"));
                Clients clients = new Clients(app, 16);
                Store store = new Store(app)) {
            clients.signIn(District.people());
            clients.signIn(List.of(DISTRICT));
            Premises.open(clients, store, PLACES);
            String plan = plan(clients);
            long begin = System.nanoTime();
            clients.act(DISTRICT, plan + "/actions/activate", "{}").block(PATIENCE);
            Duration time = Duration.ofNanos(System.nanoTime() - begin);
            JsonNode made = clients.getNow(
                    DISTRICT, "/api/v1/inspection-tasks?limit=1&count=true&plan=" + plan.replaceFirst(".*/", ""));
            long tasks = made.get("total").longValue();
            if (tasks < (long) PLACES * (MONTHS - 1)) {
                throw new IllegalStateException("a year of " + PLACES + " places has more than " + tasks + " tasks");
            }
            return List.of(Row.below(
                    "A year of monthly tasks for %,d places, %,d tasks, seconds".formatted(PLACES, tasks),
                    time.toMillis() / 1000.0,
                    "%.1f s",
                    30));
        }
    }

    private static String plan(Clients clients) {
        LocalDate from = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        Mono<byte[]> made = clients.create(
                DISTRICT,
                "/api/v1/inspection-plans",
                ("{\"name\":\"餐饮月查\",\"checklistCode\":\"CANYIN\",\"selection\":{\"kinds\":[\"CANYIN\"]},"
                                + "\"rhythm\":{\"RED\":\"P1M\",\"ORANGE\":\"P1M\",\"YELLOW\":\"P1M\",\"BLUE\":\"P1M\"},"
                                + "\"from\":\"%s\",\"to\":\"%s\"}")
                        .formatted(from, from.plusYears(1)));
        return "/api/v1/inspection-plans/" + Clients.idIn(made.block(PATIENCE));
    }
}
