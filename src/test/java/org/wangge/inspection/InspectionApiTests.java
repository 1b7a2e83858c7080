package org.wangge.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.OTHER_WORKER;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.CaseStories.because;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

@WanggeTest
class InspectionApiTests {

    private static final String INSPECTIONS = "/api/v1/inspections";

    @Autowired
    private Town town;

    private HazardStories stories;
    private JsonNode place;

    @BeforeEach
    void a_restaurant() {
        stories = new HazardStories(town);
        place = stories.restaurant();
    }

    private Map<String, Object> start(Map<String, Object> checkIn) {
        Map<String, Object> body = new HashMap<>();
        body.put("placeId", place.get("id").stringValue());
        body.put("checkIn", checkIn);
        return body;
    }

    private static Map<String, Object> at(double longitude, double latitude) {
        return Map.of("position", Map.of("longitude", longitude, "latitude", latitude));
    }

    private String refusal(String user, String path, Map<String, ?> body, int status) {
        return Town.bodyOf(town.post(user, path, body).expectStatus().isEqualTo(status))
                .get("code")
                .stringValue();
    }

    private JsonNode started() {
        return Town.bodyOf(town.post(WORKER, INSPECTIONS, start(at(104.7600, 31.4576)))
                .expectStatus()
                .isCreated());
    }

