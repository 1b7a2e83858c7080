package org.wangge.casework.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.EMERGENCY_UNIT;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.OTHER_WORKER;
import static org.wangge.fixtures.CaseStories.URBAN_UNIT;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.CaseStories.because;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.Hiring;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** What was filed, asked or declined wrongly is put right, with a reason that stays. */
@WanggeTest
class CaseCorrectionsApiTests {

    private static final Map<String, ?> LOOSE_COVER = Map.of(
            "conditionSeq", 3, "categoryCode", "E01003", "reason", Map.of("code", "WRONG_CONDITION", "text", "只是松动"));

    @Autowired
    private Town town;

    private CaseStories stories;

    @BeforeEach
    void stories() {
        stories = new CaseStories(town);
    }

    private String refused(String user, JsonNode file, String action, Map<String, ?> body, int status) {
        return Town.bodyOf(stories.act(user, file, action, body).expectStatus().isEqualTo(status))
                .get("code")
                .stringValue();
    }

    private Stream<JsonNode> notices(String user, JsonNode file) {
        return town.all(user, "/api/v1/me/notices?limit=200").stream()
                .filter(notice -> file.get("id").equals(notice.get("caseId")));
    }

    private void told(String user, JsonNode file, String kind) {
        Eventually.until(
                user + " is told " + kind,
                () -> notices(user, file)
                        .anyMatch(notice -> notice.get("kind").stringValue().equals(kind)));
    }

    private JsonNode lastLine(JsonNode file) {
        List<JsonNode> lines = stories.timeline(DISPATCHER, file);
        return lines.get(lines.size() - 1);
    }

