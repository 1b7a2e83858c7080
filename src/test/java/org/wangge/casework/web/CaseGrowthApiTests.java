package org.wangge.casework.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.EMERGENCY_UNIT;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.OTHER_WORKER;
import static org.wangge.fixtures.CaseStories.WORKER;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.wangge.embedded.EmbeddedStore;
import org.wangge.fixtures.AloneInTown;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.EmbeddedStoreOnly;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.shared.Ids;
import org.wangge.work.RecurringJob;
import tools.jackson.databind.JsonNode;

/** What is somebody's now is read without what was, however much that is. */
@WanggeTest
@AloneInTown
@EmbeddedStoreOnly
class CaseGrowthApiTests {

    private static final int OF_EACH = 2500;
    private static final String COPY = "copyOf";
    private static final String CASES = "/api/v1/cases?limit=50&";

    /** Who asks for what; of none is more there later. */
    private static final List<List<String>> READS = List.of(
            List.of(WORKER, "/api/v1/me/tasks"),
            List.of(OTHER_WORKER, "/api/v1/me/tasks"),
            List.of(HANDLER, "/api/v1/me/tasks"),
            List.of(DISPATCHER, "/api/v1/me/tasks"),
            List.of(DISTRICT, "/api/v1/me/tasks"),
            List.of(WORKER, CASES + "assignee=me"),
            List.of(WORKER, CASES + "assignee=me&sort=dueAt&state=VERIFYING"),
            List.of(WORKER, CASES + "reporter=me&state=RESOLVED"),
            List.of(HANDLER, CASES + "assignee=me&overdue=true"),
            List.of(HANDLER, CASES + "assignee=me&waiting=HANDLING&count=true"),
            List.of(HANDLER, CASES + "assignee=me&state=DISPATCHED&state=HANDLING&sort=dueAt"),
            List.of(DISPATCHER, CASES + "department=" + EMERGENCY_UNIT + "&waiting=HANDLING"),
            List.of(DISPATCHER, CASES + "reporter=me"),
            List.of(DISPATCHER, CASES + "desk=510703001&waiting=FILING&count=true"),
            List.of(DISPATCHER, CASES + "desk=510703003"),
            List.of(DISPATCHER, CASES + "overdue=true&sort=dueAt"),
            List.of(DISPATCHER, CASES + "unclear=true&count=true"),
            List.of(DISTRICT, CASES + "waiting=ARBITRATION&count=true"));

    @Autowired
    private Town town;

    @Autowired
    private TestClock clock;

    @Autowired
    private ReactiveMongoTemplate mongo;

    @Autowired
    private EmbeddedStore store;

    @Autowired
    private List<RecurringJob> jobs;

    private CaseStories stories;
    private String word;

    /** What a read shows, and how many documents it looked at. */
    private record Reading(List<String> ids, long examined) {}

    @BeforeEach
    void stories() {
        stories = new CaseStories(town);
        word = "w" + UUID.randomUUID().toString().substring(0, 8);
    }

    @AfterEach
    void forget_the_copies() {
        Awaited.done(mongo.remove(Query.query(Criteria.where(COPY).exists(true)), "cases"));
    }

    private static Query byId(String id) {
        return Query.query(Criteria.where("_id").is(UUID.fromString(id)));
    }

    /** As it is stored when all that it had to tell is told. */
    private Document stored(JsonNode file) {
        return Eventually.get(
                () -> Awaited.value(mongo.findOne(byId(file.get("id").stringValue()), Document.class, "cases")),
                found -> !found.containsKey("dispatch"));
    }

    /** So many of the same; everything is as it was, but for the names that no two have. */
    private List<String> copy(Document example, Map<String, Object> instead) {
        List<Document> copies = IntStream.range(0, OF_EACH)
                .mapToObj(number -> {
                    Document copy = new Document(example);
                    UUID id = Ids.next();
                    copy.putAll(instead);
                    copy.append("_id", id).append("number", "CX-" + id);
                    copy.append(COPY, example.get("_id"));
                    return copy;
                })
                .toList();
        Awaited.done(mongo.insert(copies, "cases").then());
        return copies.stream().map(copy -> copy.get("_id").toString()).toList();
    }

    /** The least of some readings: what the application does by itself meanwhile is counted in the same store. */
    private Reading read(String user, String path) {
        JsonNode page = town.get(user, path);
        long least = Long.MAX_VALUE;
        for (int time = 0; time < 5; time++) {
            long before = store.documentsExamined();
            page = town.get(user, path);
            least = Math.min(least, store.documentsExamined() - before);
        }
        return new Reading(
                page.get("items")
                        .valueStream()
                        .map(item -> item.get("id").stringValue())
                        .toList(),
                least);
    }

