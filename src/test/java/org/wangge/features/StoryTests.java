package org.wangge.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.EMERGENCY_UNIT;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.OTHER_WORKER;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.CaseStories.because;
import static org.wangge.fixtures.CaseStories.lockedExit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.FcmStandIn;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** The main job of the product paper, played over HTTP by those who do it, with their phones ringing. */
@WanggeTest
class StoryTests {

    private static final List<String> PEOPLE =
            List.of(WORKER, OTHER_WORKER, DISPATCHER, HANDLER, "dispatcher-003", "district");

    @Autowired
    private Town town;

    @Autowired
    private FcmStandIn fcm;

    private CaseStories stories;

    @BeforeEach
    void everyone_has_a_phone() {
        stories = new CaseStories(town);
        for (String person : PEOPLE) {
            town.as(person)
                    .put()
                    .uri("/api/v1/me/devices/story-" + person)
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(Map.of(
                            "registrationToken",
                            phone(person),
                            "platform",
                            "ANDROID",
                            "appVersion",
                            "1.0",
                            "locale",
                            person.equals("district") ? "en" : "zh-CN"))
                    .exchange()
                    .expectStatus()
                    .isOk();
        }
    }

    @AfterEach
    void phones_are_handed_in() {
        PEOPLE.forEach(person -> town.as(person)
                .delete()
                .uri("/api/v1/me/devices/story-" + person)
                .exchange()
                .expectStatus()
                .isNoContent());
    }

    private static String phone(String person) {
        return "story-phone-of-" + person;
    }

    /** What each phone was told of the case, as {@code person: kind}, in no order. */
    private List<String> rung(JsonNode file) {
        List<String> rung = new ArrayList<>();
        for (String person : PEOPLE) {
            fcm.accepted(phone(person)).stream()
                    .filter(message -> message.at("/data/caseId").equals(file.get("id")))
                    .forEach(message ->
                            rung.add(person + ": " + message.at("/data/kind").stringValue()));
        }
        return rung;
    }

    private void allPhonesHaveRung(JsonNode file, String... expected) {
        List<String> rung = Eventually.get(() -> rung(file), found -> found.size() >= expected.length);
        assertThat(rung).containsExactlyInAnyOrder(expected);
    }

