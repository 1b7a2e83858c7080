package org.wangge.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.FcmStandIn;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** Announcements over HTTP: who is told, who read it, and what is done about the others. */
@WanggeTest
class AnnouncementsApiTests {

    private static final String PATH = "/api/v1/announcements";
    private static final String NOTICES = "/api/v1/me/notices";
    private static final String OFFICE = "510703011";
    private static final String AREA = "510703/" + OFFICE;
    private static final String DISPATCHER = "dispatcher-011";

    @Autowired
    private Town town;

    @Autowired
    private FcmStandIn fcm;

    @Autowired
    private TestClock clock;

    private Map<String, Object> body() {
        Map<String, Object> body = new HashMap<>();
        body.put("kind", "WARNING");
        body.put("title", Map.of("zh", "暴雨橙色预警", "en", "Heavy rain"));
        body.put("text", Map.of("zh", "请巡查低洼地带。"));
        body.put("areas", List.of(OFFICE));
        body.put("roles", List.of("GRID_WORKER"));
        body.put("expiresAt", clock.instant().plus(Duration.ofDays(2)).toString());
        return body;
    }

    private JsonNode announced(Map<String, Object> body) {
        JsonNode made =
                Town.bodyOf(town.post(DISPATCHER, PATH, body).expectStatus().isCreated());
        return state(made, "SENT");
    }

    private JsonNode state(JsonNode announcement, String state) {
        return Eventually.get(
                () -> town.get(DISPATCHER, path(announcement)),
                now -> now.get("state").stringValue().equals(state));
    }

    private static String path(JsonNode announcement) {
        return PATH + "/" + announcement.get("id").stringValue();
    }

    private List<JsonNode> told(String user, JsonNode announcement) {
        return town.all(user, NOTICES).stream()
                .filter(notice -> notice.path("announcementId").equals(announcement.get("id")))
                .toList();
    }

    private ResponseSpec act(String user, JsonNode announcement, String action) {
        return town.post(user, path(announcement) + "/actions/" + action, Map.of());
    }

    private static void refused(ResponseSpec response, int status, String code) {
        assertThat(Town.bodyOf(response.expectStatus().isEqualTo(status))
                        .get("code")
                        .stringValue())
                .isEqualTo(code);
    }

    private List<String> unread(JsonNode announcement) {
        List<String> names = new ArrayList<>();
        town.pages(DISPATCHER, path(announcement) + "/unread?limit=2")
                .forEach(page -> page.get("items")
                        .forEach(one -> names.add(one.at("/person/id").stringValue())));
        return names;
    }

    private String phone(String user) {
        String address = "announced-" + UUID.randomUUID();
        town.as(user)
                .put()
                .uri("/api/v1/me/devices/{id}", "phone-" + UUID.randomUUID())
                .bodyValue(Map.of("registrationToken", address, "platform", "ANDROID", "appVersion", "2.7"))
                .exchange()
                .expectStatus()
                .isOk();
        return address;
    }

