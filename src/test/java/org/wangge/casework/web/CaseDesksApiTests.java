package org.wangge.casework.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.EMERGENCY_UNIT;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.CaseStories.because;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.work.RecurringJob;
import tools.jackson.databind.JsonNode;

/** A case between two offices and the district, over HTTP. The clock moves, so that the town is one of its own. */
@WanggeTest
@TestPropertySource(properties = "wangge.town-of=desks")
@DirtiesContext
class CaseDesksApiTests {

    private static final String NEIGHBOUR = "dispatcher-003";
    private static final String NEIGHBOURING_HANDLER = "handler-003";
    private static final String HOME = "510703001";
    private static final String NEXT_DOOR = "510703003";
    private static final String DISTRICT_CODE = "510703";

    @Autowired
    private Town town;

    @Autowired
    private TestClock clock;

    @Autowired
    private List<RecurringJob> jobs;

    private CaseStories stories;

    @BeforeEach
    void stories() {
        stories = new CaseStories(town);
    }

    private static Map<String, Object> to(String office) {
        Map<String, Object> body = new HashMap<>(because("OUT_OF_AREA", "在对面街道"));
        body.put("officeCode", office);
        return body;
    }

    private static Map<String, Object> answer(boolean accept) {
        Map<String, Object> body = new HashMap<>(because("NOT_ON_DUTY_LIST", "清单上没有"));
        body.put("accept", accept);
        return body;
    }

    private static Map<String, Object> word(@Nullable String office, @Nullable String lead) {
        Map<String, Object> body = new HashMap<>(because("DISPUTED", "经协调"));
        body.put("officeCode", office);
        body.put("leadDepartment", lead);
        return body;
    }

    private JsonNode offered(String description) {
        return stories.acted(DISPATCHER, stories.filed(description), "transfer", to(NEXT_DOOR));
    }

    private JsonNode refused(WebTestClient.ResponseSpec response, int status) {
        return Town.bodyOf(response.expectStatus().isEqualTo(status));
    }

    private String code(String user, JsonNode file, String action, Map<String, ?> body, int status) {
        return refused(stories.act(user, file, action, body), status)
                .get("code")
                .stringValue();
    }

    private String desk(JsonNode file) {
        return town.get(DISTRICT, CaseStories.path(file)).at("/desk/code").stringValue();
    }

    private List<String> found(String user, String query) {
        return town.all(user, "/api/v1/cases?limit=200&" + query).stream()
                .map(file -> file.get("id").stringValue())
                .toList();
    }

    private String id(JsonNode file) {
        return file.get("id").stringValue();
    }

    private void jobOfDesks() {
        jobs.stream().filter(job -> job.name().equals("case-desks")).forEach(job -> Awaited.done(job.run()));
    }

    private List<String> told(String user, JsonNode file) {
        return town.all(user, "/api/v1/me/notices?limit=200").stream()
                .filter(notice -> notice.get("caseId").equals(file.get("id")))
                .map(notice -> notice.get("kind").stringValue())
                .toList();
    }

