package org.wangge.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.EMERGENCY_UNIT;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.CaseStories.because;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** A lift is not an office's any more: the duty list sends it to the district, and what the list has wrong is counted. */
@WanggeTest
@AloneInTown
class TakenBackStoryTests {

    private static final String LIFT = "G0213";
    private static final String MARKET = "510703-SJJ";

    @Autowired
    private Town town;

    @Autowired
    private TestClock clock;

    private CaseStories stories;

    @BeforeEach
    void stories() {
        stories = new CaseStories(town);
    }

    private JsonNode reported(String category) {
        Map<String, Object> report = CaseStories.lockedExit("清单");
        report.put("categoryCode", category);
        return Town.bodyOf(
                stories.report(WORKER, report, UUID.randomUUID()).expectStatus().isCreated());
    }

    private JsonNode filed(String category) {
        return stories.acted(DISPATCHER, reported(category), "file", Map.of("conditionSeq", 1));
    }

    private JsonNode refused(String user, JsonNode file, Map<String, ?> dispatch) {
        return Town.bodyOf(
                stories.act(user, file, "dispatch", dispatch).expectStatus().isEqualTo(422));
    }

    @Test
    void a_case_says_to_whom_its_matter_belongs_and_by_which_version_of_the_list() {
        JsonNode duty = reported(LIFT).get("duty");
        assertThat(duty.get("dutyClass").stringValue()).isEqualTo("TAKEN_BACK");
        assertThat(duty.at("/leadDepartment/code").stringValue()).isEqualTo(MARKET);
        assertThat(duty.at("/leadDepartment/name").stringValue()).isEqualTo("区市场监督管理局");
        assertThat(duty.get("listVersion").longValue()).isPositive();
        JsonNode own = reported("G0201").get("duty");
        assertThat(own.get("dutyClass").stringValue()).isEqualTo("BASIC");
        assertThat(own.get("leadDepartment").isNull()).isTrue();
    }

    @Test
    void filing_it_as_something_else_looks_the_list_up_again() {
        JsonNode file = reported("G0201");
        JsonNode filed = stories.acted(DISPATCHER, file, "file", Map.of("conditionSeq", 1, "categoryCode", LIFT));
        assertThat(filed.at("/duty/dutyClass").stringValue()).isEqualTo("TAKEN_BACK");
        JsonNode refiled = stories.acted(
                DISPATCHER,
                filed,
                "refile",
                Map.of("conditionSeq", 1, "categoryCode", "G0211", "reason", Map.of("code", "WRONG_CATEGORY")));
        assertThat(refiled.at("/duty/dutyClass").stringValue()).isEqualTo("ASSIST");
        assertThat(refiled.at("/duty/leadDepartment/code").stringValue()).isEqualTo("510703-YJJ");
    }

