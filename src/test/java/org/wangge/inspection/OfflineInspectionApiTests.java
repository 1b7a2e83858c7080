package org.wangge.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.CaseStories.because;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.place.Places;
import tools.jackson.databind.JsonNode;

/** An inspection made offline is taken in, whatever changed meanwhile or is wrong with the phone; what is doubtful is marked. */
@WanggeTest
class OfflineInspectionApiTests {

    private static final String INSPECTIONS = "/api/v1/inspections";

    @Autowired
    private Town town;

    @Autowired
    private TestClock clock;

    @Autowired
    private Places places;

    private HazardStories stories;
    private JsonNode place;

    @BeforeEach
    void a_restaurant() {
        stories = new HazardStories(town);
        place = stories.restaurant();
    }

    private Map<String, Object> whole() {
        Map<String, Object> body =
                HazardStories.inspection(place, stories.items(WORKER), Set.of(HazardStories.GENERAL));
        body.put("startedAt", clock.instant().minus(Duration.ofHours(2)).toString());
        return body;
    }

    private JsonNode sent(Map<String, ?> body) {
        JsonNode taken =
                Town.bodyOf(town.post(WORKER, INSPECTIONS, body).expectStatus().isCreated());
        assertThat(taken.get("state").stringValue()).isEqualTo("SUBMITTED");
        assertThat(taken.at("/result/hazardIds").size())
                .isEqualTo(taken.at("/result/failed").intValue());
        return taken;
    }

    private static List<String> doubts(JsonNode inspection) {
        return inspection
                .get("doubts")
                .valueStream()
                .map(doubt -> doubt.get("code").stringValue() + " "
                        + doubt.get("field").stringValue())
                .toList();
    }

    private void placeBecomes(String action) {
        town.post(
                        DISPATCHER,
                        "/api/v1/places/" + place.get("id").stringValue() + "/actions/" + action,
                        because("GONE", "关门"))
                .expectStatus()
                .isOk();
    }

    @Test
    void nothing_is_doubtful_about_a_plain_one() {
        JsonNode taken = sent(whole());
        assertThat(doubts(taken)).isEmpty();
        assertThat(taken.get("startedAt").stringValue())
                .isEqualTo(clock.instant().minus(Duration.ofHours(2)).toString());
    }

    @ParameterizedTest
    @CsvSource({"close-down, PLACE_CLOSED /placeId", "suspend, PLACE_SUSPENDED /placeId"})
    void its_place_closed_meanwhile(String action, String doubt) {
        placeBecomes(action);
        JsonNode taken = sent(whole());
        assertThat(doubts(taken)).containsExactly(doubt);
        JsonNode seen = town.get(DISPATCHER, INSPECTIONS + "/" + taken.get("id").stringValue());
        assertThat(seen.at("/doubts/0/text").stringValue()).contains("场所在此期间");
        stories.acted(
                WORKER,
                stories.hazard(WORKER, taken.at("/result/hazardIds/0").stringValue()),
                "issue-notice",
                Map.of());
    }

    @Test
    void its_place_moved_to_another_office_meanwhile() {
        JsonNode grids = town.get(DISTRICT, "/api/v1/places?office=510703003&limit=1");
        JsonNode there = grids.at("/items/0/position");
        Map<String, Object> body = whole();
        Map<String, Object> moved = new HashMap<>(Map.of(
                "kind",
                HazardStories.CHECKLIST,
                "name",
                place.get("name").stringValue(),
                "address",
                "新址1号",
                "position",
                HazardStories.position(there)));
        town.as(DISTRICT)
                .put()
                .uri("/api/v1/places/" + place.get("id").stringValue())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(moved)
                .exchange()
                .expectStatus()
                .isOk();
        JsonNode taken = sent(body);
        assertThat(doubts(taken)).containsExactly("PLACE_MOVED /placeId", "POSITION_FAR /checkIn/position");
        assertThat(taken.get("officeCode").stringValue()).isEqualTo("510703003");
        town.get(
                "dispatcher-003",
                "/api/v1/hazards/" + taken.at("/result/hazardIds/0").stringValue());
        assertThat(town.get(WORKER, INSPECTIONS + "/" + taken.get("id").stringValue())
                        .get("id"))
                .as("who made it still reads it")
                .isEqualTo(taken.get("id"));
        // A worker who never had to do with the place is still told of none.
        town.post("worker-006-1", INSPECTIONS, body).expectStatus().isNotFound();
    }

