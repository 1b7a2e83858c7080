package org.wangge.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.HazardStories.GAS_ALARM;
import static org.wangge.fixtures.HazardStories.GENERAL;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.http.MediaType;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.StoreCommands;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.work.Leases;
import tools.jackson.databind.JsonNode;

/** What the end of an inspection costs the store, before its answer and after it. */
@WanggeTest
@AloneInTown
class SubmitTripsApiTests {

    private static final String INSPECTIONS = "/api/v1/inspections";
    private static final List<String> TOLD = List.of("inspections", "hazards");
    private static final Set<String> TOUCHED =
            Set.of("inspections", "hazards", "counters", "places", "checklists", "media", "inspection_tasks");
    /** What a submit writes or takes; each may happen once. */
    private static final Set<String> ONCE = Set.of(
            "insert inspections",
            "update inspections",
            "insert hazards",
            "findAndModify counters",
            "update media",
            "update inspection_tasks");

    @Autowired
    private Town town;

    @Autowired
    private StoreCommands commands;

    @Autowired
    private ReactiveMongoTemplate mongo;

    @Autowired
    private TestClock clock;

    private HazardStories stories;
    private JsonNode place;

    @BeforeEach
    void a_restaurant() {
        stories = new HazardStories(town);
        place = stories.restaurant();
    }

    @AfterEach
    void the_relay_goes_on() {
        commands.stop();
        release();
    }

    /** Holds the relay up, so that what it does is not taken for what the request does. */
    private void hold() {
        allIsTold();
        for (String source : TOLD) {
            Awaited.value(mongo.save(
                    new Document("_id", source)
                            .append("leaseUntil", clock.instant().plus(Leases.LENGTH.multipliedBy(2)))
                            .append("token", UUID.randomUUID()),
                    "turns"));
        }
        allIsTold();
        commands.listen();
    }

    private void release() {
        TOLD.forEach(source ->
                Awaited.value(mongo.remove(Query.query(Criteria.where("_id").is(source)), "turns")));
    }

    private void allIsTold() {
        for (String source : TOLD) {
            Query toTell = Query.query(Criteria.where("dispatch.dueAt").lte(clock.instant()));
            Eventually.until("all told of " + source, () -> Awaited.value(mongo.count(toTell, source)) == 0);
        }
    }

    private void onceOnly(JsonNode submitted) {
        assertThat(submitted.at("/result/hazardIds").size()).isEqualTo(2);
        submitted.at("/result/hazardIds").forEach(id -> stories.hazard(WORKER, id.stringValue()));
        release();
        allIsTold();
        assertThat(commands.to(TOUCHED)).filteredOn(ONCE::contains).doesNotHaveDuplicates();
    }

    @Test
    void the_end_of_an_inspection_with_two_failures_is_six_trips_and_nothing_happens_twice() {
        JsonNode inspection = Town.bodyOf(town.post(
                        WORKER,
                        INSPECTIONS,
                        Map.of(
                                "placeId",
                                place.get("id").stringValue(),
                                "checkIn",
                                Map.of("position", HazardStories.position(place.get("position")))))
                .expectStatus()
                .isCreated());
        String path = INSPECTIONS + "/" + inspection.get("id").stringValue();
        List<Map<String, Object>> answers = new ArrayList<>();
        for (String item : stories.items(WORKER)) {
            boolean fails = item.equals(GENERAL) || item.equals(GAS_ALARM);
            answers.add(Map.of("itemId", item, "answer", fails ? "FAIL" : "PASS", "note", "不合格，现场无法拍照"));
        }
        town.as(WORKER)
                .put()
                .uri(path + "/answers")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("answers", answers))
                .exchange()
                .expectStatus()
                .isOk();
        hold();

        JsonNode submitted =
                Town.bodyOf(town.post(WORKER, path + "/actions/submit", Map.of("refusal", Map.of("text", "店主不在")))
                        .expectStatus()
                        .isOk());

        assertThat(commands.to(TOUCHED))
                .doesNotHaveDuplicates()
                .contains("insert hazards")
                .isSubsetOf(
                        "find inspections",
                        "update inspections",
                        "find places",
                        "find hazards",
                        "findAndModify counters",
                        "insert hazards");
        onceOnly(submitted);
    }

    @Test
    void the_same_sent_as_a_whole_is_six_trips_too() {
        Map<String, Object> whole = HazardStories.inspection(place, stories.items(WORKER), Set.of(GENERAL, GAS_ALARM));
        hold();

        JsonNode submitted =
                Town.bodyOf(town.post(WORKER, INSPECTIONS, whole).expectStatus().isCreated());

        assertThat(commands.to(TOUCHED))
                .doesNotHaveDuplicates()
                .contains("insert hazards")
                .isSubsetOf(
                        "find places",
                        "find checklists",
                        "insert inspections",
                        "find hazards",
                        "findAndModify counters",
                        "insert hazards");
        onceOnly(submitted);
    }
}
