package org.wangge.planning.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.http.MediaType;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.PlanBodies;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.place.PlaceStories;
import org.wangge.work.RecurringJob;
import tools.jackson.databind.JsonNode;

/** Rhythms, days and targets at their edges, over HTTP. */
@WanggeTest
class PlanEdgesApiTests {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String OFFICE = "510703001";

    @Autowired
    private Town town;

    @Autowired
    private TestClock clock;

    @Autowired
    private ReactiveMongoTemplate mongo;

    @Autowired
    private List<RecurringJob> jobs;

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    private static Map<String, Object> body(String rhythm, LocalDate from, LocalDate to) {
        return PlanBodies.of("SHANGDIAN", rhythm, from.toString(), to.toString());
    }

    private JsonNode refused(String path, Map<String, ?> body) {
        return Town.bodyOf(town.post(DISPATCHER, path, body).expectStatus().isEqualTo(422));
    }

    /** The tasks that a plan makes for a new shop. */
    private List<JsonNode> tasks(Map<String, ?> body) {
        JsonNode shop = new PlaceStories(town)
                .registered(
                        PlaceStories.with(PlaceStories.restaurant("边界小店" + UUID.randomUUID()), "kind", "SHANGDIAN"));
        JsonNode plan = Town.bodyOf(town.post(DISPATCHER, "/api/v1/inspection-plans", body)
                .expectStatus()
                .isCreated());
        assertThat(plan.get("rhythm").get("BLUE").stringValue())
                .isEqualTo(((Map<?, ?>) body.get("rhythm")).get("BLUE"));
        String path = "/api/v1/inspection-plans/" + plan.get("id").stringValue() + "/actions/";
        town.post(DISPATCHER, path + "activate", Map.of()).expectStatus().isOk();
        jobs.stream().filter(job -> job.name().equals("inspection-tasks")).forEach(job -> Awaited.done(job.run()));
        List<JsonNode> tasks = town.all(
                DISPATCHER,
                "/api/v1/inspection-tasks?limit=200&plan=" + plan.get("id").stringValue() + "&place="
                        + shop.get("id").stringValue());
        town.post(DISPATCHER, path + "end", Map.of()).expectStatus().isOk();
        return tasks;
    }

