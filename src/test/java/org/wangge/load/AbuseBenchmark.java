package org.wangge.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What one who asks too much costs the others: a runaway phone, and guesses at passwords. */
final class AbuseBenchmark implements Benchmark {

    private static final int CLIENTS = 4;
    private static final int WARM_UP = 4_000;
    private static final int RUNAWAY_PER_SECOND = 300;
    private static final int GUESSERS = 100;
    private static final Duration TIME = Duration.ofSeconds(10);
    /** Until the runaway phone has used up what a minute allows, and what it reported was told to everybody. */
    private static final Duration BURST = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "abuse";
    }

    @Override
    public List<Row> measure() {
        try (App app = App.start(name(), Map.of("WANGGE_LIMITS", "on"));
                Clients clients = new Clients(app, 512);
                Clients strangers = new Clients(app, GUESSERS, "127.0.0.2")) {
            clients.signIn(District.people());
            ClosedLoop.Exchange others =
                    client -> clients.get(District.dispatcher(District.officeOf(client + 1)), "/api/v1/me");
            ClosedLoop.warmUp(CLIENTS, WARM_UP, others);
            ClosedLoop.warmUp(
                    CLIENTS,
                    WARM_UP / 2,
                    client -> clients.create(
                            District.worker(District.officeOf(client + 1), 1),
                            "/api/v1/cases",
                            District.reportIn(District.officeOf(client + 1))));
            List<Row> rows = new ArrayList<>();
            rows.add(row(
                    CLIENTS,
                    "`/me` of others beside a phone that reports %d times a second".formatted(RUNAWAY_PER_SECOND),
                    others,
                    () -> Flux.interval(Duration.ofNanos(1_000_000_000 / RUNAWAY_PER_SECOND))
                            .onBackpressureDrop()
                            .flatMap(
                                    tick -> clients.attempt(
                                            District.worker("001", 1), "/api/v1/cases", District.reportIn("001")),
                                    256)
                            .onErrorContinue((failure, value) -> {})
                            .subscribe(),
                    1.5));
            AtomicInteger names = new AtomicInteger();
            ClosedLoop.Exchange signIn = client -> clients.attempt(
                            null,
                            "/api/v1/auth/token",
                            "{\"username\":\"%s\",\"password\":\"%s\"}"
                                    .formatted(District.dispatcher("003"), App.PASSWORD))
                    .flatMap(status -> status == 200
                            ? Mono.just(status)
                            : Mono.error(new IllegalStateException("a sign-in was refused: " + status)));
            rows.add(row(
                    1,
                    "A sign-in beside %d open guesses at names that do not exist".formatted(GUESSERS),
                    signIn,
                    () -> Flux.range(0, GUESSERS)
                            .flatMap(
                                    guesser -> Mono.defer(() -> strangers.attempt(
                                                    null,
                                                    "/api/v1/auth/token",
                                                    "{\"username\":\"nobody-%d\",\"password\":\"guess\"}"
                                                            .formatted(names.incrementAndGet())))
                                            .repeat(),
                                    GUESSERS)
                            .subscribe(),
                    3));
            ImportBombs.all().forEach((what, bomb) -> rows.add(bomb(clients, what, bomb)));
            return rows;
        }
    }

    /** Refused or told of, soon, and the application still answers. */
    private static Row bomb(Clients clients, String what, ImportBombs.Bomb bomb) {
        long begun = System.nanoTime();
        Integer status = clients.attempt(bomb.who(), bomb.path(), bomb.contentType(), bomb.content())
                .block(Duration.ofSeconds(70));
        double seconds = (System.nanoTime() - begun) / 1e9;
        clients.getNow(District.dispatcher("003"), "/api/v1/me");
        return new Row(
                "Import bomb of %,d KB: %s".formatted(bomb.content().length / 1024, what),
                "%.1f s, answered %d".formatted(seconds, status),
                "≤ 10 s, no 500",
                seconds <= 10 && status != null && status < 500);
    }

    private static Row row(
            int clients, String what, ClosedLoop.Exchange others, Supplier<Disposable> abuse, double bound) {
        Measured alone = ClosedLoop.run(clients, TIME, others);
        Disposable running = abuse.get();
        try {
            ClosedLoop.run(clients, BURST, others);
            Measured beside = ClosedLoop.run(clients, TIME, others);
            double ratio = beside.millis(0.5) / alone.millis(0.5);
            return new Row(
                    what,
                    "%s; alone %s; ratio %.2f".formatted(beside.times(), alone.times(), ratio),
                    "p50 at most %.1f times".formatted(bound),
                    ratio <= bound);
        } finally {
            running.dispose();
        }
    }
}
