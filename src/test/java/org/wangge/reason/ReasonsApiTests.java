package org.wangge.reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.CaseStories.because;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** Reasons are chosen from a list, so that they can be counted; nobody's work is lost over one. */
@WanggeTest
@AloneInTown
class ReasonsApiTests {

    @Autowired
    private Town town;

    private CaseStories cases;

    @BeforeEach
    void stories() {
        cases = new CaseStories(town);
    }

    private JsonNode list(String action) {
        return town.get("admin", "/api/v1/reasons/" + action);
    }

    private static Map<String, Object> code(String code) {
        return Map.of("code", code, "texts", Map.of("zh", "试用原因", "en", "A reason on trial"));
    }

    /** The list with one code more, or without it. */
    private static Map<String, Object> changed(JsonNode list, @Nullable String more, @Nullable String less) {
        List<Object> codes = new ArrayList<>();
        list.get("codes").forEach(one -> {
            if (!one.get("code").stringValue().equals(less)) {
                codes.add(one);
            }
        });
        if (more != null) {
            codes.add(code(more));
        }
        return Map.of("codes", codes);
    }

    private WebTestClient.ResponseSpec put(String user, String action, Object body, String... headers) {
        return town.as(user)
                .put()
                .uri("/api/v1/reasons/" + action)
                .headers(all -> {
                    for (int at = 0; at < headers.length; at += 2) {
                        all.set(headers[at], headers[at + 1]);
                    }
                })
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private WebTestClient.ResponseSpec offline(String user, JsonNode file, String action, Object body) {
        return town.as(user)
                .post()
                .uri(CaseStories.path(file) + "/actions/" + action)
                .header("X-Device-Time", "2026-01-05T09:00:00+08:00")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static String refused(WebTestClient.ResponseSpec answer, int status) {
        return Town.bodyOf(answer.expectStatus().isEqualTo(status)).get("code").stringValue();
    }

    @Test
    void the_reasons_of_an_action_come_with_texts_in_two_languages() {
        List<JsonNode> reasons = town.all(WORKER, "/api/v1/reasons?action=return&limit=7");
        assertThat(reasons).hasSizeGreaterThan(7).allSatisfy(reason -> {
            assertThat(reason.get("action").stringValue()).isEqualTo("return");
            assertThat(reason.at("/texts/zh").stringValue()).containsPattern("\\p{IsHan}");
            assertThat(reason.at("/texts/en").stringValue()).matches("[ -~]+");
            assertThat(reason.get("textRequired").booleanValue())
                    .isEqualTo(reason.get("code").stringValue().equals("OTHER"));
        });
        assertThat(reasons)
                .extracting(reason -> reason.get("code").stringValue())
                .contains("NOT_OURS", "OTHER");
        assertThat(reasons.get(0).get("text")).isEqualTo(reasons.get(0).at("/texts/zh"));
        JsonNode english = Town.bodyOf(town.as(WORKER)
                .get()
                .uri("/api/v1/reasons?action=return&count=true")
                .header(HttpHeaders.ACCEPT_LANGUAGE, "en")
                .exchange()
                .expectStatus()
                .isOk());
        assertThat(english.at("/items/0/text").stringValue()).matches("[ -~]+");
        assertThat(english.get("total").intValue()).isEqualTo(reasons.size());
        assertThat(town.all(WORKER, "/api/v1/reasons?action=accept"))
                .as("takes none")
                .isEmpty();
        assertThat(town.all(WORKER, "/api/v1/reasons?limit=200")).hasSizeGreaterThan(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"withdraw", "decline", "revoke", "return", "rework", "reopen", "void", "transfer", "skip"})
    void every_list_has_a_reason_for_all_others(String action) {
        assertThat(town.all(WORKER, "/api/v1/reasons?action=" + action))
                .extracting(reason -> reason.get("code").stringValue())
                .endsWith("OTHER")
                .doesNotHaveDuplicates();
    }

    @Test
    void an_unknown_reason_is_refused_with_those_that_can_be_chosen() {
        JsonNode file = cases.reported("原因核对" + UUID.randomUUID());
        JsonNode problem = Town.bodyOf(cases.act(DISPATCHER, file, "decline", because("BAD_HAIR_DAY", "x"))
                .expectStatus()
                .isEqualTo(422));
        assertThat(problem.get("code").stringValue()).isEqualTo("reason.unknown");
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("/reason/code");
        assertThat(problem.get("detail").stringValue()).contains("BAD_HAIR_DAY", "NOT_OURS", "OTHER");
        assertThat(town.get(DISPATCHER, CaseStories.path(file)).get("state").stringValue())
                .isEqualTo("REPORTED");
    }

    @Test
    void other_needs_a_text() {
        JsonNode file = cases.reported("其他原因" + UUID.randomUUID());
        for (Map<String, String> reason : List.of(Map.of("code", "OTHER"), Map.of("code", "other", "text", "  "))) {
            JsonNode problem = Town.bodyOf(cases.act(DISPATCHER, file, "decline", reason)
                    .expectStatus()
                    .isEqualTo(422));
            assertThat(problem.get("code").stringValue()).isEqualTo("reason.text-required");
            assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("/reason/text");
        }
        cases.acted(DISPATCHER, file, "decline", because("OTHER", "说明在此"));
    }

    @Test
    void who_may_not_act_hears_that_and_not_of_the_reason() {
        JsonNode file = cases.reported("先看权限" + UUID.randomUUID());
        cases.act(WORKER, file, "decline", because("BAD_HAIR_DAY", "x"))
                .expectStatus()
                .isForbidden();
        cases.act("dispatcher-003", file, "decline", because("BAD_HAIR_DAY", "x"))
                .expectStatus()
                .isNotFound();
        cases.act(DISPATCHER, file, "reopen", because("BAD_HAIR_DAY", "x"))
                .expectStatus()
                .isEqualTo(409);
    }

    @Test
    void what_a_phone_did_offline_is_taken_with_any_reason() {
        JsonNode file = cases.handling("离线回退" + UUID.randomUUID());
        assertThat(refused(cases.act(HANDLER, file, "return", because("OF_LAST_YEAR", "不归我们")), 422))
                .isEqualTo("reason.unknown");
        JsonNode returned = Town.bodyOf(offline(HANDLER, file, "return", because("OF_LAST_YEAR", "不归我们"))
                .expectStatus()
                .isOk());
        assertThat(returned.get("state").stringValue()).isEqualTo("FILED");
        List<JsonNode> timeline = cases.timeline(DISPATCHER, file);
        assertThat(timeline.get(timeline.size() - 1).at("/reason/code").stringValue())
                .as("kept as it was given")
                .isEqualTo("OF_LAST_YEAR");
        assertThat(timeline.get(timeline.size() - 1).at("/reason/label").isNull())
                .isTrue();
    }

    @Test
    void a_timeline_says_what_a_code_means_in_the_language_of_its_reader() {
        JsonNode file = cases.reported("原因文字" + UUID.randomUUID());
        cases.acted(DISPATCHER, file, "decline", because("NOT_OURS", "归供电公司"));
        assertThat(label(CaseStories.path(file) + "/timeline", "zh-CN", "/items/1/reason/label"))
                .isEqualTo("不属本单位职责");
        assertThat(label(CaseStories.path(file) + "/timeline", "en", "/items/1/reason/label"))
                .isEqualTo("Not our duty");
        HazardStories hazards = new HazardStories(town);
        JsonNode place = hazards.restaurant();
        JsonNode hazard = hazards.found(place, HazardStories.GENERAL);
        hazards.acted(WORKER, hazard, "flag-major", because("GAS", "漏气"));
        assertThat(label("/api/v1/hazards/" + hazard.get("id").stringValue(), "zh-CN", "/timeline/1/reason/label"))
                .isEqualTo("燃气隐患");
        String at = "/api/v1/places/" + place.get("id").stringValue();
        town.post(DISPATCHER, at + "/actions/suspend", because("RENOVATION", "x"))
                .expectStatus()
                .isOk();
        assertThat(town.get(DISPATCHER, at + "/history").get("items"))
                .anySatisfy(line ->
                        assertThat(line.at("/reason/label").asString("")).isEqualTo("装修"));
    }

    @Test
    void reasons_are_counted_over_a_period_in_the_area_of_the_reader() {
        long before = counted(DISPATCHER, "decline", "OUT_OF_AREA");
        for (int time = 0; time < 2; time++) {
            cases.acted(DISPATCHER, cases.reported("计数" + UUID.randomUUID()), "decline", because("OUT_OF_AREA", "x"));
        }
        JsonNode talkative = cases.reported("多说" + UUID.randomUUID());
        cases.acted(DISPATCHER, talkative, "decline", because("OUT_OF_AREA", "x"));
        for (int time = 0; time < 45; time++) {
            cases.acted(DISPATCHER, talkative, "comment", Map.of("text", "第" + time + "次补充"));
        }
        Eventually.get(() -> counted(DISPATCHER, "decline", "OUT_OF_AREA"), now -> now == before + 3);
        assertThat(counted("dispatcher-003", "decline", "OUT_OF_AREA")).isZero();
        assertThat(counted(DISPATCHER, "rework", "OUT_OF_AREA")).isZero();
        JsonNode none = town.get(
                DISPATCHER, "/api/v1/reasons/counts?action=decline&from=2025-01-01T00:00:00Z&to=2025-01-02T00:00:00Z");
        assertThat(none.get("items")).isEmpty();
        for (String wrong : List.of(
                "from=2025-01-01T00:00:00Z",
                "to=2025-01-02T00:00:00Z",
                "from=2025-01-01T00:00:00Z&to=2024-01-01T00:00:00Z",
                "from=2025-01-01T00:00:00Z&to=2026-01-09T00:00:00Z",
                "from=yesterday&to=2025-01-02T00:00:00Z",
                "from=2025-01-01T00:00:00Z&to=2025-01-02T00:00:00Z&colour=RED")) {
            town.as(DISPATCHER)
                    .get()
                    .uri("/api/v1/reasons/counts?" + wrong)
                    .header(ContractCheck.ON_PURPOSE, "1")
                    .exchange()
                    .expectStatus()
                    .isBadRequest();
        }
        town.as(HANDLER)
                .get()
                .uri("/api/v1/reasons/counts?from=2026-01-01T00:00:00Z&to=2026-01-20T00:00:00Z")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void reasons_of_hazards_inspections_and_tasks_are_counted_too_and_shown_in_the_language_of_the_reader() {
        HazardStories hazards = new HazardStories(town);
        long voided = count("void", "MISTAKE");
        long unproved = count("check-in", "NO_SIGNAL");
        long abandoned = count("abandon", "CLOSED");
        JsonNode place = hazards.restaurant();
        hazards.acted(DISTRICT, hazards.found(place, HazardStories.GENERAL), "void", because("MISTAKE", "误报"));
        JsonNode begun = Town.bodyOf(town.post(
                        WORKER,
                        "/api/v1/inspections",
                        Map.of(
                                "placeId",
                                place.get("id").stringValue(),
                                "checkIn",
                                Map.of("reason", Map.of("code", "NO_SIGNAL"))))
                .expectStatus()
                .isCreated());
        String inspection = "/api/v1/inspections/" + begun.get("id").stringValue();
        town.post(WORKER, inspection + "/actions/abandon", because("CLOSED", "关门"))
                .expectStatus()
                .isOk();
        assertThat(count("void", "MISTAKE")).isEqualTo(voided + 1);
        assertThat(count("check-in", "NO_SIGNAL")).isEqualTo(unproved + 1);
        assertThat(count("abandon", "CLOSED")).isEqualTo(abandoned + 1);

        JsonNode chinese = town.get(WORKER, inspection);
        JsonNode english = Town.bodyOf(town.as(WORKER)
                .get()
                .uri(inspection)
                .header("Accept-Language", "en")
                .exchange()
                .expectStatus()
                .isOk());
        for (String at : List.of("/abandoned/label", "/checkIn/reason/label")) {
            assertThat(chinese.at(at).stringValue()).as(at).isNotBlank();
            assertThat(english.at(at).stringValue())
                    .as(at)
                    .isNotBlank()
                    .isNotEqualTo(chinese.at(at).stringValue());
        }
    }

    private long count(String action, String code) {
        for (JsonNode item : town.get(
                        DISPATCHER,
                        "/api/v1/reasons/counts?action=" + action
                                + "&from=2026-01-01T00:00:00Z&to=2026-12-31T00:00:00Z")
                .get("items")) {
            if (item.get("code").stringValue().equals(code)) {
                return item.get("count").longValue();
            }
        }
        return 0;
    }

    private long counted(String user, String action, String code) {
        JsonNode counts = town.get(
                user, "/api/v1/reasons/counts?action=" + action + "&from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z");
        for (JsonNode item : counts.get("items")) {
            assertThat(item.get("action").stringValue()).isEqualTo(action);
            if (item.get("code").stringValue().equals(code)) {
                assertThat(item.get("label").stringValue()).isEqualTo("不在辖区内");
                return item.get("count").longValue();
            }
        }
        return 0;
    }

    private String label(String path, String language, String pointer) {
        return Town.bodyOf(town.as(DISPATCHER)
                        .get()
                        .uri(path)
                        .header(HttpHeaders.ACCEPT_LANGUAGE, language)
                        .exchange()
                        .expectStatus()
                        .isOk())
                .at(pointer)
                .stringValue();
    }

    @Test
    void hazards_places_inspections_and_tasks_are_checked_alike() {
        HazardStories hazards = new HazardStories(town);
        JsonNode place = hazards.restaurant();
        JsonNode hazard = hazards.found(place, HazardStories.GENERAL);
        assertThat(refused(hazards.act(WORKER, hazard, "flag-major", because("BAD_HAIR_DAY", "x")), 422))
                .isEqualTo("reason.unknown");
        assertThat(refused(
                        hazards.act(DISPATCHER, hazard, "extend", Map.of("days", 3, "reason", Map.of("code", "OTHER"))),
                        422))
                .isEqualTo("reason.text-required");
        assertThat(refused(hazards.act(DISTRICT, hazard, "void", Map.of("code", "OTHER")), 422))
                .isEqualTo("reason.text-required");
        String at = "/api/v1/places/" + place.get("id").stringValue();
        assertThat(refused(town.post(DISPATCHER, at + "/actions/suspend", because("BAD_HAIR_DAY", "x")), 422))
                .isEqualTo("reason.unknown");
        JsonNode inspection = Town.bodyOf(town.post(
                        WORKER,
                        "/api/v1/inspections",
                        Map.of(
                                "placeId",
                                place.get("id").stringValue(),
                                "checkIn",
                                Map.of("reason", Map.of("code", "FIRST_OF_ITS_KIND"))))
                .expectStatus()
                .isCreated());
        String abandon = "/api/v1/inspections/" + inspection.get("id").stringValue() + "/actions/abandon";
        assertThat(refused(town.post(WORKER, abandon, because("BAD_HAIR_DAY", "x")), 422))
                .isEqualTo("reason.unknown");
        town.post(WORKER, abandon, because("CLOSED", "关门")).expectStatus().isOk();
    }

    @Test
    void an_administrator_adds_a_reason_and_retires_it_again() {
        JsonNode before = list("rework");
        String added = "TRIAL_" + UUID.randomUUID().toString().substring(0, 6).toUpperCase(java.util.Locale.ROOT);
        JsonNode after = Town.bodyOf(put("admin", "rework", changed(before, added, null))
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"" + (before.get("version").longValue() + 1) + "\""));
        JsonNode file = cases.resolved("新原因" + UUID.randomUUID());
        JsonNode again =
                cases.acted(DISPATCHER, file, "rework", because(added.toLowerCase(java.util.Locale.ROOT), "x"));
        assertThat(again.get("state").stringValue()).isEqualTo("DISPATCHED");
        JsonNode retired = Town.bodyOf(put("admin", "rework", changed(after, null, added))
                .expectStatus()
                .isOk());
        assertThat(retired.get("codes")).as("never deleted").anySatisfy(code -> {
            assertThat(code.get("code").stringValue()).isEqualTo(added);
            assertThat(code.get("retired").booleanValue()).isTrue();
        });
        assertThat(town.all(WORKER, "/api/v1/reasons?action=rework"))
                .noneMatch(code -> code.get("code").stringValue().equals(added));
        assertThat(town.all(WORKER, "/api/v1/reasons?action=rework&retired=true"))
                .anyMatch(code -> code.get("code").stringValue().equals(added));
        JsonNode other = cases.resolved("停用原因" + UUID.randomUUID());
        assertThat(refused(cases.act(DISPATCHER, other, "rework", because(added, "x")), 422))
                .isEqualTo("reason.unknown");
        offline(DISPATCHER, other, "rework", because(added, "x")).expectStatus().isOk();
    }

    @Test
    void a_list_that_changed_meanwhile_is_not_overwritten() {
        JsonNode before = list("escalate");
        String seen = "\"" + before.get("version").longValue() + "\"";
        put("admin", "escalate", before).expectStatus().isOk().expectHeader().valueEquals("ETag", seen);
        put("admin", "escalate", changed(before, "TRIAL", null), "If-Match", seen)
                .expectStatus()
                .isOk();
        JsonNode problem = Town.bodyOf(put("admin", "escalate", before, "If-Match", seen)
                .expectStatus()
                .isEqualTo(412));
        assertThat(problem.get("code").stringValue()).isEqualTo("reason.stale");
        assertThat(problem.get("version").longValue())
                .isEqualTo(before.get("version").longValue() + 1);
        put("admin", "escalate", before).expectStatus().isOk();
    }

    @Test
    void what_is_no_list_of_reasons_is_refused() {
        Map<String, Object> twice = Map.of("codes", List.of(code("A"), code("A")));
        Map<String, Object> small = Map.of("codes", List.of(code("small")));
        Map<String, Object> silent =
                Map.of("codes", List.of(Map.of("code", "A", "texts", Map.of("zh", " ", "en", "x".repeat(101)))));
        Map<String, Object> gone = new LinkedHashMap<>(code("A"));
        gone.put("retired", true);
        for (Map<String, Object> body : List.of(
                twice,
                small,
                silent,
                Map.<String, Object>of("codes", List.of(gone)),
                Map.<String, Object>of("codes", List.of()))) {
            assertThat(refused(put("admin", "appeal", body), 422)).isEqualTo("reason.invalid");
        }
        put("admin", "appeal", Map.of("codes", List.of(code("A")), "why", "x"), ContractCheck.ON_PURPOSE, "1")
                .expectStatus()
                .isBadRequest();
        assertThat(refused(put("admin", "accept", Map.of("codes", List.of(code("A")))), 404))
                .isEqualTo("reason.not-found");
        put(DISPATCHER, "appeal", Map.of("codes", List.of(code("A"))))
                .expectStatus()
                .isForbidden();
        town.anybody().get().uri("/api/v1/reasons").exchange().expectStatus().isUnauthorized();
    }
}
