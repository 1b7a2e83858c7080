package org.wangge.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How long a start takes and how much memory the application has when nothing happens. */
final class StartBenchmark implements Benchmark {

    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final int TRIES = 3;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Row> measure() throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        Java running = Java.running();
        Path data = App.emptyDirectory(name());
        double seeding = Double.MAX_VALUE;
        for (int tries = 0; tries < TRIES; tries++) {
            seeding = Math.min(seeding, started(running, App.emptyDirectory(name()), App.jar(App.JAR)));
        }
        double plain = best(running, data, App.jar(App.JAR));
        rows.add(Row.below("Start, Java " + running.version() + ", plain", plain, "%.1f s", 10));
        rows.add(Row.below("First start with seeding, beyond a plain one", seeding - plain, "%.1f s", 3));
        rows.add(idle(running, "plain", data, App.jar(App.JAR)));
        Optional<Java> newer = Java.withAotCache();
        if (newer.isPresent()) {
            rows.addAll(withCache(newer.get(), data));
        } else {
            rows.add(Row.of("Start with an AOT cache", "not measured: no JDK 25 named with -Dload.jdk25"));
        }
        return rows;
    }

    private List<Row> withCache(Java java, Path data) throws IOException, InterruptedException {
        Path cache = App.SCRATCH.resolve("wangge.aot");
        Files.deleteIfExists(cache);
        started(java, data, App.jar(App.JAR, "-XX:AOTCacheOutput=" + cache));
        if (!Files.exists(cache)) {
            return List.of(Row.of("Start with an AOT cache", "not measured: the training run left no cache"));
        }
        List<String> cached = App.jar(App.JAR, "-XX:AOTCache=" + cache);
        return List.of(
                Row.of(
                        "Start, Java " + java.version() + ", plain",
                        "%.1f s".formatted(best(java, data, App.jar(App.JAR)))),
                Row.below("Start, Java " + java.version() + ", AOT cache", best(java, data, cached), "%.1f s", 4),
                idle(java, "AOT cache", data, cached));
    }

    /** The shortest of several: what else the machine does can only make it longer. */
    private double best(Java java, Path data, List<String> arguments) {
        double best = Double.MAX_VALUE;
        for (int tries = 0; tries < TRIES; tries++) {
            best = Math.min(best, started(java, data, arguments));
        }
        return best;
    }

    private double started(Java java, Path data, List<String> arguments) {
        try (App app = App.start(java, name(), data, arguments, Map.of())) {
            return app.startTime().toMillis() / 1000.0;
        }
    }

    private Row idle(Java java, String how, Path data, List<String> arguments) throws InterruptedException {
        try (App app = App.start(java, name(), data, arguments, Map.of())) {
            Thread.sleep(IDLE.toMillis());
            String what = "Memory (RSS) 30 s after the start, Java %s, %s".formatted(java.version(), how);
            double megabytes = app.residentMegabytes();
            return Double.isNaN(megabytes)
                    ? Row.of(what, "not known on this system")
                    : Row.below(what, megabytes, "%.0f MB", 300);
        }
    }
}
