package org.wangge.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Eventually.until;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.FcmStandIn;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

@WanggeTest
class NoticesApiTests {

    private static final String OFFICE = "510703/510703013";
    private static final String NOTICES = "/api/v1/me/notices";

    @Autowired
    private Town town;

    @Autowired
    private FcmStandIn fcm;

    /** A dispatcher of one grid alone, whom no other test's case concerns (each test takes grids of its own). */
    private String dispatcher(String grid) {
        JsonNode found = town.get("admin", "/api/v1/grids/" + grid);
        return Hiring.hire(
                town, "DISPATCHER", OFFICE + "/" + found.get("communityCode").stringValue() + "/" + grid);
    }

    private String gridCode(int index) {
        JsonNode page = town.get("admin", "/api/v1/grids?office=510703013&limit=20");
        return page.get("items").get(index).get("code").stringValue();
    }

    private JsonNode report(String reporter, String grid, boolean urgent) {
        return Town.bodyOf(town.post(
                        reporter,
                        "/api/v1/cases",
                        Map.of("categoryCode", "G0201", "description", "门口堵了", "gridCode", grid, "urgent", urgent))
                .expectStatus()
                .isCreated());
    }

    private List<JsonNode> inbox(String user, String query) {
        return town.all(user, NOTICES + query);
    }

    private List<String> kinds(String user) {
        return inbox(user, "").stream()
                .map(notice -> notice.get("kind").stringValue())
                .toList();
    }

    private void awaitNotices(String user, int count) {
        until(user + " has " + count + " notices", () -> inbox(user, "").size() >= count);
    }

    @Test
    void a_step_is_told_to_those_it_concerns_in_their_language_and_never_to_who_took_it() {
        String grid = gridCode(0);
        String dispatcher = dispatcher(grid);
        String reporter = Hiring.hire(town, "GRID_WORKER", OFFICE);
        JsonNode made = report(reporter, grid, true);
        awaitNotices(dispatcher, 1);
        JsonNode notice = inbox(dispatcher, "").get(0);
        assertThat(notice.get("kind").stringValue()).isEqualTo("CASE_REPORTED");
        assertThat(notice.get("title").stringValue()).isEqualTo("【紧急】新上报");
        assertThat(notice.get("body").stringValue()).contains(made.get("number").stringValue());
        assertThat(notice.get("caseId")).isEqualTo(made.get("id"));
        assertThat(notice.toString()).doesNotContain("门口堵了");
        town.as(dispatcher)
                .get()
                .uri(NOTICES)
                .header("Accept-Language", "en")
                .exchange()
                .expectBody()
                .jsonPath("$.items[0].title")
                .isEqualTo("[Urgent] New report");

        town.post(
                        dispatcher,
                        "/api/v1/cases/" + made.get("id").stringValue() + "/actions/decline",
                        Map.of("reason", Map.of("code", "OTHER", "text", "不属实")))
                .expectStatus()
                .isOk();
        awaitNotices(reporter, 1);
        assertThat(kinds(reporter)).containsExactly("CASE_DECLINED");
        assertThat(kinds(dispatcher)).containsExactly("CASE_REPORTED");
    }

