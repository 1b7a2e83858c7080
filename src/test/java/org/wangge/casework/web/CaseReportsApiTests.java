package org.wangge.casework.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.value;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.CaseStories.lockedExit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.wangge.category.Categories;
import org.wangge.category.Category;
import org.wangge.category.CategoryStories;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

@WanggeTest
@AloneInTown
class CaseReportsApiTests {

    @Autowired
    private Town town;

    @Autowired
    private Categories categories;

    private CaseStories stories;

    @BeforeEach
    void stories() {
        stories = new CaseStories(town);
    }

    /** The answer was lost; until the phone had signal again the category had gone. */
    @Test
    void a_report_taken_in_once_is_given_again_also_when_it_would_be_taken_otherwise_by_now() {
        Category passing = CategoryStories.category("G0990", "一时");
        value(categories.put(passing, new SeenVersion(null)));
        Map<String, Object> report = new HashMap<>(lockedExit("答复丢失"));
        report.put("categoryCode", passing.code());
        UUID key = UUID.randomUUID();
        JsonNode made =
                Town.bodyOf(stories.report(WORKER, report, key).expectStatus().isCreated());
        value(categories.put(passing.asRetired(), new SeenVersion(null)));

        assertThat(Town.bodyOf(stories.report(WORKER, report, UUID.randomUUID()))
                        .at("/category/code")
                        .stringValue())
                .isEqualTo("G9999");
        JsonNode again = Town.bodyOf(stories.report(WORKER, report, key)
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("Idempotency-Replayed", "true"));
        assertThat(again).isEqualTo(made);
    }

    @Test
    void a_report_is_routed_and_answered_with_where_it_is() {
        var response = stories.report(WORKER, lockedExit("路由"), UUID.randomUUID())
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("ETag", "\"1\"");
        JsonNode made = Town.bodyOf(response);
        assertThat(made.get("number").stringValue()).matches("CX-260105-\\d{4,}");
        assertThat(made.at("/area/officeCode").stringValue()).isEqualTo("510703001");
        assertThat(made.at("/routing/officeCode").stringValue()).isEqualTo("510703001");
        assertThat(made.at("/routing/reason").stringValue()).contains("城厢街道");
        assertThat(made.at("/clocks/0/stage").stringValue()).isEqualTo("ACCEPT");
        assertThat(made.get("assignment").isNull()).isTrue();
    }

    @Test
    void texts_follow_the_readers_language() {
        JsonNode made = stories.reported("语言");
        JsonNode english = Town.read(town.as(DISPATCHER)
                .get()
                .uri(CaseStories.path(made))
                .header("Accept-Language", "en")
                .exchange()
                .expectBody()
                .returnResult()
                .getResponseBody());
        assertThat(english.at("/area/officeName").stringValue()).isEqualTo("Chengxiang Sub-district");
        assertThat(english.at("/routing/reason").stringValue()).startsWith("The place is in");
    }

    @Test
    void a_hosted_area_goes_to_its_host() {
        Map<String, Object> report = lockedExit("托管");
        report.remove("position");
        String grid = town.get("dispatcher-006", "/api/v1/grids?office=510703006&limit=1")
                .at("/items/0/code")
                .stringValue();
        report.put("gridCode", grid);
        JsonNode made = Town.bodyOf(stories.report("worker-006-1", report, UUID.randomUUID())
                .expectStatus()
                .isCreated());
        assertThat(made.at("/area/officeCode").stringValue()).isEqualTo("510703006");
        assertThat(made.at("/routing/officeCode").stringValue()).isEqualTo("510703GXQ");
        assertThat(made.at("/routing/reason").stringValue()).contains("托管");
        assertThat(stories.openActions("dispatcher-gxq", made)).contains("file");
        assertThat(stories.openActions("dispatcher-006", made)).contains("file");
    }

