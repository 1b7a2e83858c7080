package org.wangge.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.EMERGENCY_UNIT;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.OTHER_WORKER;
import static org.wangge.fixtures.CaseStories.WORKER;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.work.RecurringJob;
import tools.jackson.databind.JsonNode;

/** What somebody should do now is with them from when it is their turn until they have done it. */
@WanggeTest
class AgendaTests {

    private static final String NEXT_DOOR = "worker-003-1";

    @Autowired
    private Town town;

    @Autowired
    private List<RecurringJob> jobs;

    private CaseStories cases;
    private HazardStories hazards;

    @BeforeEach
    void set_up() {
        cases = new CaseStories(town);
        hazards = new HazardStories(town);
    }

    private Optional<JsonNode> item(String user, JsonNode of) {
        return town.all(user, "/api/v1/me/tasks?limit=200").stream()
                .filter(item -> item.get("id").equals(of.get("id")))
                .findFirst();
    }

    private String kind(String user, JsonNode of) {
        return item(user, of).map(item -> item.get("kind").stringValue()).orElse("nothing");
    }

    @Test
    void a_case_is_with_whoever_has_to_look_or_to_handle() {
        JsonNode file = cases.reported("为待办而报" + UUID.randomUUID());
        cases.acted(
                DISPATCHER,
                file,
                "request-verification",
                Map.of("assigneeId", town.idOf(OTHER_WORKER).toString()));
        assertThat(kind(OTHER_WORKER, file)).isEqualTo("VERIFICATION");
        assertThat(kind(WORKER, file)).as("reported it").isEqualTo("nothing");
        cases.acted(OTHER_WORKER, file, "verify", Map.of("confirmed", true));
        assertThat(kind(OTHER_WORKER, file)).isEqualTo("nothing");
        cases.acted(DISPATCHER, file, "file", Map.of("conditionSeq", 1));
        cases.acted(DISPATCHER, file, "dispatch", Map.of("departmentCode", EMERGENCY_UNIT));
        JsonNode dispatched = item(HANDLER, file).orElseThrow();
        assertThat(dispatched.get("kind").stringValue()).isEqualTo("CASE");
        assertThat(dispatched.get("number")).isEqualTo(file.get("number"));
        assertThat(dispatched.get("dueAt").isNull()).isFalse();
        cases.acted(HANDLER, file, "accept", Map.of());
        assertThat(kind(HANDLER, file)).isEqualTo("CASE");
        cases.acted(HANDLER, file, "resolve", Map.of("result", "已打开"));
        cases.acted(
                DISPATCHER,
                file,
                "request-check",
                Map.of("assigneeId", town.idOf(OTHER_WORKER).toString()));
        assertThat(kind(HANDLER, file)).as("resolved it").isEqualTo("nothing");
        assertThat(kind(OTHER_WORKER, file)).isEqualTo("CHECK");
        assertThat(kind(NEXT_DOOR, file)).isEqualTo("nothing");
    }

    @Test
    void a_case_is_with_the_desk_whenever_the_desk_has_to_decide() {
        JsonNode file = cases.reported("为派单台而报" + UUID.randomUUID());
        assertThat(kind(DISPATCHER, file)).isEqualTo("FILING");
        assertThat(kind(DISTRICT, file)).as("no part of the district's").isEqualTo("nothing");
        assertThat(kind("dispatcher-003", file)).isEqualTo("nothing");
        assertThat(kind(WORKER, file)).isEqualTo("nothing");
        cases.acted(DISPATCHER, file, "file", Map.of("conditionSeq", 1));
        assertThat(kind(DISPATCHER, file)).isEqualTo("DISPATCH");
        returned(file);
        JsonNode back = item(DISPATCHER, file).orElseThrow();
        assertThat(back.get("kind").stringValue()).isEqualTo("DISPATCH");
        assertThat(back.get("returns").intValue()).isEqualTo(1);
        returned(file);
        assertThat(kind(DISPATCHER, file)).as("came back twice").isEqualTo("nothing");
        assertThat(kind(DISTRICT, file)).isEqualTo("ARBITRATION");
        cases.acted(DISTRICT, file, "dispatch", Map.of("departmentCode", EMERGENCY_UNIT));
        assertThat(kind(DISTRICT, file)).isEqualTo("nothing");
        cases.acted(HANDLER, file, "accept", Map.of());
        cases.acted(HANDLER, file, "resolve", Map.of("result", "已打开"));
        JsonNode done = item(DISPATCHER, file).orElseThrow();
        assertThat(done.get("kind").stringValue()).isEqualTo("CLOSING");
        assertThat(done.get("openActions").valueStream().map(JsonNode::stringValue))
                .contains("close", "rework", "request-check");
        cases.acted(DISPATCHER, file, "close", Map.of());
        assertThat(kind(DISPATCHER, file)).isEqualTo("nothing");
    }

    private void returned(JsonNode file) {
        cases.acted(DISPATCHER, file, "dispatch", Map.of("departmentCode", EMERGENCY_UNIT));
        cases.acted(HANDLER, file, "return", CaseStories.because("NOT_OURS", "不归我们"));
    }