    private WebTestClient.ResponseSpec answer(String user, JsonNode inspection, Map<String, ?> answer) {
        return town.as(user)
                .put()
                .uri(path(inspection) + "/answers")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("answers", List.of(answer)))
                .exchange();
    }

    private static String path(JsonNode inspection) {
        return INSPECTIONS + "/" + inspection.get("id").stringValue();
    }

    @Test
    void presence_is_proved_by_position_or_a_reason_is_given() {
        assertThat(started().at("/checkIn/proof").stringValue()).isEqualTo("POSITION");
        assertThat(refusal(WORKER, INSPECTIONS, start(at(104.7700, 31.4576)), 422))
                .isEqualTo("inspection.too-far");
        assertThat(refusal(WORKER, INSPECTIONS, start(Map.of("qr", "wangge:place:x:y")), 422))
                .isEqualTo("inspection.qr-wrong");
        assertThat(refusal(WORKER, INSPECTIONS, start(Map.of()), 422)).isEqualTo("inspection.no-check-in");
        JsonNode withReason = Town.bodyOf(town.post(
                        WORKER,
                        INSPECTIONS,
                        start(Map.of(
                                "position",
                                Map.of("longitude", 104.7700, "latitude", 31.4576),
                                "reason",
                                Map.of("code", "NO_SIGNAL", "text", "定位漂移"))))
                .expectStatus()
                .isCreated());
        assertThat(withReason.at("/checkIn/proof").stringValue()).isEqualTo("REASON");
        assertThat(withReason.at("/checkIn/distanceMetres").doubleValue()).isGreaterThan(500);
    }

    @Test
    void answers_merge_and_the_end_says_all_that_is_missing() {
        JsonNode inspection = started();
        answer(WORKER, inspection, Map.of("itemId", "CANYIN-03", "answer", "FAIL"))
                .expectStatus()
                .isOk();
        JsonNode twice = Town.bodyOf(answer(WORKER, inspection, Map.of("itemId", "CANYIN-03", "answer", "FAIL"))
                .expectStatus()
                .isOk());
        assertThat(twice.get("answers").size()).isEqualTo(1);
        assertThat(twice.get("openActions").valueStream().map(JsonNode::stringValue))
                .containsExactly("answer", "submit", "abandon");
        answer(WORKER, inspection, Map.of("itemId", "NONE-1", "answer", "PASS"))
                .expectStatus()
                .isEqualTo(422);
        answer(WORKER, inspection, Map.of("itemId", "CANYIN-04", "answer", "PASS", "fixedOnSpot", Map.of("note", "x")))
                .expectStatus()
                .isEqualTo(422);
        assertThat(Town.bodyOf(answer(OTHER_WORKER, inspection, Map.of("itemId", "CANYIN-04", "answer", "PASS"))
                                .expectStatus()
                                .isForbidden())
                        .get("code")
                        .stringValue())
                .isEqualTo("inspection.not-yours");
        JsonNode missing = Town.bodyOf(town.post(WORKER, path(inspection) + "/actions/submit", Map.of())
                .expectStatus()
                .isEqualTo(422));
        assertThat(missing.get("errors")
                        .valueStream()
                        .map(fault -> fault.get("code").stringValue()))
                .contains("inspection.unanswered", "inspection.photo-missing", "inspection.signature-missing");
        answer(
                        WORKER,
                        inspection,
                        Map.of(
                                "itemId",
                                "CANYIN-03",
                                "answer",
                                "FAIL",
                                "note",
                                "软管老化，已当场更换",
                                "fixedOnSpot",
                                Map.of("note", "换新管")))
                .expectStatus()
                .isOk();
        JsonNode submitted = Town.bodyOf(town.post(
                        WORKER,
                        path(inspection) + "/actions/submit",
                        Map.of(
                                "refusal", Map.of("text", "店主拒签"),
                                "unansweredReason", Map.of("code", "CLOSED_EARLY", "text", "店铺打烊")))
                .expectStatus()
                .isOk());
        assertThat(submitted.at("/result/unanswered").intValue()).isEqualTo(14);
        JsonNode fixed =
                stories.hazard(WORKER, submitted.at("/result/hazardIds/0").stringValue());
        assertThat(fixed.get("state").stringValue()).as("put right at once").isEqualTo("CLOSED");
        assertThat(fixed.get("fixedOnSpot").booleanValue()).isTrue();
        assertThat(refusal(WORKER, path(inspection) + "/actions/abandon", because("LATE", "x"), 409))
                .isEqualTo("inspection.wrong-state");
    }

    @Test
    void a_whole_inspection_sent_five_times_is_one_and_finds_each_hazard_once() {
        UUID key = UUID.randomUUID();
        Map<String, Object> whole = HazardStories.inspection(
                place, stories.items(WORKER), Set.of(HazardStories.GENERAL, HazardStories.GAS_ALARM));
        String first = "";
        for (int i = 0; i < 5; i++) {
            JsonNode answer = Town.bodyOf(town.as(WORKER)
                    .post()
                    .uri(INSPECTIONS)
                    .header("Idempotency-Key", key.toString())
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(whole)
                    .exchange()
                    .expectStatus()
                    .isCreated());
            first = first.isEmpty() ? answer.get("id").stringValue() : first;
            assertThat(answer.get("id").stringValue()).isEqualTo(first);
            assertThat(answer.at("/result/hazardIds").size()).isEqualTo(2);
        }
        JsonNode hazards = town.get(
                DISPATCHER,
                "/api/v1/hazards?count=true&place=" + place.get("id").stringValue());
        assertThat(hazards.get("total").intValue()).isEqualTo(2);
        assertThat(town.get(
                                "dispatcher-003",
                                "/api/v1/hazards?count=true&place="
                                        + place.get("id").stringValue())
                        .get("total")
                        .intValue())
                .as("another office does not know of them")
                .isZero();
    }

    @Test
    void an_inspection_keeps_to_its_place_its_list_and_its_people() {
        Map<String, Object> body = start(at(104.7600, 31.4576));
        body.put("checklistCode", "NONE");
        assertThat(refusal(WORKER, INSPECTIONS, body, 422)).isEqualTo("inspection.checklist-unknown");
        body.put("checklistCode", "JIAYOU");
        assertThat(refusal(WORKER, INSPECTIONS, body, 422)).isEqualTo("inspection.second-missing");
        body.put("secondInspectorId", town.idOf(WORKER).toString());
        assertThat(refusal(WORKER, INSPECTIONS, body, 422)).isEqualTo("inspection.second-unfit");
        body.put("secondInspectorId", town.idOf(OTHER_WORKER).toString());
        JsonNode both =
                Town.bodyOf(town.post(WORKER, INSPECTIONS, body).expectStatus().isCreated());
        answer(OTHER_WORKER, both, Map.of("itemId", "JIAYOU-01", "answer", "NA"))
                .expectStatus()
                .isOk();
        assertThat(refusal("worker-003-1", INSPECTIONS, start(at(104.7600, 31.4576)), 404))
                .isEqualTo("place.not-found");
        town.post(
                        DISPATCHER,
                        "/api/v1/places/" + place.get("id").stringValue() + "/actions/close-down",
                        because("GONE", "关门"))
                .expectStatus()
                .isOk();
        assertThat(refusal(WORKER, INSPECTIONS, start(at(104.7600, 31.4576)), 422))
                .isEqualTo("inspection.place-closed");
    }
}