    @Test
    void the_people_of_the_area_and_roles_are_told_once_and_who_read_it_is_known() {
        String worker = Hiring.hire(town, "GRID_WORKER", AREA);
        String handler = Hiring.hire(town, "HANDLER", AREA, OFFICE + "-YJ");
        String elsewhere = Hiring.hire(town, "GRID_WORKER", "510703/510703012");
        String address = phone(worker);
        JsonNode sent = announced(body());

        assertThat(told(worker, sent)).hasSize(1);
        assertThat(told(handler, sent)).isEmpty();
        assertThat(told(elsewhere, sent)).isEmpty();
        assertThat(told(DISPATCHER, sent)).isEmpty();
        JsonNode notice = told(worker, sent).get(0);
        assertThat(notice.get("subject").stringValue()).isEqualTo("ANNOUNCEMENT");
        assertThat(notice.get("body").stringValue()).isEqualTo("暴雨橙色预警");
        Eventually.until("the phone rings", () -> fcm.accepted(address).size() == 1);

        String id = town.idOf(worker).toString();
        assertThat(unread(sent)).contains(id).doesNotHaveDuplicates();
        long before = town.get(DISPATCHER, path(sent)).at("/receipts/read").longValue();
        town.post(worker, NOTICES + "/" + notice.get("id").stringValue() + "/actions/read", Map.of())
                .expectStatus()
                .isOk();
        JsonNode receipts = town.get(DISPATCHER, path(sent)).get("receipts");
        assertThat(receipts.get("read").longValue()).isEqualTo(before + 1);
        assertThat(receipts.get("received").longValue()).isPositive();
        assertThat(receipts.get("told").longValue())
                .isEqualTo(unread(sent).size() + receipts.get("read").longValue());
        assertThat(unread(sent)).doesNotContain(id);

        JsonNode seen = town.get(worker, path(sent));
        assertThat(seen.at("/text/zh").stringValue()).isEqualTo("请巡查低洼地带。");
        assertThat(seen.get("receipts").isNull()).isTrue();
        assertThat(seen.get("openActions")).isEmpty();
        for (String other : List.of(handler, elsewhere, "dispatcher-012")) {
            refused(town.as(other).get().uri(path(sent)).exchange(), 404, "announcement.not-found");
        }
    }

