package org.wangge.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.OTHER_WORKER;
import static org.wangge.fixtures.CaseStories.WORKER;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** What failed on a phone is a hazard, whatever became of the checklist since. */
@WanggeTest
class GoneItemsApiTests {

    private static final String INSPECTIONS = "/api/v1/inspections";

    @Autowired
    private Town town;

    @Autowired
    private TestClock clock;

    private String code;
    private JsonNode place;

    /** A checklist of its own, so that it can be changed. */
    @BeforeEach
    void a_restaurant_and_a_list() {
        code = "LATE_" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        place = new HazardStories(town).restaurant();
        publish(false, "L-01", "L-02");
    }

    private void publish(boolean retired, String... items) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (String item : items) {
            all.add(Map.of(
                    "id", item,
                    "texts", Map.of("zh", "第" + item + "项", "en", "Item " + item),
                    "severity", "MEDIUM",
                    "judge", "GRID",
                    "deadline", "P7D",
                    "basis", "自定"));
        }
        town.as("admin")
                .put()
                .uri("/api/v1/checklists/" + code)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of(
                        "names",
                        Map.of("zh", "离线检查表", "en", "Offline list"),
                        "inspectors",
                        1,
                        "categoryCode",
                        "G0204",
                        "retired",
                        retired,
                        "items",
                        all))
                .exchange()
                .expectStatus()
                .isOk();
    }

    private static Map<String, Object> answer(String item, String answer, String note) {
        return Map.of("itemId", item, "answer", answer, "note", note);
    }

    private Map<String, Object> made(List<Map<String, Object>> answers) {
        Map<String, Object> body = new HashMap<>();
        body.put("placeId", place.get("id").stringValue());
        body.put("checklistCode", code);
        body.put("startedAt", clock.instant().minus(Duration.ofHours(2)).toString());
        body.put("checkIn", Map.of("position", HazardStories.position(place.get("position"))));
        body.put("answers", answers);
        body.put("submit", Map.of("refusal", Map.of("text", "店主不在")));
        return body;
    }

    private JsonNode sent(Map<String, Object> body) {
        return Town.bodyOf(town.post(WORKER, INSPECTIONS, body).expectStatus().isCreated());
    }

    private static List<String> doubts(JsonNode seen) {
        return seen.get("doubts")
                .valueStream()
                .map(doubt -> doubt.get("code").stringValue() + " "
                        + doubt.get("field").stringValue())
                .toList();
    }

    private JsonNode hazard(JsonNode inspection, int index) {
        return town.get(
                OTHER_WORKER,
                "/api/v1/hazards/" + inspection.at("/result/hazardIds/" + index).stringValue());
    }

    @Test
    void a_failed_item_that_no_version_has_is_a_hazard_in_the_words_of_the_phone() {
        JsonNode taken = sent(made(
                List.of(answer("L-01", "PASS", ""), answer("L-02", "FAIL", "软管老化"), answer("L-99", "FAIL", "灶台堵门"))));

        assertThat(doubts(taken)).containsExactly("ITEM_UNKNOWN /answers/2/itemId");
        assertThat(taken.at("/result/failed").intValue()).isEqualTo(2);
        assertThat(taken.at("/result/hazardIds").size()).isEqualTo(2);
        assertThat(doubts(hazard(taken, 0))).isEmpty();
        JsonNode made = hazard(taken, 1);
        assertThat(made.get("state").stringValue()).isEqualTo("FOUND");
        assertThat(made.get("itemId").stringValue()).isEqualTo("L-99");
        assertThat(made.get("itemText").stringValue()).isEqualTo("灶台堵门");
        assertThat(made.get("note").stringValue()).isEqualTo("灶台堵门");
        assertThat(made.get("severity").stringValue()).isEqualTo("MEDIUM");
        assertThat(doubts(made)).containsExactly("ITEM_UNKNOWN /itemId");
        assertThat(made.at("/doubts/0/given").stringValue()).isEqualTo("L-99");
        assertThat(made.at("/doubts/0/lineId")).isEqualTo(made.at("/timeline/0/id"));
    }

    @Test
    void without_words_of_the_phone_its_code_stands_for_it() {
        JsonNode taken = sent(made(List.of(
                answer("L-01", "PASS", ""),
                answer("L-02", "PASS", ""),
                Map.of("itemId", "L-98", "answer", "FAIL", "fixedOnSpot", Map.of("note", "已搬开")))));

        assertThat(hazard(taken, 0).get("itemText").stringValue()).isEqualTo("L-98");
        assertThat(hazard(taken, 0).get("state").stringValue()).isEqualTo("CLOSED");
    }

    @Test
    void an_item_of_another_version_keeps_what_that_version_says() {
        publish(false, "L-01", "L-03");
        JsonNode taken = sent(
                made(List.of(answer("L-01", "PASS", ""), answer("L-02", "FAIL", "a"), answer("L-99", "FAIL", "灶台堵门"))));

        assertThat(taken.get("checklistVersion").intValue()).isEqualTo(2);
        assertThat(doubts(taken))
                .containsExactly(
                        "ITEM_UNKNOWN /answers/1/itemId",
                        "ITEM_UNKNOWN /answers/2/itemId",
                        "ITEM_UNANSWERED /answers/L-03");
        assertThat(taken.at("/result/unanswered").intValue()).isEqualTo(1);
        JsonNode listed = hazard(taken, 0);
        assertThat(listed.get("itemText").stringValue()).isEqualTo("第L-02项");
        assertThat(listed.get("checklistVersion").intValue()).isEqualTo(1);
        assertThat(doubts(listed)).isEmpty();
    }

    @Test
    void the_list_was_retired_meanwhile() {
        publish(true, "L-01", "L-02");
        JsonNode taken = sent(made(List.of(answer("L-01", "PASS", ""), answer("L-02", "FAIL", "软管老化"))));

        assertThat(doubts(taken)).containsExactly("CHECKLIST_RETIRED /checklistCode");
        assertThat(hazard(taken, 0).get("itemText").stringValue()).isEqualTo("第L-02项");
    }

    @Test
    void a_list_that_never_was_loses_nothing_of_what_failed() {
        Map<String, Object> body = made(List.of(answer("ALT-1", "FAIL", "灶台堵门")));
        body.put("checklistCode", "NEVER");
        JsonNode taken = sent(body);

        assertThat(taken.get("checklistCode").stringValue()).isEqualTo("CANYIN");
        assertThat(doubts(taken)).contains("CHECKLIST_UNKNOWN /checklistCode", "ITEM_UNKNOWN /answers/0/itemId");
        assertThat(hazard(taken, 0).get("itemText").stringValue()).isEqualTo("灶台堵门");
    }

    @Test
    void the_same_holds_for_one_that_is_sent_step_by_step() {
        Map<String, Object> start = made(List.of());
        start.remove("submit");
        start.put("answers", List.of(answer("L-99", "FAIL", "灶台堵门")));
        String path = INSPECTIONS + "/" + sent(start).get("id").stringValue();
        town.post(WORKER, path + "/actions/submit", Map.of("refusal", Map.of("text", "店主不在")))
                .expectStatus()
                .isEqualTo(422);
        JsonNode ended = Town.bodyOf(town.as(WORKER)
                .post()
                .uri(path + "/actions/submit")
                .header(
                        "X-Device-Time",
                        clock.instant().minus(Duration.ofHours(1)).toString())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("refusal", Map.of("text", "店主不在")))
                .exchange()
                .expectStatus()
                .isOk());

        assertThat(doubts(ended))
                .containsExactly(
                        "ITEM_UNKNOWN /answers/0/itemId",
                        "ITEM_UNANSWERED /answers/L-01",
                        "ITEM_UNANSWERED /answers/L-02");
        assertThat(hazard(ended, 0).get("itemText").stringValue()).isEqualTo("灶台堵门");
    }
}