    @Test
    void the_same_report_sent_five_times_at_once_makes_one_case() {
        UUID key = UUID.randomUUID();
        Map<String, Object> report = lockedExit("五遍");
        List<JsonNode> answers = Awaited.value(Flux.range(0, 5)
                .flatMap(
                        i -> Mono.fromCallable(() -> Town.bodyOf(stories.report(WORKER, report, key)
                                        .expectStatus()
                                        .isCreated()))
                                .subscribeOn(Schedulers.boundedElastic()),
                        5)
                .collectList());
        assertThat(answers).hasSize(5);
        assertThat(answers.stream()
                        .map(answer -> answer.get("id").stringValue())
                        .collect(Collectors.toSet()))
                .hasSize(1);
        stories.report(WORKER, report, key)
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("Idempotency-Replayed", "true");
    }

    @Test
    void a_key_used_for_another_report_is_refused() {
        UUID key = UUID.randomUUID();
        JsonNode made = Town.bodyOf(
                stories.report(WORKER, lockedExit("先"), key).expectStatus().isCreated());
        JsonNode problem = Town.bodyOf(
                stories.report(WORKER, lockedExit("后"), key).expectStatus().isEqualTo(422));
        assertThat(problem.get("code").stringValue()).isEqualTo("idempotency.key-reused");
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("Idempotency-Key");
        assertThat(problem.get("detail").stringValue())
                .contains(made.get("number").stringValue(), made.get("id").stringValue());
    }

    @Test
    void another_person_may_use_the_same_key() {
        UUID key = UUID.randomUUID();
        JsonNode mine = Town.bodyOf(stories.report(WORKER, lockedExit("同键"), key));
        JsonNode theirs = Town.bodyOf(stories.report(CaseStories.OTHER_WORKER, lockedExit("同键"), key));
        assertThat(theirs.get("id")).isNotEqualTo(mine.get("id"));
    }

    @Test
    void a_position_in_gcj02_or_bd09_is_kept_in_wgs84() {
        Map<String, Object> report = lockedExit("火星坐标");
        report.put(
                "position",
                Map.of("longitude", 104.760006, "latitude", 31.457594, "datum", "GCJ02", "accuracyMetres", 8));
        JsonNode made = Town.bodyOf(stories.report(WORKER, report, UUID.randomUUID()));
        assertThat(made.at("/position/datum").stringValue()).isEqualTo("WGS84");
        assertThat(made.at("/position/receivedDatum").stringValue()).isEqualTo("GCJ02");
        assertThat(made.at("/position/longitude").doubleValue()).isBetween(104.7570, 104.7580);
        assertThat(made.at("/position/accuracyMetres").doubleValue()).isEqualTo(8);
    }

    @Test
    void a_report_without_a_category_is_to_be_classified() {
        Map<String, Object> report = lockedExit("不知类别");
        report.remove("categoryCode");
        assertThat(Town.bodyOf(stories.report(WORKER, report, UUID.randomUUID()))
                        .at("/category/code")
                        .stringValue())
                .isEqualTo("G9999");
    }

    @Test
    void what_was_settled_on_the_spot_is_closed_at_once() {
        Map<String, Object> report = lockedExit("自办");
        report.put("selfHandled", Map.of("result", "已当场打开"));
        JsonNode made = Town.bodyOf(
                stories.report(WORKER, report, UUID.randomUUID()).expectStatus().isCreated());
        assertThat(made.get("state").stringValue()).isEqualTo("CLOSED");
        assertThat(made.get("selfHandled").booleanValue()).isTrue();
        assertThat(made.at("/result/text").stringValue()).isEqualTo("已当场打开");
        assertThat(made.get("dueAt").isNull()).isTrue();
        assertThat(stories.timeline(WORKER, made).get(0).get("action").stringValue())
                .isEqualTo("self-handle");
        JsonNode reopened = stories.acted(DISPATCHER, made, "reopen", CaseStories.because("NOT_SOLVED", "又锁上了"));
        JsonNode dispatched =
                stories.acted(DISPATCHER, reopened, "dispatch", Map.of("departmentCode", CaseStories.EMERGENCY_UNIT));
        assertThat(dispatched.get("state").stringValue()).isEqualTo("DISPATCHED");
    }

