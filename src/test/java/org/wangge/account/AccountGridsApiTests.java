package org.wangge.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** The grids people answer for, what an account refers to, and actions that are sent twice. */
@WanggeTest
class AccountGridsApiTests {

    private static final String ACCOUNTS = "/api/v1/accounts";
    private static final String OFFICE = "510703/510703106";

    @Autowired
    private Town town;

    private static String path(JsonNode account) {
        return ACCOUNTS + "/" + account.get("id").stringValue();
    }

    /** The codes of two grids of the office of these tests. */
    private List<String> grids() {
        List<String> codes = new ArrayList<>();
        town.get("admin", "/api/v1/grids?office=510703106&limit=2")
                .get("items")
                .forEach(grid -> codes.add(grid.get("code").stringValue()));
        return codes;
    }

    private static Map<String, String> grid(String code, String duty) {
        return Map.of("code", code, "duty", duty);
    }

    private List<String> faults(Map<String, ?> saying) {
        List<String> faults = new ArrayList<>();
        Town.bodyOf(town.post("admin", ACCOUNTS, Hiring.draft(saying))
                        .expectStatus()
                        .isEqualTo(422))
                .get("errors")
                .forEach(fault -> faults.add(fault.get("pointer").stringValue() + " "
                        + fault.get("code").stringValue()));
        return faults;
    }

