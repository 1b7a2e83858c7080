package org.wangge.features.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.wangge.features.cluster.Cluster.Instance;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.Eventually;
import org.wangge.grid.GridCells;
import org.wangge.shared.GeoPoint;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A redraw takes effect at a set time on two instances, and moves the open cases once. */
class RedrawTests {

    private static final String GRID = "510703001002";
    private static final String OTHER_GRID = "510703001003";
    private static final String NEW_GRID = "510703003999";
    private static final String ADMIN = "admin";
    private static final Duration AHEAD = Duration.ofSeconds(12);
    private static final JsonMapper JSON = new JsonMapper();

    private static Cluster cluster;
    private static Instance first;
    private static Instance second;
    private static final Map<String, String> TOKENS = new LinkedHashMap<>();

    @BeforeAll
    static void start() {
        cluster = new Cluster();
        first = cluster.start();
        second = cluster.start();
        for (String who : List.of(ADMIN, "dispatcher-001", "dispatcher-003", "handler-001", "worker-001-1")) {
            TOKENS.put(who, Awaited.value(Cluster.token(first.http(), who)));
        }
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
        cluster.close();
    }

    private record Answer(int status, @Nullable JsonNode body) {

        JsonNode is(int expected) {
            assertThat(status).as(String.valueOf(body)).isEqualTo(expected);
            return Objects.requireNonNull(body);
        }
    }

    private static Answer get(Instance instance, String who, String path) {
        return Awaited.value(instance.http()
                .get()
                .uri("/api/v1" + path)
                .header("Authorization", "Bearer " + TOKENS.get(who))
                .exchangeToMono(RedrawTests::answer));
    }

    private static Answer post(Instance instance, String who, String path, MediaType type, Object body) {
        return Awaited.value(instance.http()
                .post()
                .uri("/api/v1" + path)
                .header("Authorization", "Bearer " + TOKENS.get(who))
                .contentType(type)
                .bodyValue(body)
                .exchangeToMono(RedrawTests::answer));
    }

    private static Mono<Answer> answer(ClientResponse response) {
        return response.bodyToMono(JsonNode.class)
                .map(body -> new Answer(response.statusCode().value(), body));
    }

