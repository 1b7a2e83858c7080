package org.wangge.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.EMERGENCY_UNIT;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.OTHER_WORKER;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.CaseStories.because;
import static org.wangge.fixtures.HazardStories.GAS_ALARM;
import static org.wangge.fixtures.HazardStories.GENERAL;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.work.RecurringJob;
import tools.jackson.databind.JsonNode;

/** Hazards from the inspection to the close, played over HTTP by those who do it. */
@WanggeTest
@AloneInTown
class HazardStoryTests {

    @Autowired
    private Town town;

    @Autowired
    private TestClock clock;

    @Autowired
    private List<RecurringJob> jobs;

    private HazardStories stories;
    private CaseStories cases;

    @BeforeEach
    void set_up() {
        stories = new HazardStories(town);
        cases = new CaseStories(town);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::stringValue).toList();
    }

    private void timePasses(Duration time) {
        clock.advance(time);
        jobs.stream().filter(job -> job.name().equals("hazard-deadlines")).forEach(job -> Awaited.done(job.run()));
    }

    private JsonNode eventually(JsonNode hazard, String state) {
        return Eventually.get(
                () -> stories.hazard(DISTRICT, hazard.get("id").stringValue()),
                now -> now.get("state").stringValue().equals(state));
    }

    private String colour(JsonNode place) {
        return town.get(WORKER, "/api/v1/places/" + place.get("id").stringValue())
                .at("/risk/colour")
                .stringValue();
    }

    @Test
    void a_restaurant_fails_is_given_a_date_fails_the_recheck_and_passes_the_second_round() {
        JsonNode place = stories.restaurant();
        String before = colour(place);
        JsonNode inspection = stories.inspected(place, GENERAL);
        assertThat(inspection.get("state").stringValue()).isEqualTo("SUBMITTED");
        assertThat(inspection.at("/result/failed").intValue()).isEqualTo(1);
        assertThat(inspection.at("/checkIn/proof").stringValue()).isEqualTo("POSITION");
        JsonNode hazard =
                stories.hazard(WORKER, inspection.at("/result/hazardIds/0").stringValue());
        assertThat(hazard.get("state").stringValue()).isEqualTo("FOUND");
        assertThat(hazard.get("level").stringValue()).isEqualTo("GENERAL");
        assertThat(hazard.get("number").stringValue()).startsWith("YH-CX-");
        assertThat(texts(hazard.get("openActions"))).containsExactly("flag-major", "issue-notice");

        JsonNode noticed = stories.acted(WORKER, hazard, "issue-notice", Map.of());
        assertThat(noticed.at("/notice/number").stringValue()).startsWith("ZG-CX-");
        stories.acted(WORKER, hazard, "start-rectification", Map.of());
        stories.acted(WORKER, hazard, "report-rectified", Map.of("note", "已换位置", "cost", 120.5));
        // Who says that it is fixed does not recheck it.
        assertThat(Town.bodyOf(stories.act(WORKER, hazard, "recheck", Map.of("passed", true))
                                .expectStatus()
                                .isEqualTo(409))
                        .get("code")
                        .stringValue())
                .isEqualTo("hazard.own-work");
        JsonNode again = stories.acted(OTHER_WORKER, hazard, "recheck", Map.of("passed", false, "note", "仍不合格"));
        assertThat(again.get("state").stringValue()).isEqualTo("RECTIFYING");
        assertThat(again.get("round").intValue()).isEqualTo(2);
        stories.acted(WORKER, hazard, "report-rectified", Map.of("note", "重新安装", "cost", 79.5));
        JsonNode closed = stories.acted(OTHER_WORKER, hazard, "recheck", Map.of("passed", true));
        assertThat(closed.get("state").stringValue()).isEqualTo("CLOSED");
        assertThat(closed.get("cost").decimalValue()).isEqualByComparingTo("200");
        assertThat(closed.get("timeline")
                        .valueStream()
                        .map(line -> line.get("action").stringValue()))
                .containsExactly(
                        "find",
                        "issue-notice",
                        "start-rectification",
                        "report-rectified",
                        "recheck",
                        "report-rectified",
                        "recheck");

        // The same item at the same place within 180 days is counted.
        JsonNode second = stories.found(place, GENERAL);
        assertThat(second.get("recurrences").intValue()).isEqualTo(1);
        assertThat(second.at("/grade/score").intValue())
                .isGreaterThan(closed.at("/grade/score").intValue());
        stories.acted(DISTRICT, second, "void", because("TEST", "误报"));
        Eventually.get(() -> colour(place), now -> now.equals(before));
    }

    @Test
    void a_suspected_major_hazard_is_confirmed_planned_stopped_listed_and_ends_by_review() {
        JsonNode place = stories.restaurant();
        JsonNode hazard = stories.found(place, GAS_ALARM);
        assertThat(hazard.get("level").stringValue()).isEqualTo("SUSPECTED_MAJOR");
        assertThat(texts(hazard.get("openActions")))
                .as("a grid worker only suspects")
                .isEmpty();
        stories.act(WORKER, hazard, "confirm-major", because("X", "x"))
                .expectStatus()
                .isForbidden();
        JsonNode major = stories.acted(HANDLER, hazard, "confirm-major", because("GAS", "无报警器"));
        assertThat(major.get("level").stringValue()).isEqualTo("MAJOR");
        Eventually.get(() -> colour(place), "RED"::equals);
        stories.acted(HANDLER, hazard, "issue-notice", Map.of());
        stories.acted(HANDLER, hazard, "order-stop", Map.of("text", "停止用气"));
        assertThat(Town.bodyOf(stories.act(HANDLER, hazard, "start-rectification", Map.of())
                                .expectStatus()
                                .isEqualTo(422))
                        .get("code")
                        .stringValue())
                .isEqualTo("hazard.plan-missing");
        stories.act(HANDLER, hazard, "start-rectification", Map.of("plan", Map.of("responsibility", "店主")))
                .expectStatus()
                .isEqualTo(422);
        stories.acted(
                HANDLER,
                hazard,
                "start-rectification",
                Map.of(
                        "plan",
                        Map.of(
                                "responsibility", "店主",
                                "measures", "安装报警器",
                                "funds", "2000元",
                                "deadline", "2026-01-20",
                                "emergencyPlan", "停气、疏散")));
        JsonNode listed = stories.acted(DISTRICT, hazard, "list", Map.of("level", "DISTRICT", "until", "2026-12-31"));
        assertThat(listed.at("/listing/until").stringValue()).isEqualTo("2026-12-31");
        stories.act(HANDLER, hazard, "lift-stop", Map.of("text", "恢复"))
                .expectStatus()
                .isEqualTo(409);
        stories.acted(WORKER, hazard, "report-rectified", Map.of("note", "已安装"));
        JsonNode passed = stories.acted(OTHER_WORKER, hazard, "recheck", Map.of("passed", true, "note", "已装好"));
        assertThat(passed.get("state").stringValue()).isEqualTo("RECHECK_DUE");
        assertThat(passed.at("/acceptance/neededFrom").stringValue()).isEqualTo("SUPERVISOR");
        assertThat(passed.at("/listing/endedAt").isNull()).as("still listed").isTrue();
        assertThat(texts(passed.get("openActions"))).doesNotContain("recheck");
        assertThat(Town.bodyOf(stories.act(OTHER_WORKER, hazard, "recheck", Map.of("passed", true))
                                .expectStatus()
                                .isEqualTo(409))
                        .get("code")
                        .stringValue())
                .isEqualTo("hazard.acceptance-due");
        JsonNode accepted = stories.acted(HANDLER, hazard, "recheck", Map.of("passed", true));
        assertThat(accepted.get("state").stringValue())
                .as("the listing level has not")
                .isEqualTo("RECHECK_DUE");
        JsonNode closed = stories.acted(DISTRICT, hazard, "recheck", Map.of("passed", true));
        assertThat(closed.get("state").stringValue()).isEqualTo("CLOSED");
        assertThat(closed.get("gradeHistory")
                        .valueStream()
                        .map(change -> change.get("action").stringValue()))
                .containsExactly("find", "confirm-major");
        assertThat(closed.at("/listing/endedAt").isNull())
                .as("closing ends the listing")
                .isFalse();
        JsonNode lifted = stories.acted(HANDLER, hazard, "lift-stop", Map.of("text", "复查合格，恢复用气"));
        assertThat(lifted.at("/stopOrder/liftedAt").isNull()).isFalse();
        Eventually.get(() -> colour(place), now -> !now.equals("RED"));
    }

    @Test
    void what_is_not_put_right_in_time_becomes_a_case_whose_end_asks_for_a_recheck() {
        JsonNode hazard = stories.found(stories.restaurant(), GENERAL);
        stories.acted(
                WORKER,
                hazard,
                "issue-notice",
                Map.of("dueAt", clock.instant().plusSeconds(60).toString()));
        timePasses(Duration.ofSeconds(61));
        JsonNode escalated = Eventually.get(
                () -> stories.hazard(DISPATCHER, hazard.get("id").stringValue()),
                now -> !now.get("caseId").isNull());
        assertThat(escalated.get("overdue").booleanValue()).isTrue();
        JsonNode file =
                town.get(DISPATCHER, "/api/v1/cases/" + escalated.get("caseId").stringValue());
        assertThat(file.get("state").stringValue()).isEqualTo("REPORTED");
        assertThat(file.at("/area/officeCode").stringValue()).isEqualTo("510703001");
        assertThat(file.at("/origin/number").stringValue())
                .isEqualTo(hazard.get("number").stringValue());
        // Once is enough: time goes on and there is still one case.
        timePasses(Duration.ofSeconds(61));
        assertThat(stories.hazard(DISPATCHER, hazard.get("id").stringValue()).get("caseId"))
                .isEqualTo(escalated.get("caseId"));
        cases.acted(DISPATCHER, file, "file", Map.of("conditionSeq", 1));
        cases.acted(DISPATCHER, file, "dispatch", Map.of("departmentCode", EMERGENCY_UNIT));
        cases.acted(HANDLER, file, "accept", Map.of());
        cases.acted(HANDLER, file, "resolve", Map.of("result", "店主口头答应整改"));
        cases.acted(DISPATCHER, file, "close", Map.of());
        JsonNode ended = eventually(hazard, "RECHECK_DUE");
        assertThat(ended.at("/fix/note").stringValue()).isEqualTo("店主口头答应整改");
        assertThat(texts(stories.hazard(HANDLER, hazard.get("id").stringValue()).get("openActions")))
                .as("who handled the case put it right")
                .doesNotContain("recheck");
        assertThat(texts(stories.hazard(WORKER, hazard.get("id").stringValue()).get("openActions")))
                .contains("recheck");
        assertThat(stories.acted(WORKER, hazard, "recheck", Map.of("passed", false))
                        .get("state")
                        .stringValue())
                .isEqualTo("RECTIFYING");
        assertThat(ended.get("timeline")
                        .valueStream()
                        .map(line -> line.get("action").stringValue()))
                .endsWith("escalate", "case-opened", "case-closed");
    }

    @Test
    void the_case_ends_with_its_hazard() {
        JsonNode hazard = stories.rectifying(stories.restaurant());
        JsonNode due =
                stories.acted(DISPATCHER, hazard, "extend", Map.of("days", 1, "reason", Map.of("code", "PARTS")));
        assertThat(due.get("dueAt")).isNotEqualTo(hazard.get("dueAt"));
        JsonNode transferred = stories.acted(DISPATCHER, hazard, "transfer", because("REFUSES", "拒不整改"));
        assertThat(transferred.get("state").stringValue()).isEqualTo("TRANSFERRED");
        String caseId = transferred.get("caseId").stringValue();
        stories.acted(DISTRICT, hazard, "void", because("MISTAKE", "误报"));
        JsonNode file = Eventually.get(
                () -> town.get(DISPATCHER, "/api/v1/cases/" + caseId),
                now -> now.get("state").stringValue().equals("CLOSED"));
        assertThat(file.at("/result/text").stringValue())
                .contains(hazard.get("number").stringValue());
    }

    @Test
    void a_hazard_whose_case_was_merged_does_not_end_the_matter_that_goes_on() {
        JsonNode hazard = stories.rectifying(stories.restaurant());
        JsonNode transferred = stories.acted(DISPATCHER, hazard, "transfer", because("REFUSES", "拒不整改"));
        JsonNode other = cases.reported(WORKER);
        JsonNode own = town.get(
                DISPATCHER, "/api/v1/cases/" + transferred.get("caseId").stringValue());
        cases.acted(
                DISPATCHER, own, "merge", Map.of("intoCaseId", other.get("id").stringValue()));
        JsonNode merged = Eventually.get(
                () -> stories.hazard(DISTRICT, hazard.get("id").stringValue()),
                now -> now.get("caseId").equals(other.get("id")));
        assertThat(merged.get("caseNumber")).isEqualTo(other.get("number"));
        stories.acted(DISTRICT, hazard, "void", because("MISTAKE", "误报"));
        cases.acted(DISPATCHER, other, "comment", Map.of("text", "照常办理"));
        assertThat(town.get(DISPATCHER, "/api/v1/cases/" + other.get("id").stringValue())
                        .get("state")
                        .stringValue())
                .isEqualTo("REPORTED");
    }

    @Test
    void a_place_that_closes_down_ends_no_hazard() {
        JsonNode place = stories.restaurant();
        JsonNode hazard = stories.rectifying(place);
        town.post(
                        DISPATCHER,
                        "/api/v1/places/" + place.get("id").stringValue() + "/actions/close-down",
                        because("GONE", "关门"))
                .expectStatus()
                .isOk();
        assertThat(stories.hazard(WORKER, hazard.get("id").stringValue())
                        .get("state")
                        .stringValue())
                .isEqualTo("RECTIFYING");
        stories.acted(WORKER, hazard, "report-rectified", Map.of("note", "已搬空"));
        assertThat(stories.acted(OTHER_WORKER, hazard, "recheck", Map.of("passed", true))
                        .get("state")
                        .stringValue())
                .isEqualTo("CLOSED");
    }

    @Test
    void a_declined_case_gives_a_transferred_hazard_back() {
        JsonNode hazard = stories.rectifying(stories.restaurant());
        JsonNode transferred = stories.acted(DISPATCHER, hazard, "transfer", because("REFUSES", "拒不整改"));
        JsonNode file = town.get(
                DISPATCHER, "/api/v1/cases/" + transferred.get("caseId").stringValue());
        cases.acted(DISPATCHER, file, "decline", because("NOT_OURS", "不属执法范围"));
        JsonNode back = eventually(hazard, "RECTIFYING");
        assertThat(back.get("caseId").isNull()).isTrue();

        cases.acted(DISPATCHER, file, "reconsider", because("OTHER", "属执法范围"));
        JsonNode tied = Eventually.get(
                () -> stories.hazard(DISPATCHER, hazard.get("id").stringValue()),
                now -> !now.get("caseId").isNull());
        assertThat(tied.get("caseId")).isEqualTo(transferred.get("caseId"));
        assertThat(tied.get("caseNumber")).isEqualTo(transferred.get("caseNumber"));
    }

    private JsonNode closed(JsonNode file) {
        cases.acted(DISPATCHER, file, "file", Map.of("conditionSeq", 1));
        cases.acted(DISPATCHER, file, "dispatch", Map.of("departmentCode", EMERGENCY_UNIT));
        cases.acted(HANDLER, file, "accept", Map.of());
        cases.acted(HANDLER, file, "resolve", Map.of("result", "已整改"));
        return cases.acted(DISPATCHER, file, "close", Map.of());
    }

    private JsonNode tied(JsonNode hazard) {
        return Eventually.get(
                () -> stories.hazard(DISPATCHER, hazard.get("id").stringValue()),
                now -> !now.get("caseId").isNull());
    }

    @Test
    void a_case_that_is_opened_again_handles_its_hazard_again() {
        JsonNode hazard = stories.rectifying(stories.restaurant());
        JsonNode transferred = stories.acted(DISPATCHER, hazard, "transfer", because("REFUSES", "拒不整改"));
        JsonNode file = town.get(
                DISPATCHER, "/api/v1/cases/" + transferred.get("caseId").stringValue());
        closed(file);
        assertThat(eventually(hazard, "RECHECK_DUE").get("caseId").isNull()).isTrue();

        cases.acted(DISPATCHER, file, "reopen", because("NOT_SOLVED", "没有解决"));
        JsonNode again = tied(hazard);
        assertThat(again.get("caseId")).isEqualTo(file.get("id"));
        assertThat(again.get("state").stringValue()).isEqualTo("RECHECK_DUE");

        stories.acted(DISTRICT, hazard, "recheck", Map.of("passed", true));
        Eventually.get(
                () -> town.get(DISPATCHER, "/api/v1/cases/" + file.get("id").stringValue()),
                now -> now.get("state").stringValue().equals("CLOSED"));
    }

    @Test
    void so_does_the_case_that_a_hazards_own_was_merged_into_and_it_goes_on_without_the_hazard() {
        JsonNode hazard = stories.rectifying(stories.restaurant());
        JsonNode transferred = stories.acted(DISPATCHER, hazard, "transfer", because("REFUSES", "拒不整改"));
        JsonNode other = cases.reported(WORKER);
        JsonNode own = town.get(
                DISPATCHER, "/api/v1/cases/" + transferred.get("caseId").stringValue());
        cases.acted(
                DISPATCHER, own, "merge", Map.of("intoCaseId", other.get("id").stringValue()));
        Eventually.get(
                () -> stories.hazard(DISTRICT, hazard.get("id").stringValue()),
                now -> now.get("caseId").equals(other.get("id")));
        closed(other);
        eventually(hazard, "RECHECK_DUE");

        cases.acted(DISPATCHER, other, "reopen", because("NOT_SOLVED", "没有解决"));
        assertThat(tied(hazard).get("caseId")).isEqualTo(other.get("id"));

        stories.acted(DISTRICT, hazard, "recheck", Map.of("passed", true));
        cases.acted(DISPATCHER, other, "comment", Map.of("text", "照常办理"));
        assertThat(town.get(DISPATCHER, "/api/v1/cases/" + other.get("id").stringValue())
                        .get("state")
                        .stringValue())
                .isEqualTo("FILED");
    }
}