    private static JsonNode newest(JsonNode file, String stage) {
        return file.get("clocks")
                .valueStream()
                .filter(clock -> clock.get("stage").stringValue().equals(stage))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    @Test
    void a_wrong_condition_is_corrected_until_the_handler_accepts_and_its_clock_restarts() {
        JsonNode file = stories.dispatched("立错条件");
        JsonNode before = newest(file, "HANDLE");
        assertThat(stories.openActions(DISPATCHER, file)).contains("refile");
        JsonNode refiled = stories.acted(DISPATCHER, file, "refile", LOOSE_COVER);
        assertThat(refiled.get("state").stringValue()).isEqualTo("DISPATCHED");
        assertThat(refiled.at("/category/code").stringValue()).isEqualTo("E01003");
        assertThat(refiled.at("/filing/conditionSeq").intValue()).isEqualTo(3);
        JsonNode after = newest(refiled, "HANDLE");
        assertThat(after.at("/limit/kind").stringValue()).isEqualTo("WORK_DAY");
        assertThat(after.get("state").stringValue()).isEqualTo("RUNNING");
        assertThat(refiled.get("dueAt")).isEqualTo(after.get("dueAt")).isNotEqualTo(before.get("dueAt"));
        JsonNode line = lastLine(file);
        assertThat(line.get("action").stringValue()).isEqualTo("refile");
        assertThat(line.at("/reason/text").stringValue()).isEqualTo("只是松动");
        assertThat(line.get("text").stringValue()).startsWith("井盖松动");
        told(HANDLER, file, "CASE_REFILED");
        stories.acted(HANDLER, file, "accept", Map.of());
        assertThat(refused(DISPATCHER, file, "refile", LOOSE_COVER, 409)).isEqualTo("case.wrong-state");
    }

    @Test
    void what_is_filed_anew_does_not_go_on_with_what_was_left_of_the_old_limit() {
        JsonNode file = stories.dispatched("退回后更正");
        stories.acted(HANDLER, file, "return", because("NOT_OURS", "不归我们"));
        JsonNode refiled = stories.acted(DISPATCHER, file, "refile", LOOSE_COVER);
        assertThat(refiled.get("state").stringValue()).isEqualTo("FILED");
        JsonNode again = stories.acted(DISPATCHER, file, "dispatch", Map.of("departmentCode", EMERGENCY_UNIT));
        assertThat(newest(again, "HANDLE").at("/limit/kind").stringValue()).isEqualTo("WORK_DAY");
    }

    @Test
    void a_case_in_rework_has_been_accepted_before() {
        JsonNode file = stories.resolved("返工");
        stories.acted(DISPATCHER, file, "rework", because("NOT_DONE", "未打开"));
        assertThat(refused(DISPATCHER, file, "refile", LOOSE_COVER, 409)).isEqualTo("case.accepted");
        assertThat(stories.openActions(DISPATCHER, file)).doesNotContain("refile");
    }

    @Test
    void a_correction_says_why_and_names_a_condition_that_there_is() {
        JsonNode file = stories.filed("无理由");
        Map<String, ?> unknown = Map.of("conditionSeq", 99, "reason", Map.of("code", "WRONG_CONDITION"));
        assertThat(refused(DISPATCHER, file, "refile", unknown, 422)).isEqualTo("case.condition-unknown");
        assertThat(refused(DISPATCHER, file, "refile", Map.of("conditionSeq", 1), 422))
                .isEqualTo("request.invalid");
        assertThat(refused(DISPATCHER, file, "unfile", Map.of(), 422)).isEqualTo("request.invalid");
        assertThat(refused(WORKER, file, "refile", LOOSE_COVER, 403)).isEqualTo("access.forbidden");
        assertThat(refused("dispatcher-003", file, "refile", LOOSE_COVER, 404)).isEqualTo("case.not-found");
        assertThat(town.get(DISPATCHER, CaseStories.path(file)).get("version")).isEqualTo(file.get("version"));
    }

    @Test
    void a_filing_is_taken_back_and_the_report_waits_again() {
        JsonNode file = stories.filed("撤回立案");
        JsonNode unfiled = stories.acted(DISPATCHER, file, "unfile", because("FILED_TOO_EARLY", "尚未核实"));
        assertThat(unfiled.get("state").stringValue()).isEqualTo("REPORTED");
        assertThat(unfiled.get("filing").isNull()).isTrue();
        assertThat(newest(unfiled, "DISPATCH").get("state").stringValue()).isEqualTo("STOPPED");
        assertThat(newest(unfiled, "ACCEPT").get("state").stringValue()).isEqualTo("RUNNING");
        assertThat(unfiled.get("dueAt")).isEqualTo(newest(unfiled, "ACCEPT").get("dueAt"));
        assertThat(stories.openActions(DISPATCHER, file)).contains("file", "decline", "request-verification");
        told(WORKER, file, "CASE_UNFILED");
        assertThat(refused(DISPATCHER, file, "unfile", because("MISTAKE", ""), 409))
                .isEqualTo("case.wrong-state");
        stories.acted(DISPATCHER, file, "file", Map.of("conditionSeq", 1));
    }

    @Test
    void nobody_goes_where_there_is_nothing_to_look_at_any_more() {
        JsonNode file = stories.reported("不用核实了");
        stories.acted(DISPATCHER, file, "request-verification", Map.of("assigneeId", town.idOf(OTHER_WORKER)));
        JsonNode back = stories.acted(DISPATCHER, file, "withdraw-request", because("NOT_NEEDED", "已电话核实"));
        assertThat(back.get("state").stringValue()).isEqualTo("REPORTED");
        assertThat(back.get("task").isNull()).isTrue();
        assertThat(newest(back, "VERIFY").get("state").stringValue()).isEqualTo("STOPPED");
        assertThat(newest(back, "ACCEPT").get("state").stringValue()).isEqualTo("RUNNING");
        told(OTHER_WORKER, file, "REQUEST_WITHDRAWN");
        assertThat(refused(OTHER_WORKER, file, "verify", Map.of("confirmed", true), 409))
                .isEqualTo("case.wrong-state");

        JsonNode resolved = stories.resolved("不用核查了");
        stories.acted(DISPATCHER, resolved, "request-check", Map.of("assigneeId", town.idOf(OTHER_WORKER)));
        assertThat(stories.acted(DISPATCHER, resolved, "withdraw-request", because("NOT_NEEDED", ""))
                        .get("state")
                        .stringValue())
                .isEqualTo("RESOLVED");
        told(OTHER_WORKER, resolved, "REQUEST_WITHDRAWN");
    }

    @Test
    void a_declined_report_is_taken_up_after_all_by_the_desk_or_the_district() {
        for (String who : List.of(DISPATCHER, DISTRICT)) {
            JsonNode file = stories.acted(DISPATCHER, stories.reported("误拒"), "decline", because("NOT_A_CASE", ""));
            JsonNode again = stories.acted(who, file, "reconsider", because("NEW_FACTS", "上报人补充了照片"));
            assertThat(again.get("state").stringValue()).isEqualTo("REPORTED");
            assertThat(again.get("closedAt").isNull()).isTrue();
            assertThat(newest(again, "ACCEPT").get("state").stringValue()).isEqualTo("RUNNING");
            told(WORKER, file, "CASE_RECONSIDERED");
            stories.acted(DISPATCHER, file, "file", Map.of("conditionSeq", 1));
        }
    }

    private JsonNode returnedTwice(String description) {
        JsonNode file = stories.dispatched(description);
        stories.acted(HANDLER, file, "return", because("NOT_OURS", "不归我们"));
        stories.acted(DISPATCHER, file, "dispatch", Map.of("departmentCode", URBAN_UNIT));
        return stories.acted(HANDLER, file, "return", because("NOT_OURS", "也不归我们"));
    }

    @Test
    void what_the_district_decided_the_office_does_not_undo_in_any_way() {
        JsonNode file = returnedTwice("区级决定");
        String desk = Hiring.hire(town, "DISPATCHER", "510703/510703001");
        stories.acted(DISTRICT, file, "dispatch", Map.of("departmentCode", EMERGENCY_UNIT));
        assertThat(refused(DISPATCHER, file, "revoke", because("WRONG_UNIT", ""), 409))
                .isEqualTo("case.district-decided");
        assertThat(stories.openActions(DISPATCHER, file)).doesNotContain("revoke");
        told(desk, file, "CASE_DISPATCHED_BY_DISTRICT");
        JsonNode revoked = stories.acted(DISTRICT, file, "revoke", because("WRONG_UNIT", ""));
        assertThat(revoked.get("returns").intValue()).isEqualTo(2);
        stories.acted(DISPATCHER, file, "unfile", because("MISTAKE", ""));
        stories.acted(DISPATCHER, file, "file", Map.of("conditionSeq", 1));
        Map<String, ?> to = Map.of("departmentCode", EMERGENCY_UNIT);
        assertThat(refused(DISPATCHER, file, "dispatch", to, 409)).isEqualTo("case.needs-arbitration");
        stories.acted(DISTRICT, file, "dispatch", to);
        stories.acted(HANDLER, file, "accept", Map.of());
        stories.acted(HANDLER, file, "resolve", Map.of("result", "已打开"));
        stories.acted(DISPATCHER, file, "close", Map.of());
        JsonNode reopened = stories.acted(DISPATCHER, file, "reopen", because("NOT_SOLVED", ""));
        assertThat(reopened.get("returns").intValue()).isEqualTo(2);
        assertThat(refused(DISPATCHER, file, "dispatch", to, 409)).isEqualTo("case.needs-arbitration");
    }

    @Test
    void who_returns_is_the_actor_and_the_desk_receives() {
        JsonNode file = returnedTwice("谁退的");
        List<JsonNode> returns = stories.timeline(DISPATCHER, file).stream()
                .filter(line -> line.get("action").stringValue().equals("return"))
                .toList();
        assertThat(returns.get(0).at("/actor/id").stringValue())
                .isEqualTo(town.idOf(HANDLER).toString());
        assertThat(returns.get(0).get("receiver").stringValue()).isEqualTo("城厢街道派遣员");
        assertThat(returns.get(1).get("receiver").stringValue()).isEqualTo("区级指挥中心");
    }

    @Test
    void the_timeline_says_what_came_of_a_look_and_so_does_the_notice() {
        JsonNode file = stories.reported("核实结果");
        for (boolean confirmed : new boolean[] {false, true}) {
            stories.acted(DISPATCHER, file, "request-verification", Map.of("assigneeId", town.idOf(OTHER_WORKER)));
            stories.acted(OTHER_WORKER, file, "verify", Map.of("confirmed", confirmed));
        }
        JsonNode resolved = stories.resolved("核查结果");
        for (boolean passed : new boolean[] {false, true}) {
            stories.acted(DISPATCHER, resolved, "request-check", Map.of("assigneeId", town.idOf(OTHER_WORKER)));
            stories.acted(OTHER_WORKER, resolved, "check", Map.of("passed", passed));
        }
        assertThat(outcomes(file)).containsExactly("NOT_CONFIRMED", "CONFIRMED");
        assertThat(outcomes(resolved)).containsExactly("FAILED", "PASSED");
        bodies(file, "CASE_VERIFIED", "属实", "不属实");
        bodies(resolved, "CASE_CHECKED", "通过", "未通过");
    }

    private List<String> outcomes(JsonNode file) {
        return stories.timeline(DISPATCHER, file).stream()
                .map(line -> line.get("outcome"))
                .filter(outcome -> !outcome.isNull())
                .map(JsonNode::stringValue)
                .toList();
    }

    private void bodies(JsonNode file, String kind, String... outcomes) {
        List<String> said = Eventually.get(
                () -> notices(DISPATCHER, file)
                        .filter(notice -> notice.get("kind").stringValue().equals(kind))
                        .map(notice -> notice.get("body").stringValue().replaceAll(".*：", ""))
                        .toList(),
                bodies -> bodies.size() == 2);
        assertThat(said).containsExactlyInAnyOrder(outcomes);
    }

    @Test
    void the_timeline_speaks_its_readers_language() {
        JsonNode file = stories.dispatched("语言");
        stories.acted(HANDLER, file, "return", because("NOT_OURS", "不归我们"));
        JsonNode lines = Town.bodyOf(town.as(DISPATCHER)
                        .get()
                        .uri(CaseStories.path(file) + "/timeline")
                        .header("Accept-Language", "en")
                        .exchange())
                .get("items");
        assertThat(lines.get(1).get("text").stringValue()).isEqualTo("Escape route blocked, occupied or locked");
        assertThat(lines.get(2).get("receiver").stringValue()).doesNotContain("城厢");
        assertThat(lines.get(3).get("receiver").stringValue()).startsWith("Dispatchers of ");
        assertThat(lines.get(3).get("text").stringValue())
                .as("somebody's own words stay as they are")
                .isEqualTo("不归我们");
        assertThat(stories.timeline(DISPATCHER, file).get(1).get("text").stringValue())
                .isEqualTo("疏散通道、安全出口被堵塞、占用或锁闭");
    }

    @Test
    void the_usual_closing_standard_is_read_in_the_readers_language() {
        JsonNode closed = stories.closed("结案标准");
        assertThat(closed.at("/result/closingStandard").stringValue()).isEqualTo("通道畅通，安全出口能从内部打开");
        assertThat(Town.bodyOf(town.as(DISPATCHER)
                                .get()
                                .uri(CaseStories.path(closed))
                                .header("Accept-Language", "en")
                                .exchange())
                        .at("/result/closingStandard")
                        .stringValue())
                .isEqualTo("Route clear, exit opens from inside");
    }
}