    @Test
    void who_answers_for_a_grid_hears_of_new_cases_in_it_but_of_none_that_is_not_for_their_eyes() {
        String grid = gridCode(7);
        String dispatcher = dispatcher(grid);
        String worker = Stream.of("worker-013-1", "worker-013-2")
                .filter(name -> town.get("admin", "/api/v1/grids/" + grid)
                        .at("/workers/0/id")
                        .stringValue()
                        .equals(town.idOf(name).toString()))
                .findFirst()
                .orElseThrow();
        String reporter = Hiring.hire(town, "GRID_WORKER", OFFICE);
        JsonNode secret = Town.bodyOf(town.post(
                        reporter,
                        "/api/v1/cases",
                        Map.of("categoryCode", "G0701", "description", "家庭纠纷", "gridCode", grid))
                .expectStatus()
                .isCreated());
        JsonNode open = report(reporter, grid, false);
        awaitNotices(dispatcher, 2);
        until("the worker has heard of the open one", () -> cases(worker).contains(open.get("id")));
        assertThat(cases(worker)).doesNotContain(secret.get("id"));
        town.as(worker)
                .get()
                .uri("/api/v1/cases/" + secret.get("id").stringValue())
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private List<JsonNode> cases(String user) {
        return inbox(user, "?limit=200").stream()
                .map(notice -> notice.get("caseId"))
                .toList();
    }

    @Test
    void the_inbox_is_read_page_by_page_and_marked_as_read_one_by_one_or_all() {
        String grid = gridCode(1);
        String dispatcher = dispatcher(grid);
        for (int i = 0; i < 5; i++) {
            report("worker-013-2", grid, false);
        }
        awaitNotices(dispatcher, 5);
        JsonNode first = town.get(dispatcher, NOTICES + "?limit=2&count=true");
        assertThat(first.get("items")).hasSize(2);
        assertThat(first.get("total").intValue()).isEqualTo(5);
        JsonNode second = town.get(
                dispatcher,
                NOTICES + "?limit=2&cursor=" + first.get("nextCursor").stringValue());
        JsonNode third = town.get(
                dispatcher,
                NOTICES + "?limit=2&cursor=" + second.get("nextCursor").stringValue());
        assertThat(third.get("items")).hasSize(1);
        assertThat(third.get("nextCursor").isNull()).isTrue();
        Map<String, Boolean> ids = new HashMap<>();
        List.of(first, second, third)
                .forEach(page ->
                        page.get("items").forEach(item -> ids.put(item.get("id").stringValue(), true)));
        assertThat(ids).hasSize(5);

        String one = ids.keySet().iterator().next();
        JsonNode read = Town.bodyOf(act(dispatcher, NOTICES + "/" + one + "/actions/read")
                .expectStatus()
                .isOk());
        assertThat(read.get("readAt").isString()).isTrue();
        assertThat(Town.bodyOf(act(dispatcher, NOTICES + "/" + one + "/actions/read"))
                        .get("readAt"))
                .as("reading twice keeps the first time")
                .isEqualTo(read.get("readAt"));
        assertThat(inbox(dispatcher, "?unread=true")).hasSize(4);
        assertThat(town.get(dispatcher, NOTICES + "?unread=true&count=true")
                        .get("total")
                        .intValue())
                .isEqualTo(4);
        assertThat(Town.bodyOf(act(dispatcher, NOTICES + "/actions/read-all"))
                        .get("read")
                        .intValue())
                .isEqualTo(4);
        assertThat(Town.bodyOf(act(dispatcher, NOTICES + "/actions/read-all"))
                        .get("read")
                        .intValue())
                .isZero();
        assertThat(inbox(dispatcher, "?unread=true")).isEmpty();

        String unreadCursor =
                town.get(dispatcher, NOTICES + "?limit=2").get("nextCursor").stringValue();
        town.as(dispatcher)
                .get()
                .uri(NOTICES + "?unread=true&cursor=" + unreadCursor)
                .exchange()
                .expectStatus()
                .isBadRequest();
        town.as(dispatcher)
                .get()
                .uri(NOTICES + "?cursor=rubbish")
                .exchange()
                .expectStatus()
                .isBadRequest();
        town.as(dispatcher)
                .get()
                .uri(NOTICES + "?limit=201")
                .exchange()
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void other_peoples_notices_do_not_exist() {
        String grid = gridCode(2);
        String dispatcher = dispatcher(grid);
        String other = dispatcher(gridCode(3));
        report("worker-013-2", grid, false);
        awaitNotices(dispatcher, 1);
        String id = inbox(dispatcher, "").get(0).get("id").stringValue();
        act(other, NOTICES + "/" + id + "/actions/read").expectStatus().isNotFound();
        act(other, NOTICES + "/" + UUID.randomUUID() + "/actions/read")
                .expectStatus()
                .isNotFound();
        act(other, NOTICES + "/rubbish/actions/read").expectStatus().isNotFound();
        assertThat(inbox(other, "")).isEmpty();
        assertThat(inbox(dispatcher, "?unread=true")).hasSize(1);
        town.anybody().get().uri(NOTICES).exchange().expectStatus().isUnauthorized();
    }

    @Test
    void a_registered_phone_rings_until_it_is_taken_away() {
        String grid = gridCode(4);
        String dispatcher = dispatcher(grid);
        String installation = "phone-" + UUID.randomUUID();
        String address = "address-" + UUID.randomUUID();
        JsonNode device = Town.bodyOf(register(dispatcher, installation, device(address, "en-GB"))
                .expectStatus()
                .isOk());
        assertThat(device.toString()).doesNotContain(address);
        JsonNode made = report("worker-013-2", grid, true);
        until("the phone rings", () -> fcm.accepted(address).size() == 1);
        JsonNode message = fcm.accepted(address).get(0);
        assertThat(message.get("notification").get("title").stringValue()).isEqualTo("[Urgent] New report");
        assertThat(message.get("data").get("caseId")).isEqualTo(made.get("id"));
        assertThat(message.get("android").get("priority").stringValue()).isEqualTo("high");
        assertThat(message.toString()).doesNotContain("门口堵了").doesNotContain("013-2");

        String successor = dispatcher(gridCode(5));
        register(successor, installation, device(address, "zh-CN"))
                .expectStatus()
                .isOk();
        remove(dispatcher, installation);
        report("worker-013-2", gridCode(5), false);
        until("the phone rings for its new owner", () -> fcm.accepted(address).size() == 2);
        assertThat(fcm.accepted(address).get(1).get("notification").get("title").stringValue())
                .isEqualTo("新上报");

        remove(successor, installation);
        remove(successor, installation);
        report("worker-013-2", gridCode(5), false);
        awaitNotices(successor, 2);
        assertThat(fcm.received(address)).hasSize(2);
        assertThat(fcm.faults()).isEmpty();
    }

    @Test
    void who_is_disabled_is_pushed_nothing_any_more() {
        String grid = gridCode(6);
        JsonNode account = Hiring.hireWith(
                town,
                Map.of(
                        "roles",
                        List.of("DISPATCHER"),
                        "scopes",
                        List.of(OFFICE + "/"
                                + town.get("admin", "/api/v1/grids/" + grid)
                                        .get("communityCode")
                                        .stringValue() + "/" + grid)));
        String address = "address-" + UUID.randomUUID();
        register(account.get("username").stringValue(), "phone-" + UUID.randomUUID(), device(address, "zh-CN"))
                .expectStatus()
                .isOk();
        act("admin", "/api/v1/accounts/" + account.get("id").stringValue() + "/actions/disable")
                .expectStatus()
                .isOk();
        String witness = dispatcher(grid);
        report("worker-013-2", grid, true);
        awaitNotices(witness, 1);
        assertThat(fcm.received(address)).isEmpty();
    }

    @Test
    void a_device_that_is_not_described_properly_is_not_taken() {
        String user = "worker-013-2";
        wrong(
                user,
                "p1",
                Map.of("registrationToken", "t", "platform", "NOKIA", "appVersion", "1", "locale", "en"),
                400);
        wrong(user, "p1", Map.of("registrationToken", " ", "platform", "IOS", "appVersion", "1", "locale", "en"), 422);
        wrong(
                user,
                "p1",
                Map.of("registrationToken", "t", "platform", "IOS", "appVersion", "1", "locale", "en", "more", 1),
                400);
        wrong(
                user,
                "p1",
                Map.of("registrationToken", "t".repeat(4097), "platform", "IOS", "appVersion", "1", "locale", "en"),
                422);
        wrong(user, "has space", device("t", "en"), 422);
    }

    @ParameterizedTest
    @CsvSource({
        "zh, zh-CN",
        "zh-CN, zh-CN",
        "zh-Hans-CN, zh-CN",
        "zh_CN, zh-CN",
        "zh_CN_#Hans, zh-CN",
        "zh-TW, zh-CN",
        "fr, zh-CN",
        "en, en",
        "en_US, en",
        "en-GB, en",
        "EN-gb, en",
        "enm, zh-CN",
        ", zh-CN"
    })
    void a_phone_names_its_language_as_it_likes_and_is_pushed_in_one_of_two(String given, String language) {
        Map<String, Object> device =
                new HashMap<>(Map.of("registrationToken", "token-of-languages", "platform", "IOS"));
        if (given != null) {
            device.put("locale", given);
        }
        register("worker-013-2", "phone-of-languages", device)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.locale")
                .isEqualTo(language)
                .jsonPath("$.appVersion")
                .isEmpty();
        remove("worker-013-2", "phone-of-languages");
    }

    private void wrong(String user, String installation, Map<String, ?> body, int status) {
        town.as(user)
                .put()
                .uri("/api/v1/me/devices/{id}", installation)
                .header(ContractCheck.ON_PURPOSE, "yes")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }

    private static Map<String, String> device(String address, String locale) {
        return Map.of("registrationToken", address, "platform", "ANDROID", "appVersion", "1.0", "locale", locale);
    }

    private WebTestClient.ResponseSpec register(String user, String installation, Map<String, ?> body) {
        return town.as(user)
                .put()
                .uri("/api/v1/me/devices/{id}", installation)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private void remove(String user, String installation) {
        town.as(user)
                .delete()
                .uri("/api/v1/me/devices/{id}", installation)
                .exchange()
                .expectStatus()
                .isNoContent()
                .expectBody()
                .isEmpty();
    }

    private WebTestClient.ResponseSpec act(String user, String path) {
        return town.as(user).post().uri(path).exchange();
    }
}
