package org.wangge.casework.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.EMERGENCY_UNIT;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.OTHER_WORKER;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.CaseStories.because;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

@WanggeTest
class CaseActionsApiTests {

    @Autowired
    private Town town;

    private CaseStories stories;

    @BeforeEach
    void stories() {
        stories = new CaseStories(town);
    }

    private static String code(WebTestClient.ResponseSpec response, int status) {
        return Town.bodyOf(response.expectStatus().isEqualTo(status))
                .get("code")
                .stringValue();
    }

    private WebTestClient.ResponseSpec act(String user, JsonNode file, String action, Object body, String... headers) {
        WebTestClient.RequestBodySpec request = town.as(user)
                .post()
                .uri(CaseStories.path(file) + "/actions/" + action)
                .contentType(MediaType.APPLICATION_JSON);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.bodyValue(body).exchange();
    }

    @Test
    void outside_the_area_a_case_does_not_exist() {
        JsonNode file = stories.reported("界外");
        for (String stranger : List.of("dispatcher-003", "worker-003-1", "handler-001", "handler-003")) {
            town.as(stranger)
                    .get()
                    .uri(CaseStories.path(file))
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
        assertThat(code(stories.act("dispatcher-003", file, "file", Map.of("conditionSeq", 1)), 404))
                .isEqualTo("case.not-found");
        assertThat(code(
                        town.as(DISPATCHER)
                                .get()
                                .uri("/api/v1/cases/" + UUID.randomUUID())
                                .exchange(),
                        404))
                .isEqualTo("case.not-found");
        assertThat(code(town.as(DISPATCHER).get().uri("/api/v1/cases/nonsense").exchange(), 404))
                .isEqualTo("case.not-found");
    }

    @Test
    void a_role_that_may_not_is_told_so_before_anything_is_looked_up() {
        JsonNode file = stories.reported("越权");
        assertThat(code(stories.act(WORKER, file, "file", Map.of("conditionSeq", 1)), 403))
                .isEqualTo("access.forbidden");
        assertThat(code(stories.act("worker-003-1", file, "file", Map.of("conditionSeq", 1)), 403))
                .isEqualTo("access.forbidden");
    }

    @Test
    void a_stale_version_is_refused_with_the_present_one_and_what_is_open() {
        JsonNode file = stories.filed("过期");
        JsonNode problem = Town.bodyOf(
                act(DISPATCHER, file, "dispatch", Map.of("departmentCode", EMERGENCY_UNIT), "If-Match", "\"1\"")
                        .expectStatus()
                        .isEqualTo(412));
        assertThat(problem.get("code").stringValue()).isEqualTo("case.stale");
        assertThat(problem.get("version").intValue()).isEqualTo(2);
        assertThat(problem.get("openActions").toString()).contains("dispatch");
        act(DISPATCHER, file, "dispatch", Map.of("departmentCode", EMERGENCY_UNIT), "If-Match", "\"2\"")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"3\"");
        assertThat(code(act(DISPATCHER, file, "revoke", because("X", "x"), "If-Match", "abc"), 400))
                .isEqualTo("request.if-match-invalid");
    }

    @Test
    void a_repeated_action_is_done_once_even_with_an_old_version() {
        JsonNode file = stories.filed("重复派遣");
        String key = UUID.randomUUID().toString();
        Map<String, ?> body = Map.of("departmentCode", EMERGENCY_UNIT);
        act(DISPATCHER, file, "dispatch", body, "Idempotency-Key", key, "If-Match", "\"2\"")
                .expectStatus()
                .isOk();
        JsonNode again =
                Town.bodyOf(act(DISPATCHER, file, "dispatch", body, "Idempotency-Key", key, "If-Match", "\"2\"")
                        .expectStatus()
                        .isOk()
                        .expectHeader()
                        .valueEquals("Idempotency-Replayed", "true"));
        assertThat(again.get("version").intValue()).isEqualTo(3);
        assertThat(code(
                        act(
                                DISPATCHER,
                                file,
                                "dispatch",
                                Map.of("departmentCode", CaseStories.URBAN_UNIT),
                                "Idempotency-Key",
                                key),
                        422))
                .isEqualTo("idempotency.key-reused");
        assertThat(code(act(DISPATCHER, file, "revoke", because("X", "x"), "Idempotency-Key", "no-uuid"), 400))
                .isEqualTo("idempotency.key-invalid");
    }