    @ParameterizedTest
    @CsvSource({
        "2027-06-01T00:00:00Z, TIME_AHEAD /startedAt",
        "1970-01-01T00:00:00Z, TIME_LONG_PAST /startedAt",
        "1980-01-06T08:00:00+08:00, TIME_LONG_PAST /startedAt"
    })
    void its_phone_had_another_time(String startedAt, String doubt) {
        Map<String, Object> body = whole();
        body.put("startedAt", startedAt);
        JsonNode taken = sent(body);
        assertThat(doubts(taken)).containsExactly(doubt);
        assertThat(taken.at("/doubts/0/given").stringValue()).isEqualTo(startedAt);
        assertThat(taken.get("startedAt")).isEqualTo(taken.get("receivedAt"));
    }

    @Test
    void its_end_is_said_to_be_before_its_beginning() {
        Map<String, Object> body = whole();
        body.put(
                "submit",
                Map.of(
                        "refusal",
                        Map.of("text", "店主不在"),
                        "submittedAt",
                        clock.instant().minus(Duration.ofHours(3)).toString()));
        assertThat(doubts(sent(body))).containsExactly("TIME_BEFORE_START /submit/submittedAt");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 8, POSITION_UNREAL /checkIn/position",
        "104.9, 31.6, 8, POSITION_FAR /checkIn/position",
        "999, 31.6, 8, POSITION_UNREAL /checkIn/position",
        "104.7600, 31.4576, -1, ACCURACY_UNKNOWN /checkIn/position/accuracyMetres"
    })
    void its_position_proves_nothing(double longitude, double latitude, double accuracy, String doubt) {
        Map<String, Object> body = whole();
        body.put(
                "checkIn",
                Map.of("position", Map.of("longitude", longitude, "latitude", latitude, "accuracyMetres", accuracy)));
        JsonNode taken = sent(body);
        assertThat(doubts(taken)).containsExactly(doubt);
        if (accuracy < 0) {
            assertThat(taken.at("/doubts/0/given").stringValue()).isEqualTo("-1");
        } else if (longitude == 0) {
            assertThat(taken.at("/doubts/0/given").stringValue()).isEqualTo("0,0");
        }
        assertThat(taken.at("/checkIn/proof").stringValue())
                .isEqualTo(doubt.startsWith("ACCURACY") ? "POSITION" : "REASON");
        assertThat(taken.at("/checkIn/accuracyMetres").isNull()).isEqualTo(!doubt.startsWith("POSITION_FAR"));
    }

    @Test
    void nobody_checked_in_or_with_another_code() {
        Map<String, Object> body = whole();
        body.put("checkIn", Map.of());
        assertThat(doubts(sent(body))).containsExactly("CHECK_IN_MISSING /checkIn");
        body.put("checkIn", Map.of("qr", "https://example.org/menu"));
        JsonNode taken = sent(body);
        assertThat(doubts(taken)).containsExactly("QR_WRONG /checkIn/qr");
        assertThat(taken.at("/doubts/0/given").stringValue()).isEqualTo("https://example.org/menu");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s\r\n", "\uFEFF%s", "  %s ", "https://example.org/q?code=%s&v=1", "%s\u200B"})
    void its_scanner_added_something_to_the_code(String form) {
        String qr = Places.qrText(Objects.requireNonNull(
                places.get(UUID.fromString(place.get("id").stringValue())).block(Duration.ofSeconds(10))));
        Map<String, Object> body = new HashMap<>();
        body.put("placeId", place.get("id").stringValue());
        body.put("checkIn", Map.of("qr", form.replace("%s", form.contains("https") ? qr.replace(":", "%3A") : qr)));
        JsonNode live =
                Town.bodyOf(town.post(WORKER, INSPECTIONS, body).expectStatus().isCreated());
        assertThat(live.at("/checkIn/proof").stringValue()).isEqualTo("QR");
        assertThat(doubts(live)).isEmpty();
    }

    @Test
    void its_photos_are_not_there() {
        Map<String, Object> body = whole();
        UUID lost = UUID.randomUUID();
        List<Map<String, Object>> answers = new ArrayList<>();
        for (String item : stories.items(WORKER)) {
            answers.add(
                    item.equals(HazardStories.GENERAL)
                            ? Map.of("itemId", item, "answer", "FAIL", "mediaIds", List.of(lost))
                            : Map.of("itemId", item, "answer", "PASS"));
        }
        body.put("answers", answers);
        body.put("submit", Map.of("signature", Map.of("mediaId", lost)));
        JsonNode taken = sent(body);
        assertThat(doubts(taken))
                .containsExactly("PHOTO_MISSING /answers/1/mediaIds/0", "PHOTO_MISSING /submit/signature/mediaId");
        assertThat(taken.at("/doubts/0/given").stringValue()).isEqualTo(lost.toString());
        assertThat(taken.get("signature").isNull()).isTrue();
    }

    @Test
    void its_task_its_second_inspector_and_its_checklist_are_no_more() {
        Map<String, Object> body = whole();
        UUID task = UUID.randomUUID();
        body.put("taskId", task);
        body.put("secondInspectorId", town.idOf("worker-003-1"));
        body.put("checklistCode", "NONE");
        body.put("checklistVersion", 7);
        JsonNode taken = sent(body);
        assertThat(doubts(taken))
                .containsExactlyInAnyOrder(
                        "CHECKLIST_UNKNOWN /checklistCode",
                        "CHECKLIST_UNKNOWN /checklistVersion",
                        "TASK_UNKNOWN /taskId",
                        "SECOND_UNFIT /secondInspectorId");
        assertThat(taken.get("taskId").isNull()).isTrue();
        assertThat(taken.get("checklistCode").stringValue()).isEqualTo("CANYIN");
    }

    @Test
    void steps_sent_later_one_by_one_are_taken_in_too() {
        Map<String, Object> start = new HashMap<>();
        start.put("placeId", place.get("id").stringValue());
        start.put("checkIn", Map.of());
        start.put("startedAt", clock.instant().minus(Duration.ofDays(2)).toString());
        placeBecomes("close-down");
        JsonNode begun =
                Town.bodyOf(town.post(WORKER, INSPECTIONS, start).expectStatus().isCreated());
        assertThat(begun.get("openActions").size()).isEqualTo(3);
        JsonNode answered = Town.bodyOf(town.as(WORKER)
                .put()
                .uri(INSPECTIONS + "/" + begun.get("id").stringValue() + "/answers")
                .header(
                        "X-Device-Time",
                        clock.instant().minus(Duration.ofDays(2)).toString())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of(
                        "answers",
                        List.of(Map.of(
                                "itemId", "CANYIN-99",
                                "answer", "FAIL",
                                "note", "x",
                                "mediaIds", List.of(UUID.randomUUID())))))
                .exchange()
                .expectStatus()
                .isOk());
        assertThat(doubts(answered))
                .containsExactly(
                        "PLACE_CLOSED /placeId",
                        "CHECK_IN_MISSING /checkIn",
                        "ITEM_UNKNOWN /answers/0/itemId",
                        "PHOTO_MISSING /answers/0/mediaIds/0");
    }

    @Test
    void what_the_inspector_can_still_mend_is_refused_to_who_stands_there_now() {
        Map<String, Object> start = new HashMap<>();
        start.put("placeId", place.get("id").stringValue());
        start.put("checkIn", Map.of("position", Map.of("longitude", 0, "latitude", 0)));
        assertThat(Town.bodyOf(town.post(WORKER, INSPECTIONS, start)
                                .expectStatus()
                                .isEqualTo(422))
                        .get("code")
                        .stringValue())
                .isEqualTo("inspection.no-check-in");
        Map<String, Object> incomplete = whole();
        incomplete.put("submit", Map.of());
        town.post(WORKER, INSPECTIONS, incomplete).expectStatus().isEqualTo(422);
    }
}
