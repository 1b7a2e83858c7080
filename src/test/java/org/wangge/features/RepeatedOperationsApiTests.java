package org.wangge.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Eventually.until;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.fixtures.WanggeTestConfiguration;
import tools.jackson.databind.JsonNode;

/** What changes no one document is done once under one key too. */
@WanggeTest
class RepeatedOperationsApiTests {

    private static final String OFFICE = "510703/510703013";
    private static final String NOTICES = "/api/v1/me/notices";
    private static final MediaType CSV = MediaType.parseMediaType("text/csv");

    @Autowired
    private Town town;

    @Autowired
    private ReactiveMongoTemplate mongo;

    private WebTestClient.ResponseSpec post(String user, String path, UUID key, MediaType type, Object body) {
        return town.as(user)
                .post()
                .uri(path)
                .header("Idempotency-Key", key.toString())
                .contentType(type)
                .bodyValue(body)
                .exchange();
    }

    private WebTestClient.ResponseSpec act(String user, String path, UUID key) {
        return town.as(user)
                .post()
                .uri(path)
                .header("Idempotency-Key", key.toString())
                .exchange();
    }

    private static JsonNode first(WebTestClient.ResponseSpec response) {
        return Town.bodyOf(
                response.expectStatus().is2xxSuccessful().expectHeader().doesNotExist("Idempotency-Replayed"));
    }

    private static JsonNode replayed(WebTestClient.ResponseSpec response) {
        return Town.bodyOf(
                response.expectStatus().is2xxSuccessful().expectHeader().valueEquals("Idempotency-Replayed", "true"));
    }

    private static void assertReused(WebTestClient.ResponseSpec response) {
        response.expectStatus().isEqualTo(422).expectBody().jsonPath("$.code").isEqualTo("idempotency.key-reused");
    }

    /** As if the process had died between the act and its answer. */
    private void forgetAnswer(UUID key) {
        assertThat(mongo.updateFirst(
                                Query.query(Criteria.where("_id").regex(key + "$")),
                                new Update().unset("answer"),
                                "done_operations")
                        .block()
                        .getModifiedCount())
                .isEqualTo(1);
    }

