package org.wangge.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.CaseStories.lockedExit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** Rule sets from the draft to the report that they send somewhere, over HTTP by those who write and approve them. */
@WanggeTest
@TestPropertySource(properties = "wangge.town-of=rules")
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RuleSetStoryTests {

    private static final String RULES = "/api/v1/routing-rules";
    private static final String ADMIN = "admin";
    private static final Map<String, Object> TAKEN_BACK =
            row("taken-back", cell("DUTY", "TAKEN_BACK"), outcome("LEAD_DEPARTMENT", null));
    private static final Map<String, Object> CATCH_ALL = row("grid-office", Map.of(), outcome("GRID_OFFICE", null));

    @Autowired
    private Town town;

    @Autowired
    private TestClock clock;

    private CaseStories stories;
    private String second;

    @BeforeAll
    void hire() {
        second = Hiring.hire(town, "ADMIN", "510703");
    }

    @BeforeEach
    void stories() {
        stories = new CaseStories(town);
    }

    /** The seeded rules decide again. */
    @AfterEach
    void back() {
        published(List.of(TAKEN_BACK, CATCH_ALL));
    }

    private static Map<String, Object> row(String id, Map<String, ?> cells, Map<String, ?> outcome) {
        return Map.of("id", id, "cells", cells, "outcome", outcome);
    }

    private static Map<String, Object> cell(String column, String... values) {
        return Map.of(column, Map.of("values", List.of(values)));
    }

    private static Map<String, Object> outcome(String target, String code) {
        return code == null ? Map.of("target", target) : Map.of("target", target, "code", code);
    }

    private JsonNode draft() {
        return Town.bodyOf(town.post(ADMIN, RULES, Map.of()).expectStatus().isCreated());
    }

    private static String path(JsonNode set) {
        return RULES + "/" + set.get("version").intValue();
    }

    private WebTestClient.ResponseSpec put(String user, JsonNode set, List<?> rows) {
        return put(user, set, Map.of("rows", rows), null);
    }

    private WebTestClient.ResponseSpec put(String user, JsonNode set, Map<String, ?> body, Long seen) {
        return town.as(user)
                .put()
                .uri(path(set))
                .headers(headers -> {
                    if (seen != null) {
                        headers.add("If-Match", "\"" + seen + "\"");
                    }
                })
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private JsonNode edited(JsonNode set, List<?> rows) {
        return Town.bodyOf(put(ADMIN, set, rows).expectStatus().isOk());
    }

    private WebTestClient.ResponseSpec act(String user, JsonNode set, String action) {
        return town.post(user, path(set) + "/actions/" + action, Map.of());
    }

    private JsonNode acted(String user, JsonNode set, String action) {
        return Town.bodyOf(act(user, set, action).expectStatus().isOk());
    }

    private JsonNode published(List<?> rows) {
        JsonNode set = draft();
        edited(set, rows);
        acted(ADMIN, set, "check");
        acted(second, set, "approve");
        return acted(ADMIN, set, "publish");
    }

    private static String state(JsonNode set) {
        return set.get("state").stringValue();
    }

    private JsonNode problem(WebTestClient.ResponseSpec answer, HttpStatus status) {
        return Town.bodyOf(answer.expectStatus().isEqualTo(status));
    }

    @Test
    void what_is_seeded_decides_until_a_district_has_rules_of_its_own() {
        JsonNode seeded = town.get(WORKER, RULES + "/1");
        assertThat(seeded.get("district").isNull()).isTrue();
        assertThat(seeded.get("rows").size()).isEqualTo(3);
        assertThat(seeded.at("/openActions").size()).isZero();
        assertThat(act(ADMIN, seeded, "withdraw").returnResult(Void.class).getStatus())
                .isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    void a_set_refused_for_a_gap_is_repaired_by_the_proposed_row_approved_and_published() {
        JsonNode set = draft();
        assertThat(state(set)).isEqualTo("DRAFT");
        List<Object> rows = new ArrayList<>();
        rows.add(TAKEN_BACK);
        rows.add(row("exits", cell("TIME", "WORKING_HOURS", "OFF_HOURS"), outcome("DISTRICT", null)));
        edited(set, rows);

        JsonNode refused = problem(act(ADMIN, set, "check"), HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(refused.get("code").stringValue()).isEqualTo("routing-rules.unsound");
        assertThat(refused.at("/errors/0/code").stringValue()).isEqualTo("routing-rules.finding");
        JsonNode kept = town.get(ADMIN, path(set));
        assertThat(state(kept)).as("a failed check loses nothing").isEqualTo("DRAFT");
        assertThat(kept.get("rows").size()).isEqualTo(2);

        JsonNode gap = town.get(ADMIN, path(set) + "/findings").at("/items/0");
        assertThat(gap.get("code").stringValue()).isEqualTo("GAP");
        assertThat(gap.get("severity").stringValue()).isEqualTo("BLOCKS");
        assertThat(gap.at("/witness/time").stringValue()).isEqualTo("HOLIDAY");
        assertThat(gap.get("text").stringValue()).isNotBlank();
        rows.add(gap.get("proposed"));
        edited(set, rows);
        assertThat(state(acted(ADMIN, set, "check"))).isEqualTo("CHECKED");

        assertThat(problem(act(ADMIN, set, "approve"), HttpStatus.FORBIDDEN)
                        .get("code")
                        .stringValue())
                .isEqualTo("routing-rules.four-eyes");
        JsonNode approved = acted(second, set, "approve");
        assertThat(state(approved)).isEqualTo("APPROVED");
        assertThat(state(acted(second, set, "approve"))).as("twice").isEqualTo("APPROVED");

        String from = clock.instant().plus(Duration.ofMinutes(10)).toString();
        JsonNode published = Town.bodyOf(town.post(ADMIN, path(set) + "/actions/publish", Map.of("effectiveFrom", from))
                .expectStatus()
                .isOk());
        assertThat(state(published)).isEqualTo("PUBLISHED");
        assertThat(ruling(stories.reported("还没生效")).at("/decision/desk/kind").stringValue())
                .isEqualTo("OFFICE");
        clock.advance(Duration.ofMinutes(11));
        JsonNode file = stories.reported("生效了");
        JsonNode why = ruling(file);
        assertThat(why.at("/decision/desk/kind").stringValue()).isEqualTo("DISTRICT");
        assertThat(why.at("/decision/row").stringValue()).isEqualTo("exits");
        assertThat(why.at("/decision/ruleSetVersion")).isEqualTo(set.get("version"));
        assertThat(file.at("/routing/ruleId").stringValue()).isEqualTo("exits");
        assertThat(file.at("/routing/officeCode").stringValue())
                .as("who handles the area is not who takes it in")
                .isEqualTo("510703001");
        assertThat(put(ADMIN, set, rows).returnResult(Void.class).getStatus())
                .as("what is published never changes")
                .isEqualTo(HttpStatus.CONFLICT);
    }

    private JsonNode ruling(JsonNode file) {
        return town.get(DISPATCHER, CaseStories.path(file) + "/routing");
    }

    @Test
    void a_case_says_why_it_is_where_it_is() {
        published(List.of(
                row("gas", cell("WORDS", "燃气"), outcome("DISTRICT", null)),
                row("night", cell("TIME", "OFF_HOURS"), outcome("DISTRICT", null)),
                TAKEN_BACK,
                CATCH_ALL));
        JsonNode why = ruling(stories.reported("安全出口上锁"));
        assertThat(why.get("agrees").booleanValue()).isTrue();
        assertThat(why.get("present").isNull()).isTrue();
        assertThat(why.at("/facts/category").stringValue()).isEqualTo("G0201");
        assertThat(why.at("/facts/time").stringValue()).isEqualTo("WORKING_HOURS");
        assertThat(why.at("/facts/role").stringValue()).isEqualTo("GRID_WORKER");
        assertThat(why.get("trace").size()).isEqualTo(4);
        assertThat(why.at("/trace/0/refusedBy/column").stringValue()).isEqualTo("WORDS");
        assertThat(why.at("/trace/1/refusedBy/sentence").stringValue()).isNotBlank();
        assertThat(why.at("/trace/3/matched").booleanValue()).isTrue();
        assertThat(why.at("/trace/3/decides").booleanValue()).isTrue();
        assertThat(why.at("/trace/3/sentence").stringValue()).isNotBlank();
        JsonNode gas = ruling(stories.reported("楼道里有燃气味"));
        assertThat(gas.at("/decision/row").stringValue()).isEqualTo("gas");
        assertThat(gas.at("/facts/words/0").stringValue()).isEqualTo("燃气");
    }

    @Test
    void an_example_that_goes_elsewhere_blocks_and_is_named() {
        JsonNode set = draft();
        Map<String, Object> example = Map.of(
                "name", "锁闭的出口归区里",
                "facts", Map.of("area", "510703/510703001", "category", "G0201"),
                "expected", Map.of("target", "DISTRICT"));
        put(ADMIN, set, Map.of("rows", List.of(TAKEN_BACK, CATCH_ALL), "examples", List.of(example)), null)
                .expectStatus()
                .isOk();
        JsonNode refused = problem(act(ADMIN, set, "check"), HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(refused.at("/errors/0/pointer").stringValue()).isEqualTo("/examples");
        JsonNode found = town.get(ADMIN, path(set) + "/findings").at("/items/0");
        assertThat(found.get("code").stringValue()).isEqualTo("EXAMPLE_FAILS");
        assertThat(found.get("example").stringValue()).isEqualTo("锁闭的出口归区里");
        edited(set, List.of(row("exits", cell("CATEGORY", "G0201"), outcome("DISTRICT", null)), TAKEN_BACK, CATCH_ALL));
        assertThat(state(acted(ADMIN, set, "check"))).isEqualTo("CHECKED");
    }

    @Test
    void unknown_codes_and_rows_that_come_twice_are_found_with_row_and_column() {
        JsonNode set = draft();
        edited(
                set,
                List.of(
                        row("one", cell("CATEGORY", "Z0001"), outcome("DISTRICT", null)),
                        row("two", cell("CATEGORY", "G0201"), outcome("DEPARTMENT", "510703-NONE")),
                        row("three", cell("CATEGORY", "G0201"), outcome("DEPARTMENT", "510703-NONE")),
                        CATCH_ALL));
        List<String> found = town.get(ADMIN, path(set) + "/findings")
                .get("items")
                .valueStream()
                .filter(one -> one.get("severity").stringValue().equals("BLOCKS"))
                .map(one -> one.get("code").stringValue() + " " + one.get("rowNumber") + " " + one.get("column"))
                .toList();
        assertThat(found).anyMatch(one -> one.startsWith("DUTY_BREACH 4"));
        assertThat(found).contains("UNKNOWN_CODE 1 \"CATEGORY\"").anyMatch(one -> one.startsWith("UNKNOWN_RECEIVER 2"));
        assertThat(found).anyMatch(one -> one.startsWith("SAME_ROW"));
    }

    @Test
    void two_editors_of_one_draft_are_told_what_differs() {
        JsonNode set = draft();
        long seen = set.get("revision").longValue();
        edited(set, List.of(row("mine", cell("URGENT", "true"), outcome("DISTRICT", null)), CATCH_ALL));
        JsonNode stale =
                problem(put(second, set, Map.of("rows", List.of(CATCH_ALL)), seen), HttpStatus.PRECONDITION_FAILED);
        assertThat(stale.get("code").stringValue()).isEqualTo("routing-rules.stale");
        assertThat(stale.get("errors")
                        .valueStream()
                        .map(one -> one.get("pointer").stringValue())
                        .toList())
                .contains("/rows/mine");
        assertThat(stale.at("/errors/0/detail").stringValue()).isNotBlank();
        assertThat(town.get(ADMIN, path(set)).get("rows").size()).isEqualTo(2);

        JsonNode changes = town.get(ADMIN, path(set) + "/changes").get("items");
        assertThat(changes.get(changes.size() - 1).at("/action").stringValue()).isEqualTo("EDIT");
        JsonNode audited = town.get(ADMIN, "/api/v1/audit?kind=ROUTING_RULES_CHANGE&limit=5");
        assertThat(audited.at("/items/0/change").stringValue()).contains("mine");
    }

    @Test
    void the_command_centre_of_the_district_approves_what_it_cannot_write() {
        JsonNode set = draft();
        edited(set, List.of(TAKEN_BACK, CATCH_ALL));
        acted(ADMIN, set, "check");
        act(DISTRICT, set, "check").expectStatus().isForbidden();
        assertThat(state(acted(DISTRICT, set, "approve"))).isEqualTo("APPROVED");
        act(DISTRICT, set, "publish").expectStatus().isForbidden();
    }

    @Test
    void an_edit_brings_an_approved_set_back_to_a_draft() {
        JsonNode set = draft();
        edited(set, List.of(TAKEN_BACK, CATCH_ALL));
        acted(ADMIN, set, "check");
        acted(second, set, "approve");
        JsonNode again = edited(set, List.of(row("grid-office", Map.of(), outcome("DISTRICT", null))));
        assertThat(state(again)).isEqualTo("DRAFT");
        assertThat(again.get("approver").isNull()).isTrue();
        assertThat(problem(act(ADMIN, set, "publish"), HttpStatus.CONFLICT)
                        .get("code")
                        .stringValue())
                .isEqualTo("routing-rules.wrong-state");
        assertThat(state(acted(ADMIN, set, "withdraw"))).isEqualTo("WITHDRAWN");
    }

    @Test
    void roll_back_makes_what_decided_before_decide_again_under_a_new_number() {
        JsonNode before = published(List.of(row("all", Map.of(), outcome("DISTRICT", null))));
        JsonNode wrong = published(List.of(TAKEN_BACK, CATCH_ALL));
        assertThat(state(town.get(ADMIN, path(before)))).isEqualTo("SUPERSEDED");
        String key = UUID.randomUUID().toString();
        JsonNode back = rolledBack(wrong, key);
        assertThat(back.get("version").intValue())
                .isGreaterThan(wrong.get("version").intValue());
        assertThat(back.get("basedOn")).isEqualTo(before.get("version"));
        assertThat(ruling(stories.reported("又归区里")).at("/decision/ruleSetVersion"))
                .isEqualTo(back.get("version"));
        assertThat(rolledBack(wrong, key).get("version")).as("twice").isEqualTo(back.get("version"));
    }

    private JsonNode rolledBack(JsonNode set, String key) {
        return Town.bodyOf(town.as(ADMIN)
                .post()
                .uri(path(set) + "/actions/roll-back")
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of())
                .exchange()
                .expectStatus()
                .isOk());
    }

    @Test
    void evaluate_says_where_a_report_would_go_and_stores_nothing() {
        JsonNode set = draft();
        edited(set, List.of(row("exits", cell("CATEGORY", "G02"), outcome("DISTRICT", null)), CATCH_ALL));
        int cases = town.get(DISPATCHER, "/api/v1/cases?count=true&limit=1")
                .get("total")
                .intValue();
        Map<String, Object> report = lockedExit("会去哪里");
        JsonNode draft = Town.bodyOf(town.post(
                        ADMIN,
                        RULES + "/evaluate",
                        Map.of("report", report, "version", set.get("version").intValue()))
                .expectStatus()
                .isOk());
        assertThat(draft.at("/decision/row").stringValue()).isEqualTo("exits");
        assertThat(draft.at("/decision/desk/code").stringValue()).isEqualTo("510703");
        JsonNode now = Town.bodyOf(town.post(DISPATCHER, RULES + "/evaluate", Map.of("report", report))
                .expectStatus()
                .isOk());
        assertThat(now.at("/decision/desk/code").stringValue()).isEqualTo("510703001");
        assertThat(now.get("trace").size()).isPositive();
        assertThat(town.get(DISPATCHER, "/api/v1/cases?count=true&limit=1")
                        .get("total")
                        .intValue())
                .isEqualTo(cases);
        assertThat(problem(
                                town.post(
                                        DISPATCHER,
                                        RULES + "/evaluate",
                                        Map.of(
                                                "report",
                                                report,
                                                "version",
                                                set.get("version").intValue())),
                                HttpStatus.NOT_FOUND)
                        .get("code")
                        .stringValue())
                .as("drafts are for those who edit")
                .isEqualTo("routing-rules.not-found");
        JsonNode nowhere = problem(
                town.post(ADMIN, RULES + "/evaluate", Map.of("report", Map.of("categoryCode", "G0201"))),
                HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(nowhere.at("/errors/0/pointer").stringValue()).isEqualTo("/report/position");
    }

    @Test
    void ugly_input_is_told_where_it_is_wrong() {
        JsonNode set = draft();
        JsonNode kind = problem(
                put(ADMIN, set, List.of(row("a", cell("ACCURACY", "10"), outcome("DISTRICT", null)))),
                HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(kind.at("/errors/0/pointer").stringValue()).isEqualTo("/rows/0/cells/ACCURACY");
        assertThat(put(ADMIN, set, List.of()).returnResult(Void.class).getStatus())
                .as("an empty draft is a draft")
                .isEqualTo(HttpStatus.OK);
        assertThat(problem(act(ADMIN, set, "check"), HttpStatus.UNPROCESSABLE_CONTENT)
                        .get("code")
                        .stringValue())
                .isEqualTo("routing-rules.unsound");
        for (String user : List.of(WORKER, HANDLER, DISPATCHER, DISTRICT)) {
            problem(act(user, set, "check"), HttpStatus.FORBIDDEN);
            problem(put(user, set, List.of()), HttpStatus.FORBIDDEN);
        }
        for (String absent : List.of("/0", "/99999", "/x")) {
            town.as(ADMIN).get().uri(RULES + absent).exchange().expectStatus().isNotFound();
        }
        JsonNode past = draft();
        edited(past, List.of(TAKEN_BACK, CATCH_ALL));
        acted(ADMIN, past, "check");
        acted(second, past, "approve");
        assertThat(problem(
                                town.post(
                                        ADMIN,
                                        path(past) + "/actions/publish",
                                        Map.of("effectiveFrom", "2020-01-01T00:00:00Z")),
                                HttpStatus.UNPROCESSABLE_CONTENT)
                        .get("code")
                        .stringValue())
                .isEqualTo("routing-rules.effective-past");
    }

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private byte[] file(String path) {
        return town.as(ADMIN)
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBodyContent();
    }

    private WebTestClient.ResponseSpec put(JsonNode set, String type, byte[] file) {
        return town.as(ADMIN)
                .put()
                .uri(path(set))
                .contentType(MediaType.parseMediaType(type))
                .bodyValue(file)
                .exchange();
    }

    @Test
    void a_draft_goes_out_and_comes_back_as_a_workbook_and_as_dmn() {
        JsonNode set = draft();
        JsonNode rows = edited(
                        set,
                        List.of(
                                row("gas", cell("WORDS", "燃气", "煤气"), outcome("DISTRICT", null)),
                                row(
                                        "vague",
                                        Map.of(
                                                "ACCURACY",
                                                Map.of("intervals", List.of(Map.of("from", 200)), "negated", false)),
                                        outcome("PERSON", "RESPONSIBLE_WORKER")),
                                TAKEN_BACK,
                                CATCH_ALL))
                .get("rows");
        byte[] sheet = file(path(set) + ".xlsx");
        byte[] dmn = file(path(set) + ".dmn");
        for (Map.Entry<String, byte[]> kind :
                Map.of(XLSX, sheet, "application/dmn+xml", dmn).entrySet()) {
            edited(set, List.of(CATCH_ALL));
            JsonNode back = Town.bodyOf(
                    put(set, kind.getKey(), kind.getValue()).expectStatus().isOk());
            assertThat(back.get("rows")).as(kind.getKey()).isEqualTo(rows);
        }
    }

    @Test
    void a_file_that_cannot_be_read_leaves_the_draft_as_it_is() {
        JsonNode set = draft();
        JsonNode before = edited(set, List.of(TAKEN_BACK, CATCH_ALL));
        for (String type : List.of(XLSX, "application/dmn+xml")) {
            JsonNode refused = problem(
                    put(set, type, "not a table".getBytes(StandardCharsets.UTF_8)), HttpStatus.UNPROCESSABLE_CONTENT);
            assertThat(refused.get("code").stringValue()).isEqualTo("routing-rules.file");
            assertThat(refused.at("/errors/0/detail").stringValue()).isNotBlank();
        }
        String dmn = new String(file(path(set) + ".dmn"), StandardCharsets.UTF_8);
        String computed = dmn.replaceFirst("<text>[^<]*TAKEN_BACK[^<]*</text>", "<text>if true then 1 else 2</text>");
        assertThat(computed).isNotEqualTo(dmn);
        byte[] feel = computed.getBytes(StandardCharsets.UTF_8);
        JsonNode beyond = problem(put(set, "application/dmn+xml", feel), HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(beyond.get("code").stringValue()).isEqualTo("routing-rules.file");
        assertThat(town.get(ADMIN, path(set)).get("rows")).isEqualTo(before.get("rows"));
    }
}
