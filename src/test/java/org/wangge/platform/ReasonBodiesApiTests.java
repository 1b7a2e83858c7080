package org.wangge.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.WORKER;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** A body that is only a reason may be the reason itself, whatever it is about. */
@WanggeTest
class ReasonBodiesApiTests {

    private static final Map<String, ?> BARE = Map.of("code", "by-mistake", "text", "看错了");

    @Autowired
    private Town town;

    private HazardStories stories;

    @BeforeEach
    void stories() {
        stories = new HazardStories(town);
    }

    private JsonNode done(String user, String path, Map<String, ?> body) {
        return Town.bodyOf(town.post(user, path, body).expectStatus().isOk());
    }

    @Test
    void places_hazards_and_inspections_take_the_bare_reason() {
        JsonNode place = stories.restaurant();
        String placeId = place.get("id").stringValue();
        JsonNode hazard = stories.found(place, HazardStories.GENERAL);
        JsonNode flagged = stories.acted(WORKER, hazard, "flag-major", BARE);
        assertThat(flagged.at("/timeline/1/reason/code").stringValue()).isEqualTo("BY_MISTAKE");
        stories.acted(HANDLER, hazard, "downgrade", BARE);
        JsonNode inspection = Town.bodyOf(town.post(
                        WORKER,
                        "/api/v1/inspections",
                        Map.of("placeId", placeId, "checkIn", Map.of("reason", Map.of("code", "no-signal"))))
                .expectStatus()
                .isCreated());
        String abandon = "/api/v1/inspections/" + inspection.get("id").stringValue() + "/actions/abandon";
        assertThat(done(WORKER, abandon, BARE).get("state").stringValue()).isEqualTo("ABANDONED");
        assertThat(done(WORKER, "/api/v1/places/" + placeId + "/actions/suspend", BARE)
                        .get("state")
                        .stringValue())
                .isEqualTo("SUSPENDED");
    }
}
