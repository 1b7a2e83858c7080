package org.wangge.casework.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.OTHER_WORKER;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.CaseStories.because;
import static org.wangge.fixtures.CaseStories.lockedExit;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.media.model.Pictures;
import tools.jackson.databind.JsonNode;

/** Emergencies, and what becomes of a report that is merged into another: nothing of it is lost. */
@WanggeTest
class CaseMergesApiTests {

    @Autowired
    private Town town;

    private CaseStories stories;

    @BeforeEach
    void stories() {
        stories = new CaseStories(town);
    }

    private JsonNode reported(String user, Map<String, Object> report) {
        return Town.bodyOf(
                stories.report(user, report, UUID.randomUUID()).expectStatus().isCreated());
    }

    private JsonNode merged(JsonNode from, JsonNode into) {
        stories.acted(
                DISPATCHER, from, "merge", Map.of("intoCaseId", into.get("id").stringValue()));
        return Eventually.get(
                () -> town.get(DISPATCHER, CaseStories.path(into)),
                file -> file.get("merged")
                        .valueStream()
                        .anyMatch(one -> one.get("caseId").equals(from.get("id"))));
    }

    private void told(String user, JsonNode file, String kind) {
        Eventually.until(user + " is told " + kind, () -> notice(user, file, kind));
    }

    private boolean notice(String user, JsonNode file, String kind) {
        return town.all(user, "/api/v1/me/notices?limit=200").stream()
                .anyMatch(notice -> file.get("id").equals(notice.get("caseId"))
                        && notice.get("kind").stringValue().equals(kind));
    }

    @ParameterizedTest
    @ValueSource(strings = {"G0801", "G0802", "G0813", "G0899"})
    void an_emergency_is_urgent_without_anybodys_saying_so(String category) {
        Map<String, Object> report = lockedExit("险情");
        report.put("categoryCode", category);
        report.put("urgent", false);
        JsonNode made = reported(WORKER, report);
        assertThat(made.get("urgent").booleanValue()).isTrue();
        Eventually.until(
                "the desk reads that it is urgent",
                () -> town.all(DISPATCHER, "/api/v1/me/notices?limit=200").stream()
                        .filter(notice -> made.get("id").equals(notice.get("caseId")))
                        .anyMatch(notice -> notice.get("urgent").booleanValue()
                                && notice.get("title").stringValue().startsWith("【紧急】")));
        assertThat(stories.reported("平常").get("urgent").booleanValue()).isFalse();
    }

    @Test
    void filing_as_an_emergency_makes_urgent_unless_the_dispatcher_says_that_it_is_not() {
        JsonNode fire = stories.acted(
                DISPATCHER, stories.reported("冒烟"), "file", Map.of("conditionSeq", 1, "categoryCode", "G0801"));
        assertThat(fire.get("urgent").booleanValue()).isTrue();
        JsonNode drill = stories.acted(
                DISPATCHER,
                stories.reported("演习"),
                "file",
                Map.of("conditionSeq", 1, "categoryCode", "G0801", "urgent", false));
        assertThat(drill.get("urgent").booleanValue()).isFalse();
        JsonNode corrected = stories.acted(
                DISPATCHER,
                stories.filed("不是堵塞是起火"),
                "refile",
                Map.of("conditionSeq", 1, "categoryCode", "G0801", "reason", Map.of("code", "WRONG_CATEGORY")));
        assertThat(corrected.get("urgent").booleanValue()).isTrue();
    }

    private String photo(String user) {
        return Town.bodyOf(town.as(user)
                        .post()
                        .uri("/api/v1/media")
                        .contentType(MediaType.IMAGE_PNG)
                        .bodyValue(Pictures.png(12, 34))
                        .exchange()
                        .expectStatus()
                        .isCreated())
                .get("id")
                .stringValue();
    }