    @Test
    void of_many_at_once_exactly_one_wins() {
        JsonNode file = stories.dispatched("抢单");
        List<Integer> statuses = Awaited.value(Flux.range(0, 12)
                .flatMap(
                        i -> Mono.fromCallable(() -> act(HANDLER, file, "accept", Map.of())
                                        .returnResult(byte[].class)
                                        .getStatus()
                                        .value())
                                .subscribeOn(Schedulers.boundedElastic()),
                        12)
                .collectList());
        assertThat(statuses).containsOnlyOnce(200);
        assertThat(statuses.stream().filter(status -> status != 200)).allMatch(status -> status == 409);
        assertThat(stories.timeline(HANDLER, file).stream()
                        .filter(line -> line.get("action").stringValue().equals("accept")))
                .hasSize(1);
    }

    @Test
    void a_state_that_does_not_allow_it_says_what_is_open_instead() {
        JsonNode file = stories.reported("错序");
        JsonNode problem =
                Town.bodyOf(stories.act(DISPATCHER, file, "dispatch", Map.of("departmentCode", EMERGENCY_UNIT))
                        .expectStatus()
                        .isEqualTo(409));
        assertThat(problem.get("code").stringValue()).isEqualTo("case.wrong-state");
        assertThat(problem.get("openActions").toString()).contains("file", "decline");
    }

    @Test
    void verification_goes_out_to_a_worker_and_comes_back() {
        JsonNode file = stories.reported("核实");
        assertThat(code(
                        stories.act(DISPATCHER, file, "request-verification", Map.of("assigneeId", town.idOf(HANDLER))),
                        422))
                .isEqualTo("case.worker-unfit");
        JsonNode asked =
                stories.acted(DISPATCHER, file, "request-verification", Map.of("assigneeId", town.idOf(OTHER_WORKER)));
        assertThat(asked.get("state").stringValue()).isEqualTo("VERIFYING");
        assertThat(code(stories.act(WORKER, file, "verify", Map.of("confirmed", true)), 403))
                .isEqualTo("case.not-yours");
        assertThat(stories.openActions(OTHER_WORKER, file)).contains("verify");
        JsonNode answered = stories.acted(OTHER_WORKER, file, "verify", Map.of("confirmed", true, "note", "属实"));
        assertThat(answered.get("state").stringValue()).isEqualTo("REPORTED");
        assertThat(answered.at("/verification/positive").booleanValue()).isTrue();
    }

    @Test
    void filing_takes_a_condition_of_the_category_and_may_change_category_and_urgency() {
        JsonNode file = stories.reported("改类别");
        assertThat(code(stories.act(DISPATCHER, file, "file", Map.of("conditionSeq", 99)), 422))
                .isEqualTo("case.condition-unknown");
        JsonNode filed = stories.acted(
                DISPATCHER, file, "file", Map.of("conditionSeq", 2, "categoryCode", "E01003", "urgent", true));
        assertThat(filed.at("/category/code").stringValue()).isEqualTo("E01003");
        assertThat(filed.at("/filing/limit/amount").intValue()).isEqualTo(4);
        assertThat(filed.at("/filing/limit/kind").stringValue()).isEqualTo("WORK_HOUR");
        assertThat(filed.get("urgent").booleanValue()).isTrue();
    }

