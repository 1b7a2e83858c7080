package org.wangge.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** Who answers for a grid during which time, and who stands in. */
@WanggeTest
@TestPropertySource(properties = "wangge.town-of=responsibilities")
@DirtiesContext
class GridResponsibilitiesApiTests {

    private static final String OFFICE = "510703/510703103";

    @Autowired
    private Town town;

    @Autowired
    private TestClock clock;

    private String grid = "";
    private JsonNode primary;
    private JsonNode other;

    /** A grid with a new primary and nobody else, and somebody else who works there. */
    @BeforeEach
    void a_grid_with_a_primary() {
        grid = town.get("admin", "/api/v1/grids?office=510703103&limit=1")
                .at("/items/0/code")
                .stringValue();
        for (JsonNode one : list()) {
            String state = one.get("state").stringValue();
            if (state.equals("PRESENT") || state.equals("FUTURE")) {
                end(one, null).expectStatus().isOk();
            }
        }
        primary = worker("19900001111");
        other = worker("19900002222");
        clock.advance(Duration.ofMinutes(1));
        named(primary, "PRIMARY", null, null);
    }

    private JsonNode worker(String phone) {
        return Hiring.hireWith(town, Map.of("scopes", List.of(OFFICE), "phone", phone));
    }

    private String path() {
        return "/api/v1/grids/" + grid + "/responsibilities";
    }

    private List<JsonNode> list() {
        return town.all("admin", path());
    }

    private static Map<String, Object> body(
            JsonNode worker, String duty, @Nullable Instant from, @Nullable Instant to) {
        Map<String, Object> body = new HashMap<>();
        body.put("workerId", worker.get("id").stringValue());
        body.put("duty", duty);
        body.put("from", from == null ? null : from.toString());
        body.put("to", to == null ? null : to.toString());
        return body;
    }

    private JsonNode named(JsonNode worker, String duty, @Nullable Instant from, @Nullable Instant to) {
        return Town.bodyOf(town.post("admin", path(), body(worker, duty, from, to))
                .expectStatus()
                .isCreated());
    }

    private String refused(int status, Map<String, Object> body) {
        JsonNode problem =
                Town.bodyOf(town.post("admin", path(), body).expectStatus().isEqualTo(status));
        return problem.at("/errors/0/pointer").asString("") + " "
                + problem.get("code").stringValue();
    }

    private WebTestClient.ResponseSpec end(JsonNode one, @Nullable Instant to) {
        Map<String, Object> body = new HashMap<>();
        body.put("to", to == null ? null : to.toString());
        return town.post("admin", path() + "/" + one.get("id").stringValue() + "/actions/end", body);
    }

    private Instant in(Duration time) {
        return clock.instant().plus(time);
    }

    private List<String> workers(String path, String list) {
        List<String> workers = new ArrayList<>();
        town.get("district", path)
                .at(list)
                .forEach(worker -> workers.add(worker.get("name").stringValue() + " "
                        + worker.get("duty").stringValue()));
        return workers;
    }

    private static String name(JsonNode worker) {
        return worker.get("name").stringValue();
    }

    @Test
    void a_substitute_stands_in_for_the_primary_during_a_period_and_no_longer() {
        JsonNode named = named(other, "SUBSTITUTE", in(Duration.ofDays(1)), in(Duration.ofDays(3)));
        assertThat(named.get("state").stringValue()).isEqualTo("FUTURE");
        String view = "/api/v1/grids/" + grid;
        String card = "/api/v1/public/grids/" + grid;
        assertThat(workers(view, "/workers")).containsExactly(name(primary) + " PRIMARY");
        assertThat(town.get("admin", card).at("/workers/0/phone").stringValue()).isEqualTo("19900001111");

        clock.advance(Duration.ofDays(2));
        assertThat(workers(view, "/workers")).containsExactly(name(primary) + " PRIMARY", name(other) + " SUBSTITUTE");
        JsonNode posted = town.get("admin", card).get("workers");
        assertThat(posted.at("/0/phone").isNull())
                .as("who is away is not called")
                .isTrue();
        assertThat(posted.at("/1/phone").stringValue()).isEqualTo("19900002222");
        assertThat(town.get("admin", "/api/v1/accounts/" + other.get("id").stringValue())
                        .get("grids"))
                .as("an account speaks of what holds until further notice")
                .isEmpty();

        clock.advance(Duration.ofDays(2));
        assertThat(workers(view, "/workers")).containsExactly(name(primary) + " PRIMARY");
        assertThat(town.get("admin", card).at("/workers/0/phone").stringValue()).isEqualTo("19900001111");
        assertThat(list().get(0).get("state").stringValue()).isEqualTo("PAST");
        assertThat(Town.bodyOf(end(list().get(0), null).expectStatus().isEqualTo(409))
                        .get("code")
                        .stringValue())
                .isEqualTo("grid.responsibility-past");
    }