    private static LocalDate due(JsonNode task) {
        return OffsetDateTime.parse(task.get("dueAt").stringValue())
                .atZoneSameInstant(ZONE)
                .toLocalDate();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P999999999Y", "P4Y", "P0D", "-P7D", "PT1H", "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=XX", "每周"})
    void what_is_no_rhythm_is_refused_by_its_colour(String rhythm) {
        JsonNode problem = refused("/api/v1/inspection-plans", body(rhythm, today(), today().plusDays(300)));
        assertThat(problem.get("code").stringValue()).isEqualTo("plan.invalid");
        assertThat(problem.get("errors")
                        .valueStream()
                        .map(fault -> fault.get("pointer").stringValue()))
                .contains("/rhythm/RED", "/rhythm/BLUE");
        assertThat(problem.at("/errors/0/detail").stringValue()).contains(rhythm, "FREQ=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31", "9999-12-31", "1999-12-31", "2026-02-30", "-2026-01-01"})
    void days_that_are_absurd_are_refused(String day) {
        Map<String, Object> body = body("P7D", today(), today().plusDays(30));
        body.put("from", day);
        body.put("to", day);
        assertThat(refused("/api/v1/inspection-plans", body).toString()).contains("plan.dates");
    }

    @Test
    void a_plan_that_begins_on_a_saturday_is_due_on_a_working_day_after_it_and_not_missed() {
        LocalDate saturday = today().with(TemporalAdjusters.next(DayOfWeek.SATURDAY));
        List<JsonNode> tasks = tasks(body("P2D", saturday, saturday.plusDays(1)));
        assertThat(tasks).hasSize(1);
        assertThat(due(tasks.get(0))).isAfterOrEqualTo(saturday);
        assertThat(tasks.get(0).get("state").stringValue()).isIn("PLANNED", "DUE");
        assertThat(tasks.get(0).get("overdue").booleanValue()).isFalse();
    }

    @Test
    void each_monday_and_thursday_is_a_visit() {
        LocalDate monday =
                today().with(TemporalAdjusters.next(DayOfWeek.MONDAY)).plusWeeks(1);
        List<JsonNode> tasks = tasks(body("FREQ=WEEKLY;BYDAY=MO,TH", monday, monday.plusDays(13)));
        assertThat(tasks)
                .extracting(task -> OffsetDateTime.parse(task.get("opensAt").stringValue())
                        .atZoneSameInstant(ZONE)
                        .toLocalDate())
                .containsExactly(monday, monday.plusDays(3), monday.plusDays(7), monday.plusDays(10));
    }

    @Test
    void the_last_working_day_of_the_month_is_a_visit() {
        LocalDate end = today().with(TemporalAdjusters.lastDayOfMonth());
        List<JsonNode> tasks = tasks(body("FREQ=MONTHLY;BYMONTHDAY=-1", today(), end));
        assertThat(tasks).hasSize(1);
        assertThat(due(tasks.get(0))).isBetween(end.minusDays(9), end);
    }

    @Test
    void a_place_that_turns_red_is_visited_weekly_at_once_and_not_after_its_quarter() {
        JsonNode shop = new PlaceStories(town)
                .registered(
                        PlaceStories.with(PlaceStories.restaurant("边界小店" + UUID.randomUUID()), "kind", "SHANGDIAN"));
        Map<String, Object> body = body("P3M", today(), today().plusDays(300));
        body.put("rhythm", Map.of("RED", "P7D", "ORANGE", "P3M", "YELLOW", "P3M", "BLUE", "P3M"));
        JsonNode plan = Town.bodyOf(town.post(DISPATCHER, "/api/v1/inspection-plans", body)
                .expectStatus()
                .isCreated());
        String path = "/api/v1/inspection-plans/" + plan.get("id").stringValue() + "/actions/";
        String tasks = "/api/v1/inspection-tasks?limit=200&plan="
                + plan.get("id").stringValue() + "&place=" + shop.get("id").stringValue();
        town.post(DISPATCHER, path + "activate", Map.of()).expectStatus().isOk();
        assertThat(town.all(DISPATCHER, tasks)).hasSize(1);

        Query it = Query.query(Criteria.where("_id").is(PlaceStories.idOf(shop)));
        Awaited.value(mongo.updateFirst(it, new Update().set("risk.colour", "RED"), "places"));
        RecurringJob rounds = jobs.stream()
                .filter(job -> job.name().equals("inspection-plans"))
                .findFirst()
                .orElseThrow();
        Awaited.done(rounds.run());
        Awaited.done(rounds.run());
        List<JsonNode> after = town.all(DISPATCHER, tasks);
        assertThat(after).hasSize(7);
        assertThat(after.stream()
                        .filter(task -> task.get("state").stringValue().equals("SKIPPED"))
                        .map(task -> task.get("skippedBecause").stringValue()))
                .containsExactly("rhythm-changed");
        town.post(DISPATCHER, path + "end", Map.of()).expectStatus().isOk();
    }

    private Map<String, Object> campaign(List<String> areas, Map<String, Integer> targets) {
        Map<String, Object> body = body("P7D", today(), today().plusDays(30));
        body.remove("rhythm");
        body.put("theme", "边界");
        body.put("selection", Map.of("kinds", List.of("SHANGDIAN"), "areas", areas));
        body.put("targets", targets);
        return body;
    }

    @Test
    void a_target_is_of_an_office_of_ones_own_that_the_campaign_goes_to() {
        JsonNode foreign = refused("/api/v1/campaigns", campaign(List.of(OFFICE), Map.of("510703003", 3)));
        assertThat(foreign.get("code").stringValue()).isEqualTo("plan.outside-area");
        assertThat(foreign.at("/errors/0/pointer").stringValue()).isEqualTo("/targets/510703003");
        JsonNode unknown = refused("/api/v1/campaigns", campaign(List.of(OFFICE), Map.of("510703998", 3)));
        assertThat(unknown.get("code").stringValue()).isEqualTo("plan.area-unknown");
        JsonNode elsewhere =
                Town.bodyOf(town.post(DISTRICT, "/api/v1/campaigns", campaign(List.of(OFFICE), Map.of("510703003", 3)))
                        .expectStatus()
                        .isEqualTo(422));
        assertThat(elsewhere.get("code").stringValue()).isEqualTo("plan.target-outside");
        town.post(DISPATCHER, "/api/v1/campaigns", campaign(List.of(OFFICE), Map.of(OFFICE, 3)))
                .expectStatus()
                .isCreated();
    }

    @Test
    void a_target_does_not_limit_the_tasks_and_the_report_says_so_with_numbers_that_agree() {
        for (int shop = 0; shop < 3; shop++) {
            new PlaceStories(town)
                    .registered(PlaceStories.with(
                            PlaceStories.restaurant("边界小店" + UUID.randomUUID()), "kind", "SHANGDIAN"));
        }
        JsonNode campaign =
                Town.bodyOf(town.post(DISPATCHER, "/api/v1/campaigns", campaign(List.of(OFFICE), Map.of(OFFICE, 2)))
                        .expectStatus()
                        .isCreated());
        String path = "/api/v1/campaigns/" + campaign.get("id").stringValue();
        town.post(DISPATCHER, path + "/actions/start", Map.of()).expectStatus().isOk();
        JsonNode before = town.get(DISPATCHER, path + "/progress").get("total");
        assertThat(before.get("tasks").intValue()).isGreaterThanOrEqualTo(3);
        assertThat(before.get("target").intValue()).isEqualTo(2);
        assertThat(before.get("remaining").intValue()).isEqualTo(2);
        JsonNode ended = Town.bodyOf(town.post(DISPATCHER, path + "/actions/end", Map.of())
                .expectStatus()
                .isOk());
        assertThat(ended.get("closingReport").stringValue())
                .contains("应查 2，已查 0，未查 2", "目标数不限制任务：共下达任务 " + before.get("tasks"));
        JsonNode after = town.get(DISPATCHER, path + "/progress").get("total");
        for (String number : List.of("target", "tasks", "done", "remaining", "failedItems")) {
            assertThat(after.get(number)).as(number).isEqualTo(before.get(number));
        }
    }

    @Test
    void a_draw_needs_two_different_inspectors() {
        String place = new PlaceStories(town)
                .registered(PlaceStories.restaurant("边界饭馆" + UUID.randomUUID()))
                .get("id")
                .stringValue();
        String worker = town.idOf("worker-001-1").toString();
        for (List<String> inspectors : List.of(List.of(worker), List.of(worker, worker))) {
            JsonNode problem =
                    refused("/api/v1/draws", Map.of("inspectors", inspectors, "places", List.of(place), "count", 1));
            assertThat(problem.get("code").stringValue()).isEqualTo("draw.invalid");
            assertThat(problem.at("/errors/0/code").stringValue()).isEqualTo("draw.one-inspector");
            assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("/inspectors");
        }
    }

    @Test
    void a_limit_is_no_longer_than_its_kind_allows() {
        Map<String, Object> category = Map.of(
                "group", Map.of("zh", "测试"),
                "names", Map.of("zh", "测试类别"),
                "conditions",
                        List.of(Map.of(
                                "seq", 1,
                                "condition", Map.of("zh", "条件"),
                                "limit", Map.of("amount", 10_000, "kind", "WORK_DAY"),
                                "closingStandard", Map.of("zh", "标准"))));
        JsonNode problem = Town.bodyOf(town.as("admin")
                .put()
                .uri("/api/v1/categories/G9871")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(category)
                .exchange()
                .expectStatus()
                .isEqualTo(422));
        assertThat(problem.at("/errors/0/code").stringValue()).isEqualTo("category.limit-too-long");
        assertThat(problem.at("/errors/0/pointer").stringValue()).endsWith("/conditions/0/limit/amount");
        assertThat(problem.at("/errors/0/detail").stringValue())
                .contains("1,000")
                .doesNotContain("{");
    }
}
