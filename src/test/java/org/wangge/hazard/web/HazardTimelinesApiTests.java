package org.wangge.hazard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.CaseStories.because;
import static org.wangge.fixtures.HazardStories.GENERAL;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.shared.Ids;
import tools.jackson.databind.JsonNode;

/** A hazard that much happened to shows its newest steps, and gives all of them to who asks; nothing that follows from one is lost. */
@WanggeTest
@AloneInTown
class HazardTimelinesApiTests {

    private static final int SHOWN = 30;

    @Autowired
    private Town town;

    @Autowired
    private ReactiveMongoTemplate mongo;

    private HazardStories stories;
    private JsonNode place;
    private JsonNode hazard;

    @BeforeEach
    void found() {
        stories = new HazardStories(town);
        place = stories.restaurant();
        hazard = stories.found(place, GENERAL);
    }

    private String path() {
        return "/api/v1/hazards/" + hazard.get("id").stringValue();
    }

    private JsonNode now() {
        return town.get(DISPATCHER, path());
    }

    private List<JsonNode> timeline(int limit) {
        return town.all(DISPATCHER, path() + "/timeline?limit=" + limit);
    }

    private static List<Integer> numbers(Iterable<JsonNode> lines) {
        List<Integer> numbers = new ArrayList<>();
        lines.forEach(line -> numbers.add(line.get("sequence").intValue()));
        return numbers;
    }