    private WebTestClient.ResponseSpec put(JsonNode account, Object body) {
        return town.as("admin")
                .put()
                .uri(path(account))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static Map<String, Object> fields(JsonNode view) {
        Map<String, Object> fields = new LinkedHashMap<>();
        view.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    private boolean isWithout(String grid) {
        return town.get("district", "/api/v1/grids/topology")
                .get("faults")
                .valueStream()
                .filter(fault -> fault.get("kind").stringValue().equals("NO_RESPONSIBLE_WORKER"))
                .anyMatch(fault -> fault.at("/codes/0").stringValue().equals(grid));
    }

    @Test
    void what_the_proof_of_coverage_misses_is_cured_over_http() {
        String grid = grids().get(0);
        town.get("admin", "/api/v1/grids/" + grid).get("workers").forEach(worker -> {
            JsonNode account =
                    town.get("admin", ACCOUNTS + "/" + worker.get("id").stringValue());
            Map<String, Object> without = fields(account);
            without.put(
                    "grids",
                    account.get("grids")
                            .valueStream()
                            .filter(duty -> !duty.get("code").stringValue().equals(grid))
                            .toList());
            put(account, without).expectStatus().isOk();
        });
        assertThat(isWithout(grid)).isTrue();
        JsonNode made = Hiring.hireWith(
                town,
                Map.of("scopes", List.of(OFFICE), "phone", "19900007777", "grids", List.of(grid(grid, "PRIMARY"))));
        assertThat(made.at("/grids/0/code").stringValue()).isEqualTo(grid);
        assertThat(made.at("/grids/0/duty").stringValue()).isEqualTo("PRIMARY");
        assertThat(isWithout(grid)).isFalse();
        JsonNode card = town.get("admin", "/api/v1/grids/" + grid);
        assertThat(card.at("/workers/0/name")).isEqualTo(made.get("name"));
    }

    @Test
    void grids_are_replaced_by_a_change_that_names_them_and_left_by_one_that_does_not() {
        List<String> grids = grids();
        JsonNode made = Hiring.hireWith(
                town, Map.of("scopes", List.of(OFFICE), "grids", List.of(grid(grids.get(0), "BACKUP"))));
        Map<String, Object> change = fields(made);
        change.put("grids", null);
        change.put("name", "改名");
        assertThat(Town.bodyOf(put(made, change).expectStatus().isOk()).get("grids"))
                .isEqualTo(made.get("grids"));
        change.remove("grids");
        put(made, change).expectStatus().isOk();
        assertThat(town.get("admin", path(made)).get("grids")).isEqualTo(made.get("grids"));
        change.put("grids", List.of(grid(grids.get(1), "BACKUP"), grid(grids.get(0), "PRIMARY")));
        JsonNode both = Town.bodyOf(put(made, change).expectStatus().isOk());
        assertThat(both.get("grids").valueStream().map(JsonNode::toString))
                .containsExactly(
                        "{\"code\":\"" + grids.get(0) + "\",\"duty\":\"PRIMARY\"}",
                        "{\"code\":\"" + grids.get(1) + "\",\"duty\":\"BACKUP\"}");
        assertThat(town.get("admin", ACCOUNTS + "?q=" + made.get("username").stringValue())
                        .at("/items/0/grids"))
                .isEqualTo(both.get("grids"));
        change.put("grids", List.of());
        assertThat(Town.bodyOf(put(made, change).expectStatus().isOk()).get("grids"))
                .isEmpty();
    }

    @Test
    void what_an_account_names_exists_and_lies_where_the_person_works() {
        assertThat(faults(Map.of("scopes", List.of(OFFICE, "510703/510703996"))))
                .containsExactly("/scopes/1 account.scope-unknown");
        assertThat(faults(Map.of("scopes", List.of(OFFICE), "officeCode", "510703998")))
                .containsExactly("/officeCode account.office-unknown");
        assertThat(faults(Map.of("scopes", List.of(OFFICE), "officeCode", "510703001")))
                .containsExactly("/officeCode account.office-outside");
        assertThat(faults(Map.of("scopes", List.of(OFFICE), "departments", List.of("510703001-YJ", "X-1"))))
                .containsExactly("/departments account.department-outside", "/departments account.department-unknown");
        String foreign = town.get("admin", "/api/v1/grids?office=510703001&limit=1")
                .at("/items/0/code")
                .stringValue();
        assertThat(faults(Map.of(
                        "scopes",
                        List.of(OFFICE),
                        "grids",
                        List.of(
                                grid("510703996999", "PRIMARY"),
                                grid(foreign, "PRIMARY"),
                                grid(grids().get(0), "BACKUP"),
                                grid(grids().get(0), "PRIMARY")))))
                .containsExactly(
                        "/grids/0/code account.grid-unknown",
                        "/grids/1/code account.grid-outside",
                        "/grids/3/code account.grid-twice");
        Hiring.hireWith(
                town,
                Map.of(
                        "scopes",
                        List.of(OFFICE),
                        "officeCode",
                        "510703106",
                        "departments",
                        List.of("510703106-YJ", "510703-YJJ")));
        // Of an office that another runs, and of that other one.
        Hiring.hireWith(town, Map.of("scopes", List.of("510703/510703013"), "officeCode", "510703JKQ"));
    }

    @Test
    void what_the_view_gave_may_be_sent_back_but_no_password() {
        JsonNode made = Hiring.hireWith(
                town, Map.of("scopes", List.of(OFFICE), "externalSubject", "subject-" + UUID.randomUUID()));
        JsonNode back = Town.bodyOf(put(made, made).expectStatus().isOk());
        Map<String, Object> before = fields(made);
        Map<String, Object> after = fields(back);
        before.remove("version");
        after.remove("version");
        assertThat(after).isEqualTo(before);
        assertThat(back.get("externalSubject")).isEqualTo(made.get("externalSubject"));
        assertThat(town.get("dispatcher-106", path(made)).get("externalSubject").isNull())
                .as("of no use to who may not administer")
                .isTrue();
        Map<String, Object> withPassword = fields(made);
        withPassword.put("password", "a-new-one-77");
        JsonNode refused = Town.bodyOf(put(made, withPassword).expectStatus().isEqualTo(422));
        assertThat(refused.at("/errors/0/pointer").stringValue()).isEqualTo("/password");
        assertThat(refused.at("/errors/0/code").stringValue()).isEqualTo("account.password-elsewhere");
        Map<String, Object> unknown = fields(made);
        unknown.put("nickname", "x");
        put(made, unknown).expectStatus().isBadRequest();
    }

    private WebTestClient.ResponseSpec act(JsonNode account, String action, String key, @Nullable Map<String, ?> body) {
        WebTestClient.RequestBodySpec request = town.as("admin")
                .post()
                .uri(path(account) + "/actions/" + action)
                .header("Idempotency-Key", key);
        return body == null
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange();
    }

    @Test
    void an_action_that_is_sent_twice_is_done_once() {
        JsonNode made = Hiring.hireWith(town, Map.of("scopes", List.of(OFFICE)));
        String disable = UUID.randomUUID().toString();
        JsonNode disabled = Town.bodyOf(act(made, "disable", disable, null)
                .expectStatus()
                .isOk()
                .expectHeader()
                .doesNotExist("Idempotency-Replayed"));
        assertThat(disabled.get("version").longValue()).isEqualTo(2);
        act(made, "enable", UUID.randomUUID().toString(), null).expectStatus().isOk();
        JsonNode again = Town.bodyOf(act(made, "disable", disable, null)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Idempotency-Replayed", "true"));
        assertThat(again.get("state").stringValue())
                .as("a late repeat changes nothing")
                .isEqualTo("ACTIVE");
        assertThat(again.get("version").longValue()).isEqualTo(3);
        assertThat(Town.bodyOf(act(made, "enable", disable, null).expectStatus().isEqualTo(422))
                        .get("code")
                        .stringValue())
                .isEqualTo("idempotency.key-reused");
    }

    @Test
    void a_password_is_set_once_under_its_key_and_no_other_one() {
        JsonNode made = Hiring.hireWith(town, Map.of("scopes", List.of(OFFICE)));
        String key = UUID.randomUUID().toString();
        act(made, "reset-password", key, Map.of("password", "first-one-11"))
                .expectStatus()
                .isOk();
        JsonNode again = Town.bodyOf(act(made, "reset-password", key, Map.of("password", "first-one-11"))
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Idempotency-Replayed", "true"));
        assertThat(again.get("version").longValue()).isEqualTo(2);
        assertThat(Town.bodyOf(act(made, "reset-password", key, Map.of("password", "second-one-22"))
                                .expectStatus()
                                .isEqualTo(422))
                        .get("code")
                        .stringValue())
                .isEqualTo("idempotency.key-reused");
    }

    @Test
    void a_key_is_a_uuid_wherever_it_comes() {
        Map<String, Object> calls = new HashMap<>();
        String self = "/api/v1/accounts/" + town.idOf("admin") + "/actions/unlock";
        calls.put(self, Map.of());
        calls.put("/api/v1/me/notices/actions/read-all", Map.of());
        calls.put("/api/v1/me/notices/" + UUID.randomUUID() + "/actions/read", Map.of());
        calls.put("/api/v1/places/imports?dryRun=true", Map.of());
        calls.put("/api/v1/grids/imports?dryRun=true", Map.of());
        calls.put(
                "/api/v1/inspection-tasks/" + UUID.randomUUID() + "/actions/skip",
                Map.of("reason", Map.of("code", "X")));
        calls.put("/api/v1/inspection-plans/" + UUID.randomUUID() + "/actions/pause", Map.of());
        calls.put("/api/v1/campaigns/" + UUID.randomUUID() + "/actions/end", Map.of());
        calls.put("/api/v1/auth/sign-out", Map.of());
        calls.forEach((path, body) -> {
            for (String key : List.of("no-uuid", "1-1-1-1-1", "")) {
                JsonNode problem = Town.bodyOf(town.as("admin")
                        .post()
                        .uri(path)
                        .header("Idempotency-Key", key)
                        .header(ContractCheck.ON_PURPOSE, "yes")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange()
                        .expectStatus()
                        .isBadRequest());
                assertThat(problem.get("code").stringValue()).as(path).isEqualTo("idempotency.key-invalid");
            }
        });
    }
}
