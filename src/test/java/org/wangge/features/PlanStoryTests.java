package org.wangge.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.OTHER_WORKER;
import static org.wangge.fixtures.CaseStories.WORKER;
import static org.wangge.fixtures.CaseStories.because;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.PlanBodies;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Plans and draws, played over HTTP by those who make them and those who walk. */
@WanggeTest
class PlanStoryTests {

    @Autowired
    private Town town;

    @Autowired
    private List<RecurringJob> jobs;

    private HazardStories stories;

    @BeforeEach
    void set_up() {
        stories = new HazardStories(town);
    }

    private RecurringJob job(String name) {
        return jobs.stream().filter(job -> job.name().equals(name)).findFirst().orElseThrow();
    }

    private JsonNode created(String user, String path, Map<String, ?> body) {
        return Town.bodyOf(town.post(user, path, body).expectStatus().isCreated());
    }

    private JsonNode acted(String user, String path) {
        return Town.bodyOf(town.post(user, path, Map.of()).expectStatus().isOk());
    }

    private List<JsonNode> tasks(String user, String query) {
        return town.all(user, "/api/v1/inspection-tasks?limit=200&" + query);
    }

    private static String id(JsonNode view) {
        return view.get("id").stringValue();
    }

    @Test
    void a_plan_makes_each_task_once_however_many_generators_run() {
        JsonNode place = stories.restaurant();
        JsonNode plan = created(DISPATCHER, "/api/v1/inspection-plans", PlanBodies.weekly("CANYIN"));
        assertThat(plan.get("state").stringValue()).isEqualTo("DRAFT");
        JsonNode active = acted(DISPATCHER, "/api/v1/inspection-plans/" + id(plan) + "/actions/activate");
        assertThat(active.get("state").stringValue()).isEqualTo("ACTIVE");
        List<JsonNode> before = tasks(WORKER, "plan=" + id(plan) + "&place=" + id(place));
        assertThat(before).as("five weeks ahead").hasSize(6);
        // Monday to Sunday, due on the Friday; the second week of the year has no holiday.
        assertThat(before.get(0).get("dueAt").stringValue()).isEqualTo("2026-01-09T15:59:59Z");
        Mono<Void> round = job("inspection-plans").run();
        Awaited.done(Mono.when(
                round, job("inspection-plans").run(), job("inspection-plans").run()));
        assertThat(tasks(WORKER, "plan=" + id(plan) + "&place=" + id(place)))
                .extracting(PlanStoryTests::id)
                .containsExactlyElementsOf(
                        before.stream().map(PlanStoryTests::id).toList());

        // The first window has begun; the worker goes there, and the task is done.
        Awaited.done(job("inspection-tasks").run());
        JsonNode due = tasks(WORKER, "state=DUE&plan=" + id(plan) + "&place=" + id(place))
                .get(0);
        Map<String, Object> visit = HazardStories.inspection(place, stories.items(WORKER), Set.of());
        visit.put("taskId", id(due));
        created(WORKER, "/api/v1/inspections", visit);
        JsonNode done = town.get(WORKER, "/api/v1/inspection-tasks/" + id(due));
        assertThat(done.get("state").stringValue()).isEqualTo("DONE");
        assertThat(done.get("late").booleanValue()).isFalse();
        assertThat(tasks(WORKER, "state=PLANNED,DUE&plan=" + id(plan) + "&place=" + id(place))
                        .get(0)
                        .get("dueAt"))
                .isEqualTo(before.get(1).get("dueAt"));
        // Plans of other tests may want the same place; whichever visit comes first is its next one.
        Eventually.get(
                () -> town.get(WORKER, "/api/v1/places/" + id(place)).get("nextDueAt"),
                tasks(WORKER, "state=PLANNED,DUE,STARTED&place=" + id(place))
                        .get(0)
                        .get("dueAt")::equals);
        // Sent as a whole it was made without a network; it is taken in beside the task that is done already.
        assertThat(created(WORKER, "/api/v1/inspections", visit).toString()).contains("TASK_ENDED");

        // A place that is closed is not visited; a plan that ends takes back what was not begun.
        town.post(DISPATCHER, "/api/v1/places/" + id(place) + "/actions/suspend", because("RENOVATION", "装修"))
                .expectStatus()
                .isOk();
        acted(DISPATCHER, "/api/v1/inspection-plans/" + id(plan) + "/actions/pause");
        acted(DISPATCHER, "/api/v1/inspection-plans/" + id(plan) + "/actions/end");
        assertThat(tasks(WORKER, "state=PLANNED,DUE&plan=" + id(plan))).isEmpty();
        town.post(DISPATCHER, "/api/v1/inspection-plans/" + id(plan) + "/actions/activate", Map.of())
                .expectStatus()
                .isEqualTo(409);
    }

    @Test
    void a_draw_can_be_redone_by_anyone() {
        List<String> places = List.of(id(stories.restaurant()), id(stories.restaurant()), id(stories.restaurant()));
        List<String> people =
                List.of(town.idOf(WORKER).toString(), town.idOf(OTHER_WORKER).toString());
        Map<String, Object> lists = Map.of("inspectors", people, "places", places, "count", 2, "seed", "2026-01");
        JsonNode draw = created(DISPATCHER, "/api/v1/draws", lists);
        assertThat(draw.get("pairs").size()).isEqualTo(2);
        assertThat(draw.at("/pairs/0/inspectorIds").size()).isEqualTo(2);
        assertThat(draw.get("matches").booleanValue()).isTrue();
        assertThat(created(DISPATCHER, "/api/v1/draws", lists).get("pairs")).isEqualTo(draw.get("pairs"));
        assertThat(town.get(DISPATCHER, "/api/v1/draws/" + id(draw)).get("pairs"))
                .isEqualTo(draw.get("pairs"));
        JsonNode refused = Town.bodyOf(town.post(
                        DISPATCHER,
                        "/api/v1/draws",
                        Map.of(
                                "inspectors", List.of(town.idOf("worker-003-1").toString()),
                                "places",
                                        List.of(places.get(0), UUID.randomUUID().toString()),
                                "count", 3))
                .expectStatus()
                .isEqualTo(422));
        assertThat(refused.get("errors")
                        .valueStream()
                        .map(fault -> fault.get("code").stringValue()))
                .containsExactlyInAnyOrder(
                        "draw.inspector-unfit", "draw.one-inspector", "draw.place-unknown", "draw.too-many");
    }
}