    @Test
    void only_departments_of_the_office_its_host_or_the_district_are_dispatched_to() {
        JsonNode file = stories.filed("派遣对象");
        assertThat(code(stories.act(DISPATCHER, file, "dispatch", Map.of("departmentCode", "510703003-YJ")), 422))
                .isEqualTo("case.department-unknown");
        assertThat(code(stories.act(DISPATCHER, file, "dispatch", Map.of("assigneeId", town.idOf(WORKER))), 422))
                .isEqualTo("case.handler-unfit");
        assertThat(code(stories.act(DISPATCHER, file, "dispatch", Map.of()), 422))
                .isEqualTo("case.receiver-missing");
        JsonNode dispatched = stories.acted(DISPATCHER, file, "dispatch", Map.of("departmentCode", "510703-XFJ"));
        assertThat(dispatched.at("/assignment/departmentName").stringValue()).isEqualTo("区消防救援大队");
        stories.acted("handler-district", file, "accept", Map.of());
    }

    @Test
    void a_case_may_go_to_a_named_handler_alone() {
        JsonNode file = stories.filed("指名");
        JsonNode dispatched = stories.acted(DISPATCHER, file, "dispatch", Map.of("assigneeId", town.idOf(HANDLER)));
        assertThat(dispatched.at("/assignment/assigneeId").stringValue())
                .isEqualTo(town.idOf(HANDLER).toString());
        stories.acted(HANDLER, file, "accept", Map.of());
    }

    @Test
    void merging_keeps_both_reporters_and_the_other_case_knows() {
        JsonNode first = stories.reported("同一件事");
        JsonNode second =
                Town.bodyOf(stories.report(OTHER_WORKER, CaseStories.lockedExit("同一件事，另报"), UUID.randomUUID()));
        String firstId = first.get("id").stringValue();
        assertThat(code(stories.act(DISPATCHER, first, "merge", Map.of("intoCaseId", firstId)), 422))
                .isEqualTo("case.merge-self");
        assertThat(code(
                        stories.act(
                                DISPATCHER,
                                second,
                                "merge",
                                Map.of("intoCaseId", UUID.randomUUID().toString())),
                        422))
                .isEqualTo("case.merge-unknown");
        JsonNode merged = stories.acted(DISPATCHER, second, "merge", Map.of("intoCaseId", firstId));
        assertThat(merged.get("state").stringValue()).isEqualTo("MERGED");
        assertThat(merged.get("mergedInto").stringValue()).isEqualTo(firstId);
        JsonNode remaining = Eventually.get(
                () -> town.get(DISPATCHER, CaseStories.path(first)),
                file -> file.get("merged").size() == 1);
        assertThat(remaining.at("/merged/0/number")).isEqualTo(second.get("number"));
        assertThat(code(
                        stories.act(
                                DISPATCHER,
                                first,
                                "merge",
                                Map.of("intoCaseId", second.get("id").stringValue())),
                        422))
                .isEqualTo("case.merge-target");
    }

    @Test
    void who_reported_what_was_merged_twice_over_still_hears_of_the_end() {
        JsonNode first = Town.bodyOf(stories.report(OTHER_WORKER, CaseStories.lockedExit("最早"), UUID.randomUUID()));
        JsonNode second = stories.reported("第二次");
        JsonNode third = stories.reported("第三次");
        merge(first, second);
        merge(second, third);
        assertThat(town.get(OTHER_WORKER, CaseStories.path(third)).get("number"))
                .as("what goes on is for its eyes too")
                .isEqualTo(third.get("number"));
        JsonNode ended = stories.acted(DISPATCHER, third, "decline", because("NO_FAULT", "已无异常"));
        assertThat(ended.get("state").stringValue()).isEqualTo("DECLINED");
        Eventually.until(
                "the first reporter is told",
                () -> town.all(OTHER_WORKER, "/api/v1/me/notices?limit=200&unread=true").stream()
                        .anyMatch(notice -> third.get("id").equals(notice.get("caseId"))));
    }

    private void merge(JsonNode from, JsonNode into) {
        stories.acted(
                DISPATCHER, from, "merge", Map.of("intoCaseId", into.get("id").stringValue()));
        Eventually.get(
                () -> town.get(DISPATCHER, CaseStories.path(into)),
                file -> file.get("merged")
                        .valueStream()
                        .anyMatch(one -> one.get("caseId").equals(from.get("id"))));
    }