    @Test
    void the_office_does_not_keep_it_but_sends_it_to_the_department_that_leads() {
        JsonNode file = filed(LIFT);
        JsonNode problem = refused(DISPATCHER, file, Map.of("departmentCode", EMERGENCY_UNIT));
        assertThat(problem.get("code").stringValue()).isEqualTo("case.taken-back");
        assertThat(problem.get("detail").stringValue()).contains("区市场监督管理局");
        JsonNode english = Town.bodyOf(town.as(DISPATCHER)
                .post()
                .uri(CaseStories.path(file) + "/actions/dispatch")
                .header(HttpHeaders.ACCEPT_LANGUAGE, "en")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("assigneeId", town.idOf(HANDLER)))
                .exchange()
                .expectStatus()
                .isEqualTo(422));
        assertThat(english.get("detail").stringValue()).contains("District Market Regulation Bureau");
        JsonNode dispatched = stories.acted(DISPATCHER, file, "dispatch", Map.of("departmentCode", MARKET));
        assertThat(dispatched.at("/assignment/departmentCode").stringValue()).isEqualTo(MARKET);
        stories.acted("handler-district", dispatched, "accept", Map.of());
    }

    @Test
    void the_district_gives_it_to_the_office_with_a_reason_only() {
        JsonNode file = filed(LIFT);
        assertThat(stories.openActions(DISTRICT, file)).contains("dispatch");
        assertThat(refused(DISTRICT, file, Map.of("departmentCode", EMERGENCY_UNIT))
                        .get("code")
                        .stringValue())
                .isEqualTo("case.taken-back-reason");
        assertThat(refused(
                                DISTRICT,
                                file,
                                Map.of("departmentCode", EMERGENCY_UNIT, "reason", Map.of("code", "NO_SUCH_CODE")))
                        .get("code")
                        .stringValue())
                .isEqualTo("reason.unknown");
        JsonNode dispatched = stories.acted(
                DISTRICT,
                file,
                "dispatch",
                Map.of("departmentCode", EMERGENCY_UNIT, "reason", Map.of("code", "URGENT")));
        assertThat(dispatched.get("state").stringValue()).isEqualTo("DISPATCHED");
        List<JsonNode> timeline = stories.timeline(DISPATCHER, dispatched);
        assertThat(timeline.get(timeline.size() - 1).at("/reason/code").stringValue())
                .isEqualTo("URGENT");
        stories.acted(HANDLER, dispatched, "accept", Map.of());
    }

    @Test
    void what_the_office_assists_in_it_dispatches_to_its_own_department_or_to_the_one_that_leads() {
        stories.acted(DISPATCHER, filed("G0211"), "dispatch", Map.of("departmentCode", EMERGENCY_UNIT));
        stories.acted(DISPATCHER, filed("G0211"), "dispatch", Map.of("departmentCode", "510703-YJJ"));
        assertThat(Town.bodyOf(stories.act(DISTRICT, filed("G0211"), "dispatch", Map.of("departmentCode", "510703-YJJ"))
                                .expectStatus()
                                .isEqualTo(403))
                        .get("code")
                        .stringValue())
                .isEqualTo("case.office-dispatches");
    }

    private JsonNode returns(String user, String more) {
        String from = clock.instant().minus(Duration.ofHours(1)).toString();
        String to = clock.instant().plus(Duration.ofHours(1)).toString();
        return town.get(user, "/api/v1/duty-lists/returns?from=" + from + "&to=" + to + more)
                .get("items");
    }

    private static long count(JsonNode items, String office, String category) {
        return items.valueStream()
                .filter(one -> one.get("officeCode").stringValue().equals(office)
                        && one.get("category").stringValue().equals(category))
                .mapToLong(one -> one.get("count").longValue())
                .sum();
    }

    @Test
    void what_comes_back_because_of_the_list_is_counted_by_category_for_who_keeps_it() {
        String office = "510703001";
        JsonNode before = returns("admin", "");
        JsonNode own = stories.acted(DISPATCHER, filed("G0202"), "dispatch", Map.of("departmentCode", EMERGENCY_UNIT));
        stories.acted(HANDLER, own, "return", because("NOT_ON_DUTY_LIST", "不在清单内"));
        JsonNode named =
                stories.acted(DISPATCHER, filed("G0202"), "dispatch", Map.of("departmentCode", EMERGENCY_UNIT));
        JsonNode back = stories.acted(
                HANDLER, named, "return", Map.of("reason", Map.of("code", "NOT_ON_DUTY_LIST", "item", LIFT)));
        JsonNode other =
                stories.acted(DISPATCHER, filed("G0202"), "dispatch", Map.of("departmentCode", EMERGENCY_UNIT));
        stories.acted(HANDLER, other, "return", because("NOT_OURS", "不归我们"));

        JsonNode after = returns("admin", "");
        assertThat(count(after, office, "G0202")).isEqualTo(count(before, office, "G0202") + 1);
        assertThat(count(after, office, LIFT)).isEqualTo(count(before, office, LIFT) + 1);
        JsonNode lifts = after.valueStream()
                .filter(one -> one.get("category").stringValue().equals(LIFT)
                        && one.get("officeCode").stringValue().equals(office))
                .findFirst()
                .orElseThrow();
        assertThat(lifts.get("dutyClass").stringValue()).isEqualTo("TAKEN_BACK");
        assertThat(lifts.get("leadDepartment").stringValue()).isEqualTo(MARKET);
        assertThat(lifts.at("/cases/0/number").stringValue())
                .isEqualTo(back.get("number").stringValue());
        assertThat(returns(DISTRICT, "&office=" + office)).isEqualTo(returns("admin", "&office=" + office));
        assertThat(returns("admin", "&office=510703100")).isEmpty();
        List<JsonNode> timeline = stories.timeline(HANDLER, back);
        assertThat(timeline.get(timeline.size() - 1).at("/reason/item").stringValue())
                .isEqualTo(LIFT);
    }

    @Test
    void an_item_is_a_category_and_goes_with_this_reason_only() {
        JsonNode file = stories.acted(DISPATCHER, filed("G0202"), "dispatch", Map.of("departmentCode", EMERGENCY_UNIT));
        JsonNode unknown = Town.bodyOf(stories.act(
                        HANDLER, file, "return", Map.of("reason", Map.of("code", "NOT_ON_DUTY_LIST", "item", "G9871")))
                .expectStatus()
                .isEqualTo(422));
        assertThat(unknown.at("/errors/0/pointer").stringValue()).isEqualTo("/reason/item");
        assertThat(Town.bodyOf(stories.act(
                                        HANDLER,
                                        file,
                                        "return",
                                        Map.of("reason", Map.of("code", "NOT_OURS", "item", "G0202")))
                                .expectStatus()
                                .isEqualTo(422))
                        .get("code")
                        .stringValue())
                .isEqualTo("reason.item-unexpected");
    }

    @Test
    void who_neither_keeps_the_lists_nor_arbitrates_sees_no_counts_and_an_office_only_its_own() {
        for (String user : List.of(WORKER, HANDLER, DISPATCHER)) {
            town.as(user)
                    .get()
                    .uri("/api/v1/duty-lists/returns?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z")
                    .exchange()
                    .expectStatus()
                    .isForbidden();
        }
        String local = Hiring.hire(town, "ADMIN", "510703/510703100");
        assertThat(returns(local, "")).isEmpty();
        town.as("admin")
                .get()
                .uri("/api/v1/duty-lists/returns?from=2026-03-01T00:00:00Z&to=2026-02-01T00:00:00Z")
                .exchange()
                .expectStatus()
                .isBadRequest();
    }
}
