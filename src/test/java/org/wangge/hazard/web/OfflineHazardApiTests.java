package org.wangge.hazard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.OTHER_WORKER;
import static org.wangge.fixtures.CaseStories.WORKER;
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
}
