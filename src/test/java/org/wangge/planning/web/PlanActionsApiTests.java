package org.wangge.planning.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.PlanBodies;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.place.PlaceStories;
import tools.jackson.databind.JsonNode;

/** What is said of plans and tasks twice is done once. */
@WanggeTest
class PlanActionsApiTests {

    private static final String PLANS = "/api/v1/inspection-plans/";

    @Autowired
    private Town town;

    /** For shops, which other tests do not visit. */
    private static Map<String, Object> plan(List<String> areas) {
        Map<String, Object> plan = PlanBodies.weekly("SHANGDIAN");
        plan.put("selection", Map.of("kinds", List.of("SHANGDIAN"), "areas", areas));
        return plan;
    }

    private JsonNode made() {
        return Town.bodyOf(town.post(DISPATCHER, "/api/v1/inspection-plans", plan(List.of("510703001")))
                .expectStatus()
                .isCreated());
    }

    private WebTestClient.ResponseSpec post(String path, String key, Map<String, ?> body) {
        return town.as(DISPATCHER)
                .post()
                .uri(path)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    @Test
    void a_late_repeat_does_not_begin_again_what_was_paused_meanwhile() {
        String actions = PLANS + made().get("id").stringValue() + "/actions/";
        String activate = key();
        JsonNode active = Town.bodyOf(
                post(actions + "activate", activate, Map.of()).expectStatus().isOk());
        assertThat(active.get("state").stringValue()).isEqualTo("ACTIVE");
        post(actions + "pause", key(), Map.of()).expectStatus().isOk();
        JsonNode again = Town.bodyOf(post(actions + "activate", activate, Map.of())
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Idempotency-Replayed", "true"));
        assertThat(again.get("state").stringValue()).isEqualTo("PAUSED");
        assertThat(Town.bodyOf(post(actions + "end", activate, Map.of())
                                .expectStatus()
                                .isEqualTo(422))
                        .get("code")
                        .stringValue())
                .isEqualTo("idempotency.key-reused");
        post(actions + "end", key(), Map.of()).expectStatus().isOk();
    }

    @Test
    void a_task_is_skipped_once_under_its_key_and_for_one_reason() {
        new PlaceStories(town)
                .registered(PlaceStories.with(PlaceStories.restaurant("小商店" + UUID.randomUUID()), "kind", "SHANGDIAN"));
        JsonNode plan = made();
        String actions = PLANS + plan.get("id").stringValue() + "/actions/";
        post(actions + "activate", key(), Map.of()).expectStatus().isOk();
        String skip = "/api/v1/inspection-tasks/"
                + town.get(
                                DISPATCHER,
                                "/api/v1/inspection-tasks?plan="
                                        + plan.get("id").stringValue())
                        .at("/items/0/id")
                        .stringValue()
                + "/actions/skip";
        Map<String, Object> because = Map.of("reason", Map.of("code", "CLOSED", "text", "春节歇业"));
        String key = key();
        JsonNode skipped = Town.bodyOf(
                post(skip, key, because).expectStatus().isOk().expectHeader().doesNotExist("Idempotency-Replayed"));
        JsonNode again = Town.bodyOf(post(skip, key, because)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Idempotency-Replayed", "true"));
        assertThat(again).isEqualTo(skipped);
        assertThat(skipped.at("/skipReason/code").stringValue()).isEqualTo("CLOSED");
        assertThat(skipped.at("/skipReason/label").stringValue()).isNotBlank();
        assertThat(skipped.at("/skipReason/text").stringValue()).isEqualTo("春节歇业");
        assertThat(town.get(
                                DISPATCHER,
                                "/api/v1/reasons/counts?action=skip&from=2026-01-01T00:00:00Z&to=2026-12-31T00:00:00Z")
                        .get("items")
                        .valueStream()
                        .map(item -> item.get("code").stringValue()))
                .contains("CLOSED");
        assertThat(Town.bodyOf(post(skip, key, Map.of("reason", Map.of("code", "OTHER")))
                                .expectStatus()
                                .isEqualTo(422))
                        .get("code")
                        .stringValue())
                .isEqualTo("idempotency.key-reused");
        post(actions + "pause", key(), Map.of()).expectStatus().isOk();
        post(actions + "end", key(), Map.of()).expectStatus().isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999", "510703998", "510703/510703998", "a/b", "ä"})
    void an_area_that_is_none_is_told_by_its_place(String area) {
        JsonNode problem =
                Town.bodyOf(town.post(DISPATCHER, "/api/v1/inspection-plans", plan(List.of("510703001", area)))
                        .expectStatus()
                        .isEqualTo(422));
        assertThat(problem.get("code").stringValue()).isEqualTo("plan.area-unknown");
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("/selection/areas/1");
        assertThat(problem.get("detail").stringValue()).contains(area).doesNotContain("{");
    }
}
