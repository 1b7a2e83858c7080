package org.wangge.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** An emergency: other rules and shorter clocks for some hours, which end by themselves. */
@WanggeTest
@TestPropertySource(properties = "wangge.town-of=overlays")
@DirtiesContext
class RoutingOverlayStoryTests {

    private static final String OVERLAYS = "/api/v1/routing-overlays";

    @Autowired
    private Town town;

    @Autowired
    private TestClock clock;

    private CaseStories stories;

    @BeforeEach
    void stories() {
        stories = new CaseStories(town);
    }

    private Map<String, Object> flood(Duration lasting) {
        Map<String, Object> body = new HashMap<>();
        body.put("name", "涪江防汛");
        body.put("kind", "FLOOD");
        body.put("areas", List.of("510703001"));
        body.put("rows", List.of(Map.of("id", "flood", "outcome", Map.of("target", "DISTRICT"))));
        body.put("clockFactor", 0.4);
        body.put("until", clock.instant().plus(lasting).toString());
        return body;
    }

    private JsonNode begun(Duration lasting) {
        return Town.bodyOf(
                town.post(DISTRICT, OVERLAYS, flood(lasting)).expectStatus().isCreated());
    }

    private static Duration accepting(JsonNode file) {
        return Duration.between(
                Instant.parse(file.at("/clocks/0/startedAt").stringValue()),
                Instant.parse(file.at("/clocks/0/dueAt").stringValue()));
    }

    @Test
    void an_overlay_decides_shortens_the_clocks_ends_by_itself_and_says_what_it_changed() {
        JsonNode overlay = begun(Duration.ofHours(2));
        assertThat(overlay.get("inForce").booleanValue()).isTrue();
        JsonNode during = stories.reported("水漫进来了");
        assertThat(accepting(during)).isEqualTo(Duration.ofMinutes(6));
        JsonNode why = town.get(DISTRICT, CaseStories.path(during) + "/routing");
        assertThat(why.at("/decision/overlayId")).isEqualTo(overlay.get("id"));
        assertThat(why.at("/decision/desk/kind").stringValue()).isEqualTo("DISTRICT");
        assertThat(why.at("/trace/0/overlayId")).isEqualTo(overlay.get("id"));
        assertThat(why.at("/facts/overlays/0").stringValue()).isEqualTo("FLOOD");

        clock.advance(Duration.ofHours(2));
        JsonNode after = stories.reported("水退了");
        assertThat(accepting(after)).isEqualTo(Duration.ofMinutes(15));
        assertThat(town.get(DISTRICT, CaseStories.path(after) + "/routing")
                        .at("/decision/desk/code")
                        .stringValue())
                .isEqualTo("510703001");
        assertThat(town.get(DISTRICT, OVERLAYS + "/" + id(overlay))
                        .get("inForce")
                        .booleanValue())
                .isFalse();
        assertThat(town.get(DISTRICT, CaseStories.path(during) + "/routing")
                        .get("agrees")
                        .booleanValue())
                .as("explained by what was in force then")
                .isTrue();

        JsonNode report = town.get(DISTRICT, OVERLAYS + "/" + id(overlay) + "/report");
        assertThat(report.get("cases").intValue()).isEqualTo(1);
        assertThat(report.get("decided").intValue()).isEqualTo(1);
        assertThat(report.get("moved").intValue()).isEqualTo(1);
        assertThat(report.at("/items/0/number")).isEqualTo(during.get("number"));
        assertThat(report.at("/items/0/without/desk/code").stringValue()).isEqualTo("510703001");
        town.post(DISTRICT, OVERLAYS + "/" + id(overlay) + "/actions/extend", Map.of("until", later(1)))
                .expectStatus()
                .isEqualTo(409);
    }

    private static String id(JsonNode overlay) {
        return overlay.get("id").stringValue();
    }

    private String later(int hours) {
        return clock.instant().plus(Duration.ofHours(hours)).toString();
    }

    @Test
    void it_is_extended_and_ended_by_hand_and_twice_is_once() {
        JsonNode overlay = begun(Duration.ofHours(1));
        String path = OVERLAYS + "/" + id(overlay);
        town.post(DISTRICT, path + "/actions/extend", Map.of("until", later(73)))
                .expectStatus()
                .isEqualTo(422);
        JsonNode extended = Town.bodyOf(town.post(DISTRICT, path + "/actions/extend", Map.of("until", later(72)))
                .expectStatus()
                .isOk());
        assertThat(extended.get("until").stringValue()).isEqualTo(later(72));
        JsonNode ended = Town.bodyOf(town.post(DISTRICT, path + "/actions/end", Map.of())
                .expectStatus()
                .isOk());
        assertThat(ended.get("inForce").booleanValue()).isFalse();
        assertThat(ended.at("/endedBy/name").stringValue()).isNotBlank();
        assertThat(Town.bodyOf(town.post(DISTRICT, path + "/actions/end", Map.of())
                                .expectStatus()
                                .isOk())
                        .get("version"))
                .isEqualTo(ended.get("version"));
        assertThat(accepting(stories.reported("已经结束"))).isEqualTo(Duration.ofMinutes(15));
        assertThat(town.get("admin", "/api/v1/audit?kind=ROUTING_OVERLAY_CHANGE")
                        .get("items")
                        .size())
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void ugly_overlays_are_refused_with_the_field() {
        town.post(DISPATCHER, OVERLAYS, flood(Duration.ofHours(1)))
                .expectStatus()
                .isForbidden();
        town.post("admin", OVERLAYS, flood(Duration.ofHours(1))).expectStatus().isForbidden();
        Map<String, Object> body = flood(Duration.ofHours(73));
        refused(body, "/until");
        body = flood(Duration.ofHours(1));
        body.put("areas", List.of("510703001", "999"));
        refused(body, "/areas/1");
        body = flood(Duration.ofHours(1));
        body.put("rows", List.of(Map.of("id", "x", "outcome", Map.of("target", "OFFICE", "code", "999"))));
        refused(body, "/rows/0");
        body = flood(Duration.ofHours(1));
        body.remove("rows");
        body.remove("clockFactor");
        JsonNode empty =
                Town.bodyOf(town.post(DISTRICT, OVERLAYS, body).expectStatus().isEqualTo(422));
        assertThat(empty.get("code").stringValue()).isEqualTo("routing-overlay.empty");
    }

    private void refused(Map<String, Object> body, String pointer) {
        JsonNode problem =
                Town.bodyOf(town.post(DISTRICT, OVERLAYS, body).expectStatus().isEqualTo(422));
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo(pointer);
    }
}