    private Map<List<String>, Reading> readAll() {
        Map<List<String>, Reading> all = new LinkedHashMap<>();
        READS.forEach(who -> all.put(who, read(who.get(0), who.get(1))));
        return all;
    }

    @Test
    void what_is_somebodys_costs_the_same_after_thousands_of_others() {
        Document old = stored(stories.closed(word));
        Document othersWork = stored(stories.handling(word));
        Map<List<String>, Reading> before = readAll();
        List<String> copies = new ArrayList<>(copy(old, Map.of()));
        String stranger = UUID.randomUUID().toString();
        Document assignment = new Document(othersWork.get("assignment", Document.class))
                .append("departmentCode", "510703-X")
                .append("assignee", new Document("_id", UUID.fromString(stranger)).append("name", "别人"));
        // Reported by the worker, and with somebody elsewhere.
        String reporter = town.idOf(WORKER).toString();
        copies.addAll(copy(
                othersWork,
                Map.of(
                        "areas",
                        List.of("999999"),
                        "assignment",
                        assignment,
                        "parties",
                        List.of(reporter, stranger, "510703-X"),
                        "listedFor",
                        List.of("reporter:" + reporter, "with:" + stranger, "department:510703-X", "desk:999999"))));
        List<String> dear = new ArrayList<>();
        readAll().forEach((who, reading) -> {
            Reading then = before.get(who);
            // Jobs may open cases meanwhile, so the lists need not be equal.
            if (!who.get(1).equals(CASES + "assignee=me")) {
                assertThat(reading.ids()).as(who.toString()).doesNotContainAnyElementsOf(copies);
            }
            if (reading.examined() > 2 * then.examined() + 60) {
                dear.add(who + ": " + then.examined() + ", then " + reading.examined());
            }
        });
        assertThat(dear).as("reads that cost by what was").isEmpty();
    }

    @Test
    void beyond_a_thousand_a_count_says_more_than_and_goes_no_further() {
        copy(stored(stories.closed(word)), Map.of());
        String closed = "/api/v1/cases?limit=1&count=true&state=CLOSED";
        Reading reading = read(DISPATCHER, closed);
        assertThat(reading.examined()).isBetween(1L, 1200L);
        JsonNode page = town.get(DISPATCHER, closed);
        assertThat(page.get("total").longValue()).isEqualTo(1000);
        assertThat(page.get("totalIsMore").booleanValue()).isTrue();
        JsonNode few = town.get(DISPATCHER, closed + "&selfHandled=true&q=" + word);
        assertThat(few.get("total").longValue()).isZero();
        assertThat(few.has("totalIsMore")).isFalse();
    }

    @Test
    void a_case_says_whom_it_is_listed_for() {
        Document handled = stored(stories.handling(word));
        assertThat(handled.getList("listedFor", String.class))
                .containsExactlyInAnyOrder(
                        "reporter:" + town.idOf(WORKER),
                        "desk:510703001",
                        "department:" + EMERGENCY_UNIT,
                        "with:" + town.idOf(HANDLER));
        assertThat(stored(stories.dispatched(word)).getList("listedFor", String.class))
                .contains("with:" + EMERGENCY_UNIT)
                .doesNotContain("with:" + town.idOf(HANDLER));
    }

    @Test
    void a_case_of_an_earlier_version_is_listed_before_and_after_it_says_so_itself() {
        String id = stories.handling(word).get("id").stringValue();
        Awaited.done(mongo.updateFirst(byId(id), new Update().unset("listedFor").set("search.form", 1), "cases"));
        assertListed(id);
        Awaited.done(jobs.stream()
                .filter(job -> job.name().equals("searchable-cases"))
                .findFirst()
                .orElseThrow()
                .run());
        assertThat(Awaited.value(mongo.findOne(byId(id), Document.class, "cases"))
                        .getList("listedFor", String.class))
                .contains("with:" + town.idOf(HANDLER));
        assertListed(id);
    }

    private void assertListed(String id) {
        // That all say it is looked up again after a while.
        clock.advance(Duration.ofMinutes(2));
        for (String query : List.of("assignee=me", "reporter=" + town.idOf(WORKER), "department=" + EMERGENCY_UNIT)) {
            assertThat(read(HANDLER, CASES + query + "&q=" + word).ids())
                    .as(query)
                    .containsExactly(id);
        }
        assertThat(read(DISPATCHER, CASES + "desk=510703001&q=" + word).ids()).containsExactly(id);
        assertThat(read(HANDLER, "/api/v1/me/tasks?limit=200").ids()).contains(id);
    }
}