    @Test
    void the_same_request_again_is_the_same_announcement_and_has_one_line_of_audit() {
        Map<String, Object> body = body();
        String key = UUID.randomUUID().toString();
        JsonNode first = Town.bodyOf(keyed(key, body).expectStatus().isCreated());
        JsonNode again = Town.bodyOf(
                keyed(key, body).expectStatus().isCreated().expectHeader().valueEquals("Idempotency-Replayed", "true"));
        assertThat(again.get("id")).isEqualTo(first.get("id"));
        body.put("urgent", true);
        refused(keyed(key, body), 422, "idempotency.key-reused");
        List<JsonNode> lines = town.get("admin", "/api/v1/audit?kind=ANNOUNCEMENT_CHANGE&limit=200")
                .get("items")
                .valueStream()
                .filter(line -> line.get("subject")
                        .stringValue()
                        .endsWith(first.get("id").stringValue()))
                .toList();
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).get("change").stringValue())
                .contains("kind WARNING", AREA, "[GRID_WORKER]")
                .doesNotContain("暴雨");
    }

    private ResponseSpec keyed(String key, Map<String, Object> body) {
        return town.as(DISPATCHER)
                .method(HttpMethod.POST)
                .uri(PATH)
                .header("Idempotency-Key", key)
                .bodyValue(body)
                .exchange();
    }

    @Test
    void a_withdrawn_one_is_marked_in_the_inbox_and_can_neither_be_reminded_of_nor_withdrawn_again() {
        String worker = Hiring.hire(town, "GRID_WORKER", AREA);
        JsonNode sent = announced(body());
        refused(act("dispatcher-012", sent, "withdraw"), 404, "announcement.not-found");
        refused(act(worker, sent, "withdraw"), 403, "access.forbidden");
        refused(
                town.as(DISPATCHER)
                        .post()
                        .uri(path(sent) + "/actions/withdraw")
                        .header("If-Match", "\"1\"")
                        .exchange(),
                412,
                "announcement.stale");
        act(DISPATCHER, sent, "withdraw").expectStatus().isOk();
        Eventually.until(
                "it is marked",
                () -> told(worker, sent).get(0).get("body").stringValue().startsWith("【已撤回】"));
        refused(act(DISPATCHER, sent, "withdraw"), 409, "announcement.wrong-state");
        refused(act(DISPATCHER, sent, "remind"), 409, "announcement.wrong-state");
    }

    @Test
    void who_did_not_read_it_is_reminded_and_nobody_else() {
        String reader = Hiring.hire(town, "GRID_WORKER", AREA);
        String other = Hiring.hire(town, "GRID_WORKER", AREA);
        String ofReader = phone(reader);
        String ofOther = phone(other);
        JsonNode sent = announced(body());
        Eventually.until(
                "both ring",
                () -> fcm.accepted(ofReader).size() == 1
                        && fcm.accepted(ofOther).size() == 1);
        Eventually.until(
                "the pushes are written down",
                () -> town.get(DISPATCHER, path(sent)).at("/receipts/pushed").longValue() >= 2);
        String notice = told(reader, sent).get(0).get("id").stringValue();
        town.post(reader, NOTICES + "/" + notice + "/actions/read", Map.of())
                .expectStatus()
                .isOk();
        act(DISPATCHER, sent, "remind").expectStatus().isOk();
        Eventually.until("the other rings again", () -> fcm.accepted(ofOther).size() == 2);
        assertThat(fcm.accepted(ofReader)).hasSize(1);
        refused(act(DISPATCHER, sent, "remind"), 409, "announcement.reminded-lately");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "areas | 510703012 | 422 | announcement.area-unknown",
                "areas | 999999 | 422 | announcement.area-unknown",
                "areas | 510703 | 422 | announcement.area-unknown",
                "expiresAt | 2020-01-01T00:00:00Z | 422 | announcement.expiry",
                "expiresAt | 2031-01-01T00:00:00Z | 422 | announcement.expiry",
                "kind | GOSSIP | 400 | request.malformed",
                "unknown | x | 400 | request.malformed"
            })
    void what_is_not_right_is_refused_by_name(String field, String value, int status, String code) {
        Map<String, Object> body = body();
        body.put(field, field.equals("areas") ? List.of(value) : value);
        refused(
                town.as(DISPATCHER)
                        .post()
                        .uri(PATH)
                        .header(ContractCheck.ON_PURPOSE, "yes")
                        .bodyValue(body)
                        .exchange(),
                status,
                code);
    }

    @Test
    void who_may_not_announce_is_told_so_and_lists_hold_the_own_area_alone() {
        JsonNode sent = announced(body());
        refused(town.post(Hiring.hire(town, "GRID_WORKER", AREA), PATH, body()), 403, "access.forbidden");
        String id = sent.get("id").stringValue();
        assertThat(town.get("district", PATH + "?limit=200").toString()).contains(id);
        assertThat(town.get("dispatcher-012", PATH + "?limit=200").toString()).doesNotContain(id);
    }

    private String alert(JsonNode announcement) {
        return new String(
                town.as(DISPATCHER)
                        .get()
                        .uri(path(announcement) + "/cap")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectHeader()
                        .contentType("application/cap+xml")
                        .expectBody()
                        .returnResult()
                        .getResponseBody(),
                StandardCharsets.UTF_8);
    }

    @Test
    void a_warning_is_given_out_as_an_alert_and_once_withdrawn_as_what_cancels_it() {
        Map<String, Object> body = body();
        body.put("title", Map.of("zh", "暴雨<橙色>预警", "en", "Heavy rain & wind"));
        JsonNode sent = announced(body);
        String id = sent.get("id").stringValue();
        assertThat(alert(sent))
                .contains("urn:oasis:names:tc:emergency:cap:1.2", "<identifier>" + id + "</identifier>")
                .contains("<sender>wangge-510703</sender>", "<msgType>Alert</msgType>")
                .contains("<headline>暴雨&lt;橙色&gt;预警</headline>", "<event>Heavy rain &amp; wind</event>")
                .contains("<value>" + OFFICE + "</value>", "+08:00</expires>")
                .isEqualTo(alert(sent));
        act(DISPATCHER, sent, "withdraw").expectStatus().isOk();
        assertThat(alert(sent))
                .contains("<identifier>" + id + "-cancel</identifier>", "<msgType>Cancel</msgType>")
                .containsPattern("<references>wangge-510703," + id + ",\\S+\\+08:00</references>");
        body.put("kind", "POLICY");
        JsonNode policy = announced(body);
        refused(town.as(DISPATCHER).get().uri(path(policy) + "/cap").exchange(), 409, "announcement.no-alert");
        refused(town.as("dispatcher-012").get().uri(path(sent) + "/cap").exchange(), 404, "announcement.not-found");
    }
}
