package org.wangge.load;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Two thousand readers of the live feed at one instance, each with a connection of its own: how soon all of them hear of a burst of
 * reports, what each costs in memory, and what each frame costs in processor time.
 */
final class LiveBenchmark implements Benchmark {

    private static final int READERS = 2_000;
    private static final int WARM_UP_BURSTS = 30;
    private static final int BURSTS = 20;
    private static final int REPORTS_IN_A_BURST = 10;
    private static final int CLIENTS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern NUMBER = Pattern.compile("\"kind\":\"case\\.report\".*?\"id\":\"([^\"]+)\"");

    /** By the case's id, when its report was answered. */
    private final Map<String, Long> answeredAt = new ConcurrentHashMap<>();

    /** By the case's id, when each reader heard of it. */
    private final Map<String, ConcurrentLinkedQueue<Long>> heardAt = new ConcurrentHashMap<>();

    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger over = new AtomicInteger();

    @Override
    public String name() {
        return "live";
    }

    @Override
    public List<Row> measure() throws Exception {
        ConnectionProvider connections = ConnectionProvider.builder("readers")
                .maxConnections(READERS)
                .pendingAcquireMaxCount(READERS)
                .build();
        LoopResources threads = LoopResources.create("readers", 1, true);
        List<Disposable> readers = new ArrayList<>();
        try (App app = App.start(name(), Map.of("WANGGE_LIVE_STREAMS_PER_PERSON", Integer.toString(READERS)));
                Clients clients = new Clients(app, CLIENTS)) {
            clients.signIn(District.people());
            bursts(clients, WARM_UP_BURSTS, 0);
            HttpClient http = HttpClient.create(connections)
                    .runOn(threads)
                    .baseUrl(app.base())
                    .headers(headers -> headers.set(HttpHeaderNames.ACCEPT, "text/event-stream")
                            .set(HttpHeaderNames.AUTHORIZATION, clients.authorization("district")));
            double before = app.residentMegabytes();
            CountDownLatch greeted = new CountDownLatch(READERS);
            for (int number = 0; number < READERS; number++) {
                readers.add(reader(http, greeted));
                if (number % 50 == 49) {
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            }
            if (!greeted.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(greeted.getCount() + " readers were not greeted");
            }
            double connected = app.residentMegabytes();
            bursts(clients, WARM_UP_BURSTS, READERS);
            heardAt.clear();
            int framesBefore = heard.get();
            double cpu = app.cpuSeconds();
            bursts(clients, BURSTS, READERS);
            double used = app.cpuSeconds() - cpu;
            int frames = heard.get() - framesBefore;
            if (over.get() > 0) {
                throw new IllegalStateException(over.get() + " streams were cut off");
            }
            return rows(before, connected, app.residentMegabytes(), used, frames);
        } finally {
            readers.forEach(Disposable::dispose);
            connections.dispose();
            threads.dispose();
        }
    }

    private List<Row> rows(double before, double connected, double after, double cpu, int frames) {
        List<Long> all = new ArrayList<>();
        List<Long> last = new ArrayList<>();
        heardAt.forEach((id, times) -> {
            long answered = answeredAt.get(id);
            times.forEach(at -> all.add(Math.max(0, at - answered)));
            last.add(times.stream()
                    .mapToLong(at -> Math.max(0, at - answered))
                    .max()
                    .orElseThrow());
        });
        Measured each = measured(all);
        Measured latest = measured(last);
        String burst = "%d readers, bursts of %d reports: ".formatted(READERS, REPORTS_IN_A_BURST);
        return List.of(
                Row.of(burst + "from the answer to a report until a reader hears of it", each.times()),
                Row.of(burst + "until the last reader hears of it", latest.times()),
                Row.below(
                        burst + "until the last reader hears of it, the slowest of all",
                        latest.millis(1),
                        "%.0f ms",
                        1_000),
                Row.of(
                        "Memory for each of %d readers, resident".formatted(READERS),
                        "%.1f KB when connected, %.1f KB after the bursts (%.0f MB before, %.0f MB, %.0f MB)"
                                .formatted(
                                        (connected - before) * 1024 / READERS,
                                        (after - before) * 1024 / READERS,
                                        before,
                                        connected,
                                        after)),
                Row.of(
                        "Processor time for each frame delivered, the reports themselves included",
                        "%.1f µs (%d frames)".formatted(cpu * 1e6 / frames, frames)));
    }

    private static Measured measured(List<Long> nanos) {
        return new Measured(nanos.stream().mapToLong(Long::longValue).toArray(), PATIENCE);
    }

    private Disposable reader(HttpClient http, CountDownLatch greeted) {
        StringBuilder open = new StringBuilder();
        return http.get()
                .uri("/api/v1/events?types=case.report")
                .response((response, content) -> {
                    if (response.status().code() != 200) {
                        throw new IllegalStateException("answered " + response.status());
                    }
                    return content.doOnNext(bytes -> took(open, bytes, greeted));
                })
                .doFinally(end -> over.incrementAndGet())
                .subscribe(bytes -> {}, cut -> {});
    }

    private void took(StringBuilder open, ByteBuf bytes, CountDownLatch greeted) {
        open.append(bytes.toString(StandardCharsets.UTF_8));
        for (int end = open.indexOf("\n\n"); end >= 0; end = open.indexOf("\n\n")) {
            String frame = open.substring(0, end);
            open.delete(0, end + 2);
            if (frame.contains("event: hello")) {
                greeted.countDown();
            }
            Matcher report = NUMBER.matcher(frame);
            if (report.find()) {
                heardAt.computeIfAbsent(report.group(1), id -> new ConcurrentLinkedQueue<>())
                        .add(System.nanoTime());
                heard.incrementAndGet();
            }
        }
    }

    /** One after the other, each when everybody has heard all of the one before. */
    private void bursts(Clients clients, int count, int readers) throws InterruptedException {
        for (int number = 0; number < count; number++) {
            int before = heard.get();
            Flux.range(0, REPORTS_IN_A_BURST)
                    .flatMap(
                            one -> District.report(clients, District.officeOf(one), 1)
                                    .doOnNext(answer -> answeredAt.put(Clients.idIn(answer), System.nanoTime())),
                            CLIENTS)
                    .then()
                    .block(PATIENCE);
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (heard.get() < before + REPORTS_IN_A_BURST * readers) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("heard " + (heard.get() - before) + " of "
                            + REPORTS_IN_A_BURST * readers + ", " + over.get() + " cut off");
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
    }
}