    @Test
    void merging_carries_urgency_words_photos_and_place() {
        JsonNode plain = stories.handling("门口有烟味");
        String shown = photo(OTHER_WORKER);
        Map<String, Object> fire = lockedExit("三楼明火");
        fire.put("categoryCode", "G0801");
        fire.put("position", Map.of("longitude", 104.7601, "latitude", 31.4577, "accuracyMetres", 5));
        fire.put("address", "滨江路5号");
        fire.put("mediaIds", List.of(shown));
        JsonNode urgent = reported(OTHER_WORKER, fire);
        String desk = Hiring.hire(town, "DISPATCHER", "510703/510703001");
        JsonNode remaining = merged(urgent, plain);
        assertThat(remaining.get("urgent").booleanValue()).isTrue();
        assertThat(remaining.get("dueAt")).isEqualTo(plain.get("dueAt"));
        JsonNode report = remaining.at("/merged/0/report");
        assertThat(report.get("description").stringValue()).isEqualTo("三楼明火");
        assertThat(report.get("address").stringValue()).isEqualTo("滨江路5号");
        assertThat(report.get("urgent").booleanValue()).isTrue();
        assertThat(report.at("/position/longitude").doubleValue()).isEqualTo(104.7601);
        assertThat(report.at("/reporter/id").stringValue())
                .isEqualTo(town.idOf(OTHER_WORKER).toString());
        assertThat(remaining.get("media").toString()).contains(shown);
        town.as(HANDLER)
                .get()
                .uri("/api/v1/media/" + shown)
                .exchange()
                .expectStatus()
                .isOk();
        JsonNode line = stories.timeline(HANDLER, plain).get(4);
        assertThat(line.get("action").stringValue()).isEqualTo("absorb");
        assertThat(line.at("/actor/id").stringValue())
                .isEqualTo(town.idOf(DISPATCHER).toString());
        assertThat(line.get("text").stringValue())
                .contains("三楼明火", urgent.get("number").stringValue());
        assertThat(line.get("mediaIds").toString()).contains(shown);
        told(HANDLER, plain, "CASE_JOINED");
        told(desk, plain, "CASE_JOINED");
        told(OTHER_WORKER, urgent, "CASE_MERGED");
        assertThat(notice(DISPATCHER, plain, "CASE_JOINED"))
                .as("who merged knows")
                .isFalse();
    }

    @Test
    void a_plain_report_merged_into_another_makes_nothing_urgent() {
        JsonNode remaining = merged(reported(OTHER_WORKER, lockedExit("又报")), stories.reported("先报"));
        assertThat(remaining.get("urgent").booleanValue()).isFalse();
    }

    @Test
    void who_had_the_merged_case_is_told_and_reads_where_it_went() {
        JsonNode returned = stories.dispatched("曾派给应急办");
        stories.acted(HANDLER, returned, "return", because("NOT_OURS", "不归我们"));
        JsonNode into = stories.reported("同一件事");
        town.as(HANDLER)
                .get()
                .uri(CaseStories.path(into))
                .exchange()
                .expectStatus()
                .isNotFound();
        merged(returned, into);
        told(HANDLER, returned, "CASE_MERGED");
        JsonNode seen = town.get(HANDLER, CaseStories.path(returned));
        assertThat(seen.get("mergedInto")).isEqualTo(into.get("id"));
        assertThat(town.get(HANDLER, CaseStories.path(into)).get("number")).isEqualTo(into.get("number"));
    }

    @Test
    void a_comment_on_a_merged_case_reaches_the_one_that_goes_on_however_often_that_was_merged() {
        JsonNode first = reported(OTHER_WORKER, lockedExit("最早"));
        JsonNode second = stories.reported("其次");
        JsonNode third = stories.handling("最后");
        merged(first, second);
        merged(second, third);
        stories.acted(OTHER_WORKER, first, "comment", Map.of("text", "火更大了"));
        JsonNode line = Eventually.get(
                () -> {
                    List<JsonNode> lines = stories.timeline(DISPATCHER, third);
                    return lines.get(lines.size() - 1);
                },
                last -> last.get("action").stringValue().equals("comment"));
        assertThat(line.get("text").stringValue()).isEqualTo("火更大了");
        assertThat(line.at("/actor/id").stringValue())
                .isEqualTo(town.idOf(OTHER_WORKER).toString());
        told(HANDLER, third, "CASE_COMMENTED");
        assertThat(stories.timeline(DISPATCHER, third).stream()
                        .filter(one -> one.get("action").stringValue().equals("comment")))
                .hasSize(1);
        assertThat(town.get(DISPATCHER, CaseStories.path(third)).get("merged"))
                .as("what was merged twice over is named too")
                .hasSize(2);
    }

    @Test
    void what_only_some_may_see_is_not_shown_to_all_who_see_the_other_case() {
        String restricted = town.get("admin", "/api/v1/categories?kind=GOVERNANCE")
                .get("items")
                .valueStream()
                .filter(category -> category.get("restricted").booleanValue())
                .map(category -> category.get("code").stringValue())
                .findFirst()
                .orElseThrow();
        Map<String, Object> lead = lockedExit("只给办案人看的线索");
        lead.put("categoryCode", restricted);
        JsonNode file = merged(reported(OTHER_WORKER, lead), stories.reported("普通上报"));
        assertThat(file.at("/merged/0/report").isNull()).isTrue();
        assertThat(file.toString()).doesNotContain("线索");
        assertThat(stories.timeline(DISPATCHER, file).toString()).doesNotContain("线索");
    }
}