    @Test
    void a_case_names_the_substitute_beside_the_primary() {
        named(other, "SUBSTITUTE", null, in(Duration.ofDays(3)));
        JsonNode reported = Town.bodyOf(town.post(
                        "district",
                        "/api/v1/cases",
                        Map.of("description", "井盖丢失", "categoryCode", "G0201", "gridCode", grid))
                .expectStatus()
                .isCreated());
        assertThat(workers("/api/v1/cases/" + reported.get("id").stringValue() + "/routing", "/workers"))
                .containsExactly(name(primary) + " PRIMARY", name(other) + " SUBSTITUTE");
    }

    @Test
    void a_grid_has_one_primary_and_one_substitute_at_a_time() {
        assertThat(refused(409, body(other, "PRIMARY", null, null))).endsWith("grid.duty-taken");
        assertThat(refused(409, body(primary, "SUBSTITUTE", null, in(Duration.ofDays(1)))))
                .endsWith("grid.worker-busy");
        named(other, "BACKUP", null, null);
        named(other, "SUBSTITUTE", null, in(Duration.ofDays(1)));
        assertThat(workers("/api/v1/grids/" + grid, "/workers"))
                .as("once, by the duty that counts")
                .containsExactly(name(primary) + " PRIMARY", name(other) + " SUBSTITUTE");
        JsonNode third = worker("19900003333");
        assertThat(refused(409, body(third, "SUBSTITUTE", in(Duration.ofHours(23)), null)))
                .endsWith("grid.duty-taken");
        named(third, "SUBSTITUTE", in(Duration.ofDays(1)), in(Duration.ofDays(2)));
        JsonNode present = list().stream()
                .filter(one -> one.get("duty").stringValue().equals("PRIMARY"))
                .findFirst()
                .orElseThrow();
        end(present, in(Duration.ofDays(5))).expectStatus().isOk();
        named(third, "PRIMARY", in(Duration.ofDays(5)), null);
        assertThat(Town.bodyOf(end(present, in(Duration.ofDays(6)))
                                .expectStatus()
                                .isEqualTo(409))
                        .get("code")
                        .stringValue())
                .isEqualTo("grid.duty-taken");
        clock.advance(Duration.ofDays(5));
        assertThat(workers("/api/v1/grids/" + grid, "/workers"))
                .containsExactly(name(third) + " PRIMARY", name(other) + " BACKUP");
    }