    @Test
    void four_eyes_the_handler_neither_checks_nor_closes() {
        JsonNode file = stories.resolved("四眼");
        assertThat(stories.openActions(HANDLER, file)).doesNotContain("close", "check");
        JsonNode asked =
                stories.acted(DISPATCHER, file, "request-check", Map.of("assigneeId", town.idOf(OTHER_WORKER)));
        assertThat(asked.get("state").stringValue()).isEqualTo("CHECKING");
        JsonNode failed = stories.acted(OTHER_WORKER, file, "check", Map.of("passed", false, "note", "还锁着"));
        assertThat(failed.at("/check/positive").booleanValue()).isFalse();
        assertThat(code(stories.act(DISPATCHER, file, "close", Map.of()), 409)).isEqualTo("case.check-failed");
        stories.acted(DISPATCHER, file, "rework", because("NOT_DONE", "未打开"));
        stories.acted(HANDLER, file, "accept", Map.of());
        stories.acted(HANDLER, file, "resolve", Map.of("result", "已打开"));
        assertThat(stories.acted(DISPATCHER, file, "close", Map.of())
                        .get("state")
                        .stringValue())
                .isEqualTo("CLOSED");
    }

    @Test
    void after_two_returns_the_district_arbitrates() {
        JsonNode file = stories.filed("两退");
        assertThat(code(stories.act(DISTRICT, file, "dispatch", Map.of("departmentCode", EMERGENCY_UNIT)), 403))
                .isEqualTo("case.office-dispatches");
        stories.acted(DISPATCHER, file, "dispatch", Map.of("departmentCode", EMERGENCY_UNIT));
        assertThat(code(stories.act(DISTRICT, file, "revoke", because("WRONG_UNIT", "")), 403))
                .isEqualTo("access.forbidden");
        stories.acted(HANDLER, file, "return", because("NOT_OURS", "不归我们"));
        stories.acted(DISPATCHER, file, "dispatch", Map.of("departmentCode", CaseStories.URBAN_UNIT));
        JsonNode twice = stories.acted(HANDLER, file, "return", because("NOT_OURS", "也不归我们"));
        assertThat(twice.get("returns").intValue()).isEqualTo(2);
        assertThat(code(stories.act(DISPATCHER, file, "dispatch", Map.of("departmentCode", EMERGENCY_UNIT)), 409))
                .isEqualTo("case.needs-arbitration");
        stories.acted(DISTRICT, file, "dispatch", Map.of("departmentCode", EMERGENCY_UNIT));
    }

    @Test
    void withdrawing_declining_and_voiding_end_a_case_and_say_why() {
        JsonNode withdrawn = stories.acted(WORKER, stories.reported("撤回"), "withdraw", because("MISTAKE", "看错了"));
        assertThat(withdrawn.get("state").stringValue()).isEqualTo("WITHDRAWN");
        JsonNode declined = stories.acted(DISPATCHER, stories.reported("不予受理"), "decline", because("NOT_A_CASE", ""));
        assertThat(declined.get("state").stringValue()).isEqualTo("DECLINED");
        JsonNode voided = stories.acted(DISTRICT, stories.dispatched("作废"), "void", because("DUPLICATE", "重复"));
        assertThat(voided.get("state").stringValue()).isEqualTo("VOIDED");
        JsonNode line = stories.timeline(DISTRICT, voided).get(3);
        assertThat(line.at("/reason/code").stringValue()).isEqualTo("DUPLICATE");
        assertThat(voided.get("openActions").toString()).isEqualTo("[\"comment\"]");
    }

