package org.wangge.features.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.wangge.features.cluster.TimedRequests.Answer;
import org.wangge.features.cluster.TimedRequests.Request;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.PlanBodies;
import org.wangge.work.Journal;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** Requests that store several documents, with one command or one after the other, and what is there of them. */
final class BulkRequests {

    private static final Map<String, Object> CORNER = Map.of("longitude", 104.76, "latitude", 31.4576);
    private static final Set<String> FAILED = Set.of(HazardStories.GENERAL, "CANYIN-03");

    private final TimedRequests http;
    private final MongoDatabase database;
    private final String worker;
    private final String dispatcher;
    private final List<String> items;
    private final String longHazard;

    BulkRequests(TimedRequests http, MongoDatabase database, String worker, String dispatcher) {
        this.http = http;
        this.database = database;
        this.worker = worker;
        this.dispatcher = dispatcher;
        this.items = made(Request.get("/api/v1/checklists/" + HazardStories.CHECKLIST, worker))
                .get("items")
                .valueStream()
                .map(item -> item.get("id").stringValue())
                .toList();
        place("SHANGDIAN");
        longHazard = made(inspection()).at("/result/hazardIds/0").stringValue();
        for (int line = 1; line < Journal.LINES_KEPT; line++) {
            made(step());
        }
    }

    private JsonNode made(Request request) {
        Answer answer = http.repeat(request);
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
        return answer.body();
    }

    private JsonNode place(String kind) {
        Map<String, Object> place =
                Map.of("kind", kind, "name", "小店" + UUID.randomUUID(), "address", "滨江路9号", "position", CORNER);
        return made(Request.post("/api/v1/places", worker, place));
    }

    /** At a place where two things are wrong. */
    Request inspection() {
        return Request.post(
                "/api/v1/inspections", worker, HazardStories.inspection(place(HazardStories.CHECKLIST), items, FAILED));
    }

    /** Of a plan that has a shop visited each week. */
    Request activation() {
        LocalDate today = LocalDate.now();
        Map<String, Object> plan = PlanBodies.of(
                "SHANGDIAN", "P7D", today.toString(), today.plusYears(1).toString());
        String id = made(Request.post("/api/v1/inspection-plans", dispatcher, plan))
                .get("id")
                .stringValue();
        return Request.post("/api/v1/inspection-plans/" + id + "/actions/activate", dispatcher, Map.of());
    }

    /** Of a hazard that has as many lines as stay in it. */
    Request step() {
        return Request.post(
                "/api/v1/hazards/" + longHazard + "/actions/extend",
                dispatcher,
                Map.of("days", 1, "reason", Map.of("code", "PARTS")));
    }

    /** How many hazards were found at the place of an inspection. */
    int hazards(Request inspection) {
        return at(String.valueOf(inspection.body().get("placeId")), "hazards").size();
    }

    void assertDoneOnce(PassingErrors.Spot spot, JsonNode answer) {
        switch (spot) {
            case INSERT_HAZARDS -> assertInspectedOnce(answer);
            case INSERT_TASKS -> assertPlannedOnce(answer);
            case INSERT_JOURNAL -> assertSteppedOnce(answer);
            default -> {
                // one document, which a repeat finds
            }
        }
    }

    private void assertInspectedOnce(JsonNode inspection) {
        String place = inspection.get("placeId").stringValue();
        assertThat(at(place, "inspections")).hasSize(1);
        assertThat(at(place, "hazards"))
                .extracting(hazard -> hazard.get("_id").toString())
                .containsExactlyInAnyOrderElementsOf(inspection
                        .at("/result/hazardIds")
                        .valueStream()
                        .map(JsonNode::stringValue)
                        .toList())
                .hasSize(2);
    }

    private void assertPlannedOnce(JsonNode plan) {
        assertThat(plan.get("state").stringValue()).isEqualTo("ACTIVE");
        List<Document> tasks = all(
                "inspection_tasks",
                Filters.eq("planId", UUID.fromString(plan.get("id").stringValue())));
        assertThat(tasks).hasSizeGreaterThan(1);
        assertThat(tasks)
                .extracting(task -> task.get("placeId") + " " + task.get("opensAt"))
                .doesNotHaveDuplicates();
    }

    /** Each step is one version and one line. */
    private void assertSteppedOnce(JsonNode hazard) {
        int steps = hazard.get("version").intValue();
        assertThat(hazard.get("timelineLength").intValue()).isEqualTo(steps);
        String timeline = "/api/v1/hazards/" + longHazard + "/timeline?limit=200";
        assertThat(made(Request.get(timeline, dispatcher))
                        .get("items")
                        .valueStream()
                        .map(line -> line.get("sequence").intValue()))
                .isEqualTo(IntStream.rangeClosed(1, steps).boxed().toList());
    }

    private List<Document> at(String place, String collection) {
        return all(collection, Filters.eq("place._id", UUID.fromString(place)));
    }

    private List<Document> all(String collection, Bson filter) {
        return Awaited.value(
                Flux.from(database.getCollection(collection).find(filter)).collectList());
    }
}
