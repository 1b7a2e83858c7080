package org.wangge.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The packaged application in a process of its own, started as the README says, on free ports. */
final class App implements AutoCloseable {

    static final String PASSWORD = "grid-demo-42";
    static final Path JAR = Path.of("target", "app", "wangge.jar");

    private static final List<String> USUAL_OPTIONS = List.of("@" + Path.of("target", "app", "java.options"));

    /** For what the runs leave behind. */
    static final Path SCRATCH = Path.of("target", "load");

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final int port;
    private final Path data;
    private final Path output;
    private final Duration startTime;
    private final double startProcessor;

    private App(Process process, int port, Path data, Path output, long begin) {
        this.process = process;
        this.port = port;
        this.data = data;
        this.output = output;
        awaitReady(begin);
        this.startTime = Duration.ofNanos(System.nanoTime() - begin);
        this.startProcessor = cpuSeconds();
    }

    /** On a data directory that is not there yet; options only when asked for with {@code -Dload.options}, as to record it. */
    static App start(String name, Map<String, String> settings) {
        String[] options = Stream.of(System.getProperty("load.options", "").split(" "))
                .filter(option -> !option.isBlank())
                .toArray(String[]::new);
        return start(Java.running(), name, emptyDirectory(name), jar(JAR, options), settings);
    }

    static App start(Java java, String name, Path data, List<String> arguments, Map<String, String> settings) {
        try {
            Files.createDirectories(SCRATCH);
            int port = freePort();
            Map<String, String> environment = new HashMap<>(settings);
            // A few clients stand for many phones here.
            environment.putIfAbsent("WANGGE_LIMITS", "off");
            environment.putIfAbsent("WANGGE_HISTORY", "0");
            environment.put("WANGGE_PORT", String.valueOf(port));
            environment.put("WANGGE_DATA_DIR", data.toString());
            environment.put("WANGGE_DEMO_PASSWORD", PASSWORD);
            Path output = SCRATCH.resolve(name + ".log");
            long begin = System.nanoTime();
            return new App(java.start(output, arguments, environment), port, data, output, begin);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Nothing of an earlier run is in it. */
    static Path emptyDirectory(String name) {
        Path directory = SCRATCH.resolve(name + "-data");
        try {
            if (Files.exists(directory)) {
                try (Stream<Path> all = Files.walk(directory)) {
                    for (Path one :
                            all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                        Files.delete(one);
                    }
                }
            }
            return directory;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady(long begin) {
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                process.destroyForcibly();
                throw new IllegalStateException("did not start: " + output());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private boolean isReady() {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(base() + "/actuator/health/readiness").toURL().openConnection();
            connection.setReadTimeout(2000);
            return connection.getResponseCode() == 200;
        } catch (ConnectException notYet) {
            return false;
        } catch (IOException broken) {
            return false;
        }
    }

    private String output() {
        try {
            return Files.readString(output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String base() {
        return "http://127.0.0.1:" + port;
    }

    /** Of the store inside. */
    String storeUri() {
        try {
            return Files.readString(data.resolve("wangge.address"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** From the start of the process until readiness answered 200. */
    Duration startTime() {
        return startTime;
    }

    /** What it had used of the processors when readiness answered 200. */
    double startProcessor() {
        return startProcessor;
    }

    /** What the process has used of the processors so far. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    /** What its compilers have needed so far; while they still need much, the application is not as fast as it will be. */
    double compilerSeconds() {
        return metric("jvm_compilation_time_ms_total") / 1000;
    }

    /** What it counts or measures under this name, of one kind only. */
    double metric(String name) {
        try (InputStream metrics =
                        URI.create(base() + "/actuator/prometheus").toURL().openStream();
                BufferedReader lines = new BufferedReader(new InputStreamReader(metrics, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Memory that is really in use now; NaN where the system does not tell it as Linux does. */
    double residentMegabytes() {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException otherSystem) {
            return Double.NaN;
        }
    }

    /** What a process does after that still belongs to it, such as writing an AOT cache. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    /** The README's way to start a jar, with further options. */
    static List<String> jar(Path jar, String... options) {
        List<String> arguments = new ArrayList<>(USUAL_OPTIONS);
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("-jar", jar.toString()));
        return arguments;
    }
}
