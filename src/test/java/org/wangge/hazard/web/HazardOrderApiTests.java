package org.wangge.hazard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.WORKER;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** What is said first when more than one thing is wrong with a step: whether it is there, then its state, then the body. */
@WanggeTest
class HazardOrderApiTests {

    private static final Map<String, ?> UNKNOWN_PHOTO = Map.of("note", "已整改", "mediaIds", List.of(UUID.randomUUID()));

    @Autowired
    private Town town;

    private HazardStories stories;

    @BeforeEach
    void stories() {
        stories = new HazardStories(town);
    }

    private void refused(String user, JsonNode hazard, int status, String code) {
        JsonNode problem = Town.bodyOf(stories.act(user, hazard, "report-rectified", UNKNOWN_PHOTO)
                .expectStatus()
                .isEqualTo(status));
        assertThat(problem.get("code").stringValue()).isEqualTo(code);
    }

    @Test
    void photos_are_looked_at_last() {
        JsonNode hazard = stories.found(stories.restaurant(), HazardStories.GENERAL);
        refused("worker-003-1", hazard, 404, "hazard.not-found");
        refused(WORKER, hazard, 409, "hazard.wrong-state");
        stories.acted(WORKER, hazard, "issue-notice", Map.of());
        stories.acted(WORKER, hazard, "start-rectification", Map.of());
        refused(WORKER, hazard, 422, "media.unknown");
    }

    @Test
    void an_inspection_that_is_not_there_or_over_is_said_to_be_so_before_its_photos_are_looked_at() {
        JsonNode inspection = stories.inspected(stories.restaurant());
        String path = "/api/v1/inspections/" + inspection.get("id").stringValue() + "/actions/submit";
        Map<String, ?> unknownSignature = Map.of("signature", Map.of("mediaId", UUID.randomUUID()));
        assertThat(code("worker-003-1", path, unknownSignature, 404)).isEqualTo("inspection.not-found");
        assertThat(code(WORKER, path, unknownSignature, 409)).isEqualTo("inspection.wrong-state");
    }

    private String code(String user, String path, Map<String, ?> body, int status) {
        return Town.bodyOf(town.post(user, path, body).expectStatus().isEqualTo(status))
                .get("code")
                .stringValue();
    }
}
