package org.wangge.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** First: does it run at all. */
@WanggeTest
class StoryTests {

    @Autowired
    private Town town;

    @Test
    void a_report_reaches_its_office() {
        JsonNode made = Town.bodyOf(town.post(
                        "worker-001-1",
                        "/api/v1/cases",
                        Map.of(
                                "categoryCode", "G0201",
                                "description", "3号楼安全出口上锁",
                                "position", Map.of("longitude", 104.7600, "latitude", 31.4576)))
                .expectStatus()
                .isCreated());
        assertThat(made.get("state").stringValue()).isEqualTo("REPORTED");
    }
}
