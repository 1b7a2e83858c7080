package org.wangge.casework.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.EMERGENCY_UNIT;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.OTHER_WORKER;
import static org.wangge.fixtures.CaseStories.URBAN_UNIT;
import static org.wangge.fixtures.CaseStories.WORKER;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** What a desk asks of its list besides state and place. */
@WanggeTest
class CaseFiltersApiTests {

    @Autowired
    private Town town;

    private CaseStories stories;
    private String word;

    @BeforeEach
    void stories() {
        stories = new CaseStories(town);
        word = "w" + UUID.randomUUID().toString().substring(0, 8);
    }

    private List<String> ids(String user, String query) {
        return town.all(user, "/api/v1/cases?limit=200&q=" + word + "&" + query).stream()
                .map(CaseFiltersApiTests::id)
                .toList();
    }

    private static String id(JsonNode file) {
        return file.get("id").stringValue();
    }

    private JsonNode returned(JsonNode file, int times) {
        JsonNode now = file;
        for (int time = 0; time < times; time++) {
            now = stories.acted(DISPATCHER, now, "dispatch", Map.of("departmentCode", EMERGENCY_UNIT));
            now = stories.acted(HANDLER, now, "return", CaseStories.because("NOT_OURS", "不归我们"));
        }
        return now;
    }

    private JsonNode selfHandled() {
        Map<String, Object> report = CaseStories.lockedExit(word);
        report.put("selfHandled", Map.of("result", "已当场打开"));
        return Town.bodyOf(
                stories.report(WORKER, report, UUID.randomUUID()).expectStatus().isCreated());
    }

    @Test
    void the_desk_tells_apart_what_each_case_waits_for() {
        JsonNode toFile = stories.reported(word);
        JsonNode toVerify = stories.acted(
                DISPATCHER,
                stories.reported(word),
                "request-verification",
                Map.of("assigneeId", town.idOf(OTHER_WORKER).toString()));
        JsonNode toDispatch = stories.filed(word);
        JsonNode cameBack = returned(stories.filed(word), 1);
        JsonNode toArbitrate = returned(stories.filed(word), 2);
        JsonNode toAccept = stories.dispatched(word);
        JsonNode handled = stories.handling(word);
        JsonNode toClose = stories.resolved(word);
        JsonNode toCheck = stories.acted(
                DISPATCHER,
                stories.resolved(word),
                "request-check",
                Map.of("assigneeId", town.idOf(OTHER_WORKER).toString()));
        stories.closed(word);
        assertThat(ids(DISPATCHER, "waiting=FILING")).containsExactly(id(toFile));
        assertThat(ids(DISPATCHER, "waiting=VERIFICATION")).containsExactly(id(toVerify));
        assertThat(ids(DISPATCHER, "waiting=DISPATCH")).containsExactlyInAnyOrder(id(toDispatch), id(cameBack));
        assertThat(ids(DISTRICT, "waiting=ARBITRATION")).containsExactly(id(toArbitrate));
        assertThat(ids(DISPATCHER, "waiting=ACCEPTANCE")).containsExactly(id(toAccept));
        assertThat(ids(DISPATCHER, "waiting=HANDLING")).containsExactly(id(handled));
        assertThat(ids(DISPATCHER, "waiting=CLOSING")).containsExactly(id(toClose));
        assertThat(ids(DISPATCHER, "waiting=CHECK")).containsExactly(id(toCheck));
        assertThat(ids(DISPATCHER, "waiting=DISPATCH&waiting=ARBITRATION")).hasSize(3);
        assertThat(ids(DISPATCHER, "waiting=CLOSING&waiting=ARBITRATION"))
                .containsExactlyInAnyOrder(id(toClose), id(toArbitrate));
        assertThat(ids(DISPATCHER, "waiting=DISPATCH&state=FILED")).hasSize(2);
        assertThat(ids(DISPATCHER, "waiting=DISPATCH&state=CLOSED")).isEmpty();
        assertThat(ids(DISPATCHER, "waiting=DISPATCH&sort=dueAt")).hasSize(2);
        assertThat(ids("dispatcher-003", "waiting=FILING")).isEmpty();
        assertThat(ids(DISPATCHER, "returns=1")).containsExactlyInAnyOrder(id(cameBack), id(toArbitrate));
        assertThat(ids(DISPATCHER, "returns=2")).containsExactly(id(toArbitrate));
        assertThat(ids(DISPATCHER, "returns=0")).hasSize(10);
    }

