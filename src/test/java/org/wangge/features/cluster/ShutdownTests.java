package org.wangge.features.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wangge.features.cluster.Cluster.Instance;
import org.wangge.fixtures.Eventually;
import reactor.core.publisher.Flux;

/** An instance that is told to end finishes what it has begun and leaves nothing behind that others must wait for. */
class ShutdownTests {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int IN_FLIGHT = 24;
    private static final String BODY =
            "{\"categoryCode\":\"G0201\",\"description\":\"关机时正在路上\",\"position\":{\"longitude\":104.76,\"latitude\":31.4576}}";

    private static Cluster cluster;
    private static Instance ending;

    @BeforeAll
    static void start() {
        cluster = new Cluster();
        ending = cluster.start();
        cluster.signIn(ending, "001");
    }

    @AfterAll
    static void stop() {
        ending.close();
        cluster.close();
    }

    @Test
    void requests_in_flight_are_answered_nothing_acknowledged_is_lost_and_leases_are_given_back() throws Exception {
        List<HalfSent> requests = new ArrayList<>();
        for (int i = 0; i < IN_FLIGHT; i++) {
            requests.add(new HalfSent());
        }
        CompletableFuture<Void> closing = CompletableFuture.runAsync(ending::close);
        Eventually.get(ShutdownTests::takesConnections, open -> !open);
        assertThat(closing).as("waits for the requests").isNotDone();

        Set<String> acknowledged = new TreeSet<>();
        for (HalfSent request : requests) {
            acknowledged.add(request.finish());
        }
        closing.get(LONGEST.toSeconds(), TimeUnit.SECONDS);

        assertThat(acknowledged).hasSize(IN_FLIGHT);
        assertThat(stored()).isEqualTo(acknowledged);
        assertThat(count("turns", Filters.exists("token")))
                .as("turns of the relay")
                .isZero();
        assertThat(count("jobs", Filters.exists("token"))).as("leases of jobs").isZero();

        try (Instance next = cluster.start()) {
            Eventually.get(() -> count("cases", Filters.exists("dispatch")), left -> left == 0);
            assertThat(count("notices", Filters.eq("kind", "CASE_REPORTED"))).isEqualTo(IN_FLIGHT);
        }
    }

    private static boolean takesConnections() {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), ending.port())) {
            return probe.isConnected();
        } catch (ConnectException refused) {
            return false;
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static Set<String> stored() {
        return new TreeSet<>(Flux.from(cluster.database().getCollection("cases").find())
                .map(document -> document.get("_id").toString())
                .collectList()
                .blockOptional(LONGEST)
                .orElseThrow());
    }

    private static long count(String collection, Bson which) {
        return Flux.from(cluster.database().getCollection(collection).find(which))
                .count()
                .blockOptional(LONGEST)
                .orElseThrow();
    }

    /** A report that has reached the server by half: its head and the beginning of its body. */
    private static final class HalfSent {

        private final Socket socket;
        private final byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        private final int half = body.length / 2;

        HalfSent() throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), ending.port());
            socket.setSoTimeout((int) LONGEST.toMillis());
            String head = "POST /api/v1/cases HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Authorization: Bearer " + cluster.token("worker-001-1") + "\r\nExpect: 100-continue\r\n"
                    + "Content-Length: " + body.length + "\r\n\r\n";
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            // The server has begun with the request when it asks for the body.
            assertThat(line()).startsWith("HTTP/1.1 100");
            assertThat(line()).isEmpty();
            out.write(body, 0, half);
            out.flush();
        }

        /** Sends the rest and gives the id of the case that the answer names. */
        String finish() throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(body, half, body.length - half);
            out.flush();
            assertThat(line()).isEqualTo("HTTP/1.1 201 Created");
            String location = "";
            for (String header = line(); !header.isEmpty(); header = line()) {
                if (header.regionMatches(true, 0, "Location: ", 0, 10)) {
                    location = header.substring(header.lastIndexOf('/') + 1);
                }
            }
            socket.close();
            return location;
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = socket.getInputStream().read();
                    next != '\n';
                    next = socket.getInputStream().read()) {
                if (next < 0) {
                    throw new AssertionError("the connection ended after: " + line);
                }
                line.append((char) next);
            }
            return line.toString().strip();
        }
    }
}
