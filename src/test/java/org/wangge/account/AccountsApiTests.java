package org.wangge.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.value;
import static org.wangge.fixtures.Eventually.until;

import java.util.HashMap;
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
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.fixtures.WanggeTestConfiguration;
import org.wangge.grid.Responsibilities;
import org.wangge.grid.ResponsibleWorker;
import tools.jackson.databind.JsonNode;

@WanggeTest
class AccountsApiTests {

    private static final String ACCOUNTS = "/api/v1/accounts";
    private static final String OFFICE = "510703/510703103";

    @Autowired
    private Town town;

    @Autowired
    private Responsibilities responsibilities;

    @Autowired
    private TestClock clock;

    private static String path(JsonNode account) {
        return ACCOUNTS + "/" + account.get("id").stringValue();
    }

    private static String name(JsonNode account) {
        return account.get("username").stringValue();
    }

    private WebTestClient.ResponseSpec create(String user, Map<String, ?> draft, @Nullable UUID key) {
        return town.as(user)
                .post()
                .uri(ACCOUNTS)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> {
                    if (key != null) {
                        headers.set("Idempotency-Key", key.toString());
                    }
                })
                .bodyValue(draft)
                .exchange();
    }

    private WebTestClient.ResponseSpec act(String user, JsonNode account, String action, @Nullable Long seen) {
        return town.as(user)
                .post()
                .uri(path(account) + "/actions/" + action)
                .headers(headers -> {
                    if (seen != null) {
                        headers.setIfMatch("\"" + seen + "\"");
                    }
                })
                .exchange();
    }

    private WebTestClient.ResponseSpec change(
            String user, JsonNode account, Map<String, ?> draft, @Nullable Long seen) {
        return town.as(user)
                .put()
                .uri(path(account))
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> {
                    if (seen != null) {
                        headers.setIfMatch("\"" + seen + "\"");
                    }
                })
                .bodyValue(draft)
                .exchange();
    }

    private static void expect(WebTestClient.ResponseSpec response, int status, String code) {
        response.expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code);
    }

    private int signIn(String username, String password) {
        return town.anybody()
                .post()
                .uri("/api/v1/auth/token")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("username", username, "password", password))
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }

    @Test
    void an_account_is_made_once_however_often_it_is_sent() {
        Map<String, Object> draft = Hiring.draft(Map.of(
                "roles",
                List.of("HANDLER", "GRID_WORKER", "DISPATCHER"),
                "departments",
                List.of("510703013-ZF", "510703013-YJ")));
        UUID key = UUID.randomUUID();
        JsonNode made = Town.bodyOf(create("admin", draft, key)
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectHeader()
                .doesNotExist("Idempotency-Replayed"));
        assertThat(made.has("password")).isFalse();
        assertThat(made.toString()).doesNotContain("passwordHash").doesNotContain(WanggeTestConfiguration.PASSWORD);
        Map<String, Object> otherOrder = new HashMap<>(draft);
        otherOrder.put("roles", List.of("DISPATCHER", "HANDLER", "GRID_WORKER"));
        JsonNode again = Town.bodyOf(create("admin", otherOrder, key)
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("Location", path(made))
                .expectHeader()
                .valueEquals("Idempotency-Replayed", "true"));
        assertThat(again.get("id")).isEqualTo(made.get("id"));

        Map<String, Object> other = new HashMap<>(draft);
        other.put("name", "另一人");
        expect(create("admin", other, key), 422, "idempotency.key-reused");
        Map<String, Object> otherPassword = new HashMap<>(draft);
        otherPassword.put("password", "another-one-9");
        expect(create("admin", otherPassword, key), 422, "idempotency.key-reused");
        expect(create("admin", draft, null), 409, "account.name-taken");
        Map<String, Object> shouting = new HashMap<>(draft);
        shouting.put("username", name(made).toUpperCase(java.util.Locale.ROOT));
        expect(create("admin", shouting, null), 409, "account.name-taken");
    }

    @Test
    void an_account_that_would_not_be_sound_is_refused_with_all_its_faults() {
        Map<String, Object> draft = Hiring.draft(
                Map.of("username", "has space", "scopes", List.of("510704", "not a path"), "password", "short"));
        create("admin", draft, null)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[*].code")
                .isEqualTo(List.of(
                        "account.username-form", "account.outside-area", "account.scope-form", "account.password-weak"))
                .jsonPath("$.errors[1].pointer")
                .isEqualTo("/scopes/0");
        Map<String, Object> incomplete = new HashMap<>(Hiring.draft(Map.of()));
        incomplete.remove("roles");
        expect(create("admin", incomplete, null), 422, "request.invalid");
        expect(create("admin", Hiring.draft(Map.of("more", 1)), null), 400, "request.malformed");
        expect(create("admin", Hiring.draft(Map.of("roles", List.of("KING"))), null), 400, "request.malformed");
    }

    @Test
    void a_local_administrator_stays_within_its_area() {
        String local = Hiring.hire(town, "ADMIN", OFFICE);
        expect(create(local, Hiring.draft(Map.of("scopes", List.of("510703"))), null), 422, "account.invalid");
        JsonNode inside = Town.bodyOf(create(local, Hiring.draft(Map.of("scopes", List.of(OFFICE))), null)
                .expectStatus()
                .isCreated());
        JsonNode outside = Hiring.hireWith(town, Map.of("scopes", List.of("510703/510703001")));
        JsonNode both = Hiring.hireWith(town, Map.of("scopes", List.of(OFFICE, "510703/510703001")));
        act(local, inside, "disable", null).expectStatus().isOk();
        expect(act(local, outside, "disable", null), 404, "account.not-found");
        for (String action : List.of("disable", "enable", "unlock")) {
            expect(act(local, both, action, null), 403, "access.forbidden");
        }
        expect(
                town.post(local, path(both) + "/actions/reset-password", Map.of("password", "taken-over-1")),
                403,
                "access.forbidden");
        assertThat(town.get(local, path(both)).get("openActions")).isEmpty();
        assertThat(town.get(local, path(inside)).get("openActions")).isNotEmpty();
    }

    @Test
    void a_dispatcher_sees_the_people_of_its_own_area_page_by_page() {
        String dispatcher = "dispatcher-103";
        JsonNode own = Hiring.hireWith(town, Map.of("scopes", List.of(OFFICE)));
        JsonNode foreign = Hiring.hireWith(town, Map.of("scopes", List.of("510703/510703001")));
        List<String> seen = town.all(dispatcher, ACCOUNTS + "?limit=2&role=GRID_WORKER").stream()
                .map(AccountsApiTests::name)
                .toList();
        assertThat(seen)
                .contains("worker-103-1", "worker-103-2", name(own))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(seen).doesNotContain("worker-001-1", "dispatcher-103", name(foreign), "admin");
        town.as(dispatcher).get().uri(path(foreign)).exchange().expectStatus().isNotFound();
        town.as(dispatcher).get().uri(path(own)).exchange().expectStatus().isOk();
        assertThat(town.get("admin", ACCOUNTS + "?q=" + name(own)).get("items")).hasSize(1);
        String next =
                town.get(dispatcher, ACCOUNTS + "?limit=1").get("nextCursor").stringValue();
        expect(
                town.as(dispatcher)
                        .get()
                        .uri(ACCOUNTS + "?role=HANDLER&cursor=" + next)
                        .exchange(),
                400,
                "request.cursor-invalid");
    }

    @Test
    void a_stale_change_is_refused_with_the_present_version() {
        JsonNode account = Hiring.hireWith(town, Map.of("scopes", List.of(OFFICE)));
        Map<String, Object> draft = new HashMap<>(Map.of(
                "username", name(account), "name", "新名字", "roles", List.of("GRID_WORKER"), "scopes", List.of(OFFICE)));
        JsonNode changed = Town.bodyOf(change("admin", account, draft, 1L)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"2\""));
        assertThat(changed.get("name").stringValue()).isEqualTo("新名字");
        change("admin", account, draft, 1L)
                .expectStatus()
                .isEqualTo(412)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("account.stale")
                .jsonPath("$.version")
                .isEqualTo(2)
                .jsonPath("$.openActions[0]")
                .isEqualTo("disable");
        expect(act("admin", account, "disable", 1L), 412, "account.stale");
    }

    @Test
    void an_external_identity_belongs_to_one_account_and_can_be_given_up() {
        String subject = "subject-" + UUID.randomUUID();
        JsonNode first = Hiring.hireWith(town, Map.of("externalSubject", subject));
        expect(create("admin", Hiring.draft(Map.of("externalSubject", subject)), null), 409, "account.subject-taken");
        JsonNode second = Hiring.hireWith(town, Map.of());
        Map<String, Object> draft = new HashMap<>(Map.of(
                "username",
                "ignored",
                "name",
                "甲",
                "roles",
                List.of("GRID_WORKER"),
                "scopes",
                List.of("510703/510703013"),
                "externalSubject",
                subject));
        expect(change("admin", second, draft, null), 409, "account.subject-taken");
        Map<String, Object> without = new HashMap<>(draft);
        without.remove("externalSubject");
        change("admin", first, without, null).expectStatus().isOk();
        assertThat(town.get("admin", path(first)).get("externalSubject").stringValue())
                .as("not said, not changed")
                .isEqualTo(subject);
        without.put("externalSubject", "");
        change("admin", first, without, null).expectStatus().isOk();
        assertThat(town.get("admin", path(first)).get("externalSubject").isNull())
                .isTrue();
        change("admin", second, draft, null).expectStatus().isOk();
        Hiring.hireWith(town, Map.of());
        change("admin", second, without, null).expectStatus().isOk();
    }

    @Test
    void a_disabled_person_is_out_at_once_and_answers_for_no_grid() {
        JsonNode account = Hiring.hireWith(town, Map.of("scopes", List.of(OFFICE)));
        UUID id = UUID.fromString(account.get("id").stringValue());
        String grid = town.get("admin", "/api/v1/grids?office=510703103&limit=1")
                .get("items")
                .get(0)
                .get("code")
                .stringValue();
        responsibilities
                .assign(new ResponsibleWorker(
                        grid,
                        id,
                        "临时人员",
                        null,
                        ResponsibleWorker.Duty.BACKUP,
                        clock.instant().minusSeconds(60),
                        null))
                .block();
        String token = town.token(name(account));
        bearer(token).expectStatus().isOk();
        JsonNode disabled =
                Town.bodyOf(act("admin", account, "disable", 1L).expectStatus().isOk());
        assertThat(disabled.get("state").stringValue()).isEqualTo("DISABLED");
        bearer(token).expectStatus().isUnauthorized();
        assertThat(signIn(name(account), WanggeTestConfiguration.PASSWORD)).isEqualTo(401);
        until(
                "nobody answers for the grid any more",
                () -> value(responsibilities.gridsOf(id, clock.instant()).collectList())
                        .isEmpty());
        act("admin", account, "disable", null).expectStatus().isOk();
        act("admin", account, "enable", null).expectStatus().isOk();
        bearer(token).expectStatus().isUnauthorized();
        assertThat(signIn(name(account), WanggeTestConfiguration.PASSWORD)).isEqualTo(200);
    }

    private WebTestClient.ResponseSpec bearer(String token) {
        return town.anybody()
                .get()
                .uri("/api/v1/me")
                .header("Authorization", "Bearer " + token)
                .exchange();
    }

    @Test
    void nobody_disables_the_account_it_uses() {
        String id = town.get("admin", "/api/v1/me").get("id").stringValue();
        expect(
                town.as("admin")
                        .post()
                        .uri(ACCOUNTS + "/" + id + "/actions/disable")
                        .exchange(),
                409,
                "account.not-yourself");
    }

    @Test
    void a_new_password_ends_all_sessions_at_once() {
        JsonNode account = Hiring.hireWith(town, Map.of());
        String token = town.token(name(account));
        bearer(token).expectStatus().isOk();
        expect(
                town.post("admin", path(account) + "/actions/reset-password", Map.of("password", "short")),
                422,
                "account.password-weak");
        town.post("admin", path(account) + "/actions/reset-password", Map.of("password", "a-new-one-77"))
                .expectStatus()
                .isOk();
        bearer(token).expectStatus().isUnauthorized();
        assertThat(signIn(name(account), WanggeTestConfiguration.PASSWORD)).isEqualTo(401);
        assertThat(signIn(name(account), "a-new-one-77")).isEqualTo(200);
    }

    @Test
    void after_too_many_failures_the_name_is_locked_until_somebody_unlocks_it() {
        JsonNode account = Hiring.hireWith(town, Map.of());
        for (int i = 0; i < 5; i++) {
            assertThat(signIn(name(account), "guess-" + i)).isEqualTo(401);
        }
        town.anybody()
                .post()
                .uri("/api/v1/auth/token")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("username", name(account), "password", WanggeTestConfiguration.PASSWORD))
                .exchange()
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .valueEquals("Retry-After", "30")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("auth.locked")
                .jsonPath("$.retryable")
                .isEqualTo(true);
        expect(act("admin", account, "unlock", 9L), 412, "account.stale");
        act("admin", account, "unlock", null).expectStatus().isOk();
        assertThat(signIn(name(account), WanggeTestConfiguration.PASSWORD)).isEqualTo(200);
    }

    @Test
    void the_departments_of_an_area_are_listed_in_the_readers_language() {
        JsonNode departments = town.get("dispatcher-103", "/api/v1/departments?office=510703103");
        assertThat(departments.get("items"))
                .isNotEmpty()
                .allSatisfy(department ->
                        assertThat(department.get("officeCode").stringValue()).isEqualTo("510703103"));
        town.as("admin")
                .get()
                .uri("/api/v1/accounts/rubbish")
                .header(ContractCheck.ON_PURPOSE, "yes")
                .exchange()
                .expectStatus()
                .isNotFound();
    }
}
