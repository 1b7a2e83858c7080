package org.wangge.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.WORKER;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.place.PlaceStories;
import org.wangge.work.JobItems;
import org.wangge.work.RecurringJob;
import tools.jackson.databind.JsonNode;

/**
 * One document that cannot be read or worked on stops no job: the good ones beside it get what is theirs. Alone in town, since whoever
 * reads all documents meets it too.
 */
@WanggeTest
@AloneInTown
class PoisonedDocumentsTests {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @Autowired
    private Town town;

    @Autowired
    private ReactiveMongoTemplate mongo;

    @Autowired
    private JobItems items;

    @Autowired
    private TestClock clock;

    @Autowired
    private List<RecurringJob> jobs;

    private HazardStories hazards;
    private final List<Runnable> cleaning = new ArrayList<>();

    @BeforeEach
    void set_up() {
        hazards = new HazardStories(town);
    }

    @AfterEach
    void clean_up() {
        cleaning.forEach(Runnable::run);
    }

    /** Stores what no build has ever written. */
    private UUID poison(String collection, Map<String, ?> fields) {
        UUID id = UUID.randomUUID();
        Document document = new Document("_id", id).append("state", "NO_SUCH_STATE");
        document.putAll(fields);
        Awaited.done(mongo.insert(document, collection));
        cleaning.add(() -> Awaited.done(mongo.remove(byId(id), collection)));
        return id;
    }

    private static Query byId(UUID id) {
        return Query.query(Criteria.where("_id").is(id));
    }

    private static UUID idOf(JsonNode view) {
        return UUID.fromString(view.get("id").stringValue());
    }

    private void change(String collection, UUID id, Update change) {
        assertThat(Awaited.value(mongo.updateFirst(byId(id), change, collection))
                        .getMatchedCount())
                .isEqualTo(1);
    }

    private Document stored(String collection, UUID id) {
        return Awaited.value(mongo.findById(id, Document.class, collection));
    }

    /** Runs the job and gives what it says failed; the loop of the application may have taken part of that. */
    private void run(String name) {
        items.takeReport(name);
        Awaited.done(jobs.stream()
                .filter(job -> job.name().equals(name))
                .findFirst()
                .orElseThrow()
                .run());
        assertThat(items.takeReport(name).count()).as("told of " + name).isPositive();
    }

    private JsonNode plan(String kind, String checklist) {
        return Town.bodyOf(town.post(
                        DISPATCHER,
                        "/api/v1/inspection-plans",
                        Map.of(
                                "name",
                                "毒丸" + UUID.randomUUID(),
                                "checklistCode",
                                checklist,
                                "selection",
                                Map.of("kinds", List.of(kind), "areas", List.of("510703001")),
                                "rhythm",
                                Map.of("RED", "P1M", "ORANGE", "P1M", "YELLOW", "P1M", "BLUE", "P1M"),
                                "from",
                                "2026-01-05",
                                "to",
                                "2027-01-04"))
                .expectStatus()
                .isCreated());
    }

    private void activate(UUID plan, String rhythm) {
        change("inspection_plans", plan, new Update().set("state", "ACTIVE").set("rhythm.BLUE", rhythm));
        cleaning.add(() -> change("inspection_plans", plan, new Update().set("state", "ENDED")));
    }

    private List<JsonNode> tasks(UUID plan) {
        return town.all(DISPATCHER, "/api/v1/inspection-tasks?limit=200&plan=" + plan);
    }

    @Test
    void plans_beside_one_with_an_absurd_rhythm_and_one_that_cannot_be_read_get_their_tasks() {
        new PlaceStories(town)
                .registered(
                        PlaceStories.with(PlaceStories.restaurant("毒丸小店" + UUID.randomUUID()), "kind", "SHANGDIAN"));
        UUID absurd = idOf(plan("SHANGDIAN", "SHANGDIAN"));
        activate(absurd, "P999999999Y");
        poison("inspection_plans", Map.of("state", "ACTIVE", "kind", "NO_SUCH_KIND"));
        UUID good = idOf(plan("SHANGDIAN", "SHANGDIAN"));
        activate(good, "P1M");
        run("inspection-plans");
        assertThat(tasks(absurd)).isEmpty();
        assertThat(tasks(good)).isNotEmpty();
    }

    @Test
    void a_plan_of_an_earlier_version_whose_rhythm_is_absurd_is_refused_and_stays_a_draft() {
        UUID plan = idOf(plan("SHANGDIAN", "SHANGDIAN"));
        change("inspection_plans", plan, new Update().set("rhythm.BLUE", "P999999999Y"));
        String path = "/api/v1/inspection-plans/" + plan;
        JsonNode problem = Town.bodyOf(town.post(DISPATCHER, path + "/actions/activate", Map.of())
                .expectStatus()
                .isEqualTo(422));
        assertThat(problem.get("code").stringValue()).isEqualTo("plan.invalid");
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("/rhythm/BLUE");
        assertThat(town.get(DISPATCHER, path).get("state").stringValue()).isEqualTo("DRAFT");
    }

