package org.wangge.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;

import com.standardwebhooks.Webhook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.webhook.delivery.Receiver;
import org.wangge.webhook.delivery.Receiver.Received;
import tools.jackson.databind.JsonNode;

/** Webhooks over HTTP, from making one to what arrives. */
@WanggeTest
class WebhooksApiTests {

    private static final String WEBHOOKS = "/api/v1/webhooks";
    private static final String OFFICE = "510703/510703001";
    private static final String ADMIN = "admin";

    @Autowired
    private Town town;

    private final Receiver receiver = new Receiver();
    private final List<String> made = new ArrayList<>();

    @AfterEach
    void close() {
        made.forEach(
                path -> call(ADMIN, HttpMethod.DELETE, path, null, Map.of()).expectBody());
        receiver.close();
    }

    private Map<String, Object> body(String url) {
        Map<String, Object> body = new HashMap<>();
        body.put("url", url);
        body.put("area", OFFICE);
        body.put("kinds", List.of("case"));
        body.put("description", "市级平台");
        return body;
    }

    private JsonNode created(Map<String, Object> body) {
        JsonNode webhook =
                Town.bodyOf(town.post(ADMIN, WEBHOOKS, body).expectStatus().isCreated());
        made.add(path(webhook));
        return webhook;
    }

    private static String path(JsonNode webhook) {
        return WEBHOOKS + "/" + webhook.get("id").stringValue();
    }

    private WebTestClient.ResponseSpec call(
            String user, HttpMethod method, String path, Object body, Map<String, String> headers) {
        WebTestClient.RequestBodySpec request =
                town.as(user).method(method).uri(path).headers(all -> headers.forEach(all::set));
        return (body == null
                        ? request
                        : request.contentType(MediaType.APPLICATION_JSON).bodyValue(body))
                .exchange();
    }

    private JsonNode acted(JsonNode webhook, String action, Object body) {
        return Town.bodyOf(town.post(ADMIN, path(webhook) + "/actions/" + action, body)
                .expectStatus()
                .isOk());
    }

    private JsonNode refused(WebTestClient.ResponseSpec response, int status, String code) {
        JsonNode problem = Town.bodyOf(response.expectStatus().isEqualTo(status));
        assertThat(problem.get("code").stringValue()).isEqualTo(code);
        return problem;
    }

    private Received arrived(String type, String number) {
        return Eventually.get(
                () -> receiver.received().stream()
                        .filter(one -> one.event().get("type").stringValue().equals(type)
                                && (number.isEmpty()
                                        || one.event()
                                                .at("/data/number")
                                                .asString("")
                                                .equals(number)))
                        .findFirst()
                        .orElse(null),
                one -> one != null);
    }

