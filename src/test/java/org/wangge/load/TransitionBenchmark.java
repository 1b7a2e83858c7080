package org.wangge.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Cases taken from report to close, step after step, over HTTP. */
final class TransitionBenchmark implements Benchmark {

    private static final int CLIENTS = 32;
    private static final Duration TIME = Duration.ofSeconds(12);

    @Override
    public String name() {
        return "transitions";
    }

    @Override
    public List<Row> measure() {
        try (App app = App.start(name(), Map.of());
                Clients clients = new Clients(app, CLIENTS);
                Store store = new Store(app)) {
            clients.signIn(District.people());
            CaseLives lives = new CaseLives(clients);
            ClosedLoop.Exchange life = client -> lives.live(District.officeOf(client), CaseLives.STEPS);
            ClosedLoop.untilCompiled(app, CLIENTS, life);
            double cpuBefore = app.cpuSeconds();
            Measured lived = ClosedLoop.run(CLIENTS, TIME, life);
            Duration lag = store.untilNoneHas("cases", "dispatch.dueAt");
            double cpuMillis = (app.cpuSeconds() - cpuBefore) * 1000 / lived.count() / CaseLives.STEPS;
            return List.of(
                    Row.of(
                            "Transitions a second, %d clients, report to close in %d steps"
                                    .formatted(CLIENTS, CaseLives.STEPS),
                            "%.0f (%.0f ms for a step on average)"
                                    .formatted(
                                            lived.perSecond() * CaseLives.STEPS,
                                            CLIENTS * 1000 / (lived.perSecond() * CaseLives.STEPS))),
                    Row.of("Processor time of a transition with its notices", "%.2f ms".formatted(cpuMillis)),
                    Row.of(
                            "Until the notices had caught up",
                            "%.1f s for %d steps".formatted(lag.toMillis() / 1000.0, lived.count() * CaseLives.STEPS)));
        }
    }
}