    @Test
    void a_transfer_is_refused_and_arbitrated() {
        JsonNode file = stories.filed("在街道边界上");
        assertThat(file.at("/desk/code").stringValue()).isEqualTo(HOME);
        assertThat(file.at("/desk/kind").stringValue()).isEqualTo("OFFICE");
        assertThat(file.at("/desk/name").stringValue()).isEqualTo("城厢街道");
        assertThat(file.get("handOvers").intValue()).isZero();
        town.as(NEIGHBOUR)
                .get()
                .uri(CaseStories.path(file))
                .exchange()
                .expectStatus()
                .isNotFound();

        JsonNode offered = stories.acted(DISPATCHER, file, "transfer", to(NEXT_DOOR));
        assertThat(offered.get("state").stringValue()).isEqualTo("FILED");
        assertThat(offered.at("/desk/code").stringValue()).isEqualTo(HOME);
        assertThat(offered.at("/transfer/toOffice").stringValue()).isEqualTo(NEXT_DOOR);
        assertThat(offered.at("/transfer/fromOffice").stringValue()).isEqualTo(HOME);
        assertThat(offered.at("/transfer/reason/code").stringValue()).isEqualTo("OUT_OF_AREA");
        assertThat(offered.at("/transfer/dueAt")).isEqualTo(offered.get("dueAt"));
        assertThat(stories.openActions(DISPATCHER, file)).containsExactly("comment");
        assertThat(stories.openActions(NEIGHBOUR, file)).containsExactly("answer-transfer", "comment");
        assertThat(found(NEIGHBOUR, "waiting=TRANSFER")).contains(id(file));
        assertThat(found(DISPATCHER, "waiting=DISPATCH")).doesNotContain(id(file));
        assertThat(code(DISPATCHER, file, "dispatch", Map.of("departmentCode", EMERGENCY_UNIT), 409))
                .isEqualTo("case.transfer-pending");
        assertThat(code(DISPATCHER, file, "answer-transfer", answer(true), 403)).isEqualTo("case.not-yours");
        Eventually.get(() -> told(NEIGHBOUR, file), kinds -> kinds.contains("CASE_TRANSFER_ASKED"));

        JsonNode withDistrict = stories.acted(NEIGHBOUR, file, "answer-transfer", answer(false));
        assertThat(withDistrict.at("/desk/kind").stringValue()).isEqualTo("DISTRICT");
        assertThat(withDistrict.at("/desk/code").stringValue()).isEqualTo(DISTRICT_CODE);
        assertThat(withDistrict.get("transfer").isNull()).isTrue();
        assertThat(withDistrict.get("handOvers").intValue()).isEqualTo(1);
        assertThat(withDistrict.at("/objection/state").stringValue()).isEqualTo("OPEN");
        assertThat(withDistrict.at("/objection/item").stringValue()).isEqualTo("G0201");
        assertThat(found(DISTRICT, "waiting=ARBITRATION&desk=" + DISTRICT_CODE)).contains(id(file));
        assertThat(found(DISTRICT, "desk=" + HOME)).doesNotContain(id(file));
        Eventually.get(() -> told(DISTRICT, file), kinds -> kinds.contains("CASE_NEEDS_ARBITRATION"));
        Eventually.get(() -> told(DISPATCHER, file), kinds -> kinds.contains("CASE_TRANSFER_ANSWERED"));

        Map<String, Object> word = word(NEXT_DOOR, NEXT_DOOR + "-YJ");
        word.put("assisting", List.of(HOME, EMERGENCY_UNIT));
        JsonNode decided = stories.acted(DISTRICT, file, "arbitrate", word);
        assertThat(decided.at("/desk/code").stringValue()).isEqualTo(NEXT_DOOR);
        assertThat(decided.at("/arbitration/officeCode").stringValue()).isEqualTo(NEXT_DOOR);
        assertThat(decided.at("/arbitration/leadDepartment").stringValue()).isEqualTo(NEXT_DOOR + "-YJ");
        assertThat(decided.at("/arbitration/assisting").valueStream().map(JsonNode::stringValue))
                .containsExactly(HOME, EMERGENCY_UNIT);
        assertThat(decided.at("/objection/state").stringValue()).isEqualTo("REJECTED");
        assertThat(stories.openActions(HANDLER, file)).contains("comment");
        Eventually.get(() -> told(HANDLER, file), kinds -> kinds.contains("CASE_ARBITRATED"));
        Eventually.get(() -> told(NEIGHBOUR, file), kinds -> kinds.contains("CASE_ARBITRATED"));

        assertThat(code(NEIGHBOUR, file, "transfer", to(HOME), 409)).isEqualTo("case.arbitrated");
        assertThat(code(NEIGHBOUR, file, "escalate", because("DISPUTED", ""), 409))
                .isEqualTo("case.arbitrated");
        assertThat(code(NEIGHBOUR, file, "dispatch", Map.of("departmentCode", NEXT_DOOR + "-CG"), 422))
                .isEqualTo("case.lead-decided");
        stories.acted(NEIGHBOUR, file, "dispatch", Map.of("departmentCode", NEXT_DOOR + "-YJ"));
        stories.acted(NEIGHBOURING_HANDLER, file, "accept", Map.of());
        stories.acted(NEIGHBOURING_HANDLER, file, "resolve", Map.of("result", "已处理"));
        assertThat(code(DISPATCHER, file, "close", Map.of(), 403)).isEqualTo("case.at-other-desk");
        stories.acted(NEIGHBOUR, file, "close", Map.of());

        List<JsonNode> lines = stories.timeline(DISPATCHER, file);
        assertThat(lines.get(2).get("receiver").stringValue()).isEqualTo("工区街道派遣员");
        assertThat(lines.get(3).get("outcome").stringValue()).isEqualTo("REFUSED");
        assertThat(lines.get(3).get("receiver").stringValue()).isEqualTo("区级指挥中心");
        assertThat(lines.get(4).get("receiver").stringValue()).isEqualTo("工区街道派遣员、工区应急办");
    }