    @Test
    void the_secret_is_shown_once_and_to_a_repeat_of_the_same_request() {
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        Map<String, Object> body = body(receiver.url());
        JsonNode first = Town.bodyOf(
                call(ADMIN, HttpMethod.POST, WEBHOOKS, body, key).expectStatus().isCreated());
        made.add(path(first));
        assertThat(first.get("secret").stringValue()).startsWith("whsec_");
        JsonNode again = Town.bodyOf(call(ADMIN, HttpMethod.POST, WEBHOOKS, body, key)
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("Idempotency-Replayed", "true"));
        assertThat(again.get("id")).isEqualTo(first.get("id"));
        assertThat(again.get("secret")).isEqualTo(first.get("secret"));
        body.put("description", "别的");
        refused(call(ADMIN, HttpMethod.POST, WEBHOOKS, body, key), 422, "idempotency.key-reused");

        assertThat(town.get(ADMIN, path(first)).has("secret")).isFalse();
        assertThat(town.get(ADMIN, WEBHOOKS + "?limit=200").toString())
                .contains(first.get("id").stringValue())
                .doesNotContain("whsec_");
        assertThat(town.get(ADMIN, "/api/v1/audit?kind=WEBHOOK_CHANGE&limit=200")
                        .toString())
                .contains(first.get("id").stringValue())
                .doesNotContain("whsec_", "/hook");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://gateway.example.org/ | webhook.url-scheme",
                "gateway.example.org | webhook.url-form",
                "https://u:p@gateway.example.org/ | webhook.url-form",
                "https://gateway.example.org/#x | webhook.url-form",
                "https://2130706433/ | webhook.url-form",
                "https://0x7f.1/ | webhook.url-form",
                "https://0177.0.0.1/ | webhook.url-form",
                "https://gateway.example.org:22/ | webhook.url-port",
                "https://gateway.example.org:70000/ | webhook.url-port",
                "https://169.254.169.254/latest | webhook.url-private",
                "https://[fe80::1]/ | webhook.url-private",
                "https://[::ffff:169.254.169.254]/ | webhook.url-private",
                "https://224.0.0.1/ | webhook.url-private",
                "https://0.0.0.0/ | webhook.url-private"
            })
    void an_ugly_url_is_refused_when_made_and_when_edited(String url, String code) {
        JsonNode problem = refused(town.post(ADMIN, WEBHOOKS, body(url)), 422, "webhook.invalid");
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("/url");
        assertThat(problem.at("/errors/0/code").stringValue()).isEqualTo(code);
    }

    @Test
    void each_field_at_fault_is_named() {
        Map<String, Object> body = body("https://10.0.0.256/");
        body.put("kinds", List.of("case", "case.fly", "notice.case-filed", "case"));
        body.put("area", "510703/999999999");
        JsonNode problem = refused(town.post(ADMIN, WEBHOOKS, body), 422, "webhook.invalid");
        assertThat(problem.get("errors")
                        .valueStream()
                        .map(one -> one.get("pointer").stringValue()))
                .containsExactly("/url", "/kinds/1", "/kinds/2", "/kinds/3", "/area");
        for (String area : List.of("../510703", "510703/", "999999", "510703/510703001/x y")) {
            body = body(receiver.url());
            body.put("area", area);
            JsonNode wrong = refused(town.post(ADMIN, WEBHOOKS, body), 422, "webhook.invalid");
            assertThat(wrong.at("/errors/0/pointer").stringValue()).isEqualTo("/area");
        }
        body = body(receiver.url());
        body.put("secret", "whsec_mine");
        town.as(ADMIN)
                .post()
                .uri(WEBHOOKS)
                .header(ContractCheck.ON_PURPOSE, "yes")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody();
    }

    @Test
    void an_administrator_of_an_office_has_those_of_the_office() {
        String there = Hiring.hire(town, "ADMIN", "510703/510703013");
        JsonNode here = created(body(receiver.url()));
        refused(town.post(there, WEBHOOKS, body(receiver.url())), 422, "webhook.invalid");
        refused(call(there, HttpMethod.GET, path(here), null, Map.of()), 404, "webhook.not-found");
        refused(call(there, HttpMethod.DELETE, path(here), null, Map.of()), 404, "webhook.not-found");
        refused(town.post(there, path(here) + "/actions/rotate-secret", Map.of()), 404, "webhook.not-found");
        assertThat(town.get(there, WEBHOOKS).get("items").size()).isZero();
        refused(town.post(DISPATCHER, WEBHOOKS, body(receiver.url())), 403, "access.forbidden");
        refused(call(ADMIN, HttpMethod.GET, WEBHOOKS + "/none", null, Map.of()), 404, "webhook.not-found");
    }

    @Test
    void it_is_edited_by_version_and_what_is_left_out_stays() {
        JsonNode webhook = created(body(receiver.url()));
        JsonNode edited = Town.bodyOf(call(
                        ADMIN,
                        HttpMethod.PATCH,
                        path(webhook),
                        Map.of("kinds", List.of(), "active", false),
                        Map.of("If-Match", "\"1\""))
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"2\""));
        assertThat(edited.get("kinds").size()).isZero();
        assertThat(edited.get("url")).isEqualTo(webhook.get("url"));
        assertThat(edited.get("description")).isEqualTo(webhook.get("description"));
        assertThat(edited.get("pausedBecause").stringValue()).isEqualTo("BY_HAND");
        assertThat(edited.get("openActions").get(0).stringValue()).isEqualTo("resume");
        JsonNode stale = refused(
                call(ADMIN, HttpMethod.PATCH, path(webhook), Map.of("description", "x"), Map.of("If-Match", "\"1\"")),
                412,
                "webhook.stale");
        assertThat(stale.toString()).contains("\"resume\"");
        refused(
                call(ADMIN, HttpMethod.PATCH, path(webhook), Map.of("url", "https://127.1/"), Map.of()),
                422,
                "webhook.invalid");
        refused(
                call(ADMIN, HttpMethod.PATCH, path(webhook), Map.of("area", "510704"), Map.of()),
                422,
                "webhook.invalid");
        JsonNode same = Town.bodyOf(call(ADMIN, HttpMethod.PATCH, path(webhook), Map.of("active", false), Map.of())
                .expectStatus()
                .isOk());
        assertThat(same.get("version").longValue()).as("nothing changed").isEqualTo(2);
        assertThat(acted(webhook, "resume", Map.of()).get("active").booleanValue())
                .isTrue();
    }

    @Test
    void deleted_twice_is_deleted_once() {
        JsonNode webhook = created(body(receiver.url()));
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        call(ADMIN, HttpMethod.DELETE, path(webhook), null, Map.of("If-Match", "\"7\""))
                .expectStatus()
                .isEqualTo(412)
                .expectBody();
        call(ADMIN, HttpMethod.DELETE, path(webhook), null, key)
                .expectStatus()
                .isNoContent()
                .expectBody();
        call(ADMIN, HttpMethod.DELETE, path(webhook), null, key)
                .expectStatus()
                .isNoContent()
                .expectHeader()
                .valueEquals("Idempotency-Replayed", "true")
                .expectBody();
        refused(call(ADMIN, HttpMethod.DELETE, path(webhook), null, Map.of()), 404, "webhook.not-found");
        refused(call(ADMIN, HttpMethod.GET, path(webhook), null, Map.of()), 404, "webhook.not-found");
        refused(
                call(ADMIN, HttpMethod.PATCH, path(webhook), Map.of("active", true), Map.of()),
                404,
                "webhook.not-found");
    }

    @Test
    void what_happens_arrives_and_can_be_had_again() throws Exception {
        JsonNode webhook = created(body(receiver.url()));
        JsonNode reported = new CaseStories(town).reported("推送验证");
        String number = reported.get("number").stringValue();
        Received first = arrived("org.wangge.case.report", number);
        assertThat(first.event().at("/data/id")).isEqualTo(reported.get("id"));
        assertThat(first.body()).doesNotContain("推送验证");
        long at = Long.parseLong(first.header("webhook-timestamp"));
        assertThat(first.header("webhook-signature"))
                .isEqualTo(new Webhook(webhook.get("secret").stringValue())
                        .sign(first.header("webhook-id"), at, first.body()));

        String eventId = first.event().get("id").stringValue();
        JsonNode delivery = Eventually.get(
                () -> town.all(ADMIN, path(webhook) + "/deliveries?state=DELIVERED").stream()
                        .filter(one -> one.get("eventId").stringValue().equals(eventId))
                        .findFirst()
                        .orElse(null),
                one -> one != null);
        assertThat(delivery.get("number").stringValue()).isEqualTo(number);
        assertThat(delivery.get("tries").intValue()).isEqualTo(1);
        assertThat(town.get(ADMIN, path(webhook) + "/deliveries?state=FAILED")
                        .get("items")
                        .size())
                .isZero();

        acted(webhook, "replay", Map.of("deliveryId", delivery.get("id").stringValue()));
        assertThat(times(eventId)).isEqualTo(2);
        // Not from long ago: then all that other tests did in this office would come again too.
        acted(webhook, "replay", Map.of("since", first.event().get("time").stringValue()));
        Eventually.until("it came again", () -> times(eventId) >= 3);
        JsonNode second = new CaseStories(town).reported("推送验证二");
        arrived("org.wangge.case.report", second.get("number").stringValue());
        Eventually.until(
                "the second is written down",
                () -> town.all(ADMIN, path(webhook) + "/deliveries?limit=200").stream()
                        .anyMatch(one -> one.get("number").equals(second.get("number"))));
        long before = times(eventId);
        acted(webhook, "replay", Map.of("after", eventId));
        Eventually.until(
                "the one after it came again",
                () -> receiver.received().stream()
                                .filter(one -> one.event()
                                        .at("/data/number")
                                        .asString("")
                                        .equals(second.get("number").stringValue()))
                                .count()
                        >= 2);
        assertThat(times(eventId)).isEqualTo(before);
    }

    private long times(String eventId) {
        return receiver.received().stream()
                .filter(one -> one.event().get("id").stringValue().equals(eventId))
                .count();
    }

    @Test
    void what_to_send_again_is_said_in_one_way() {
        JsonNode webhook = created(body(receiver.url()));
        String replay = path(webhook) + "/actions/replay";
        refused(town.post(ADMIN, replay, Map.of()), 422, "webhook.replay-one");
        refused(
                town.post(
                        ADMIN,
                        replay,
                        Map.of(
                                "since",
                                "2026-01-01T00:00:00Z",
                                "after",
                                UUID.randomUUID().toString())),
                422,
                "webhook.replay-one");
        refused(town.post(ADMIN, replay, Map.of("after", UUID.randomUUID().toString())), 422, "webhook.event-unknown");
        refused(
                town.post(ADMIN, replay, Map.of("deliveryId", UUID.randomUUID().toString())),
                422,
                "webhook.event-unknown");
    }

    @Test
    void a_test_says_what_the_receiver_said_also_while_it_is_paused() {
        JsonNode webhook = created(body(receiver.url()));
        acted(webhook, "pause", Map.of());
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        String path = path(webhook) + "/actions/test";
        JsonNode sent = Town.bodyOf(
                call(ADMIN, HttpMethod.POST, path, null, key).expectStatus().isOk());
        assertThat(sent.get("state").stringValue()).isEqualTo("DELIVERED");
        assertThat(sent.get("status").intValue()).isEqualTo(204);
        JsonNode again = Town.bodyOf(call(ADMIN, HttpMethod.POST, path, null, key)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Idempotency-Replayed", "true"));
        assertThat(again).isEqualTo(sent);
        assertThat(receiver.received()).hasSize(1);
        assertThat(receiver.received().get(0).event().get("type").stringValue()).isEqualTo("org.wangge.test");
        receiver.answer(503);
        JsonNode failed = acted(webhook, "test", Map.of());
        assertThat(failed.get("state").stringValue()).isEqualTo("FAILED");
        assertThat(failed.get("status").intValue()).isEqualTo(503);
    }

    @Test
    void one_that_is_paused_by_itself_is_in_the_inbox_of_those_who_keep_it() {
        String keeper = Hiring.hire(town, "ADMIN", OFFICE);
        String elsewhere = Hiring.hire(town, "ADMIN", "510703/510703013");
        receiver.answer(410);
        JsonNode webhook = created(body(receiver.url()));
        new CaseStories(town).reported("推送没人收");
        JsonNode notice = Eventually.get(
                        () -> town.get(keeper, "/api/v1/me/notices").get("items"), items -> items.size() > 0)
                .get(0);
        assertThat(notice.get("kind").stringValue()).isEqualTo("WEBHOOK_PAUSED");
        assertThat(notice.get("subject").stringValue()).isEqualTo("WEBHOOK");
        assertThat(notice.get("webhookId")).isEqualTo(webhook.get("id"));
        assertThat(notice.get("body").stringValue()).contains("127.0.0.1").doesNotContain("/hook");
        assertThat(town.get(ADMIN, path(webhook)).get("pausedBecause").stringValue())
                .isEqualTo("GONE");
        assertThat(town.get(elsewhere, "/api/v1/me/notices").get("items").size())
                .isZero();
        receiver.answer(200);
        acted(webhook, "resume", Map.of());
        Eventually.until("what waited arrives", () -> receiver.received().size() > 1);
    }

    @Test
    void a_rotated_secret_is_shown_and_the_old_one_has_an_end() {
        JsonNode webhook = created(body(receiver.url()));
        JsonNode rotated = acted(webhook, "rotate-secret", Map.of());
        assertThat(rotated.get("secret").stringValue())
                .startsWith("whsec_")
                .isNotEqualTo(webhook.get("secret").stringValue());
        assertThat(rotated.get("oldSecretUntil").isNull()).isFalse();
        acted(webhook, "test", Map.of());
        assertThat(receiver.received().get(0).header("webhook-signature").split(" "))
                .hasSize(2);
    }
}
