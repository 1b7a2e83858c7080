package org.wangge.features.cluster;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import org.wangge.features.cluster.Cluster.Instance;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.ProofSize;
import org.wangge.work.Leases;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** An instance that is killed in the middle of its work; another goes on where it was. */
class AppCrashTests {

    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final int PHONES = 16;
    private static final int TOLD_AT_LEAST = ProofSize.of(60, 200);
    private static final int UNTOLD_AT_LEAST = ProofSize.of(30, 100);

    private static Cluster cluster;

    /** Every key that was sent, and the case that the answer named; without one there was no answer. */
    private final Map<UUID, String> sent = new ConcurrentHashMap<>();

    @BeforeAll
    static void start() {
        cluster = new Cluster();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void what_a_killed_instance_took_in_is_all_there_and_everybody_is_told_once() {
        try (AppProcess first = cluster.startProcess()) {
            WebClient http = first.http();
            String token = value(Cluster.token(http, "worker-001-1"));
            Disposable load = Flux.range(0, PHONES)
                    .flatMap(
                            phone -> Mono.defer(() -> report(http, token, UUID.randomUUID()))
                                    .repeat()
                                    .onErrorComplete(),
                            PHONES)
                    .subscribe();
            Eventually.until("reports were taken in", () -> answered() >= TOLD_AT_LEAST);
            // From here on nobody tells what happened, so that much is left to be told when the instance dies.
            holdTheRelay(Instant.now().plus(Leases.LENGTH.multipliedBy(2)));
            long before = answered();
            Eventually.until("more were taken in", () -> answered() >= before + UNTOLD_AT_LEAST);
            first.kill();
            load.dispose();
        }
        assertThat(count("cases", exists("dispatch"))).isGreaterThanOrEqualTo(UNTOLD_AT_LEAST - PHONES);
        // As when three quarters of a minute have gone by: the dead hold nothing up for longer.
        holdTheRelay(Instant.now());

        try (Instance next = cluster.start()) {
            String token = value(Cluster.token(next.http(), "worker-001-1"));
            sendAgainWhatWasNotAnswered(next.http(), token);
            Eventually.until("all is told", () -> count("cases", exists("dispatch")) == 0);
        }
        assertThat(ids("cases", one -> one.get("_id").toString())).containsExactlyInAnyOrderElementsOf(sent.values());
        assertToldOnce();
    }

    /** A phone that lost its answer sends the same thing under the same key. */
    private void sendAgainWhatWasNotAnswered(WebClient http, String token) {
        List<UUID> open = sent.entrySet().stream()
                .filter(entry -> entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        assertThat(open).as("killed in the middle").isNotEmpty();
        value(Flux.fromIterable(open).concatMap(key -> report(http, token, key)).then(Mono.just("sent")));
    }

    private void assertToldOnce() {
        Map<String, Long> told = ids(
                        "notices",
                        one -> one.get("caseId") + " " + one.get("recipientId") + " " + one.getString("kind"))
                .stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(told.values()).containsOnly(1L);
        List<String> dispatcherTold = ids("notices", one -> one.getString("kind") + " " + one.get("caseId"));
        assertThat(dispatcherTold)
                .containsAll(
                        sent.values().stream().map(id -> "CASE_REPORTED " + id).toList());
    }

    private long answered() {
        return sent.values().stream().filter(id -> !id.isEmpty()).count();
    }

    private Mono<String> report(WebClient http, String token, UUID key) {
        sent.putIfAbsent(key, "");
        return http.post()
                .uri("/api/v1/cases")
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", key.toString())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of(
                        "categoryCode",
                        "G0201",
                        "description",
                        "出口上锁",
                        "position",
                        Map.of("longitude", 104.76, "latitude", 31.4576)))
                .retrieve()
                .bodyToMono(JsonNode.class)
                .map(made -> made.get("id").stringValue())
                .doOnNext(id -> sent.put(key, id));
    }

    private static void holdTheRelay(Instant until) {
        value(cluster.database()
                .getCollection("turns")
                .updateOne(
                        eq("_id", "cases"),
                        Updates.combine(
                                Updates.set("token", UUID.randomUUID()), Updates.set("leaseUntil", Date.from(until))),
                        new UpdateOptions().upsert(true)));
    }

    private static long count(String collection, org.bson.conversions.Bson which) {
        return value(cluster.database().getCollection(collection).countDocuments(which));
    }

    private static List<String> ids(String collection, Function<Document, String> id) {
        return value(Flux.from(cluster.database().getCollection(collection).find())
                .map(id)
                .collectList());
    }

    private static <T> T value(Publisher<T> publisher) {
        return Mono.from(publisher).blockOptional(LONGEST).orElseThrow();
    }
}