    @Test
    void the_other_office_takes_it_and_carries_it_to_its_end() {
        JsonNode file = offered("对面街道的事");
        JsonNode taken = stories.acted(NEIGHBOUR, file, "answer-transfer", Map.of("accept", true));
        assertThat(taken.at("/desk/code").stringValue()).isEqualTo(NEXT_DOOR);
        assertThat(taken.at("/routing/officeCode").stringValue()).isEqualTo(HOME);
        assertThat(found(NEIGHBOUR, "desk=" + NEXT_DOOR)).contains(id(file));
        assertThat(found(NEIGHBOUR, "desk=NONE")).isEmpty();
        assertThat(stories.openActions(DISPATCHER, file)).containsExactly("comment");
        assertThat(code(DISPATCHER, file, "dispatch", Map.of("departmentCode", EMERGENCY_UNIT), 403))
                .isEqualTo("case.at-other-desk");
        JsonNode sent = stories.acted(NEIGHBOUR, file, "dispatch", Map.of("departmentCode", NEXT_DOOR + "-CG"));
        assertThat(sent.get("state").stringValue()).isEqualTo("DISPATCHED");
    }

    @Test
    void what_nobody_answers_goes_to_the_district_after_a_working_hour_once() {
        JsonNode file = offered("无人答复");
        jobOfDesks();
        assertThat(desk(file)).isEqualTo(HOME);
        clock.advance(Duration.ofMinutes(61));
        jobOfDesks();
        jobOfDesks();
        JsonNode lapsed = town.get(DISTRICT, CaseStories.path(file));
        assertThat(lapsed.at("/desk/code").stringValue()).isEqualTo(DISTRICT_CODE);
        assertThat(lapsed.get("version").longValue())
                .isEqualTo(file.get("version").longValue() + 1);
        assertThat(stories.timeline(DISTRICT, file).stream()
                        .filter(line -> line.get("action").stringValue().equals("lapse-transfer")))
                .hasSize(1);
        JsonNode late = refused(
                town.as(NEIGHBOUR)
                        .post()
                        .uri(CaseStories.path(file) + "/actions/answer-transfer")
                        .header(
                                "X-Device-Time",
                                clock.instant().minusSeconds(1800).toString())
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(Map.of("accept", true))
                        .exchange(),
                404);
        assertThat(late.get("code").stringValue())
                .as("it is not for their eyes any more")
                .isEqualTo("case.not-found");
        stories.acted(DISTRICT, file, "dispatch", Map.of("departmentCode", EMERGENCY_UNIT));
        Eventually.get(() -> told(NEIGHBOUR, file), kinds -> kinds.contains("CASE_TRANSFER_LAPSED"));
    }

