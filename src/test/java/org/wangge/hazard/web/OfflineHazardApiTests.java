package org.wangge.hazard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.OTHER_WORKER;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.CaseStories.because;
import static org.wangge.fixtures.HazardStories.GENERAL;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** What was done with a hazard while a phone was offline is taken in; what is doubtful of it is marked. */
@WanggeTest
class OfflineHazardApiTests {

    @Autowired
    private Town town;

    @Autowired
    private TestClock clock;

    private HazardStories stories;

    @BeforeEach
    void set_up() {
        stories = new HazardStories(town);
    }

    private WebTestClient.ResponseSpec sent(
            String user, JsonNode hazard, String action, Map<String, ?> body, String deviceTime) {
        return town.as(user)
                .post()
                .uri("/api/v1/hazards/{id}/actions/{action}", hazard.get("id").stringValue(), action)
                .header("X-Device-Time", deviceTime)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private JsonNode taken(String user, JsonNode hazard, String action, Map<String, ?> body, String deviceTime) {
        return Town.bodyOf(
                sent(user, hazard, action, body, deviceTime).expectStatus().isOk());
    }

    private Instant ago(int hours) {
        return clock.instant().minus(Duration.ofHours(hours));
    }

    private static List<String> doubts(JsonNode hazard) {
        return hazard.get("doubts")
                .valueStream()
                .map(doubt -> doubt.get("code").stringValue() + " "
                        + doubt.get("field").stringValue())
                .toList();
    }

    private static JsonNode lastLine(JsonNode hazard) {
        JsonNode timeline = hazard.get("timeline");
        return timeline.get(timeline.size() - 1);
    }

    private JsonNode found() {
        return stories.found(stories.restaurant(), GENERAL);
    }

    @Test
    void nothing_is_doubtful_about_plain_steps_and_both_times_are_kept() {
        JsonNode hazard = found();
        taken(WORKER, hazard, "issue-notice", Map.of(), ago(3).toString());
        taken(WORKER, hazard, "start-rectification", Map.of(), ago(2).toString());
        taken(WORKER, hazard, "report-rectified", Map.of("note", "已整改"), ago(1).toString());
        JsonNode closed = taken(OTHER_WORKER, hazard, "recheck", Map.of("passed", true), ago(0).toString());

        assertThat(closed.get("state").stringValue()).isEqualTo("CLOSED");
        assertThat(doubts(closed)).isEmpty();
        assertThat(closed.at("/timeline/1/deviceAt").stringValue()).isEqualTo(ago(3).toString());
        assertThat(Instant.parse(closed.at("/timeline/1/at").stringValue())).isAfterOrEqualTo(ago(1));
    }

    @Test
    void photos_that_are_not_there_are_set_aside_and_named() {
        JsonNode hazard = stories.rectifying(stories.restaurant());
        UUID lost = UUID.randomUUID();
        Map<String, Object> done = Map.of("note", "已整改", "mediaIds", List.of(lost));
        stories.act(WORKER, hazard, "report-rectified", done).expectStatus().isEqualTo(422);

        JsonNode reported = taken(WORKER, hazard, "report-rectified", done, ago(2).toString());
        assertThat(reported.get("state").stringValue()).isEqualTo("RECHECK_DUE");
        assertThat(reported.at("/doubts/0/given").stringValue()).isEqualTo(lost.toString());
        assertThat(reported.at("/doubts/0/text").stringValue()).contains("照片");
        assertThat(reported.at("/doubts/0/lineId")).isEqualTo(lastLine(reported).get("id"));

        JsonNode failed = taken(
                OTHER_WORKER, hazard, "recheck", Map.of("passed", false, "mediaIds", List.of(lost)), ago(1).toString());
        assertThat(failed.get("state").stringValue()).isEqualTo("RECTIFYING");
        assertThat(doubts(stories.hazard(DISPATCHER, hazard.get("id").stringValue())))
                .containsExactly("PHOTO_MISSING /mediaIds/0", "PHOTO_MISSING /mediaIds/0");
    }

    @Test
    void a_date_that_passed_before_it_was_heard_of_holds() {
        JsonNode hazard = found();
        Map<String, Object> agreed = Map.of("dueAt", ago(1).toString());
        stories.act(WORKER, hazard, "issue-notice", agreed).expectStatus().isEqualTo(422);

        JsonNode noticed = taken(WORKER, hazard, "issue-notice", agreed, ago(30).toString());

        assertThat(noticed.get("dueAt").stringValue()).isEqualTo(ago(1).toString());
        assertThat(noticed.get("overdue").booleanValue()).isTrue();
        assertThat(doubts(noticed)).containsExactly("DUE_PASSED /dueAt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "2199-01-01T00:00:00Z"})
    void a_date_that_cannot_be_becomes_the_usual_one(String dueAt) {
        JsonNode hazard = found();
        JsonNode noticed = taken(WORKER, hazard, "issue-notice", Map.of("dueAt", dueAt), ago(2).toString());

        assertThat(noticed.get("dueAt")).isEqualTo(hazard.get("dueAt"));
        assertThat(doubts(noticed)).containsExactly("DUE_UNREAL /dueAt");
        assertThat(noticed.at("/doubts/0/given").stringValue()).isEqualTo(dueAt);
    }

    @Test
    void the_same_holds_for_the_next_round_of_a_failed_recheck() {
        JsonNode hazard = stories.rectifying(stories.restaurant());
        stories.acted(WORKER, hazard, "report-rectified", Map.of("note", "已整改"));
        JsonNode failed = taken(
                OTHER_WORKER,
                hazard,
                "recheck",
                Map.of("passed", false, "dueAt", ago(1).toString()),
                ago(30).toString());

        assertThat(failed.get("dueAt").stringValue()).isEqualTo(ago(1).toString());
        assertThat(doubts(failed)).containsExactly("DUE_PASSED /dueAt");
    }

    @ParameterizedTest
    @CsvSource({
        "2027-06-01T00:00:00Z, TIME_AHEAD X-Device-Time",
        "1980-01-06T00:00:00Z, TIME_LONG_PAST X-Device-Time",
        "0000-06-01T00:00:00Z, TIME_UNREAL X-Device-Time"
    })
    void a_phone_that_had_another_time_is_believed_all_else(String deviceTime, String doubt) {
        JsonNode noticed = taken(WORKER, found(), "issue-notice", Map.of(), deviceTime);

        assertThat(noticed.get("state").stringValue()).isEqualTo("NOTICED");
        assertThat(doubts(noticed)).containsExactly(doubt);
    }

    private JsonNode voided() {
        JsonNode hazard = stories.rectifying(stories.restaurant());
        stories.acted(DISTRICT, hazard, "void", because("MISTAKE", "误报"));
        return hazard;
    }

    @Test
    void what_was_put_right_before_the_hazard_was_voided_is_written_down_and_changes_nothing() {
        JsonNode hazard = voided();
        UUID photo = town.photo(WORKER);
        Map<String, Object> done = Map.of("note", "软管已换", "mediaIds", List.of(photo), "cost", 200);
        stories.act(WORKER, hazard, "report-rectified", done).expectStatus().isEqualTo(409);

        JsonNode kept = taken(WORKER, hazard, "report-rectified", done, ago(2).toString());

        assertThat(kept.get("state").stringValue()).isEqualTo("VOIDED");
        assertThat(kept.get("cost").decimalValue()).isZero();
        assertThat(kept.get("fix").isNull()).isTrue();
        assertThat(lastLine(kept).get("action").stringValue()).isEqualTo("note");
        assertThat(lastLine(kept).get("text").stringValue()).isEqualTo("软管已换");
        assertThat(lastLine(kept).at("/mediaIds/0").stringValue()).isEqualTo(photo.toString());
        assertThat(lastLine(kept).get("deviceAt").stringValue()).isEqualTo(ago(2).toString());
        assertThat(lastLine(kept).at("/actor/id").stringValue())
                .isEqualTo(town.idOf(WORKER).toString());
        assertThat(doubts(kept)).containsExactly("STATE_CHANGED ", "STATE_CHANGED /cost");
        assertThat(kept.at("/doubts/0/given").stringValue()).isEqualTo("report-rectified");
        assertThat(kept.at("/doubts/1/given").stringValue()).isEqualTo("200");
        assertThat(kept.at("/doubts/0/text").stringValue()).contains("未执行");
        assertThat(stories.hazard(DISPATCHER, hazard.get("id").stringValue())
                        .at("/media/0/id")
                        .stringValue())
                .isEqualTo(photo.toString());
    }

    @Test
    void a_recheck_that_came_after_the_end_is_kept_with_its_result() {
        JsonNode hazard = stories.rectifying(stories.restaurant());
        stories.rechecked(hazard, 0);
        JsonNode kept =
                taken(OTHER_WORKER, hazard, "recheck", Map.of("passed", false, "note", "仍在漏气"), ago(1).toString());

        assertThat(kept.get("state").stringValue()).isEqualTo("CLOSED");
        assertThat(lastLine(kept).get("text").stringValue()).isEqualTo("仍在漏气");
        assertThat(doubts(kept)).containsExactly("STATE_CHANGED ", "STATE_CHANGED /passed");
        assertThat(kept.at("/doubts/1/given").stringValue()).isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-06-01T00:00:00Z", "1980-01-06T00:00:00Z"})
    void a_phone_with_another_time_loses_nothing_either(String deviceTime) {
        JsonNode kept = taken(WORKER, voided(), "report-rectified", Map.of("note", "已整改"), deviceTime);

        assertThat(lastLine(kept).get("text").stringValue()).isEqualTo("已整改");
        assertThat(doubts(kept)).hasSize(2).contains("STATE_CHANGED ");
    }

    @Test
    void a_level_that_was_raised_meanwhile_lets_no_late_notice_of_a_worker_through_and_keeps_it() {
        JsonNode hazard = found();
        stories.acted(DISPATCHER, hazard, "flag-major", because("GAS", "疑似重大"));
        String agreed = clock.instant().plus(Duration.ofDays(2)).toString();
        JsonNode kept = taken(WORKER, hazard, "issue-notice", Map.of("dueAt", agreed), ago(1).toString());

        assertThat(kept.get("state").stringValue()).isEqualTo("FOUND");
        assertThat(kept.get("notice").isNull()).isTrue();
        assertThat(kept.at("/doubts/1/given").stringValue()).isEqualTo(agreed);
    }

    @Test
    void who_stands_there_now_or_may_not_do_it_at_all_is_still_refused() {
        JsonNode hazard = voided();
        Map<String, Object> done = Map.of("note", "已整改");
        sent(WORKER, hazard, "report-rectified", done, clock.instant().toString())
                .expectStatus()
                .isEqualTo(409);
        sent(WORKER, hazard, "void", Map.of("reason", Map.of("code", "MISTAKE")), ago(1).toString())
                .expectStatus()
                .isForbidden();
        JsonNode own = stories.rectifying(stories.restaurant());
        stories.acted(WORKER, own, "report-rectified", done);
        sent(WORKER, own, "recheck", Map.of("passed", true), ago(1).toString())
                .expectStatus()
                .isEqualTo(409);
    }

    @Test
    void a_late_act_sent_twice_under_its_key_is_written_down_once() {
        JsonNode hazard = voided();
        String key = UUID.randomUUID().toString();
        for (int time = 0; time < 2; time++) {
            town.as(WORKER)
                    .post()
                    .uri(
                            "/api/v1/hazards/{id}/actions/report-rectified",
                            hazard.get("id").stringValue())
                    .header("X-Device-Time", ago(1).toString())
                    .header("Idempotency-Key", key)
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(Map.of("note", "已整改"))
                    .exchange()
                    .expectStatus()
                    .isOk();
        }
        assertThat(stories.hazard(WORKER, hazard.get("id").stringValue())
                        .get("timeline")
                        .valueStream()
                        .filter(line -> line.get("action").stringValue().equals("note")))
                .hasSize(1);
    }
}
