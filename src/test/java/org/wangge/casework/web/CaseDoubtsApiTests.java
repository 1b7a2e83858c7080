package org.wangge.casework.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.OTHER_WORKER;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.CaseStories.lockedExit;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.media.model.Pictures;
import tools.jackson.databind.JsonNode;

/** What a phone recorded in good faith is taken in; what of it is not so is set aside, kept and shown. */
@WanggeTest
class CaseDoubtsApiTests {

    private static final String GRID = "510703001001";

    @Autowired
    private Town town;

    private CaseStories stories;

    @BeforeEach
    void stories() {
        stories = new CaseStories(town);
    }

    private JsonNode taken(Map<String, Object> report) {
        return Town.bodyOf(
                stories.report(WORKER, report, UUID.randomUUID()).expectStatus().isCreated());
    }

    private static Map<String, Object> at(String description, Map<String, Object> position) {
        Map<String, Object> report = lockedExit(description);
        report.put("position", position);
        return report;
    }

    private static List<String> doubts(JsonNode file) {
        return file.get("doubts")
                .valueStream()
                .map(doubt -> doubt.get("code").stringValue() + " "
                        + doubt.get("field").stringValue())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-20T00:00:00Z, TIME_AHEAD",
        "2099-12-31T23:59:59Z, TIME_AHEAD",
        "1980-01-06T00:00:00Z, TIME_LONG_PAST",
        "1970-01-01T00:00:00Z, TIME_LONG_PAST",
        "0001-01-01T00:00:00Z, TIME_LONG_PAST"
    })
    void a_clock_that_is_wrong_loses_no_report(String time, String code) {
        Map<String, Object> report = lockedExit("时钟不准");
        report.put("occurredAt", time);
        report.put("reportedAt", time);
        JsonNode made = taken(report);
        assertThat(made.get("occurredAt").stringValue()).isEqualTo(time);
        assertThat(made.get("reportedAt").stringValue()).isEqualTo(time);
        assertThat(made.get("receivedAt").stringValue()).startsWith("2026-01-");
        assertThat(doubts(made)).containsExactly(code + " /occurredAt", code + " /reportedAt");
        assertThat(made.at("/doubts/0/given").stringValue()).isEqualTo(time);
        assertThat(made.at("/doubts/0/text").stringValue()).contains(time).contains("手机");
        assertThat(made.at("/dueAt").stringValue()).startsWith("2026-01-");
        assertThat(town.get(DISPATCHER, CaseStories.path(made)).get("doubts")).isEqualTo(made.get("doubts"));
        assertThat(stories.timeline(DISPATCHER, made).get(0).get("deviceAt").stringValue())
                .isEqualTo(time);
        assertThat(town.get(WORKER, "/api/v1/cases?sort=-reportedAt&from=2026-01-01T00:00:00Z&limit=200")
                        .get("items")
                        .toString())
                .as("lists go by the time of receipt")
                .contains(made.get("id").stringValue());
    }

    @ParameterizedTest
    @CsvSource({"+999999999-01-01T00:00:00Z", "-999999999-01-01T00:00:00Z", "+10000-01-01T00:00:00Z"})
    void a_time_in_no_year_at_all_is_kept_as_it_was_written(String time) {
        Map<String, Object> report = lockedExit("没有这一年");
        report.put("occurredAt", time);
        JsonNode made = Town.bodyOf(town.as(WORKER)
                .post()
                .uri("/api/v1/cases")
                .header(ContractCheck.ON_PURPOSE, "yes")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(report)
                .exchange()
                .expectStatus()
                .isCreated());
        assertThat(made.get("occurredAt")).isEqualTo(made.get("receivedAt"));
        assertThat(doubts(made)).containsExactly("TIME_UNREAL /occurredAt");
        assertThat(made.at("/doubts/0/given").stringValue()).isEqualTo(time);
    }

    @Test
    void a_clock_a_little_ahead_and_a_matter_of_last_month_are_nothing_to_doubt() {
        Map<String, Object> report = lockedExit("略快");
        report.put("occurredAt", "2025-12-01T08:00:00+08:00");
        report.put("reportedAt", "2026-01-04T15:02:00+08:00");
        assertThat(taken(report).get("doubts")).isEmpty();
        assertThat(stories.reported("平常").get("doubts")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1", "-0.5", "1e9", "100001"})
    void an_accuracy_that_means_nothing_is_not_known(double accuracy) {
        JsonNode made = taken(at("精度", Map.of("longitude", 104.76, "latitude", 31.4576, "accuracyMetres", accuracy)));
        assertThat(made.at("/position/accuracyMetres").isNull()).isTrue();
        assertThat(made.at("/position/longitude").doubleValue()).isEqualTo(104.76);
        assertThat(doubts(made)).containsExactly("ACCURACY_UNKNOWN /position/accuracyMetres");
        assertThat(made.at("/doubts/0/given").stringValue()).doesNotEndWith(".0");
        assertThat(made.at("/doubts/0/text").stringValue())
                .contains(made.at("/doubts/0/given").stringValue());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, POSITION_FAR",
        "116.4, 39.9, POSITION_FAR",
        "104.68, 31.3, POSITION_FAR",
        "361, 31, POSITION_UNREAL",
        "104.76, -91, POSITION_UNREAL"
    })
    void a_position_far_from_the_chosen_grid_is_set_aside(BigDecimal longitude, BigDecimal latitude, String code) {
        Map<String, Object> report = at("零点", Map.of("longitude", longitude, "latitude", latitude));
        report.put("gridCode", GRID);
        JsonNode made = Town.bodyOf(town.as(WORKER)
                .post()
                .uri("/api/v1/cases")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(report)
                .exchange()
                .expectStatus()
                .isCreated());
        assertThat(made.at("/area/gridCode").stringValue()).isEqualTo(GRID);
        assertThat(made.get("position").isNull()).isTrue();
        assertThat(doubts(made)).containsExactly(code + " /position");
        assertThat(made.at("/doubts/0/given").stringValue()).isEqualTo(longitude + "," + latitude);
        assertThat(town.get(WORKER, "/api/v1/cases?near=0,0&radius=50000").get("items"))
                .as("no map shows it where it is not")
                .isEmpty();
    }

    @Test
    void a_position_in_or_near_the_chosen_grid_is_kept_with_it() {
        JsonNode located = stories.reported("在格内");
        Map<String, Object> report = lockedExit("选对了");
        report.put("gridCode", located.at("/area/gridCode").stringValue());
        JsonNode made = taken(report);
        assertThat(made.at("/position/longitude").doubleValue()).isEqualTo(104.76);
        assertThat(made.get("doubts")).isEmpty();
    }

    @Test
    void a_grid_that_is_no_more_gives_way_to_the_position() {
        Map<String, Object> report = lockedExit("网格已调整");
        report.put("gridCode", "510703001998");
        JsonNode made = taken(report);
        assertThat(made.at("/area/gridCode")).isEqualTo(stories.reported("同处").at("/area/gridCode"));
        assertThat(doubts(made)).containsExactly("GRID_UNKNOWN /gridCode");
        assertThat(made.at("/doubts/0/given").stringValue()).isEqualTo("510703001998");
    }

    @Test
    void a_grid_drawn_anew_meanwhile_stands_for_where_it_was() throws IOException {
        String drawn = Files.readString(Path.of("seeds/fucheng/grid.geojson"));
        String old = "510703012001";
        String now = "510703012990";
        assertThat(drawn).contains("\"code\":\"" + old + "\"").doesNotContain(now);
        published(drawn.replace("\"code\":\"" + old + "\"", "\"code\":\"" + now + "\""));
        try {
            JsonNode made = Town.bodyOf(stories.report(
                            "worker-012-1", Map.of("description", "离线期间网格调整", "gridCode", old), UUID.randomUUID())
                    .expectStatus()
                    .isCreated());
            assertThat(made.at("/area/gridCode").stringValue()).isEqualTo(now);
            assertThat(doubts(made)).containsExactly("GRID_REDRAWN /gridCode");
            Map<String, Object> nowhere = at("零点", Map.of("longitude", 0, "latitude", 0));
            nowhere.put("gridCode", old);
            JsonNode both = Town.bodyOf(stories.report("worker-012-1", nowhere, UUID.randomUUID())
                    .expectStatus()
                    .isCreated());
            assertThat(both.at("/area/gridCode").stringValue()).isEqualTo(now);
            assertThat(doubts(both)).containsExactly("GRID_REDRAWN /gridCode", "POSITION_FAR /position");
        } finally {
            published(drawn);
        }
    }

    private void published(String grids) {
        town.as("admin")
                .post()
                .uri("/api/v1/grids/imports")
                .header(ContractCheck.ON_PURPOSE, "a note of the file's own")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(grids)
                .exchange()
                .expectStatus()
                .isOk();
    }

    @ParameterizedTest
    @CsvSource({"X1", "0102", "G12345678901234567890"})
    void an_unknown_category_is_to_be_classified(String code) {
        Map<String, Object> report = lockedExit("旧版类别");
        report.put("categoryCode", code);
        JsonNode made = taken(report);
        assertThat(made.at("/category/code").stringValue()).isEqualTo("G9999");
        assertThat(doubts(made)).containsExactly("CATEGORY_UNKNOWN /categoryCode");
        assertThat(made.at("/doubts/0/given").stringValue()).isEqualTo(code);
    }

    @Test
    void a_category_retired_meanwhile_is_to_be_classified_and_as_urgent_as_it_was() {
        JsonNode category = town.get("admin", "/api/v1/categories/G0899");
        put(category, true);
        try {
            Map<String, Object> report = lockedExit("停用的类别");
            report.put("categoryCode", "G0899");
            JsonNode made = taken(report);
            assertThat(made.at("/category/code").stringValue()).isEqualTo("G9999");
            assertThat(doubts(made)).containsExactly("CATEGORY_RETIRED /categoryCode");
            assertThat(made.at("/doubts/0/given").stringValue()).isEqualTo("G0899");
            assertThat(made.get("urgent").booleanValue()).isTrue();
            JsonNode english = Town.bodyOf(town.as(DISPATCHER)
                    .get()
                    .uri(CaseStories.path(made))
                    .header("Accept-Language", "en")
                    .exchange());
            assertThat(english.at("/doubts/0/text").stringValue()).startsWith("Category G0899 can no longer");
            assertThat(stories.acted(DISPATCHER, made, "file", Map.of("conditionSeq", 1, "categoryCode", "G0201"))
                            .at("/category/code")
                            .stringValue())
                    .isEqualTo("G0201");
        } finally {
            put(town.get("admin", "/api/v1/categories/G0899"), false);
        }
    }

    private void put(JsonNode category, boolean retired) {
        Map<String, Object> body = new HashMap<>();
        category.properties().forEach(field -> body.put(field.getKey(), field.getValue()));
        body.put("retired", retired);
        town.as("admin")
                .put()
                .uri("/api/v1/categories/" + category.get("code").stringValue())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isOk();
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
    void photos_that_are_gone_or_are_not_the_reporters_are_named_and_the_report_is_not_lost() {
        String mine = photo(WORKER);
        String theirs = photo(OTHER_WORKER);
        String gone = UUID.randomUUID().toString();
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("gridCode", GRID);
        report.put("mediaIds", List.of(gone, mine));
        report.put("selfHandled", Map.of("result", "已清走", "mediaIds", List.of(theirs, mine)));
        JsonNode made = taken(report);
        assertThat(made.at("/media").size()).isEqualTo(1);
        assertThat(made.at("/media/0/id").stringValue()).isEqualTo(mine);
        assertThat(made.at("/result/mediaIds/0").stringValue()).isEqualTo(mine);
        assertThat(doubts(made)).containsExactly("PHOTO_MISSING /mediaIds/0", "PHOTO_MISSING /selfHandled/mediaIds/0");
        assertThat(made.at("/doubts/0/given").stringValue()).isEqualTo(gone);
        town.as(WORKER)
                .get()
                .uri("/api/v1/media/" + theirs)
                .exchange()
                .expectStatus()
                .isNotFound();
        Map<String, Object> onlyGone = Map.of("gridCode", GRID, "mediaIds", List.of(gone));
        assertThat(doubts(taken(onlyGone))).containsExactly("PHOTO_MISSING /mediaIds/0");
    }

    @Test
    void a_result_is_not_lost_for_a_photo_or_a_clock() {
        JsonNode file = stories.handling("离线办结");
        JsonNode resolved = Town.bodyOf(town.as(HANDLER)
                .post()
                .uri(CaseStories.path(file) + "/actions/resolve")
                .header("X-Device-Time", "1980-01-06T00:00:00Z")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("result", "已打开", "mediaIds", List.of(photo(HANDLER), UUID.randomUUID())))
                .exchange()
                .expectStatus()
                .isOk());
        assertThat(resolved.get("state").stringValue()).isEqualTo("RESOLVED");
        assertThat(resolved.get("media").size()).isEqualTo(1);
        assertThat(resolved.at("/result/mediaIds").size()).isEqualTo(1);
        assertThat(doubts(resolved)).containsExactly("PHOTO_MISSING /mediaIds/1", "TIME_LONG_PAST X-Device-Time");
        assertThat(resolved.at("/doubts/0/sequence").intValue()).isEqualTo(5);
    }

    @Test
    void when_a_position_was_measured_is_kept_and_an_old_one_marked() {
        Map<String, Object> report =
                at("旧定位", Map.of("longitude", 104.76, "latitude", 31.4576, "fixedAt", "2026-01-04T14:00:00+08:00"));
        report.put("reportedAt", "2026-01-04T15:02:00+08:00");
        JsonNode made = taken(report);
        assertThat(made.at("/position/fixedAt").stringValue()).isEqualTo("2026-01-04T06:00:00Z");
        assertThat(doubts(made)).containsExactly("FIX_OLD /position/fixedAt");
        report.put(
                "position", Map.of("longitude", 104.76, "latitude", 31.4576, "fixedAt", "2026-01-04T15:01:00+08:00"));
        assertThat(taken(report).get("doubts")).isEmpty();
    }

    @Test
    void what_leaves_no_place_at_all_is_still_refused() {
        JsonNode problem =
                Town.bodyOf(stories.report(WORKER, at("界外", Map.of("longitude", 0, "latitude", 0)), UUID.randomUUID())
                        .expectStatus()
                        .isEqualTo(422));
        assertThat(problem.get("code").stringValue()).isEqualTo("grid.outside-district");
    }

    @Test
    void the_same_doubtful_report_sent_again_is_the_same_case() {
        UUID key = UUID.randomUUID();
        Map<String, Object> report = lockedExit("重发");
        report.put("categoryCode", "X1");
        report.put("occurredAt", "1980-01-06T08:00:00+08:00");
        JsonNode first = Town.bodyOf(stories.report(WORKER, report, key));
        JsonNode second = Town.bodyOf(
                stories.report(WORKER, report, key).expectHeader().valueEquals("Idempotency-Replayed", "true"));
        assertThat(second).isEqualTo(first);
    }
}