    @Test
    void what_cannot_be_is_refused_by_name() {
        assertThat(refused(422, body(other, "BACKUP", in(Duration.ofDays(2)), in(Duration.ofDays(1)))))
                .isEqualTo("/to grid.period-invalid");
        assertThat(refused(422, body(other, "BACKUP", in(Duration.ofDays(-9)), null)))
                .isEqualTo("/from grid.period-range");
        assertThat(refused(422, body(other, "BACKUP", in(Duration.ofHours(-2)), in(Duration.ofHours(-1)))))
                .isEqualTo("/to grid.period-range");
        assertThat(refused(422, body(other, "BACKUP", Instant.parse("9999-01-01T00:00:00Z"), null)))
                .isEqualTo("/from grid.period-range");
        Map<String, Object> nobody = body(other, "BACKUP", null, null);
        nobody.put("workerId", UUID.randomUUID().toString());
        assertThat(refused(422, nobody)).isEqualTo("/workerId account.worker-unknown");
        JsonNode elsewhere = Hiring.hireWith(town, Map.of("scopes", List.of("510703/510703107")));
        assertThat(refused(422, body(elsewhere, "SUBSTITUTE", null, null))).isEqualTo("/workerId account.grid-outside");
        JsonNode desk = Hiring.hireWith(town, Map.of("scopes", List.of(OFFICE), "roles", List.of("DISPATCHER")));
        assertThat(refused(422, body(desk, "BACKUP", null, null))).isEqualTo("/workerId account.no-grid-worker");
        town.post("admin", "/api/v1/accounts/" + other.get("id").stringValue() + "/actions/disable", Map.of())
                .expectStatus()
                .isOk();
        assertThat(refused(422, body(other, "BACKUP", null, null))).isEqualTo("/workerId account.worker-unknown");
        JsonNode problem = Town.bodyOf(town.as("admin")
                .post()
                .uri("/api/v1/accounts")
                .header(ContractCheck.ON_PURPOSE, "yes")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Hiring.draft(Map.of(
                        "scopes", List.of(OFFICE), "grids", List.of(Map.of("code", grid, "duty", "SUBSTITUTE")))))
                .exchange()
                .expectStatus()
                .isEqualTo(422));
        assertThat(problem.at("/errors/0/code").stringValue()).isEqualTo("account.grid-substitute");
    }

    @Test
    void what_was_not_to_be_is_withdrawn_and_stays_on_record() {
        JsonNode future = named(other, "BACKUP", in(Duration.ofDays(1)), null);
        JsonNode withdrawn = Town.bodyOf(end(future, null).expectStatus().isOk());
        assertThat(withdrawn.get("state").stringValue()).isEqualTo("WITHDRAWN");
        clock.advance(Duration.ofDays(2));
        assertThat(workers("/api/v1/grids/" + grid, "/workers")).containsExactly(name(primary) + " PRIMARY");
        assertThat(list().get(0).get("state").stringValue()).isEqualTo("WITHDRAWN");
        named(other, "BACKUP", null, null);
    }

    @Test
    void what_is_sent_twice_is_done_once() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = body(other, "BACKUP", null, in(Duration.ofDays(1)));
        JsonNode first = Town.bodyOf(keyed(path(), key, body).expectStatus().isCreated());
        clock.advance(Duration.ofMinutes(3));
        WebTestClient.ResponseSpec again =
                keyed(path(), key, body).expectStatus().isCreated();
        again.expectHeader().valueEquals("Idempotency-Replayed", "true");
        assertThat(Town.bodyOf(again).get("id")).isEqualTo(first.get("id"));
        body.put("duty", "SUBSTITUTE");
        assertThat(Town.bodyOf(keyed(path(), key, body).expectStatus().isEqualTo(422))
                        .get("code")
                        .stringValue())
                .isEqualTo("idempotency.key-reused");
        String ending = path() + "/" + first.get("id").stringValue() + "/actions/end";
        String endKey = UUID.randomUUID().toString();
        keyed(ending, endKey, Map.of()).expectStatus().isOk();
        clock.advance(Duration.ofMinutes(3));
        keyed(ending, endKey, Map.of())
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Idempotency-Replayed", "true");
    }

    private WebTestClient.ResponseSpec keyed(String path, String key, Map<String, ?> body) {
        return town.as("admin")
                .post()
                .uri(path)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    @Test
    void who_works_there_reads_it_and_who_works_elsewhere_finds_no_such_grid() {
        String own = Hiring.hire(town, "DISPATCHER", OFFICE);
        String foreign = Hiring.hire(town, "DISPATCHER", "510703/510703107");
        assertThat(town.all(own, path())).isNotEmpty();
        assertThat(Town.bodyOf(town.as(foreign)
                                .get()
                                .uri(path())
                                .exchange()
                                .expectStatus()
                                .isNotFound())
                        .get("code")
                        .stringValue())
                .isEqualTo("grid.not-found");
        town.post(own, path(), body(other, "BACKUP", null, null)).expectStatus().isForbidden();
        assertThat(town.get("admin", path() + "?limit=1&count=true")
                        .get("total")
                        .longValue())
                .isEqualTo(list().size());
    }
}
