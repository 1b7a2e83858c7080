package org.wangge.features.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.web.reactive.function.client.WebClient;
import org.wangge.WanggeApplication;
import org.wangge.fixtures.Eventually;
import reactor.core.publisher.Mono;

/** The application in a process of its own, which can really be killed. */
final class AppProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private final Process process;
    private final Path output;
    private final WebClient http;

    AppProcess(List<String> settings) {
        try {
            int port = freePort();
            output = Files.createTempFile("wangge-app-process", ".log");
            ProcessBuilder start = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx400m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    // Our own classes and those of a build that was tested; a tenth of a start goes into checking them.
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:-BytecodeVerificationRemote",
                    "-cp",
                    System.getProperty("java.class.path"),
                    WanggeApplication.class.getName(),
                    "--server.port=" + port);
            start.command().addAll(settings);
            process = start.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            http = WebClient.create("http://127.0.0.1:" + port);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What reaches it, once it is ready. */
    WebClient http() {
        Eventually.until(LONGEST_START, "the application is ready", () -> {
            if (!process.isAlive()) {
                throw new AssertionError("the application did not start: " + output());
            }
            return http.get()
                    .uri("/actuator/health/readiness")
                    .retrieve()
                    .toBodilessEntity()
                    .map(answer -> answer.getStatusCode().is2xxSuccessful())
                    .onErrorResume(notYet -> Mono.just(false))
                    .blockOptional()
                    .orElse(false);
        });
        return http;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Files.deleteIfExists(output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
