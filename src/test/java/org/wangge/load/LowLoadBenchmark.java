package org.wangge.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the application needs on a usual day: forty requests a second, nine reports to each list; and while nobody asks anything. */
final class LowLoadBenchmark implements Benchmark {

    private static final int CLIENTS = 32;
    private static final int PER_SECOND = 40;
    private static final int A_LIST_IN = 10;
    private static final Duration TIME = Duration.ofSeconds(60);
    private static final Duration SETTLING = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "low";
    }

    /** What was needed in a stretch of time. */
    private record Needed(double cpuMillis, double commands, double commits, double seconds) {}

    @Override
    public List<Row> measure() {
        try (App app = App.start(name(), Map.of());
                Clients clients = new Clients(app, CLIENTS)) {
            clients.signIn(District.people());
            ClosedLoop.untilCompiled(app, CLIENTS, client -> request(clients, client));
            pause(SETTLING);
            AtomicInteger answered = new AtomicInteger();
            Needed busy = needed(app, () -> answered.set(paced(clients)));
            pause(SETTLING);
            Needed idle = needed(app, () -> pause(TIME));
            return List.of(
                    new Row(
                            "Processor time of a request at %d a second, nine reports to a list".formatted(PER_SECOND),
                            "%.2f ms of %d requests".formatted(busy.cpuMillis() / answered.get(), answered.get()),
                            "≤ 2.5 ms",
                            busy.cpuMillis() / answered.get() <= 2.5),
                    Row.of(
                            "Commands to the store for each of them, and times it went to the disk",
                            "%.2f, %.2f".formatted(busy.commands() / answered.get(), busy.commits() / answered.get())),
                    new Row(
                            "Commands to the store a second while nobody asks, the driver's greetings included",
                            "%.2f".formatted(idle.commands() / idle.seconds()),
                            "≤ 1",
                            idle.commands() / idle.seconds() <= 1),
                    new Row(
                            "Times the store went to the disk meanwhile, in %d s".formatted(TIME.toSeconds()),
                            "%.0f".formatted(idle.commits()),
                            "0",
                            idle.commits() == 0),
                    Row.of(
                            "Processor time a second meanwhile",
                            "%.1f ms".formatted(idle.cpuMillis() / idle.seconds())));
        }
    }

    private static Needed needed(App app, Runnable doing) {
        double commands = app.metric("wangge_store_commands_total");
        double commits = app.metric("wangge_store_commits_total");
        double cpu = app.cpuSeconds();
        long begin = System.nanoTime();
        doing.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Needed(
                (app.cpuSeconds() - cpu) * 1000,
                app.metric("wangge_store_commands_total") - commands,
                app.metric("wangge_store_commits_total") - commits,
                seconds);
    }

    /** At an even pace, however long the answers take; gives how many there were. */
    private static int paced(Clients clients) {
        return Flux.interval(Duration.ofSeconds(1).dividedBy(PER_SECOND))
                .take(TIME)
                .onBackpressureBuffer()
                .flatMap(number -> request(clients, number.intValue()), CLIENTS)
                .count()
                .map(Long::intValue)
                .blockOptional(TIME.plusSeconds(60))
                .orElseThrow();
    }

    private static Mono<byte[]> request(Clients clients, int number) {
        String office = District.officeOf(number);
        return number % A_LIST_IN == 0
                ? clients.get(
                        District.dispatcher(office),
                        "/api/v1/cases?office=510703" + office + "&state=REPORTED&limit=50")
                : District.report(clients, office, 1 + number % 2);
    }

    private static void pause(Duration time) {
        Mono.delay(time).block();
    }
}
