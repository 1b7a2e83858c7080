package org.wangge.features.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.wangge.features.cluster.CaseScript.Step;
import org.wangge.features.cluster.CaseScript.Told;
import org.wangge.features.cluster.Cluster.Instance;
import org.wangge.fixtures.Awaited;
import org.wangge.grid.GridCells;
import org.wangge.notification.NoticeKind;
import org.wangge.shared.GridPath;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.databind.JsonNode;

/** Cases that are brought on step by step over HTTP, by phones that send again under the same key until they are answered. */
final class CaseLines {

    static final List<String> PEOPLE = List.of("dispatcher-001", "handler-001", "worker-001-1", "worker-001-2");

    private final Cluster cluster;
    private final Instance front;
    private final String grid;
    private final CaseScript script;
    private final List<Line> lines = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final Map<UUID, String> made = new ConcurrentHashMap<>();

    CaseLines(Cluster cluster, Instance front) {
        this.cluster = cluster;
        this.front = front;
        this.grid = front.bean(GridCells.class)
                .within(GridPath.of("510703", "510703001"))
                .get(0)
                .code();
        this.script = CaseScript.of(
                CaseScript.Kind.REWORKED, "001", cluster.actor("worker-001-2").id());
    }

    /** A case, and how many of its steps are taken. */
    private static final class Line {
        private final String id;
        private int taken;

        Line(String id) {
            this.id = id;
        }
    }

    static String told(String caseId, String who, String kind) {
        return caseId + " " + who + " " + kind;
    }

    /** Brings on every case by a step and makes so many new ones, at this instance; at the front where it is gone. */
    void goOn(WebClient http, int more) {
        List<Line> open = lines.stream()
                .filter(line -> line.taken < script.steps().size())
                .toList();
        Awaited.done(Flux.merge(
                        Flux.fromIterable(open).flatMap(line -> take(http, line), 4),
                        Flux.range(0, more)
                                .flatMap(one -> report(http, UUID.randomUUID()).doOnNext(id -> {
                                    synchronized (lines) {
                                        lines.add(new Line(id));
                                    }
                                })))
                .then());
    }

    private Mono<String> take(WebClient http, Line line) {
        Step step = script.steps().get(line.taken++);
        return post(
                        http,
                        step.who(),
                        "/api/v1/cases/" + line.id + "/actions/" + step.action().code(),
                        step.body(),
                        UUID.randomUUID())
                .map(done -> {
                    step.told().forEach(one -> expect(line.id, one));
                    return line.id;
                });
    }

    Mono<String> report(WebClient http, UUID key) {
        Map<String, Object> body =
                new LinkedHashMap<>(Map.of("description", "安全出口上锁", "categoryCode", "G0201", "gridCode", grid));
        return post(http, script.worker(), "/api/v1/cases", body, key)
                .map(done -> done.get("id").stringValue())
                .doOnNext(id -> {
                    made.put(key, id);
                    expect(id, new Told(script.dispatcher(), NoticeKind.CASE_REPORTED));
                });
    }

    private void expect(String id, Told one) {
        synchronized (expected) {
            expected.add(told(id, one.who(), one.kind().name()));
        }
    }

    private Mono<JsonNode> post(WebClient http, String who, String path, Map<String, ?> body, UUID key) {
        return send(http, who, path, body, key)
                .onErrorResume(
                        CaseLines::isGone,
                        gone -> send(front.http(), who, path, body, key)
                                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, Duration.ofMillis(100))
                                        .filter(CaseLines::isGone)));
    }

    /** No answer, or one that says that it should be sent again later. */
    private static boolean isGone(Throwable failure) {
        return failure instanceof WebClientRequestException
                || failure instanceof WebClientResponseException answer
                        && (answer.getStatusCode().is5xxServerError()
                                || answer.getStatusCode().value() == 200
                                || answer.getStatusCode().value() == 201);
    }

    private Mono<JsonNode> send(WebClient http, String who, String path, Map<String, ?> body, UUID key) {
        return http.post()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(cluster.token(who)))
                .header("Idempotency-Key", key.toString())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .retrieve()
                .bodyToMono(JsonNode.class);
    }

    /** Who must have been told what of which case. */
    List<String> expected() {
        return List.copyOf(expected);
    }

    int made() {
        return made.size();
    }

    Set<String> ids() {
        return new TreeSet<>(made.values());
    }
}
