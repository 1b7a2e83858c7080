package org.wangge.load;

import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * Memory, pauses and the time of a start, with few cases and with many, in one run. After the cases are there the application is
 * started anew, which is timed; it rests, takes reports and lists from many clients, and rests again.
 */
final class MemoryBenchmark implements Benchmark {

    private static final int[] SIZES = Stream.of(
                    System.getProperty("load.memory.sizes", "4000,400000").split(","))
            .mapToInt(Integer::parseInt)
            .toArray();
    private static final String OFFICE = "001";
    private static final int CLIENTS = 16;
    private static final Duration LOAD = Duration.ofSeconds(Integer.getInteger("load.memory.seconds", 90));
    private static final Duration REST = Duration.ofSeconds(30);
    private static final Pattern YOUNG = Pattern.compile("GC\\((\\d+)\\) Pause Young.* ([0-9.]+)ms$");
    private static final Pattern WORK = Pattern.compile("GC\\((\\d+)\\) User=([0-9.]+)s Sys=([0-9.]+)s");

    private record Sizes(
            int cases,
            double ready,
            double processor,
            double machine,
            double afterStart,
            double underLoad,
            double afterLoad,
            Measured reports,
            Pauses pauses) {}

    /** Sorted milliseconds; on a busy machine a pause is mostly waiting for a processor, so what it worked is told too. */
    private record Pauses(double[] lasted, double[] worked) {

        static double at(double share, double[] sorted) {
            return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
        }
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Row> measure() throws IOException, InterruptedException {
        List<Sizes> all = new ArrayList<>();
        Path data = App.emptyDirectory(name());
        Optional<Document> example = Optional.empty();
        int stored = 0;
        for (int size : SIZES) {
            try (App app = start(data, "fill-" + size);
                    Clients clients = new Clients(app, 8);
                    Store store = new Store(app)) {
                if (example.isEmpty()) {
                    clients.signIn(District.people());
                    example = Optional.of(reported(clients, store));
                    stored = 1;
                }
                Grown.copy(example.get(), store.collection("cases"), size - stored);
                stored = size;
            }
            all.add(used(data, size));
        }
        return all.stream().flatMap(one -> rows(one).stream()).toList();
    }

    /** As it is stored when everybody has heard of it. */
    private static Document reported(Clients clients, Store store) {
        String id = Clients.idIn(District.report(clients, OFFICE, 1).block(Duration.ofSeconds(60)));
        store.untilNoneHas("cases", "outbox");
        return store.any("cases", Filters.eq("_id", UUID.fromString(id))).orElseThrow();
    }

    private static App start(Path data, String log) {
        Path pauses = pauses(log);
        return App.start(
                Java.running(),
                "memory",
                data,
                App.jar(App.JAR, "-Xlog:gc,gc+cpu:file=" + pauses + ":uptime"),
                Map.of());
    }

    private static Path pauses(String log) {
        return App.SCRATCH.resolve("memory-" + log + ".gc");
    }

    private static Sizes used(Path data, int size) throws IOException, InterruptedException {
        double machine = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        String log = "run-" + size;
        try (App app = start(data, log);
                Clients clients = new Clients(app, CLIENTS)) {
            Thread.sleep(REST.toMillis());
            double processor = app.startProcessor();
            double afterStart = app.residentMegabytes();
            clients.signIn(District.people());
            // One in eight looks at its list.
            Measured reports = ClosedLoop.run(
                    CLIENTS,
                    LOAD,
                    client -> client % 8 == 0
                            ? clients.get(District.dispatcher(OFFICE), "/api/v1/cases?limit=50")
                            : District.report(clients, District.officeOf(client), 1 + client % 2));
            double underLoad = app.residentMegabytes();
            Thread.sleep(REST.toMillis());
            return new Sizes(
                    size,
                    app.startTime().toMillis() / 1000.0,
                    processor,
                    machine,
                    afterStart,
                    underLoad,
                    app.residentMegabytes(),
                    reports,
                    youngPauses(pauses(log)));
        }
    }

    private static Pauses youngPauses(Path log) throws IOException {
        Map<String, Double> lasted = new HashMap<>();
        Map<String, Double> worked = new HashMap<>();
        for (String line : Files.readAllLines(log)) {
            Matcher pause = YOUNG.matcher(line);
            if (pause.find()) {
                lasted.put(pause.group(1), Double.parseDouble(pause.group(2)));
            }
            Matcher work = WORK.matcher(line);
            if (work.find() && lasted.containsKey(work.group(1))) {
                worked.put(
                        work.group(1), 1000 * (Double.parseDouble(work.group(2)) + Double.parseDouble(work.group(3))));
            }
        }
        return new Pauses(sorted(lasted), sorted(worked));
    }

    private static double[] sorted(Map<String, Double> values) {
        return values.values().stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
    }

    private static List<Row> rows(Sizes one) {
        String with = "%,d cases".formatted(one.cases());
        double[] lasted = one.pauses().lasted();
        double p99 = Pauses.at(0.99, lasted);
        return List.of(
                new Row(
                        "Ready after, " + with,
                        "%.1f s, %.1f s of processor (load average before %.1f)"
                                .formatted(one.ready(), one.processor(), one.machine()),
                        "< 10 s",
                        one.ready() < 10),
                Row.below("Memory (RSS) 30 s after the start, " + with, one.afterStart(), "%.0f MB", 700),
                new Row(
                        "Memory (RSS) at the end of %d s of reports and lists, and 30 s later, "
                                        .formatted(LOAD.toSeconds())
                                + with,
                        "%.0f MB, %.0f MB".formatted(one.underLoad(), one.afterLoad()),
                        "< 700 MB",
                        Math.max(one.underLoad(), one.afterLoad()) < 700),
                new Row(
                        "Young collections, " + with,
                        "%d, p50 %.0f ms, p99 %.0f ms; of processor p50 %.0f ms, p99 %.0f ms"
                                .formatted(
                                        lasted.length,
                                        Pauses.at(0.5, lasted),
                                        p99,
                                        Pauses.at(0.5, one.pauses().worked()),
                                        Pauses.at(0.99, one.pauses().worked())),
                        "p99 < 50 ms",
                        p99 < 50),
                Row.of(
                        "Reports and lists meanwhile, " + with,
                        "%.0f a second, %s"
                                .formatted(
                                        one.reports().perSecond(), one.reports().times())));
    }
}
