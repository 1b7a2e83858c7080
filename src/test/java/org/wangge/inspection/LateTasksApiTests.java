package org.wangge.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.WORKER;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.PlanBodies;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.place.PlaceStories;
import tools.jackson.databind.JsonNode;

/** An inspection made offline is taken in, whatever became of its task meanwhile. */
@WanggeTest
class LateTasksApiTests {

    private static final String TASKS = "/api/v1/inspection-tasks";

    @Autowired
    private Town town;

    @Autowired
    private TestClock clock;

    private JsonNode shop;
    private JsonNode task;
    private String plan;

    @BeforeEach
    void a_shop_with_a_task() {
        shop = new PlaceStories(town)
                .registered(PlaceStories.with(PlaceStories.restaurant("小商店" + UUID.randomUUID()), "kind", "SHANGDIAN"));
        plan = Town.bodyOf(town.post(DISPATCHER, "/api/v1/inspection-plans", PlanBodies.weekly("SHANGDIAN"))
                        .expectStatus()
                        .isCreated())
                .get("id")
                .stringValue();
        planBecomes("activate");
        task = town.all(DISPATCHER, TASKS + "?limit=200&plan=" + plan).stream()
                .filter(one -> one.get("placeId").equals(shop.get("id")))
                .findFirst()
                .orElseThrow();
    }

    @AfterEach
    void the_plan_ends() {
        planBecomes("pause");
        planBecomes("end");
    }

    private void planBecomes(String action) {
        town.post(DISPATCHER, "/api/v1/inspection-plans/" + plan + "/actions/" + action, Map.of())
                .expectStatus()
                .isOk();
    }

    private JsonNode sent() {
        List<Map<String, Object>> answers = new ArrayList<>();
        town.get(WORKER, "/api/v1/checklists/SHANGDIAN")
                .get("items")
                .forEach(item -> answers.add(Map.of("itemId", item.get("id").stringValue(), "answer", "PASS")));
        answers.set(0, Map.of("itemId", answers.get(0).get("itemId"), "answer", "FAIL", "note", "通道堵塞"));
        Map<String, Object> body = new HashMap<>();
        body.put("placeId", shop.get("id").stringValue());
        body.put("taskId", task.get("id").stringValue());
        body.put("startedAt", clock.instant().minus(Duration.ofHours(2)).toString());
        body.put("checkIn", Map.of("position", HazardStories.position(shop.get("position"))));
        body.put("answers", answers);
        body.put("submit", Map.of("refusal", Map.of("text", "店主不在")));
        return Town.bodyOf(
                town.post(WORKER, "/api/v1/inspections", body).expectStatus().isCreated());
    }

    private void keptWithItsDoubt(JsonNode taken) {
        assertThat(taken.get("state").stringValue()).isEqualTo("SUBMITTED");
        assertThat(taken.get("taskId")).isEqualTo(task.get("id"));
        assertThat(taken.get("doubts").size()).isEqualTo(1);
        assertThat(taken.at("/doubts/0/code").stringValue()).isEqualTo("TASK_ENDED");
        assertThat(taken.at("/result/hazardIds").size()).isEqualTo(1);
        town.get(WORKER, "/api/v1/hazards/" + taken.at("/result/hazardIds/0").stringValue());
    }

    @Test
    void its_task_was_skipped() {
        town.post(
                        DISPATCHER,
                        TASKS + "/" + task.get("id").stringValue() + "/actions/skip",
                        Map.of("reason", Map.of("code", "CLOSED", "text", "春节歇业")))
                .expectStatus()
                .isOk();
        keptWithItsDoubt(sent());
    }

    @Test
    void its_task_was_done_by_another_inspection() {
        JsonNode first = sent();
        assertThat(first.get("doubts").isEmpty()).isTrue();
        assertThat(town.get(WORKER, TASKS + "/" + task.get("id").stringValue())
                        .get("state")
                        .stringValue())
                .isEqualTo("DONE");
        keptWithItsDoubt(sent());
    }
}