    @Test
    void a_worker_reports_offline_the_office_dispatches_the_handlers_phone_rings_and_the_case_closes() {
        // Offline at nine, back in signal at twenty past: the phone sends it five times.
        UUID key = UUID.randomUUID();
        Map<String, Object> report = lockedExit("三号楼安全出口上锁");
        report.put("occurredAt", "2026-01-05T08:58:00+08:00");
        report.put("reportedAt", "2026-01-05T09:00:00+08:00");
        List<JsonNode> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(Town.bodyOf(
                    stories.report(WORKER, report, key).expectStatus().isCreated()));
        }
        JsonNode file = answers.get(0);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.get("id")).isEqualTo(file.get("id")));
        assertThat(file.get("reportedAt").stringValue()).isEqualTo("2026-01-05T01:00:00Z");

        // The office of the place sees it and may act; the office next door does not know of it.
        assertThat(file.at("/routing/reason").stringValue()).contains("北街社区第1网格", "城厢街道");
        assertThat(stories.openActions(DISPATCHER, file)).contains("file", "decline", "merge", "request-verification");
        town.as("dispatcher-003")
                .get()
                .uri(CaseStories.path(file))
                .exchange()
                .expectStatus()
                .isNotFound();

        // Filed under "escape route blocked": two urgent hours, which begin with the dispatch.
        JsonNode filed = stories.acted(DISPATCHER, file, "file", Map.of("conditionSeq", 1, "urgent", true));
        assertThat(filed.at("/filing/limit").toString()).isEqualTo("{\"amount\":2,\"kind\":\"URGENT_HOUR\"}");
        stories.acted(DISPATCHER, file, "dispatch", Map.of("departmentCode", EMERGENCY_UNIT, "note", "请尽快"));

        // "Not ours": back to the dispatcher, who has to dispatch again.
        stories.acted(HANDLER, file, "return", because("NOT_OURS", "不归我们管"));
        assertThat(stories.openActions(DISPATCHER, file)).contains("dispatch").doesNotContain("close");
        stories.acted(DISPATCHER, file, "dispatch", Map.of("departmentCode", EMERGENCY_UNIT));
        stories.acted(HANDLER, file, "accept", Map.of());
        stories.acted(HANDLER, file, "resolve", Map.of("result", "已打开"));

        // A worker nearby looks; it is not done; it is reworked, looked at again and closed.
        stories.acted(DISPATCHER, file, "request-check", Map.of("assigneeId", town.idOf(OTHER_WORKER)));
        stories.acted(OTHER_WORKER, file, "check", Map.of("passed", false, "note", "又锁上了"));
        stories.acted(DISPATCHER, file, "rework", because("NOT_DONE", "仍上锁"));
        stories.acted(HANDLER, file, "accept", Map.of());
        stories.acted(HANDLER, file, "resolve", Map.of("result", "已拆锁"));
        stories.acted(DISPATCHER, file, "request-check", Map.of("assigneeId", town.idOf(OTHER_WORKER)));
        stories.acted(OTHER_WORKER, file, "check", Map.of("passed", true));
        JsonNode closed = stories.acted(DISPATCHER, file, "close", Map.of());
        assertThat(closed.get("state").stringValue()).isEqualTo("CLOSED");
        assertThat(closed.at("/result/closingStandard").stringValue()).contains("安全出口");

        // Every step is in the timeline for good.
        assertThat(stories.timeline(WORKER, file).stream()
                        .map(line -> line.get("action").stringValue()))
                .containsExactly(
                        "report",
                        "file",
                        "dispatch",
                        "return",
                        "dispatch",
                        "accept",
                        "resolve",
                        "request-check",
                        "check",
                        "rework",
                        "accept",
                        "resolve",
                        "request-check",
                        "check",
                        "close");

        // Everyone concerned was told on the phone, exactly this and nothing else, and never of their own acts.
        allPhonesHaveRung(
                file,
                "dispatcher-001: CASE_REPORTED",
                "worker-001-1: CASE_FILED",
                "handler-001: CASE_DISPATCHED",
                "dispatcher-001: CASE_RETURNED",
                "handler-001: CASE_DISPATCHED",
                "dispatcher-001: CASE_ACCEPTED",
                "dispatcher-001: CASE_RESOLVED",
                "worker-001-2: CHECK_ASKED",
                "dispatcher-001: CASE_CHECKED",
                "handler-001: CASE_REWORK",
                "dispatcher-001: CASE_ACCEPTED",
                "dispatcher-001: CASE_RESOLVED",
                "worker-001-2: CHECK_ASKED",
                "dispatcher-001: CASE_CHECKED",
                "worker-001-1: CASE_CLOSED",
                "handler-001: CASE_CLOSED");
        assertThat(fcm.faults()).isEmpty();
    }

    @Test
    void a_push_carries_ids_and_a_caption_and_rings_for_what_is_urgent() {
        JsonNode file = stories.dispatched("电话响了：张三的店");
        JsonNode message = Eventually.get(
                        () -> fcm.accepted(phone(HANDLER)).stream()
                                .filter(sent -> sent.at("/data/caseId").equals(file.get("id")))
                                .toList(),
                        sent -> !sent.isEmpty())
                .get(0);
        assertThat(message.at("/android/priority").stringValue()).isEqualTo("high");
        assertThat(message.toString())
                .doesNotContain("张三")
                .contains(file.get("number").stringValue());
        assertThat(message.at("/notification/title").stringValue()).isEqualTo("新派遣");
    }

    @Test
    void twice_returned_the_district_is_asked_in_its_language() {
        JsonNode file = stories.dispatched("两次退回");
        stories.acted(HANDLER, file, "return", because("NOT_OURS", "一"));
        stories.acted(DISPATCHER, file, "dispatch", Map.of("departmentCode", EMERGENCY_UNIT));
        stories.acted(HANDLER, file, "return", because("NOT_OURS", "二"));
        JsonNode message = Eventually.get(
                        () -> fcm.accepted(phone("district")).stream()
                                .filter(sent -> sent.at("/data/caseId").equals(file.get("id")))
                                .toList(),
                        sent -> !sent.isEmpty())
                .get(0);
        assertThat(message.at("/notification/title").stringValue()).isEqualTo("Please arbitrate");
        stories.acted("district", file, "dispatch", Map.of("departmentCode", "510703-XFJ"));
    }

    @Test
    void two_offices_work_side_by_side_and_do_not_meet() {
        JsonNode here = stories.reported("城厢的事");
        Map<String, Object> report = lockedExit("工区的事");
        report.put("position", Map.of("longitude", 104.736297, "latitude", 31.487341));
        JsonNode there = Town.bodyOf(stories.report("worker-003-1", report, UUID.randomUUID()));
        assertThat(there.get("number").stringValue()).startsWith("GQ-");
        stories.acted("dispatcher-003", there, "file", Map.of("conditionSeq", 1));
        stories.acted("dispatcher-003", there, "dispatch", Map.of("departmentCode", "510703003-YJ"));
        stories.acted("handler-003", there, "accept", Map.of());
        stories.acted("handler-003", there, "resolve", Map.of("result", "好了"));
        stories.acted("dispatcher-003", there, "close", Map.of());
        for (String stranger : List.of(DISPATCHER, HANDLER, OTHER_WORKER)) {
            town.as(stranger)
                    .get()
                    .uri(CaseStories.path(there))
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
        assertThat(town.get(DISPATCHER, CaseStories.path(here)).get("state").stringValue())
                .isEqualTo("REPORTED");
    }
}