    @Test
    void an_objection_goes_through_review_and_is_counted() {
        JsonNode file = stories.dispatched("清单上没有的事");
        JsonNode objected = stories.acted(HANDLER, file, "return", because("NOT_ON_DUTY_LIST", "属区级收回事项"));
        assertThat(objected.get("returns").intValue()).isEqualTo(1);
        assertThat(objected.at("/desk/kind").stringValue()).isEqualTo("DISTRICT");
        assertThat(objected.at("/objection/departmentCode").stringValue()).isEqualTo(EMERGENCY_UNIT);
        assertThat(code(DISPATCHER, file, "dispatch", Map.of("departmentCode", EMERGENCY_UNIT), 403))
                .isEqualTo("case.at-other-desk");
        assertThat(town.get(DISTRICT, "/api/v1/me/tasks?limit=200").get("items").valueStream())
                .anySatisfy(item -> {
                    assertThat(item.get("id")).isEqualTo(file.get("id"));
                    assertThat(item.get("kind").stringValue()).isEqualTo("ARBITRATION");
                });
        JsonNode decided = stories.acted(DISTRICT, file, "arbitrate", word(null, CaseStories.URBAN_UNIT));
        assertThat(decided.at("/objection/state").stringValue()).isEqualTo("UPHELD");
        assertThat(decided.at("/desk/code").stringValue()).isEqualTo(HOME);
        stories.acted(DISPATCHER, file, "dispatch", Map.of("departmentCode", CaseStories.URBAN_UNIT));

        String period = "?from=2026-01-01T00:00:00Z&to=2026-12-31T00:00:00Z";
        for (String who : List.of(DISTRICT, "admin")) {
            JsonNode counts = town.get(who, "/api/v1/cases/arbitrations" + period);
            JsonNode exits = counts.get("items")
                    .valueStream()
                    .filter(item -> item.get("categoryCode").stringValue().equals("G0201"))
                    .findFirst()
                    .orElseThrow();
            assertThat(exits.get("count").intValue()).isPositive();
            assertThat(exits.get("upheld").intValue()).isPositive();
            assertThat(exits.get("departments")
                            .valueStream()
                            .map(one -> one.get("code").stringValue()))
                    .contains(CaseStories.URBAN_UNIT);
        }
        town.as(DISPATCHER)
                .get()
                .uri("/api/v1/cases/arbitrations" + period)
                .exchange()
                .expectStatus()
                .isForbidden();
        assertThat(town.get(DISTRICT, "/api/v1/cases/arbitrations?from=2025-01-01T00:00:00Z&to=2025-12-31T00:00:00Z")
                        .get("items")
                        .size())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "510703001, case.transfer-own",
        "510703999, case.office-unknown",
        "510704001, case.office-unknown",
        "510703, case.office-unknown"
    })
    void an_office_that_cannot_get_it_is_refused_by_its_field(String office, String expected) {
        JsonNode problem = refused(stories.act(DISPATCHER, stories.filed("移给谁"), "transfer", to(office)), 422);
        assertThat(problem.get("code").stringValue()).isEqualTo(expected);
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("/officeCode");
    }

    @Test
    void an_office_whose_area_is_hosted_stands_for_its_host_whose_people_answer() {
        JsonNode file = stories.acted(DISPATCHER, stories.filed("高新区的事"), "transfer", to("510703006"));
        assertThat(file.at("/transfer/toOffice").stringValue()).isEqualTo("510703GXQ");
        JsonNode taken = stories.acted("dispatcher-gxq", file, "answer-transfer", Map.of("accept", true));
        assertThat(taken.at("/desk/code").stringValue()).isEqualTo("510703GXQ");
        stories.acted("dispatcher-gxq", file, "dispatch", Map.of("departmentCode", "510703006-YJ"));
    }

    @Test
    void wrong_people_wrong_times_and_wrong_bodies() {
        JsonNode file = stories.filed("谁都不行");
        assertThat(code(WORKER, file, "transfer", to(NEXT_DOOR), 403)).isEqualTo("access.forbidden");
        assertThat(code(HANDLER, file, "escalate", because("DISPUTED", ""), 403))
                .isEqualTo("access.forbidden");
        assertThat(code(DISPATCHER, file, "arbitrate", word(HOME, null), 403)).isEqualTo("access.forbidden");
        assertThat(code(NEIGHBOUR, file, "transfer", to(HOME), 404)).isEqualTo("case.not-found");
        assertThat(code(DISTRICT, file, "arbitrate", word(NEXT_DOOR, null), 409))
                .isEqualTo("case.office-decides");
        assertThat(code(DISPATCHER, file, "answer-transfer", answer(true), 409)).isEqualTo("case.transfer-absent");
        assertThat(code(DISPATCHER, file, "transfer", Map.of("officeCode", NEXT_DOOR), 422))
                .isEqualTo("request.invalid");
        Map<String, Object> unknown = to(NEXT_DOOR);
        unknown.put("reason", Map.of("code", "NO_SUCH_REASON"));
        assertThat(code(DISPATCHER, file, "transfer", unknown, 422)).isEqualTo("reason.unknown");
        assertThat(code(DISTRICT, file, "file", Map.of("conditionSeq", 1), 403)).isEqualTo("access.forbidden");
        assertThat(code(DISPATCHER, stories.reported("未立案"), "transfer", to(NEXT_DOOR), 409))
                .isEqualTo("case.wrong-state");

        JsonNode offered = stories.acted(DISPATCHER, file, "transfer", to(NEXT_DOOR));
        JsonNode silent = refused(stories.act(NEIGHBOUR, file, "answer-transfer", Map.of("accept", false)), 422);
        assertThat(silent.at("/errors/0/pointer").stringValue()).isEqualTo("/reason");
        WebTestClient.ResponseSpec stale = town.as(NEIGHBOUR)
                .post()
                .uri(CaseStories.path(file) + "/actions/answer-transfer")
                .header("If-Match", "\"" + (offered.get("version").longValue() - 1) + "\"")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("accept", true))
                .exchange();
        assertThat(refused(stale, 412).get("code").stringValue()).isEqualTo("case.stale");
        stories.acted(NEIGHBOUR, file, "answer-transfer", answer(false));

        assertThat(code(DISTRICT, file, "arbitrate", word(null, null), 422)).isEqualTo("case.arbitration-empty");
        assertThat(code(DISTRICT, file, "arbitrate", word("510703999", null), 422))
                .isEqualTo("case.office-unknown");
        assertThat(code(DISTRICT, file, "arbitrate", word(null, "510703001-XX"), 422))
                .isEqualTo("case.department-unknown");
        Map<String, Object> word = word(HOME, null);
        word.put("assisting", List.of(EMERGENCY_UNIT, "NOBODY"));
        JsonNode problem = refused(stories.act(DISTRICT, file, "arbitrate", word), 422);
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("/assisting/1");
        word.put("assisting", "NOBODY");
        refused(
                town.as(DISTRICT)
                        .post()
                        .uri(CaseStories.path(file) + "/actions/arbitrate")
                        .header(ContractCheck.ON_PURPOSE, "yes")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(word)
                        .exchange(),
                400);
    }

    @Test
    void the_same_answer_twice_is_one_answer() {
        JsonNode file = offered("答了两次");
        UUID key = UUID.randomUUID();
        for (String expected : new String[] {null, "true"}) {
            WebTestClient.ResponseSpec answered = town.as(NEIGHBOUR)
                    .post()
                    .uri(CaseStories.path(file) + "/actions/answer-transfer")
                    .header("Idempotency-Key", key.toString())
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(Map.of("accept", true))
                    .exchange()
                    .expectStatus()
                    .isOk();
            var result = answered.expectBody().returnResult();
            assertThat(result.getResponseHeaders().getFirst("Idempotency-Replayed"))
                    .isEqualTo(expected);
            assertThat(Town.read(result.getResponseBody()).get("handOvers").intValue())
                    .isEqualTo(1);
        }
    }

    @Test
    void at_the_districts_desk_who_arbitrates_does_all_that_a_desk_does() {
        JsonNode file = stories.acted(DISPATCHER, stories.filed("区级办"), "escalate", because("NEEDS_DISTRICT", ""));
        assertThat(code(DISPATCHER, file, "escalate", because("DISPUTED", ""), 403))
                .isEqualTo("case.at-other-desk");
        assertThat(stories.openActions(DISTRICT, file))
                .containsExactlyInAnyOrder(
                        "refile", "unfile", "merge", "dispatch", "transfer", "arbitrate", "void", "comment");
        stories.acted(DISTRICT, file, "unfile", because("NEW_FACTS", ""));
        stories.acted(DISTRICT, file, "file", Map.of("conditionSeq", 1));
        stories.acted(DISTRICT, file, "dispatch", Map.of("departmentCode", EMERGENCY_UNIT));
        stories.acted(HANDLER, file, "accept", Map.of());
        stories.acted(HANDLER, file, "resolve", Map.of("result", "已打开"));
        stories.acted(DISTRICT, file, "close", Map.of());
        JsonNode again = stories.acted(DISTRICT, file, "reopen", because("NOT_SOLVED", ""));
        assertThat(again.at("/desk/kind").stringValue()).isEqualTo("DISTRICT");
    }
}
