package org.wangge.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.CaseStories.because;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** Who acted on what is no longer so hears what it is now: version, state and what can be done instead. */
@WanggeTest
class PresentStateApiTests {

    @Autowired
    private Town town;

    private CaseStories cases;
    private HazardStories hazards;

    @BeforeEach
    void stories() {
        cases = new CaseStories(town);
        hazards = new HazardStories(town);
    }

    private void told(String user, String path, Map<String, ?> body, String code, String state) {
        JsonNode problem = Town.bodyOf(town.as(user)
                .post()
                .uri(path)
                .header(ContractCheck.ON_PURPOSE, "a body where none belongs")
                .headers(headers -> {
                    if (code.endsWith(".stale")) {
                        headers.set("If-Match", "\"999\"");
                    }
                })
                .headers(headers -> headers.set("X-Wrong-On-Purpose", "a body where none belongs"))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isEqualTo(code.endsWith(".stale") ? 412 : 409));
        assertThat(problem.get("code").stringValue()).isEqualTo(code);
        assertThat(problem.get("state").stringValue()).isEqualTo(state);
        assertThat(problem.get("version").longValue()).isPositive();
        assertThat(problem.get("openActions").isArray()).isTrue();
    }

    @Test
    void a_case_a_hazard_a_place_and_an_inspection_tell_their_state() {
        JsonNode file = cases.filed("状态" + UUID.randomUUID());
        String actions = CaseStories.path(file) + "/actions/";
        told(DISPATCHER, actions + "decline", because("NOT_OURS", "x"), "case.wrong-state", "FILED");
        told(DISPATCHER, actions + "comment", Map.of("text", "x"), "case.stale", "FILED");
        JsonNode place = hazards.restaurant();
        JsonNode hazard = hazards.found(place, HazardStories.GENERAL);
        actions = "/api/v1/hazards/" + hazard.get("id").stringValue() + "/actions/";
        told(WORKER, actions + "recheck", Map.of("passed", true), "hazard.wrong-state", "FOUND");
        told(WORKER, actions + "issue-notice", Map.of(), "hazard.stale", "FOUND");
        actions = "/api/v1/places/" + place.get("id").stringValue() + "/actions/";
        told(DISPATCHER, actions + "reopen", because("RESUMED", "x"), "place.wrong-state", "OPEN");
        told(DISPATCHER, actions + "suspend", because("RENOVATION", "x"), "place.stale", "OPEN");
        actions = "/api/v1/inspections/" + hazard.get("inspectionId").stringValue() + "/actions/";
        told(WORKER, actions + "abandon", because("LATE", "x"), "inspection.wrong-state", "SUBMITTED");
        told(WORKER, actions + "abandon", because("LATE", "x"), "inspection.stale", "SUBMITTED");
    }

    @Test
    void an_account_tells_its_state() {
        JsonNode account = Hiring.hireWith(town, Map.of("roles", List.of("HANDLER")));
        String actions = "/api/v1/accounts/" + account.get("id").stringValue() + "/actions/";
        told("admin", actions + "disable", Map.of(), "account.stale", "ACTIVE");
    }

    @Test
    void a_plan_and_its_tasks_tell_their_state_and_a_task_is_skipped_as_it_was_seen() {
        JsonNode place = hazards.restaurant();
        JsonNode campaign = Town.bodyOf(town.post(
                        DISPATCHER,
                        "/api/v1/campaigns",
                        Map.of(
                                "name", "状态检查" + UUID.randomUUID(),
                                "theme", "餐饮燃气",
                                "checklistCode", "CANYIN",
                                "selection",
                                        Map.of(
                                                "areas",
                                                List.of(place.get("gridCode").stringValue())),
                                "from", "2026-01-05",
                                "to", "2026-01-06"))
                .expectStatus()
                .isCreated());
        String actions = "/api/v1/campaigns/" + campaign.get("id").stringValue() + "/actions/";
        told(DISPATCHER, actions + "end", Map.of(), "plan.stale", "DRAFT");
        town.post(DISPATCHER, actions + "start", Map.of()).expectStatus().isOk();
        JsonNode task = town.get(
                        DISPATCHER,
                        "/api/v1/inspection-tasks?plan=" + campaign.get("id").stringValue() + "&place="
                                + place.get("id").stringValue())
                .at("/items/0");
        String path = "/api/v1/inspection-tasks/" + task.get("id").stringValue();
        told(
                DISPATCHER,
                path + "/actions/skip",
                because("CLOSED", "x"),
                "task.stale",
                task.get("state").stringValue());
        JsonNode skipped = Town.bodyOf(town.as(DISPATCHER)
                .post()
                .uri(path + "/actions/skip")
                .header("If-Match", "\"" + task.get("version").longValue() + "\"")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(because("CLOSED", "春节歇业"))
                .exchange()
                .expectStatus()
                .isOk());
        assertThat(skipped.get("state").stringValue()).isEqualTo("SKIPPED");
        assertThat(skipped.get("version").longValue())
                .isEqualTo(task.get("version").longValue() + 1);
        assertThat(town.get(DISPATCHER, path).get("version")).isEqualTo(skipped.get("version"));
        town.post(DISPATCHER, actions + "end", Map.of()).expectStatus().isOk();
        told(DISPATCHER, actions + "start", Map.of(), "plan.wrong-state", "ENDED");
    }
}