    @Test
    void a_reason_is_the_body_or_stands_in_it_under_its_name() {
        JsonNode file = stories.dispatched("两种写法");
        stories.acted(HANDLER, file, "return", Map.of("code", "not-ours", "text", "不归我们"));
        stories.acted(DISPATCHER, file, "dispatch", Map.of("departmentCode", CaseStories.URBAN_UNIT));
        stories.acted(HANDLER, file, "return", because("Not.Ours", "也不归我们"));
        assertThat(stories.timeline(DISPATCHER, file).stream()
                        .map(line -> line.at("/reason/code").asString())
                        .filter(reason -> !reason.isEmpty()))
                .containsExactly("NOT_OURS", "NOT_OURS");
        JsonNode twice = Town.bodyOf(act(
                        DISTRICT,
                        file,
                        "void",
                        Map.of("code", "X", "reason", Map.of("code", "X")),
                        ContractCheck.ON_PURPOSE,
                        "1")
                .expectStatus()
                .isEqualTo(422));
        assertThat(twice.at("/errors/0/code").stringValue()).isEqualTo("field.twice");
        assertThat(code(
                        act(DISTRICT, file, "void", Map.of("code", "X", "why", "x"), ContractCheck.ON_PURPOSE, "1"),
                        400))
                .isEqualTo("request.malformed");
        assertThat(code(act(DISTRICT, file, "void", Map.of("text", "x"), ContractCheck.ON_PURPOSE, "1"), 422))
                .isEqualTo("request.invalid");
    }

    @Test
    void reasons_and_bodies_must_be_right() {
        JsonNode file = stories.reported("坏原因");
        assertThat(code(act(DISPATCHER, file, "decline", Map.of(), ContractCheck.ON_PURPOSE, "1"), 422))
                .isEqualTo("request.invalid");
        assertThat(code(
                        act(DISPATCHER, file, "decline", Map.of("reason", "because"), ContractCheck.ON_PURPOSE, "1"),
                        400))
                .isEqualTo("request.malformed");
        assertThat(code(
                        act(DISPATCHER, file, "decline", because("lower case", ""), ContractCheck.ON_PURPOSE, "1"),
                        422))
                .isEqualTo("request.invalid");
        assertThat(code(
                        act(DISPATCHER, file, "file", Map.of("conditionSeq", "one"), ContractCheck.ON_PURPOSE, "1"),
                        400))
                .isEqualTo("request.malformed");
        assertThat(code(act(DISPATCHER, file, "dance", Map.of(), ContractCheck.ON_PURPOSE, "1"), 404))
                .isEqualTo("request.no-such-path");
        assertThat(town.get(DISPATCHER, CaseStories.path(file)).get("version").intValue())
                .isEqualTo(1);
    }

    @Test
    void the_phones_time_of_an_act_is_kept_beside_the_servers() {
        JsonNode file = stories.dispatched("离线签收");
        act(HANDLER, file, "accept", Map.of(), "X-Device-Time", "2026-01-05T09:00:00+08:00")
                .expectStatus()
                .isOk();
        JsonNode line = stories.timeline(HANDLER, file).get(3);
        assertThat(line.get("deviceAt").stringValue()).isEqualTo("2026-01-05T01:00:00Z");
    }

    @Test
    void a_long_timeline_stays_complete_and_chained() {
        JsonNode file = stories.reported("长时间线");
        String key = UUID.randomUUID().toString();
        act(WORKER, file, "comment", Map.of("text", "第一条"), "Idempotency-Key", key)
                .expectStatus()
                .isOk();
        for (int i = 0; i < 40; i++) {
            stories.acted(WORKER, file, "comment", Map.of("text", "补充" + i));
        }
        List<JsonNode> lines = Eventually.get(() -> stories.timeline(DISPATCHER, file), found -> found.size() == 42);
        String previous = "";
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i).get("sequence").intValue()).isEqualTo(i + 1);
            assertThat(lines.get(i).get("previousHash").stringValue()).isEqualTo(previous);
            previous = lines.get(i).get("hash").stringValue();
        }
        act(WORKER, file, "comment", Map.of("text", "第一条"), "Idempotency-Key", key)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Idempotency-Replayed", "true");
        JsonNode page = town.get(DISPATCHER, CaseStories.path(file) + "/timeline?limit=20");
        JsonNode next = town.get(
                DISPATCHER,
                CaseStories.path(file) + "/timeline?limit=20&cursor="
                        + page.get("nextCursor").stringValue());
        assertThat(next.at("/items/0/sequence").intValue()).isEqualTo(21);
    }
}