    private static byte[] table(String name, String licence) {
        return ("kind,name,address,longitude,latitude,licenceNumber\nSHANGDIAN," + name + ",重复街1号,104.7589,31.4541,"
                        + licence + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void an_import_under_one_key_has_one_report() {
        UUID key = UUID.randomUUID();
        String path = "/api/v1/places/imports?allowDoubles=true";
        byte[] table = table("重复商店", "92REPEAT1");
        JsonNode report = first(post("admin", path, key, CSV, table));
        assertThat(report.at("/lines/0/outcome").stringValue()).isEqualTo("NEW");
        assertThat(replayed(post("admin", path, key, CSV, table))).isEqualTo(report);

        assertReused(post("admin", path, key, CSV, table("另一商店", "92REPEAT2")));
        assertReused(post("admin", "/api/v1/places/imports", key, CSV, table));

        forgetAnswer(key);
        assertReused(post("admin", path, key, CSV, table("另一商店", "92REPEAT2")));
        assertThat(first(post("admin", path, key, CSV, table))
                        .at("/lines/0/outcome")
                        .stringValue())
                .as("what died half way is finished; what it wrote stays")
                .isEqualTo("SAME");
    }

    @Test
    void the_dry_run_of_an_import_uses_no_key_up() {
        UUID key = UUID.randomUUID();
        byte[] table = table("试导商店", "92REPEAT3");
        first(post("admin", "/api/v1/places/imports?dryRun=true&allowDoubles=true", key, CSV, table));
        assertThat(first(post("admin", "/api/v1/places/imports?allowDoubles=true", key, CSV, table))
                        .at("/lines/0/outcome")
                        .stringValue())
                .isEqualTo("NEW");
    }

    @Test
    void a_refused_import_leaves_its_key_free() {
        UUID key = UUID.randomUUID();
        String path = "/api/v1/places/imports?allowDoubles=true";
        post("admin", path, key, CSV, "rubbish".getBytes(StandardCharsets.UTF_8))
                .expectStatus()
                .isEqualTo(422);
        first(post("admin", path, key, CSV, table("再导商店", "92REPEAT4")));
    }

    private void report(String grid) {
        town.post(
                        "worker-013-2",
                        "/api/v1/cases",
                        Map.of("categoryCode", "G0201", "description", "门口堵了", "gridCode", grid))
                .expectStatus()
                .isCreated();
    }

    private List<JsonNode> unread(String user) {
        return town.all(user, NOTICES + "?unread=true");
    }

    @Test
    void marking_as_read_twice_under_one_key_leaves_alone_what_came_since() {
        JsonNode found = town.get("admin", "/api/v1/grids?office=510703013&limit=20")
                .get("items")
                .get(7);
        String grid = found.get("code").stringValue();
        String dispatcher = Hiring.hire(
                town, "DISPATCHER", OFFICE + "/" + found.get("communityCode").stringValue() + "/" + grid);
        report(grid);
        report(grid);
        until("two notices", () -> unread(dispatcher).size() == 2);

        UUID one = UUID.randomUUID();
        String path = NOTICES + "/" + unread(dispatcher).get(0).get("id").stringValue() + "/actions/read";
        JsonNode read = first(act(dispatcher, path, one));
        assertThat(replayed(act(dispatcher, path, one))).isEqualTo(read);
        assertReused(act(
                dispatcher, NOTICES + "/" + unread(dispatcher).get(0).get("id").stringValue() + "/actions/read", one));
        assertReused(act(dispatcher, NOTICES + "/actions/read-all", one));

        UUID all = UUID.randomUUID();
        report(grid);
        until("two that are not read", () -> unread(dispatcher).size() == 2);
        assertThat(first(act(dispatcher, NOTICES + "/actions/read-all", all))
                        .get("read")
                        .intValue())
                .isEqualTo(2);
        report(grid);
        until("one that is not read", () -> unread(dispatcher).size() == 1);
        assertThat(replayed(act(dispatcher, NOTICES + "/actions/read-all", all))
                        .get("read")
                        .intValue())
                .isEqualTo(2);
        assertThat(unread(dispatcher)).hasSize(1);
        assertReused(act(dispatcher, path, all));

        forgetAnswer(all);
        assertThat(first(act(dispatcher, NOTICES + "/actions/read-all", all))
                        .get("read")
                        .intValue())
                .as("with those that the attempt before marked")
                .isGreaterThanOrEqualTo(2);
    }

    private int signIn(JsonNode account, String password) {
        return town.anybody()
                .post()
                .uri("/api/v1/auth/token")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("username", account.get("username").stringValue(), "password", password))
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }

    private void lock(JsonNode account) {
        for (int i = 0; i < 5; i++) {
            assertThat(signIn(account, "guess-" + i)).isEqualTo(401);
        }
        assertThat(signIn(account, WanggeTestConfiguration.PASSWORD)).isEqualTo(429);
    }

    private static String unlocking(JsonNode account) {
        return "/api/v1/accounts/" + account.get("id").stringValue() + "/actions/unlock";
    }

    @Test
    void unlocking_under_one_key_ends_one_lock_out() {
        JsonNode account = Hiring.hireWith(town, Map.of());
        UUID key = UUID.randomUUID();
        lock(account);
        JsonNode unlocked = first(act("admin", unlocking(account), key));
        lock(account);
        assertThat(replayed(act("admin", unlocking(account), key)).get("id")).isEqualTo(unlocked.get("id"));
        assertThat(signIn(account, WanggeTestConfiguration.PASSWORD)).isEqualTo(429);
        assertReused(act("admin", unlocking(Hiring.hireWith(town, Map.of())), key));

        forgetAnswer(key);
        first(act("admin", unlocking(account), key));
        assertThat(signIn(account, WanggeTestConfiguration.PASSWORD))
                .as("what died half way is done")
                .isEqualTo(200);
    }

    @Test
    void a_kind_of_place_is_made_once_under_one_key() {
        UUID key = UUID.randomUUID();
        Map<String, Object> kind = Map.of(
                "code",
                "REPEATED",
                "names",
                Map.of("zh", "重复种类", "en", "Repeated"),
                "checklistCode",
                "SHANGDIAN",
                "inherentScore",
                8,
                "industry",
                Map.of("code", "REPEATS", "names", Map.of("zh", "重复行业", "en", "Repeats")));
        String path = "/api/v1/place-kinds";
        JsonNode made = first(post("admin", path, key, MediaType.APPLICATION_JSON, kind));
        assertThat(replayed(post("admin", path, key, MediaType.APPLICATION_JSON, kind)))
                .isEqualTo(made);
        Map<String, Object> other = new java.util.HashMap<>(kind);
        other.put("code", "REPEATED_TOO");
        assertReused(post("admin", path, key, MediaType.APPLICATION_JSON, other));
    }
}
