package org.wangge.casework.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.HANDLER;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** Whom an office may name: its own people, those who host it, and the district's; nobody of another office. */
@WanggeTest
class CasePeopleApiTests {

    private static final String AREA = "510703/510703001";

    @Autowired
    private Town town;

    private CaseStories stories;

    @BeforeEach
    void stories() {
        stories = new CaseStories(town);
    }

    private void refused(JsonNode file, String action, String person, String code) {
        JsonNode problem = Town.bodyOf(stories.act(DISPATCHER, file, action, Map.of("assigneeId", town.idOf(person)))
                .expectStatus()
                .isEqualTo(422));
        assertThat(problem.get("code").stringValue()).isEqualTo(code);
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("/assigneeId");
    }

    private void taken(JsonNode file, String action, String person) {
        stories.acted(DISPATCHER, file, action, Map.of("assigneeId", town.idOf(person)));
    }

    @Test
    void only_workers_of_the_sub_district_are_asked_to_look() {
        JsonNode reported = stories.reported("他街道网格员");
        refused(reported, "request-verification", "worker-003-1", "case.worker-unfit");
        String grid = reported.at("/area/path").stringValue();
        String ofTheGrid = Hiring.hire(town, "GRID_WORKER", grid);
        taken(reported, "request-verification", ofTheGrid);
        stories.acted(ofTheGrid, reported, "verify", Map.of("confirmed", true));

        JsonNode resolved = stories.resolved("他街道网格员");
        refused(resolved, "request-check", "worker-003-1", "case.worker-unfit");
        taken(resolved, "request-check", Hiring.hire(town, "GRID_WORKER", "510703"));
    }

    @Test
    void a_worker_of_a_neighbouring_grid_of_the_sub_district_may_be_asked() {
        JsonNode reported = stories.reported("邻格网格员");
        String own = reported.at("/area/gridCode").stringValue();
        String neighbour = town.get(DISPATCHER, "/api/v1/grids?office=510703001&limit=200")
                .get("items")
                .valueStream()
                .filter(grid -> !grid.get("code").stringValue().equals(own))
                .map(grid -> grid.get("path").stringValue())
                .findFirst()
                .orElseThrow();
        taken(reported, "request-verification", Hiring.hire(town, "GRID_WORKER", neighbour));
    }

    @Test
    void a_handler_named_alone_is_of_a_department_that_could_be_named() {
        refused(stories.filed("他街道处置人员"), "dispatch", "handler-003", "case.handler-unfit");
        refused(stories.filed("没有部门"), "dispatch", Hiring.hire(town, "HANDLER", AREA), "case.handler-unfit");
        taken(stories.filed("本街道处置人员"), "dispatch", HANDLER);
        taken(stories.filed("区级处置人员"), "dispatch", "handler-district");
    }

    /** 006 and 113 are hosted by the same zone, whose dispatcher handles for both. */
    @Test
    void in_a_hosted_area_its_own_people_are_named_not_those_of_another_that_the_zone_hosts() {
        JsonNode grid = town.get("dispatcher-gxq", "/api/v1/grids?office=510703006&limit=1")
                .at("/items/0");
        Map<String, Object> report = CaseStories.lockedExit("托管区");
        report.remove("position");
        report.put("gridCode", grid.get("code").stringValue());
        JsonNode file = Town.bodyOf(stories.report("worker-006-1", report, UUID.randomUUID())
                .expectStatus()
                .isCreated());
        assertThat(file.at("/routing/officeCode").stringValue()).isEqualTo("510703GXQ");
        String zone = "dispatcher-gxq";
        stories.acted(zone, file, "request-verification", Map.of("assigneeId", town.idOf("worker-006-2")));
        stories.acted("worker-006-2", file, "verify", Map.of("confirmed", true));
        stories.acted(zone, file, "file", Map.of("conditionSeq", 1));
        assertThat(Town.bodyOf(stories.act(zone, file, "dispatch", Map.of("assigneeId", town.idOf("handler-113")))
                                .expectStatus()
                                .isEqualTo(422))
                        .get("code")
                        .stringValue())
                .isEqualTo("case.handler-unfit");
        stories.acted(zone, file, "dispatch", Map.of("assigneeId", town.idOf("handler-006")));
    }
}