    @Test
    void what_was_settled_on_the_spot_is_listed_and_counted() {
        JsonNode settled = selfHandled();
        JsonNode other = stories.reported(word);
        assertThat(ids(DISPATCHER, "selfHandled=true")).containsExactly(id(settled));
        assertThat(ids(DISPATCHER, "selfHandled=false")).containsExactly(id(other));
        JsonNode counted = town.get(DISPATCHER, "/api/v1/cases?selfHandled=true&count=true&q=" + word);
        assertThat(counted.get("total").longValue()).isEqualTo(1);
    }

    @Test
    void urgent_cases_and_those_of_a_department_are_found() {
        Map<String, Object> report = CaseStories.lockedExit(word);
        report.put("urgent", true);
        JsonNode urgent = Town.bodyOf(stories.report(WORKER, report, UUID.randomUUID()));
        JsonNode emergency = stories.dispatched(word);
        JsonNode urban =
                stories.acted(DISPATCHER, stories.filed(word), "dispatch", Map.of("departmentCode", URBAN_UNIT));
        assertThat(ids(DISPATCHER, "urgent=true")).containsExactly(id(urgent));
        assertThat(ids(DISPATCHER, "urgent=false")).containsExactlyInAnyOrder(id(emergency), id(urban));
        assertThat(ids(DISPATCHER, "department=" + EMERGENCY_UNIT)).containsExactly(id(emergency));
        assertThat(ids(DISPATCHER, "department=" + EMERGENCY_UNIT + "&department=" + URBAN_UNIT))
                .containsExactlyInAnyOrder(id(emergency), id(urban));
        assertThat(ids(DISPATCHER, "department=NOBODY")).isEmpty();
    }

    @Test
    void what_lies_with_my_department_is_mine_until_somebody_accepts_it() {
        String colleague = Hiring.hire(town, "HANDLER", "510703/510703001", EMERGENCY_UNIT);
        String stranger = Hiring.hire(town, "HANDLER", "510703/510703001", URBAN_UNIT);
        JsonNode file = stories.dispatched(word);
        assertThat(ids(HANDLER, "assignee=me")).containsExactly(id(file));
        assertThat(ids(colleague, "assignee=me")).containsExactly(id(file));
        assertThat(ids(stranger, "assignee=me")).isEmpty();
        stories.acted(HANDLER, file, "accept", Map.of());
        assertThat(ids(HANDLER, "assignee=me")).containsExactly(id(file));
        assertThat(ids(colleague, "assignee=me")).isEmpty();
    }

    @Test
    void what_was_given_to_one_person_of_my_department_is_not_mine() {
        String colleague = Hiring.hire(town, "HANDLER", "510703/510703001", EMERGENCY_UNIT);
        JsonNode file = stories.acted(
                DISPATCHER,
                stories.filed(word),
                "dispatch",
                Map.of(
                        "departmentCode",
                        EMERGENCY_UNIT,
                        "assigneeId",
                        town.idOf(colleague).toString()));
        assertThat(ids(colleague, "assignee=me")).containsExactly(id(file));
        assertThat(ids(HANDLER, "assignee=me")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urgent=perhaps",
                "selfHandled=1",
                "returns=-1",
                "returns=many",
                "returns=99999999999",
                "waiting=GODOT",
                "departments=510703001-YJ",
                "reporters=me"
            })
    void what_cannot_be_read_is_refused_by_name(String query) {
        for (String list : List.of("/api/v1/cases?", "/api/v1/exports/cases.csv?", "/api/v1/exports/cases.xlsx?")) {
            JsonNode problem = Town.bodyOf(town.as(DISPATCHER)
                    .get()
                    .uri(list + query)
                    .header(ContractCheck.ON_PURPOSE, "1")
                    .exchange()
                    .expectStatus()
                    .isBadRequest());
            assertThat(problem.get("code").stringValue()).isEqualTo("request.malformed");
            assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo(query.substring(0, query.indexOf('=')));
        }
    }
}