    @Test
    void a_late_report_keeps_the_phones_time_and_the_time_of_receipt() {
        Map<String, Object> report = lockedExit("离线补报");
        report.put("occurredAt", "2026-01-04T15:00:00+08:00");
        report.put("reportedAt", "2026-01-04T15:02:00+08:00");
        JsonNode made = Town.bodyOf(stories.report(WORKER, report, UUID.randomUUID()));
        assertThat(made.get("occurredAt").stringValue()).isEqualTo("2026-01-04T07:00:00Z");
        assertThat(made.get("reportedAt").stringValue()).isEqualTo("2026-01-04T07:02:00Z");
        assertThat(made.get("receivedAt").stringValue()).startsWith("2026-01-0");
        assertThat(made.get("receivedAt").stringValue()).isGreaterThan("2026-01-05");
        assertThat(stories.timeline(WORKER, made).get(0).get("deviceAt").stringValue())
                .isEqualTo("2026-01-04T07:02:00Z");
    }

    @Test
    void numbers_are_unique_under_many_reports_at_once() {
        Set<String> numbers = Awaited.value(Flux.range(0, 100)
                .flatMap(
                        i -> Mono.fromCallable(() ->
                                        stories.reported("编号" + i).get("number").stringValue())
                                .subscribeOn(Schedulers.boundedElastic()),
                        16)
                .collect(Collectors.toSet()));
        assertThat(numbers).hasSize(100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                                        | 422 | case.invalid            | /position",
                "{'description':'x'}                                                       | 422 | case.invalid            | /position",
                "{'gridCode':'510703001001'}                                               | 422 | case.invalid            | /description",
                "{'gridCode':'510703001001','description':'  '}                            | 422 | case.invalid            | /description",
                "{'gridCode':'999999999999','description':'x'}                             | 422 | grid.unknown            | /gridCode",
                "{'position':{'longitude':116.4,'latitude':39.9},'description':'x'}        | 422 | grid.outside-district   | /position",
                "{'position':{'longitude':361,'latitude':31},'description':'x'}            | 422 | request.invalid         | /position/longitude",
                "{'position':{'latitude':31},'description':'x'}                            | 422 | request.invalid         | /position/longitude",
                "{'position':{'longitude':'a','latitude':31},'description':'x'}            | 400 | request.malformed       | /position/longitude",
                "{'gridCode':'510703001001','description':'x','occurredAt':'gestern'}      | 400 | request.malformed       | /occurredAt",
                "{'gridCode':'510703001001','description':'x','urgent':'maybe'}            | 400 | request.malformed       | /urgent",
                "{'gridCode':'510703001001','description':'x','occurredAt':1767575520}     | 400 | request.malformed       | /occurredAt",
                "{'gridCode':'510703001001','description':'x','occurredAt':'1767575520'}   | 400 | request.malformed       | /occurredAt",
                "{'gridCode':'510703001001','description':'x','urgent':'true'}             | 400 | request.malformed       | /urgent",
                "{'gridCode':'510703001001','description':'x','urgent':1}                  | 400 | request.malformed       | /urgent",
                "{'gridCode':'510703001001','description':123}                             | 400 | request.malformed       | /description",
                "{'gridCode':'510703001001','description':true}                            | 400 | request.malformed       | /description",
                "{'gridCode':510703001001,'description':'x'}                               | 400 | request.malformed       | /gridCode",
                "{'gridCode':'510703001001','description':'\\ud800'}                       | 400 | request.malformed       | /description",
                "{'gridCode':'510703001001','description':'a\\udc00b'}                     | 400 | request.malformed       | /description",
                "{'position':{'longitude':'104.76','latitude':31.4576},'description':'x'}  | 400 | request.malformed       | /position/longitude",
                "{'position':{'longitude':104.76,'latitude':31.4576,'datum':1},'description':'x'} | 400 | request.malformed | /position/datum",
                "{'position':{'longitude':104.76,'latitude':31.4576,'datum':'1'},'description':'x'} | 400 | request.malformed | /position/datum",
                "{'gridCode':'510703001001','descripton':'x'}                              | 400 | request.malformed       | /descripton",
                "[]                                                                        | 400 | request.malformed       | ",
                "'{'                                                                       | 400 | request.malformed       | ",
                "null                                                                      | 400 | request.malformed       | "
            })
    void bad_reports_get_a_clear_problem_and_nothing_is_stored(String body, int status, String code, String pointer) {
        long before = town.get(WORKER, "/api/v1/cases?reporter=me&count=true")
                .get("total")
                .longValue();
        JsonNode problem = Town.bodyOf(town.as(WORKER)
                .post()
                .uri("/api/v1/cases")
                .header(ContractCheck.ON_PURPOSE, "yes")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body.strip().equals("'{'") ? "{" : body.replace('\'', '"'))
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON));
        assertThat(problem.get("code").stringValue()).isEqualTo(code);
        assertThat(problem.get("detail").stringValue()).isNotBlank();
        if (pointer != null) {
            assertThat(problem.get("errors")
                            .valueStream()
                            .map(error -> error.get("pointer").stringValue()))
                    .contains(pointer);
        }
        assertThat(town.get(WORKER, "/api/v1/cases?reporter=me&count=true")
                        .get("total")
                        .longValue())
                .isEqualTo(before);
    }

    @Test
    void long_texts_and_too_many_photos_are_refused_and_huge_bodies_not_even_read() {
        Map<String, Object> report = lockedExit("x".repeat(2001));
        report.put(
                "mediaIds",
                IntStream.range(0, 21)
                        .mapToObj(i -> UUID.randomUUID().toString())
                        .toList());
        JsonNode problem = Town.bodyOf(
                stories.report(WORKER, report, UUID.randomUUID()).expectStatus().isEqualTo(422));
        assertThat(problem.get("errors")
                        .valueStream()
                        .map(error -> error.get("pointer").stringValue()))
                .containsExactlyInAnyOrder("/description", "/mediaIds");
        JsonNode huge = Town.bodyOf(stories.report(WORKER, lockedExit("x".repeat(300_000)), UUID.randomUUID())
                .expectStatus()
                .isEqualTo(413));
        assertThat(huge.get("code").stringValue()).isEqualTo("request.too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin"})
    void who_may_not_report_is_refused(String user) {
        JsonNode problem = Town.bodyOf(stories.report(user, lockedExit("管理员"), UUID.randomUUID())
                .expectStatus()
                .isForbidden());
        assertThat(problem.get("code").stringValue()).isEqualTo("access.forbidden");
    }

    @Test
    void without_a_token_nothing_is_told() {
        town.anybody()
                .post()
                .uri("/api/v1/cases")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(lockedExit("无"))
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .exists("WWW-Authenticate");
    }

    @Test
    void problems_speak_the_callers_language() {
        Map<String, Object> nothing = new HashMap<>();
        List<String> titles = new ArrayList<>();
        for (String language : List.of("zh-CN", "en-GB,en;q=0.8")) {
            titles.add(Town.bodyOf(town.as(WORKER)
                            .post()
                            .uri("/api/v1/cases")
                            .header("Accept-Language", language)
                            .contentType(MediaType.APPLICATION_JSON)
                            .bodyValue(nothing)
                            .exchange())
                    .get("title")
                    .stringValue());
        }
        assertThat(titles).containsExactly("上报内容有误", "The report is not complete");
    }
}
