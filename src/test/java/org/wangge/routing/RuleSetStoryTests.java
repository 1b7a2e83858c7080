package org.wangge.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.CaseStories.lockedExit;
import static org.wangge.fixtures.Eventually.until;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.http.HttpHeaders;
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
import org.wangge.routing.rules.Cell;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.Outcome;
import org.wangge.routing.rules.Rule;
import org.wangge.routing.rules.exchange.RuleSheet;
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

    @Autowired
    private ReactiveMongoTemplate mongo;

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
        assertThat(state(wrong)).as("answered when it was published").isEqualTo("PUBLISHED");
        String key = UUID.randomUUID().toString();
        JsonNode back = rolledBack(wrong, key);
        assertThat(state(back)).isEqualTo("PUBLISHED");
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

    @Test
    void a_merged_cell_of_a_workbook_is_found_with_its_row_and_column_and_the_draft_stays() throws IOException {
        JsonNode set = draft();
        JsonNode before = edited(set, List.of(TAKEN_BACK, CATCH_ALL));
        JsonNode refused = problem(put(set, XLSX, withMergedDuty()), HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(refused.get("code").stringValue()).isEqualTo("routing-rules.file");
        assertThat(refused.at("/errors").size()).isEqualTo(1);
        assertThat(refused.at("/errors/0/pointer").stringValue()).isEqualTo("/rows/3/DUTY");
        assertThat(refused.at("/errors/0/code").stringValue()).isEqualTo("routing-rules.file-fault");
        assertThat(refused.at("/errors/0/detail").stringValue()).contains("3", "DUTY", "BASIC");
        JsonNode after = town.get(ADMIN, path(set));
        assertThat(after.get("rows")).isEqualTo(before.get("rows"));
        assertThat(after.get("revision")).isEqualTo(before.get("revision"));
    }

    /** Two rows, whose cells of the duty class are one. */
    private static byte[] withMergedDuty() throws IOException {
        Outcome district = new Outcome(Outcome.Target.DISTRICT, null, null, List.of(), false);
        List<Rule> rules = List.of(
                new Rule("a", Map.of(Column.DUTY, new Cell.Codes(List.of("BASIC"), false)), district, null),
                new Rule("b", Map.of(), district, null));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(file, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("rules");
            List<List<String>> lines =
                    List.of(RuleSheet.headings(), RuleSheet.row(rules.get(0)), RuleSheet.row(rules.get(1)));
            for (int line = 0; line < lines.size(); line++) {
                for (int place = 0; place < lines.get(line).size(); place++) {
                    if (!lines.get(line).get(place).isEmpty()) {
                        sheet.value(line, place, lines.get(line).get(place));
                    }
                }
            }
            int duty = RuleSheet.headings().indexOf("DUTY");
            sheet.range(1, duty, 2, duty).merge();
        }
        return file.toByteArray();
    }

    private JsonNode inEnglish(String user, String path) {
        return Town.bodyOf(town.as(user)
                .get()
                .uri(path)
                .header(HttpHeaders.ACCEPT_LANGUAGE, "en")
                .exchange()
                .expectStatus()
                .isOk());
    }

    @Test
    void a_case_of_an_earlier_build_says_that_nobody_knows_any_more() {
        JsonNode file = stories.reported("很久以前");
        change("cases", UUID.fromString(file.get("id").stringValue()), new Update().unset("ruling"));
        JsonNode why = ruling(file);
        assertThat(why.get("agrees").isNull()).isTrue();
        assertThat(why.get("decision").isNull()).isTrue();
        assertThat(why.get("facts").isNull()).isTrue();
        assertThat(why.get("trace").size()).isZero();
        assertThat(why.get("summary").stringValue()).isEqualTo("该案件早于分派规则，没有保存当时的依据，无法重新判定。");
        assertThat(inEnglish(DISPATCHER, CaseStories.path(file) + "/routing")
                        .get("summary")
                        .stringValue())
                .isEqualTo("The case is older than the routing rules; what it was decided by was not kept.");
    }

    private void change(String collection, Object id, Update update) {
        assertThat(mongo.updateFirst(Query.query(Criteria.where("_id").is(id)), update, collection)
                        .block(Duration.ofSeconds(10))
                        .getModifiedCount())
                .isEqualTo(1);
    }

    @Test
    void a_decision_that_the_rules_of_then_do_not_bear_out_any_more_says_so_in_both_languages() {
        JsonNode then = published(List.of(
                row("night", cell("TIME", "HOLIDAY"), outcome("DISTRICT", null)),
                TAKEN_BACK,
                row("all", Map.of(), outcome("DISTRICT", null))));
        JsonNode file = stories.reported("当时归区里");
        assertThat(ruling(file).get("agrees").booleanValue()).isTrue();
        published(List.of(TAKEN_BACK, CATCH_ALL));
        assertThat(ruling(file).get("agrees").booleanValue())
                .as("the rules of then decide, not those of now")
                .isTrue();
        change(
                "routing_rule_sets",
                then.get("version").intValue(),
                new Update().set("rows.2.outcome.target", "GRID_OFFICE"));
        until("the changed rules are read", () -> !ruling(file).get("agrees").booleanValue());
        JsonNode why = ruling(file);
        assertThat(why.at("/decision/desk/kind").stringValue()).isEqualTo("DISTRICT");
        assertThat(why.at("/present/desk/code").stringValue()).isEqualTo("510703001");
        assertThat(why.get("summary").stringValue()).contains("城厢街道");
        assertThat(why.at("/trace/0/refusedBy/sentence").stringValue()).containsPattern("\\p{IsHan}");
        JsonNode english = inEnglish(DISPATCHER, CaseStories.path(file) + "/routing");
        assertThat(english.get("agrees").booleanValue()).isFalse();
        assertThat(english.get("summary").stringValue()).startsWith("The rules of then would send it to Chengxiang");
        english.get("trace")
                .forEach(step -> assertThat(step.get("sentence").stringValue())
                        .isNotBlank()
                        .doesNotContainPattern("\\p{IsHan}"));
        assertThat(english.at("/trace/0/refusedBy/sentence").stringValue())
                .isNotBlank()
                .doesNotContainPattern("\\p{IsHan}");
    }

    @Test
    void what_no_row_takes_is_in_the_list_of_the_unclear_until_it_is_filed() {
        JsonNode whole = published(List.of(TAKEN_BACK, CATCH_ALL));
        int holed = whole.get("version").intValue() + 1;
        // Nobody can publish such a set; a file of another build may have one.
        Document set = mongo.findById(whole.get("version").intValue(), Document.class, "routing_rule_sets")
                .block(Duration.ofSeconds(10));
        Document last = set.getList("rows", Document.class).get(1);
        last.put(
                "cells",
                List.of(new Document("column", "CATEGORY")
                        .append("values", List.of("G0203"))
                        .append("negated", false)));
        set.put("_id", holed);
        set.remove("operationKey");
        mongo.insert(set, "routing_rule_sets").block(Duration.ofSeconds(10));
        String word = "w" + UUID.randomUUID().toString().substring(0, 8);
        until(
                "the set is read",
                () -> Town.bodyOf(town.post(DISPATCHER, RULES + "/evaluate", Map.of("report", lockedExit("问一问")))
                                        .expectStatus()
                                        .isOk())
                                .at("/decision/ruleSetVersion")
                                .intValue()
                        == holed);
        JsonNode file = stories.reported(word);
        JsonNode why = ruling(file);
        assertThat(why.at("/decision/fellThrough").stringValue()).isEqualTo("NO_ROW");
        assertThat(why.at("/decision/row").isNull()).isTrue();
        assertThat(file.at("/desk/code").stringValue()).as("never nowhere").isEqualTo("510703001");
        assertThat(file.at("/unclear").valueStream().map(one -> one.get("code").stringValue()))
                .containsExactly("LAST_ROW");
        assertThat(file.at("/unclear/0/text").stringValue()).isNotBlank();
        String unclear = "/api/v1/cases?q=" + word + "&unclear=";
        assertThat(town.all(DISPATCHER, unclear + "LAST_ROW")).hasSize(1);
        assertThat(town.all(DISPATCHER, unclear + "NO_CATEGORY")).isEmpty();
        JsonNode filed = stories.acted(DISPATCHER, file, "file", Map.of("conditionSeq", 1));
        assertThat(filed.get("unclear").size()).isZero();
        assertThat(town.all(DISPATCHER, unclear + "LAST_ROW")).isEmpty();
    }

    private static Map<String, Object> shift(UUID who, String role, Instant from, Duration length) {
        return Map.of(
                "accountId", who.toString(),
                "role", role,
                "from", from.toString(),
                "to", from.plus(length).toString());
    }

    private void planned(List<?> shifts) {
        town.as(DISPATCHER)
                .put()
                .uri("/api/v1/duty/510703001")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("shifts", shifts))
                .exchange()
                .expectStatus()
                .isOk();
    }

    private List<String> told(String user, JsonNode file) {
        return town.all(user, "/api/v1/me/notices?limit=200").stream()
                .filter(notice -> notice.get("caseId").equals(file.get("id")))
                .map(notice -> notice.get("kind").stringValue())
                .toList();
    }

    private JsonNode reported(String user, String category) {
        Map<String, Object> report = lockedExit("请知悉");
        report.put("categoryCode", category);
        return Town.bodyOf(
                stories.report(user, report, UUID.randomUUID()).expectStatus().isCreated());
    }

    @Test
    void whom_the_rules_name_to_know_is_told_once_and_never_the_reporter_nor_who_may_not_read_it() {
        String leader = Hiring.hire(town, "GRID_WORKER", "510703/510703001");
        String reporter = Hiring.hire(town, "GRID_WORKER", "510703/510703001");
        String off = Hiring.hire(town, "GRID_WORKER", "510703/510703001");
        String handler = Hiring.hire(town, "HANDLER", "510703/510703001", "510703001-PA");
        String nextDoor = Hiring.hire(town, "DISPATCHER", "510703/510703003");
        String supervisor = Hiring.hire(town, "SUPERVISOR", "510703");
        Duration day = Duration.ofDays(1);
        planned(List.of(
                shift(town.idOf(leader), "DUTY_LEADER", clock.instant(), day),
                shift(town.idOf(reporter), "DUTY_LEADER", clock.instant(), day),
                shift(town.idOf(off), "DUTY_LEADER", clock.instant().plus(day), day)));
        List<String> watchers =
                List.of("DUTY_LEADER", "DUTY_HANDLER", "RESPONSIBLE_WORKER", "510703001-PA", "510703003", "SUPERVISOR");
        published(List.of(
                row("watch", cell("URGENT", "false"), Map.of("watchers", watchers, "goOn", true)),
                TAKEN_BACK,
                CATCH_ALL));
        JsonNode secret = reported(reporter, "G0701");
        JsonNode open = reported(reporter, "G0201");
        assertThat(ruling(open).at("/decision/watchers").size()).isEqualTo(watchers.size());
        for (String watcher : List.of(leader, handler, nextDoor, supervisor)) {
            until(watcher + " knows", () -> !told(watcher, open).isEmpty());
            assertThat(told(watcher, open)).as(watcher).containsExactly("CASE_TO_KNOW");
        }
        until(handler + " may know of it", () -> !told(handler, secret).isEmpty());
        until("the desk is told", () -> told(DISPATCHER, open).contains("CASE_REPORTED"));
        assertThat(told(DISPATCHER, open)).doesNotContain("CASE_TO_KNOW");
        assertThat(told(reporter, open)).as("who reported knows").isEmpty();
        assertThat(told(off, open)).as("not on duty now").isEmpty();
        assertThat(told(leader, secret)).as("a worker may not read it").isEmpty();
        assertThat(told(nextDoor, secret))
                .as("may read such cases, but not there")
                .isEmpty();
        assertThat(told(supervisor, secret)).containsExactly("CASE_TO_KNOW");
        JsonNode english = inEnglish(leader, "/api/v1/me/notices").at("/items/0");
        assertThat(english.get("title").stringValue()).isEqualTo("For you to know");
        assertThat(english.get("body").stringValue())
                .contains(open.get("number").stringValue());
        planned(List.of());
    }

    @Test
    void a_row_that_needs_somebody_on_duty_names_when_nobody_is_planned_and_is_acknowledged() {
        JsonNode file = stories.reported("值班");
        String grid = ruling(file).at("/facts/area").stringValue();
        JsonNode set = draft();
        edited(
                set,
                List.of(TAKEN_BACK, row("leader", cell("AREA", grid), outcome("PERSON", "DUTY_LEADER")), CATCH_ALL));
        JsonNode found = nobody(set).get(0);
        assertThat(found.get("severity").stringValue()).isEqualTo("ACKNOWLEDGE");
        assertThat(found.get("rowNumber").intValue()).isEqualTo(2);
        assertThat(found.get("column").stringValue()).isEqualTo("TIME");
        assertThat(found.at("/witness/area").stringValue()).isEqualTo(grid);
        assertThat(found.get("text").stringValue()).contains("无人值班");
        acted(ADMIN, set, "check");
        assertThat(acted(second, set, "approve")
                        .get("acknowledged")
                        .valueStream()
                        .map(JsonNode::stringValue))
                .contains(found.get("key").stringValue());

        String leader = Hiring.hire(town, "GRID_WORKER", "510703/510703001");
        planned(List.of(shift(town.idOf(leader), "DUTY_LEADER", clock.instant(), Duration.ofDays(8))));
        assertThat(nobody(set)).isEmpty();
        planned(List.of(shift(town.idOf(leader), "DUTY_HANDLER", clock.instant(), Duration.ofDays(8))));
        assertThat(nobody(set)).as("another duty").isNotEmpty();
        planned(List.of());
    }

    private List<JsonNode> nobody(JsonNode set) {
        return town.get(ADMIN, path(set) + "/findings")
                .get("items")
                .valueStream()
                .filter(one -> one.get("code").stringValue().equals("NOBODY_ON_DUTY"))
                .toList();
    }
}