    @Test
    void a_desk_with_more_than_two_hundred_cases_sees_them_all_page_by_page() {
        String desk = Hiring.hire(town, "DISPATCHER", "510703/510703106");
        String worker = Hiring.hire(town, "GRID_WORKER", "510703/510703106");
        String grid = town.all(desk, "/api/v1/grids?office=510703106&limit=1")
                .get(0)
                .get("code")
                .stringValue();
        List<JsonNode> waiting = new ArrayList<>();
        for (int made = 0; made < 215; made++) {
            Map<String, Object> report = Map.of("categoryCode", "G0201", "description", "积压" + made, "gridCode", grid);
            waiting.add(Town.bodyOf(cases.report(worker, report, UUID.randomUUID())));
        }
        List<String> shown = town.all(desk, "/api/v1/me/tasks?limit=60").stream()
                .filter(item -> item.get("kind").stringValue().equals("FILING"))
                .map(item -> item.get("id").stringValue())
                .toList();
        assertThat(shown)
                .doesNotHaveDuplicates()
                .containsAll(waiting.stream()
                        .map(file -> file.get("id").stringValue())
                        .toList());
        waiting.forEach(file -> cases.acted(worker, file, "withdraw", CaseStories.because("OTHER", "测试完毕")));
    }

    @Test
    void a_recheck_is_with_everyone_there_but_who_put_it_right() {
        JsonNode hazard = hazards.rectifying(hazards.restaurant());
        assertThat(kind(OTHER_WORKER, hazard)).isEqualTo("nothing");
        hazards.acted(WORKER, hazard, "report-rectified", Map.of("note", "已换位置"));
        assertThat(kind(WORKER, hazard)).isEqualTo("nothing");
        assertThat(item(OTHER_WORKER, hazard).orElseThrow().get("number")).isEqualTo(hazard.get("number"));
        assertThat(kind(OTHER_WORKER, hazard)).isEqualTo("RECHECK");
        assertThat(kind(NEXT_DOOR, hazard)).isEqualTo("nothing");
        hazards.acted(OTHER_WORKER, hazard, "recheck", Map.of("passed", true));
        assertThat(kind(OTHER_WORKER, hazard)).isEqualTo("nothing");
    }

    @Test
    void an_inspection_is_with_its_worker_once_its_window_has_begun() {
        JsonNode place = hazards.restaurant();
        JsonNode campaign = Town.bodyOf(town.post(
                        DISPATCHER,
                        "/api/v1/campaigns",
                        Map.of(
                                "name", "待办检查" + UUID.randomUUID(),
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
        String plan = campaign.get("id").stringValue();
        town.post(DISPATCHER, "/api/v1/campaigns/" + plan + "/actions/start", Map.of())
                .expectStatus()
                .isOk();
        JsonNode task = town.get(
                        WORKER,
                        "/api/v1/inspection-tasks?plan=" + plan + "&place="
                                + place.get("id").stringValue())
                .at("/items/0");
        assertThat(kind(WORKER, task)).isEqualTo("nothing");
        jobs.stream().filter(job -> job.name().equals("inspection-tasks")).forEach(job -> Awaited.done(job.run()));
        JsonNode item = item(WORKER, task).orElseThrow();
        assertThat(item.get("kind").stringValue()).isEqualTo("INSPECTION");
        assertThat(item.get("placeId")).isEqualTo(place.get("id"));
        assertThat(item.get("title")).isEqualTo(place.get("name"));
        assertThat(kind(OTHER_WORKER, task)).as("not in their grid").isEqualTo("nothing");
        town.post(DISPATCHER, "/api/v1/campaigns/" + plan + "/actions/end", Map.of())
                .expectStatus()
                .isOk();
        assertThat(kind(WORKER, task)).isEqualTo("nothing");
    }

    @Test
    void pages_follow_each_other_by_date_and_are_linked() {
        String handler = Hiring.hire(town, "HANDLER", "510703/510703001", EMERGENCY_UNIT);
        cases.dispatched("一");
        cases.dispatched("二");
        cases.dispatched("三");
        List<JsonNode> whole = town.all(handler, "/api/v1/me/tasks?limit=200");
        assertThat(whole).hasSizeGreaterThanOrEqualTo(3);
        assertThat(whole)
                .isSortedAccordingTo(
                        Comparator.comparing(item -> item.get("dueAt").isNull()
                                ? Instant.MAX
                                : Instant.parse(item.get("dueAt").stringValue())));
        assertThat(town.all(handler, "/api/v1/me/tasks?limit=2")).isEqualTo(whole);
        JsonNode first = Town.bodyOf(town.as(handler)
                .get()
                .uri("/api/v1/me/tasks?limit=1")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueMatches("Link", "</api/v1/me/tasks\\?limit=1&cursor=.+>; rel=\"next\""));
        assertThat(first.get("items").size()).isEqualTo(1);
        assertThat(first.get("more").booleanValue()).isTrue();
    }

    @Test
    void who_has_no_part_in_any_of_it_has_nothing_to_do() {
        JsonNode nothing = town.get("admin", "/api/v1/me/tasks");
        assertThat(nothing.get("items")).isEmpty();
        assertThat(nothing.get("more").booleanValue()).isFalse();
        town.anybody().get().uri("/api/v1/me/tasks").exchange().expectStatus().isUnauthorized();
    }
}
