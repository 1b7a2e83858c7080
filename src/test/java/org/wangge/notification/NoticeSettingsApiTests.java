package org.wangge.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Eventually.until;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
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
import tools.jackson.databind.json.JsonMapper;

@WanggeTest
class NoticeSettingsApiTests {

    private static final String SETTINGS = "/api/v1/me/notice-settings";
    private static final String OFFICE = "510703/510703013";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    private Town town;

    @Autowired
    private FcmStandIn fcm;

    private String user;

    @BeforeEach
    void hire() {
        user = Hiring.hire(town, "GRID_WORKER", OFFICE);
    }

    private WebTestClient.ResponseSpec put(String body, @Nullable String seen) {
        WebTestClient.RequestBodySpec request = town.as(user)
                .put()
                .uri(SETTINGS)
                .header(ContractCheck.ON_PURPOSE, "yes")
                .contentType(MediaType.APPLICATION_JSON);
        return (seen == null ? request : request.header("If-Match", seen))
                .bodyValue(body)
                .exchange();
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }

    private void has(String expected) {
        assertThat(town.get(user, SETTINGS)).isEqualTo(json(expected));
    }

    @Test
    void who_never_changed_anything_has_what_everybody_has() {
        town.as(user)
                .get()
                .uri(SETTINGS)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"0\"");
        has("{'quietHours':null,'language':null,'pushOff':[],'digestAt':null,'version':0}");
        town.anybody().get().uri(SETTINGS).exchange().expectStatus().isUnauthorized();
    }

    @Test
    void settings_are_replaced_whole_and_are_ones_own() {
        String other = Hiring.hire(town, "GRID_WORKER", OFFICE);
        put(
                        "{\"quietHours\":{\"start\":\"22:00\",\"end\":\"07:00\"},\"language\":\"en\",\"pushOff\":[\"TASK\",\"CASE\",\"TASK\"],\"digestAt\":\"18:00\"}",
                        "\"0\"")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"1\"");
        String now =
                "{'quietHours':{'start':'22:00','end':'07:00'},'language':'en','pushOff':['CASE','TASK'],'digestAt':'18:00','version':1}";
        has(now);
        assertThat(town.get(other, SETTINGS).get("version").longValue()).isZero();
        put(now.replace('\'', '"'), "\"1\"").expectStatus().isOk();
        put("{}", null).expectStatus().isOk();
        has("{'quietHours':null,'language':null,'pushOff':[],'digestAt':null,'version':3}");
    }

    @Test
    void who_saw_an_older_version_is_refused_unless_it_says_what_is_there_already() {
        put("{\"language\":\"en\"}", "\"5\"").expectStatus().isEqualTo(412);
        put("{\"language\":\"en\"}", "\"0\"").expectStatus().isOk();
        put("{\"language\":\"en\"}", "\"0\"")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"1\"");
        JsonNode stale = Town.bodyOf(
                put("{\"language\":\"zh-CN\"}", "\"0\"").expectStatus().isEqualTo(412));
        assertThat(stale.get("code").stringValue()).isEqualTo("notice-settings.stale");
        assertThat(stale.get("version").longValue()).isEqualTo(1);
        has("{'quietHours':null,'language':'en','pushOff':[],'digestAt':null,'version':1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"quietHours\":{\"start\":\"24:00\",\"end\":\"07:00\"}} | 422 | /quietHours/start",
                "{\"quietHours\":{\"start\":\"7:00\",\"end\":\"08:00\"}} | 422 | /quietHours/start",
                "{\"quietHours\":{\"start\":\"22:00\",\"end\":\"07:60\"}} | 422 | /quietHours/end",
                "{\"quietHours\":{\"start\":\"22:00\"}} | 422 | /quietHours/end",
                "{\"quietHours\":{\"start\":\"22:00\",\"end\":\"22:00\"}} | 422 | /quietHours/end",
                "{\"quietHours\":\"22:00-07:00\"} | 400 | /quietHours",
                "{\"language\":\"fr\"} | 422 | /language",
                "{\"pushOff\":[\"CASE\",\"SPAM\"]} | 400 | /pushOff/1",
                "{\"pushOff\":[null]} | 400 | /pushOff/0",
                "{\"digestAt\":\"18:60\"} | 422 | /digestAt",
                "{\"digestAt\":\"evening\"} | 422 | /digestAt",
                "{\"digestAt\":18} | 400 | /digestAt",
                "{\"pushOff\":\"CASE\"} | 400 | /pushOff",
                "{\"digest\":\"DAILY\"} | 400 | /digest"
            })
    void what_is_wrong_is_named_and_changes_nothing(String body, int status, String pointer) {
        JsonNode problem = Town.bodyOf(put(body, null).expectStatus().isEqualTo(status));
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo(pointer);
        has("{'quietHours':null,'language':null,'pushOff':[],'digestAt':null,'version':0}");
    }

    @Test
    void the_inbox_is_told_at_once_what_the_phone_is_not() {
        JsonNode grid = town.get("admin", "/api/v1/grids?office=510703013&limit=20")
                .get("items")
                .get(8);
        user = Hiring.hire(
                town,
                "DISPATCHER",
                OFFICE + "/" + grid.get("communityCode").stringValue() + "/"
                        + grid.get("code").stringValue());
        String address = "address-" + UUID.randomUUID();
        town.as(user)
                .put()
                .uri("/api/v1/me/devices/{id}", "phone-" + UUID.randomUUID())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("registrationToken", address, "platform", "ANDROID", "locale", "zh-CN"))
                .exchange()
                .expectStatus()
                .isOk();
        put("{\"language\":\"en\",\"pushOff\":[\"CASE\"]}", null).expectStatus().isOk();
        report(grid, false);
        report(grid, true);
        until("the urgent one rings", () -> !fcm.accepted(address).isEmpty());
        until(
                "both are in the inbox",
                () -> town.all(user, "/api/v1/me/notices").size() == 2);
        until("nothing waits", () -> fcm.inFlight() == 0);
        assertThat(fcm.accepted(address))
                .extracting(message -> message.at("/notification/title").stringValue())
                .containsExactly("[Urgent] New report");
    }

    private void report(JsonNode grid, boolean urgent) {
        town.post(
                        "worker-013-2",
                        "/api/v1/cases",
                        Map.of(
                                "categoryCode",
                                "G0201",
                                "description",
                                "门口堵了",
                                "gridCode",
                                grid.get("code").stringValue(),
                                "urgent",
                                urgent))
                .expectStatus()
                .isCreated();
    }
}