    private static String reported(Map<String, ?> where) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("description", "安全出口上锁", "categoryCode", "G0201"));
        body.putAll(where);
        return post(first, "worker-001-1", "/cases", MediaType.APPLICATION_JSON, body)
                .is(201)
                .get("id")
                .stringValue();
    }

    private static Map<String, ?> at(String grid) {
        GeoPoint anchor = first.bean(GridCells.class).get(grid).anchor();
        return Map.of(
                "position", Map.of("longitude", anchor.longitude(), "latitude", anchor.latitude(), "datum", "WGS84"));
    }

    private static void act(String id, String who, String action, Map<String, ?> body) {
        post(first, who, "/cases/" + id + "/actions/" + action, MediaType.APPLICATION_JSON, body)
                .is(200);
    }

    /** The grid goes to the office of another sub-district under another code. */
    private static byte[] redrawn() throws Exception {
        String file = new ClassPathResource("seeds/fucheng/grid.geojson").getContentAsString(StandardCharsets.UTF_8);
        JsonNode all = JSON.readTree(file);
        all.get("features").forEach(feature -> {
            var properties = (ObjectNode) feature.get("properties");
            if (properties.get("code").stringValue().equals(GRID)) {
                properties.put("code", NEW_GRID).put("communityCode", "510703003001");
            }
        });
        return JSON.writeValueAsBytes(all);
    }

    private static JsonNode moves(JsonNode report, String kind) {
        return report.get("moves")
                .valueStream()
                .filter(moves -> moves.get("kind").stringValue().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static String becomes(JsonNode cases, String id) {
        return cases.get("first")
                .valueStream()
                .filter(move -> move.get("id").stringValue().equals(id))
                .map(move -> move.get("becomes").stringValue())
                .findFirst()
                .orElse("not listed");
    }

    @Test
    void open_cases_move_at_the_moment_on_both_instances_and_once() throws Exception {
        String atDesk = reported(at(GRID));
        String byGrid = reported(Map.of("gridCode", GRID));
        String accepted = reported(at(GRID));
        String elsewhere = reported(at(OTHER_GRID));
        act(accepted, "dispatcher-001", "file", Map.of("conditionSeq", 1));
        act(accepted, "dispatcher-001", "dispatch", Map.of("departmentCode", "510703001-YJ"));
        act(accepted, "handler-001", "accept", Map.of());
        byte[] file = redrawn();
        Instant from = Instant.now().plus(AHEAD).truncatedTo(ChronoUnit.MILLIS);
        MediaType geoJson = MediaType.parseMediaType("application/geo+json");

        JsonNode dry = post(second, ADMIN, "/grids/imports?dryRun=true&effectiveFrom=" + from, geoJson, file)
                .is(200);
        JsonNode cases = moves(dry, "CASES");
        assertThat(cases.get("count").longValue()).isEqualTo(3);
        assertThat(becomes(cases, atDesk)).isEqualTo("TO_OTHER_OFFICE");
        assertThat(becomes(cases, byGrid)).isEqualTo("TO_OTHER_OFFICE");
        assertThat(becomes(cases, accepted)).isEqualTo("STAYS");
        assertThat(moves(dry, "RESPONSIBILITIES").get("count").longValue()).isPositive();

        JsonNode report = post(second, ADMIN, "/grids/imports?effectiveFrom=" + from, geoJson, file)
                .is(200);
        long revision = report.get("revision").longValue();
        JsonNode preview =
                get(first, ADMIN, "/grids/imports/" + revision + "/preview").is(200);
        assertThat(moves(preview, "CASES")).isEqualTo(cases);
        JsonNode listed = get(first, ADMIN, "/grids/imports?state=SCHEDULED").is(200);
        assertThat(listed.get("items").size()).isEqualTo(1);
        assertThat(get(first, ADMIN, "/grids/" + NEW_GRID + "?asOf=" + from)
                        .is(200)
                        .get("officeCode")
                        .stringValue())
                .isEqualTo("510703003");
        long before = first.bean(GridCells.class).revision();
        assertThat(Instant.now())
                .as("this machine is quick enough for the test")
                .isBefore(from);
        assertThat(before).isLessThan(revision);

        Eventually.until("the moment", () -> !Instant.now().isBefore(from));
        assertThat(first.bean(GridCells.class).revision()).isEqualTo(revision);
        assertThat(second.bean(GridCells.class).revision()).isEqualTo(revision);

        for (String id : List.of(atDesk, byGrid)) {
            Eventually.get(() -> get(second, "dispatcher-003", "/cases/" + id).status(), status -> status == 200);
            JsonNode moved = get(second, "dispatcher-003", "/cases/" + id).is(200);
            assertThat(moved.get("routing").get("officeCode").stringValue()).isEqualTo("510703003");
            assertThat(get(first, "dispatcher-001", "/cases/" + id).status()).isEqualTo(404);
            JsonNode lines =
                    get(first, "dispatcher-003", "/cases/" + id + "/timeline").is(200);
            assertThat(lines.get("items")
                            .valueStream()
                            .filter(line -> line.get("action").stringValue().equals("follow-grid"))
                            .count())
                    .isEqualTo(1);
        }
        JsonNode kept = get(first, "dispatcher-001", "/cases/" + accepted).is(200);
        assertThat(kept.get("routing").get("officeCode").stringValue()).isEqualTo("510703001");
        assertThat(kept.get("routing").get("gridRevision").longValue()).isEqualTo(before);
        JsonNode untouched = get(first, "dispatcher-001", "/cases/" + elsewhere).is(200);
        assertThat(untouched.get("routing").get("gridRevision").longValue()).isEqualTo(before);
        assertThat(get(second, ADMIN, "/grids/" + GRID + "?asOf=" + from.minusMillis(1))
                        .is(200)
                        .get("officeCode")
                        .stringValue())
                .isEqualTo("510703001");
        post(
                        second,
                        "dispatcher-003",
                        "/cases/" + atDesk + "/actions/file",
                        MediaType.APPLICATION_JSON,
                        Map.of("conditionSeq", 1))
                .is(200);
    }
}