    private static List<Integer> range(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    /** Each time two steps, which change the grade to and fro. */
    private void doubted(int times) {
        for (int time = 0; time < times; time++) {
            stories.acted(WORKER, hazard, "flag-major", because("GAS", "第%d次".formatted(time)));
            stories.acted(HANDLER, hazard, "downgrade", because("OTHER", "不是"));
        }
    }

    private void extended(int times) {
        for (int time = 0; time < times; time++) {
            stories.acted(
                    DISPATCHER, hazard, "extend", Map.of("days", 1, "reason", Map.of("code", "OTHER", "text", "等")));
        }
    }

    @Test
    void the_newest_thirty_steps_are_shown_and_all_are_there_in_order() {
        doubted(22);

        List<JsonNode> all = timeline(7);
        assertThat(numbers(all)).isEqualTo(range(1, 45));
        assertThat(all).extracting(line -> line.get("id")).doesNotHaveDuplicates();
        assertThat(all.get(0).get("action").stringValue()).isEqualTo("find");
        assertThat(all.get(1).at("/reason/text").stringValue()).isEqualTo("第0次");
        assertThat(all.get(43).at("/reason/text").stringValue()).isEqualTo("第21次");
        assertThat(timeline(200)).isEqualTo(all);

        JsonNode shown = now();
        assertThat(shown.get("timelineLength").intValue()).isEqualTo(45);
        assertThat(shown.get("timeline").valueStream()).isEqualTo(all.subList(45 - SHOWN, 45));
        JsonNode listed = town.get(
                        DISPATCHER, "/api/v1/hazards?place=" + place.get("id").stringValue())
                .at("/items/0");
        assertThat(listed.get("timeline")).isEqualTo(shown.get("timeline"));
        assertThat(listed.get("timelineLength").intValue()).isEqualTo(45);
    }

    @Test
    void each_grade_is_told_by_the_line_that_made_it_and_the_newest_with_the_hazard() {
        doubted(16);
        extended(2);

        List<JsonNode> all = timeline(50);
        assertThat(all.get(0).at("/grade/score")).isEqualTo(hazard.at("/grade/score"));
        assertThat(all.get(1).at("/grade/score").intValue())
                .isGreaterThan(hazard.at("/grade/score").intValue());
        assertThat(all.subList(0, 33)).allMatch(line -> line.get("grade").isObject());
        assertThat(all.subList(33, 35)).allMatch(line -> line.get("grade").isNull());
        assertThat(now().get("gradeHistory").valueStream().map(change -> change.get("score")))
                .containsExactlyElementsOf(all.subList(5, 33).stream()
                        .map(line -> line.at("/grade/score"))
                        .toList());
    }

    @Test
    void who_may_not_see_the_hazard_sees_none_of_its_steps() {
        town.as("dispatcher-003")
                .get()
                .uri(path() + "/timeline")
                .exchange()
                .expectStatus()
                .isNotFound();
        town.as(DISPATCHER)
                .get()
                .uri("/api/v1/hazards/" + UUID.randomUUID() + "/timeline")
                .exchange()
                .expectStatus()
                .isNotFound();
        town.as("admin")
                .get()
                .uri(path() + "/timeline")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private long flagged() {
        return town.get(
                        DISPATCHER,
                        "/api/v1/reasons/counts?action=flag-major&from=2026-01-01T00:00:00Z&to=2026-12-31T00:00:00Z")
                .get("items")
                .valueStream()
                .filter(item -> item.get("code").stringValue().equals("GAS"))
                .mapToLong(item -> item.get("count").longValue())
                .sum();
    }

    @Test
    void reasons_are_counted_also_where_the_step_is_long_ago() {
        long before = flagged();
        doubted(20);
        extended(20);
        assertThat(flagged()).isEqualTo(before + 20);
    }

    private Query it() {
        return Query.query(
                Criteria.where("_id").is(UUID.fromString(hazard.get("id").stringValue())));
    }

    private Document stored() {
        return Awaited.value(mongo.findOne(it(), Document.class, "hazards"));
    }

    /** As a build before this one stored a hazard: all lines in it, and none says its number. */
    private List<Document> linesOfAnEarlierVersion(int count) {
        Document first = stored().getList("timeline", Document.class).get(0);
        List<Document> lines = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            Document line = new Document(first)
                    .append("_id", Ids.next())
                    .append("action", number == 1 ? "FIND" : "NOTE")
                    .append("text", "第" + number + "句");
            line.remove("sequence");
            lines.add(line);
        }
        return lines;
    }

    private void store(Update update) {
        Awaited.value(mongo.updateFirst(it(), update, "hazards"));
    }

    private long inJournal() {
        Query ofIt = Query.query(
                Criteria.where("hazardId").is(UUID.fromString(hazard.get("id").stringValue())));
        return Awaited.value(mongo.count(ofIt, "hazard_journal"));
    }

    @Test
    void a_hazard_of_an_earlier_version_keeps_all_its_lines() {
        store(new Update().set("timeline", linesOfAnEarlierVersion(45)));

        JsonNode old = now();
        assertThat(old.get("timelineLength").intValue()).isEqualTo(45);
        assertThat(numbers(old.get("timeline"))).isEqualTo(range(16, 45));
        List<JsonNode> before = timeline(20);
        assertThat(numbers(before)).isEqualTo(range(1, 45));
        assertThat(before)
                .allSatisfy(line -> assertThat(line.get("text").stringValue())
                        .isEqualTo("第" + line.get("sequence").intValue() + "句"));

        for (int steps = 1; steps <= 40; steps++) {
            extended(1);
            List<JsonNode> after = timeline(200);
            assertThat(numbers(after)).isEqualTo(range(1, 45 + steps));
            assertThat(after.subList(0, 45)).isEqualTo(before);
            assertThat(stored().getList("timeline", Document.class)).hasSize(SHOWN);
        }
        assertThat(numbers(now().get("timeline"))).isEqualTo(range(56, 85));
        assertThat(inJournal()).isEqualTo(55);
    }

    @Test
    void a_shorter_one_loses_nothing_either_when_it_grows() {
        store(new Update().set("timeline", linesOfAnEarlierVersion(25)));
        extended(10);
        assertThat(numbers(timeline(200))).isEqualTo(range(1, 35));
        assertThat(timeline(200).get(2).get("text").stringValue()).isEqualTo("第3句");
    }

    private List<String> standing(String month) {
        return town
                .all(
                        DISPATCHER,
                        "/api/v1/hazards?level=MAJOR&standing=%s&place=%s"
                                .formatted(month, place.get("id").stringValue()))
                .stream()
                .map(one -> one.get("id").stringValue())
                .toList();
    }

    @Test
    void lists_of_a_month_know_how_it_stood_then_when_the_lines_that_say_so_have_left() {
        List<Document> lines = linesOfAnEarlierVersion(45);
        lines.subList(1, 45).forEach(line -> line.append("level", "MAJOR"));
        lines.get(1).append("action", "CONFIRM_MAJOR").append("at", Date.from(Instant.parse("2025-11-10T00:00:00Z")));
        lines.get(2)
                .append("action", "START_RECTIFICATION")
                .append("at", Date.from(Instant.parse("2025-12-10T00:00:00Z")));
        Document plan = new Document("responsibility", "店主")
                .append("measures", "安装")
                .append("funds", "2000元")
                .append("deadline", "2099-01-20")
                .append("emergencyPlan", "停气");
        store(new Update()
                .set("timeline", lines)
                .set("level", "MAJOR")
                .set("state", "RECTIFYING")
                .set("foundMonth", "2025-10")
                .set("plan", plan));

        for (int steps = 0; steps < 3; steps++) {
            String id = hazard.get("id").stringValue();
            assertThat(standing("2025-10")).as("after %d steps", steps).isEmpty();
            assertThat(standing("2025-11")).containsExactly(id);
            assertThat(standing("2025-11&planned=true")).isEmpty();
            assertThat(standing("2025-11&planned=false")).containsExactly(id);
            assertThat(standing("2025-12&planned=true")).containsExactly(id);
            assertThat(standing("2025-12&planned=false")).isEmpty();
            extended(1);
        }
    }

    @Test
    void a_case_that_is_still_to_be_opened_is_opened_when_the_step_that_asked_for_it_has_left() {
        List<Document> lines = linesOfAnEarlierVersion(45);
        lines.get(1).append("action", "ESCALATE");
        store(new Update().set("timeline", lines).set("escalations", 1).unset("escalateAt"));

        extended(1);

        assertThat(now().get("caseId").isString()).isTrue();
        assertThat(numbers(now().get("timeline"))).doesNotContain(2);
    }
}