    @Test
    void a_plan_whose_tasks_cannot_be_made_is_as_it_was_and_can_be_activated_once_they_can() {
        String kind = "DUWAN";
        UUID plan = idOf(plan(kind, "SHANGDIAN"));
        String path = "/api/v1/inspection-plans/" + plan;
        String key = UUID.randomUUID().toString();
        poison(
                "places",
                Map.of(
                        "state",
                        "OPEN",
                        "kind",
                        kind,
                        "colour",
                        "NO_SUCH_COLOUR",
                        "risk",
                        Map.of("colour", "BLUE"),
                        "areas",
                        List.of("510703", "510703/510703001")));
        activateUnder(key, path, 500);
        JsonNode after = town.get(DISPATCHER, path);
        assertThat(after.get("state").stringValue()).isEqualTo("DRAFT");
        assertThat(after.get("openActions").toString()).contains("activate");
        clean_up();
        cleaning.clear();
        activateUnder(key, path, 200);
        assertThat(town.get(DISPATCHER, path).get("state").stringValue()).isEqualTo("ACTIVE");
        town.post(DISPATCHER, path + "/actions/end", Map.of()).expectStatus().isOk();
    }

    private void activateUnder(String key, String path, int status) {
        town.as(DISPATCHER)
                .post()
                .uri(path + "/actions/activate")
                .header("Idempotency-Key", key)
                .header(org.wangge.fixtures.ContractCheck.ON_PURPOSE, "yes")
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }

    @Test
    void tasks_beside_one_that_cannot_be_read_become_due() {
        new PlaceStories(town)
                .registered(
                        PlaceStories.with(PlaceStories.restaurant("毒丸小店" + UUID.randomUUID()), "kind", "SHANGDIAN"));
        UUID plan = idOf(plan("SHANGDIAN", "SHANGDIAN"));
        town.post(DISPATCHER, "/api/v1/inspection-plans/" + plan + "/actions/activate", Map.of())
                .expectStatus()
                .isOk();
        cleaning.add(() -> change("inspection_plans", plan, new Update().set("state", "ENDED")));
        UUID task = idOf(tasks(plan).get(0));
        change("inspection_tasks", task, new Update().set("state", "PLANNED").set("turnsAt", LONG_AGO.plusSeconds(1)));
        poison("inspection_tasks", Map.of("turnsAt", Date.from(LONG_AGO)));
        run("inspection-tasks");
        assertThat(stored("inspection_tasks", task).getString("state")).isNotEqualTo("PLANNED");
    }

    @Test
    void hazards_beside_one_that_cannot_be_read_are_escalated() {
        JsonNode hazard = hazards.found(hazards.restaurant(), HazardStories.GENERAL);
        hazards.acted(WORKER, hazard, "issue-notice", Map.of());
        UUID id = idOf(hazard);
        change("hazards", id, new Update().set("dueAt", LONG_AGO).set("escalateAt", LONG_AGO.plusSeconds(1)));
        poison("hazards", Map.of("escalateAt", Date.from(LONG_AGO), "confirmBy", Date.from(LONG_AGO)));
        run("hazard-deadlines");
        Eventually.until("the hazard is escalated", () -> stored("hazards", id).getInteger("escalations", 0) > 0);
    }

    @Test
    void cases_beside_one_that_cannot_be_read_get_their_deadlines_anew() {
        UUID id = idOf(new CaseStories(town).filed("毒丸" + UUID.randomUUID()));
        change("cases", id, new Update().set("provisional", true));
        List<Document> clocks = stored("cases", id).getList("clocks", Document.class);
        change("cases", id, new Update().set("clocks." + (clocks.size() - 1) + ".provisional", true));
        poison("cases", Map.of("provisional", true));
        run("provisional-deadlines");
        assertThat(stored("cases", id).containsKey("provisional")).isFalse();
    }

    @Test
    void places_beside_one_that_cannot_be_read_follow_the_grid() {
        UUID id = idOf(hazards.restaurant());
        long revision =
                ((Number) stored("places", id).get("area", Document.class).get("gridRevision")).longValue();
        change("places", id, new Update().set("area.gridRevision", -1L));
        poison("places", Map.of("area", new Document("gridRevision", -2L)));
        run("places-follow-grid");
        assertThat(((Number) stored("places", id).get("area", Document.class).get("gridRevision")).longValue())
                .isEqualTo(revision);
    }

    @Test
    void photos_beside_one_that_cannot_be_read_are_forgotten() {
        UUID good = UUID.randomUUID();
        poison("media", Map.of("attached", false, "keepUntil", Date.from(LONG_AGO), "uploadedAt", "yesterday"));
        Awaited.done(mongo.insert(
                new Document("_id", good)
                        .append("startedAt", Date.from(clock.instant().minusSeconds(1_000_000))),
                "mediaUploads"));
        run("forgotten-media");
        assertThat(Awaited.value(mongo.count(byId(good), "mediaUploads"))).isZero();
    }
}
