package org.wangge.features.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks one instance, and notes how long each answer took. */
final class TimedRequests {

    /** Begins the name of each of these requests, by which the log can be searched. */
    static final String NAMES = "store-away-";

    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final WebClient http;
    private final List<String> rows = new CopyOnWriteArrayList<>();
    private final AtomicInteger sent = new AtomicInteger();

    TimedRequests(WebClient http) {
        this.http = http.mutate()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(64 * 1024 * 1024))
                .build();
    }

    /** @param retryAfter as its header says; null without one */
    record Answer(int status, @Nullable String retryAfter, String text, Duration took) {

        JsonNode body() {
            return JSON.readTree(text);
        }
    }

    /** @param token of who asks; null for somebody who is not signed in */
    record Request(HttpMethod method, String path, @Nullable String token, Map<String, ?> body, UUID key) {

        static Request get(String path, @Nullable String token) {
            return new Request(HttpMethod.GET, path, token, Map.of(), UUID.randomUUID());
        }

        static Request post(String path, @Nullable String token, Map<String, ?> body) {
            return new Request(HttpMethod.POST, path, token, body, UUID.randomUUID());
        }
    }

    CompletableFuture<Answer> begin(Request request) {
        long begun = System.nanoTime();
        WebClient.RequestBodySpec spec = http.method(request.method())
                .uri(request.path())
                .header("X-Request-Id", NAMES + sent.incrementAndGet());
        if (request.token() != null) {
            spec.header("Authorization", "Bearer " + request.token());
        }
        if (request.method() != HttpMethod.GET) {
            spec.header("Idempotency-Key", request.key().toString())
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(request.body());
        }
        return spec.exchangeToMono(response -> response.bodyToMono(String.class)
                        .defaultIfEmpty("")
                        .map(text -> new Answer(
                                response.statusCode().value(),
                                response.headers().asHttpHeaders().getFirst("Retry-After"),
                                text,
                                Duration.ofNanos(System.nanoTime() - begun))))
                .timeout(LONGEST)
                .toFuture();
    }

    Answer ask(Request request) {
        return begin(request).join();
    }

    /** The same again until it is done, as phones do; gives up after many. */
    Answer repeat(Request request) {
        Answer answer = ask(request);
        for (int more = 0; more < 100 && answer.status() == 503; more++) {
            answer = Mono.delay(Duration.ofMillis(50))
                    .flatMap(later -> Mono.fromFuture(begin(request)))
                    .blockOptional(LONGEST)
                    .orElseThrow();
        }
        return answer;
    }

    void note(String fault, String what, int status, Duration took) {
        rows.add("| %s | %s | %d | %.2f |".formatted(fault, what, status, took.toMillis() / 1000.0));
    }

    String table() {
        return "| the store | asked | answer | seconds |\n| --- | --- | ---: | ---: |\n" + String.join("\n", rows)
                + "\n";
    }
}
