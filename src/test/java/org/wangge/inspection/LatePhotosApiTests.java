package org.wangge.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.OTHER_WORKER;
import static org.wangge.fixtures.CaseStories.WORKER;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** Photos that came after their inspection are added to it, and to the hazard that they show. */
@WanggeTest
class LatePhotosApiTests {

    private static final String INSPECTIONS = "/api/v1/inspections";

    @Autowired
    private Town town;

    @Autowired
    private TestClock clock;

    private HazardStories stories;

    @BeforeEach
    void set_up() {
        stories = new HazardStories(town);
    }

    /** Whose photo and signature are not there. */
    private JsonNode taken() {
        UUID lost = UUID.randomUUID();
        List<Map<String, Object>> answers = stories.items(WORKER).stream()
                .<Map<String, Object>>map(item -> item.equals(HazardStories.GENERAL)
                        ? Map.of("itemId", item, "answer", "FAIL", "mediaIds", List.of(lost))
                        : Map.of("itemId", item, "answer", "PASS"))
                .toList();
        Map<String, Object> body =
                new HashMap<>(HazardStories.inspection(stories.restaurant(), stories.items(WORKER), Set.of()));
        body.put("startedAt", clock.instant().minus(Duration.ofHours(2)).toString());
        body.put("answers", answers);
        body.put("submit", Map.of("signature", Map.of("mediaId", lost)));
        JsonNode taken =
                Town.bodyOf(town.post(WORKER, INSPECTIONS, body).expectStatus().isCreated());
        assertThat(taken.get("doubts")
                        .valueStream()
                        .map(doubt -> doubt.get("code").stringValue()))
                .containsExactly("PHOTO_MISSING", "PHOTO_MISSING");
        return taken;
    }

    private WebTestClient.ResponseSpec add(String user, JsonNode inspection, Map<String, ?> body) {
        return town.post(user, INSPECTIONS + "/" + inspection.get("id").stringValue() + "/actions/add-photos", body);
    }

    private static Map<String, Object> photos(UUID... ids) {
        return Map.of("itemId", HazardStories.GENERAL, "mediaIds", List.of(ids));
    }

    private static JsonNode answer(JsonNode inspection) {
        return inspection
                .get("answers")
                .valueStream()
                .filter(answer -> answer.get("itemId").stringValue().equals(HazardStories.GENERAL))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_photo_of_a_failed_item_comes_after_it_and_goes_to_its_hazard() {
        JsonNode inspection = taken();
        UUID photo = town.photo(WORKER);
        JsonNode added = Town.bodyOf(
                add(WORKER, inspection, photos(photo)).expectStatus().isOk());

        assertThat(answer(added).at("/mediaIds/0").stringValue()).isEqualTo(photo.toString());
        for (String kept : List.of("state", "result", "submittedAt", "startedAt", "doubts", "dwell")) {
            assertThat(added.get(kept)).as(kept).isEqualTo(inspection.get(kept));
        }
        JsonNode hazard =
                stories.hazard(OTHER_WORKER, added.at("/result/hazardIds/0").stringValue());
        assertThat(hazard.at("/media/0/id").stringValue()).isEqualTo(photo.toString());
        assertThat(hazard.at("/timeline/1/action").stringValue()).isEqualTo("note");
        assertThat(hazard.get("state").stringValue()).isEqualTo("FOUND");
        town.as(DISPATCHER)
                .get()
                .uri("/api/v1/media/" + photo)
                .exchange()
                .expectStatus()
                .isOk();
        // The same again, as a phone does that heard no answer.
        add(WORKER, inspection, photos(photo)).expectStatus().isOk();
        assertThat(stories.hazard(OTHER_WORKER, hazard.get("id").stringValue())
                        .get("timeline")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void so_does_the_signature_once() {
        JsonNode inspection = taken();
        UUID signature = town.photo(WORKER);
        JsonNode signed = Town.bodyOf(add(WORKER, inspection, Map.of("signature", Map.of("mediaId", signature)))
                .expectStatus()
                .isOk());

        assertThat(signed.at("/signature/mediaId").stringValue()).isEqualTo(signature.toString());
        assertThat(refused(inspection, Map.of("signature", Map.of("mediaId", town.photo(WORKER)))))
                .isEqualTo("/signature inspection.signature-there");
    }

    private String refused(JsonNode inspection, Map<String, ?> body) {
        JsonNode problem =
                Town.bodyOf(add(WORKER, inspection, body).expectStatus().isEqualTo(422));
        return problem.at("/errors/0/pointer").stringValue() + " "
                + problem.at("/errors/0/code").stringValue();
    }

    @Test
    void what_does_not_fit_is_told() {
        JsonNode inspection = taken();
        UUID photo = town.photo(WORKER);
        assertThat(refused(inspection, Map.of())).isEqualTo("/itemId field.required");
        assertThat(refused(inspection, Map.of("mediaIds", List.of(photo)))).isEqualTo("/itemId field.required");
        assertThat(refused(inspection, Map.of("itemId", HazardStories.GENERAL))).isEqualTo("/mediaIds field.required");
        assertThat(refused(inspection, Map.of("itemId", "NONE-1", "mediaIds", List.of(photo))))
                .isEqualTo("/itemId inspection.item-unknown");
        assertThat(refused(
                        inspection,
                        Map.of("itemId", HazardStories.GENERAL, "mediaIds", List.of(photo), "afterFix", true)))
                .isEqualTo("/afterFix inspection.nothing-to-fix");
        assertThat(refused(inspection, photos(UUID.randomUUID()))).isEqualTo("/mediaIds/0 media.unknown");
        assertThat(refused(inspection, photos(town.photo(OTHER_WORKER)))).isEqualTo("/mediaIds/0 media.unknown");
        add(
                        WORKER,
                        inspection,
                        photos(Stream.generate(() -> town.photo(WORKER))
                                .limit(20)
                                .toArray(UUID[]::new)))
                .expectStatus()
                .isOk();
        assertThat(refused(inspection, photos(photo))).isEqualTo("/mediaIds inspection.photos-full");
    }

    @Test
    void only_its_inspectors_add_some_and_only_after_its_end() {
        JsonNode inspection = taken();
        add(OTHER_WORKER, inspection, photos(town.photo(OTHER_WORKER)))
                .expectStatus()
                .isForbidden();
        add("worker-006-1", inspection, photos(town.photo("worker-006-1")))
                .expectStatus()
                .isNotFound();
        assertThat(inspection.get("openActions").valueStream().map(JsonNode::stringValue))
                .containsExactly("add-photos");
        Map<String, Object> start = new HashMap<>();
        start.put("placeId", inspection.get("placeId").stringValue());
        start.put("checkIn", Map.of("reason", Map.of("code", "NO_SIGNAL")));
        JsonNode begun =
                Town.bodyOf(town.post(WORKER, INSPECTIONS, start).expectStatus().isCreated());
        add(WORKER, begun, photos(town.photo(WORKER))).expectStatus().isEqualTo(409);
    }
}
