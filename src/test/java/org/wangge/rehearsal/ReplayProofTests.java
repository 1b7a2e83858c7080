package org.wangge.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.ProofSize;
import org.wangge.fixtures.TestClock;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.rehearsal.model.ReplayFile;
import org.wangge.rehearsal.store.ReplayStore;
import org.wangge.shared.Ids;
import org.wangge.work.Unread;
import org.wangge.work.internal.WorkLoops;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** Many cases are each counted once, by whomever, however often somebody stops; and what is kept of them stays small. */
@WanggeTest
@TestPropertySource(properties = "wangge.town-of=rehearsal-proof")
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayProofTests {

    private static final Logger log = LoggerFactory.getLogger(ReplayProofTests.class);

    private static final int CASES = ProofSize.of(2_600, 100_000);
    private static final int AT_ONCE = 500;
    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2025-12-31T00:00:00Z");
    private static final List<String> DESKS = List.of("510703001", "510703003", "510703");

    @Autowired
    private Town town;

    @Autowired
    private TestClock clock;

    @Autowired
    private ReactiveMongoTemplate mongo;

    @Autowired
    private ReplayStore store;

    @Autowired
    private ReplayWork work;

    @Autowired
    private ReplayJob job;

    @Autowired
    private WorkLoops loops;

    /** Many at the same moment, so that a place in their order needs the id. */
    @BeforeAll
    void a_year_of_cases() {
        UUID id = UUID.fromString(new CaseStories(town).reported("样本").get("id").stringValue());
        Document sample = Objects.requireNonNull(
                Awaited.value(mongo.findOne(Query.query(Criteria.where("_id").is(id)), Document.class, "cases")));
        sample.keySet().removeAll(List.of("operationKey", "operationHash", "dispatch", "outbox", "timeline", "clocks"));
        Awaited.done(Flux.range(0, CASES)
                .map(number -> copy(sample, number))
                .buffer(AT_ONCE)
                .concatMap(batch -> mongo.getCollection("cases").flatMapMany(cases -> cases.insertMany(batch)))
                .then());
        clock.advance(Duration.ofMinutes(1));
    }

    private static Document copy(Document sample, int number) {
        Document copy = new Document(sample);
        long second = (long) (number / 7) * Duration.between(FIRST, END).toSeconds() / (CASES / 7 + 1);
        Document ruling = new Document(sample.get("ruling", Document.class));
        ruling.put("deskCode", DESKS.get(number % 3));
        return copy.append("_id", Ids.next())
                .append("number", "P%07d".formatted(number))
                .append("reportedAt", Date.from(FIRST.plusSeconds(second)))
                .append("state", number % 2 == 0 ? "CLOSED" : "REPORTED")
                .append("returns", number % 5 == 0 ? 1 : 0)
                .append("desk", new Document(sample.get("desk", Document.class)).append("code", DESKS.get(number % 2)))
                .append("ruling", number % 100 == 99 ? null : ruling);
    }

    private JsonNode started() {
        Map<String, Object> body = Map.of("version", 1, "from", FIRST.toString(), "to", END.toString());
        return Town.bodyOf(town.post("admin", "/api/v1/routing-rules/replay", body)
                .expectStatus()
                .isAccepted());
    }

    private ReplayFile file(JsonNode replay) {
        UUID id = UUID.fromString(replay.get("id").stringValue());
        return Awaited.value(store.running()
                .map(Unread::content)
                .map(content -> content.get())
                .filter(file -> file.id().equals(id))
                .next());
    }

    private JsonNode shown(JsonNode replay) {
        return town.get("admin", "/api/v1/routing-replays/" + replay.get("id").stringValue());
    }

    private static void assertEachOnce(JsonNode replay) {
        assertThat(replay.get("state").stringValue()).isEqualTo("DONE");
        assertThat(replay.at("/progress/expected").longValue()).isEqualTo(CASES);
        assertThat(replay.at("/progress/done").longValue()).isEqualTo(CASES);
        JsonNode result = replay.get("result");
        long old = CASES / 100;
        assertThat(result.at("/notReplayable/cases").longValue()).isEqualTo(old);
        assertThat(result.get("cases").longValue()).isEqualTo(CASES - old);
        long inMatrix = 0;
        for (JsonNode flow : result.get("matrix")) {
            inMatrix += flow.get("cases").longValue();
            assertThat(flow.get("items").size()).isEqualTo(20);
        }
        assertThat(inMatrix).isEqualTo(CASES - old);
        long loaded = 0;
        for (JsonNode load : result.get("load")) {
            loaded += load.get("after").longValue();
        }
        assertThat(loaded).isEqualTo(CASES - old);
        assertThat(result.at("/firstTimeRight/closed").longValue()).isEqualTo((CASES + 1) / 2);
    }

    @Test
    void one_that_stops_after_each_batch_goes_on_where_it_stopped() {
        // Else the application goes on with it at once.
        loops.stop();
        JsonNode replay = started();
        ReplayFile begun = file(replay);
        Awaited.done(work.advance(begun, 1));
        ReplayFile stopped = file(replay);
        assertThat(stopped.tally().cases() + stopped.tally().notReplayable().cases())
                .isEqualTo(ReplayWork.BATCH);
        // Another that still believes in the beginning.
        Awaited.done(work.advance(begun, 1));
        assertThat(file(replay)).as("counted once").isEqualTo(stopped);
        loops.start();
        long began = System.nanoTime();
        Runtime jvm = Runtime.getRuntime();
        long most = 0;
        while (shown(replay).get("state").stringValue().equals("RUNNING")) {
            Awaited.done(job.run());
            most = Math.max(most, jvm.totalMemory() - jvm.freeMemory());
        }
        log.info(
                "cases={} milliseconds={} heapUsedAtMost={}MB heapMax={}MB",
                CASES,
                Duration.ofNanos(System.nanoTime() - began).toMillis(),
                most >> 20,
                jvm.maxMemory() >> 20);
        assertEachOnce(shown(replay));
        Document stored = Objects.requireNonNull(Awaited.value(
                mongo.findOne(Query.query(Criteria.where("_id").is(begun.id())), Document.class, "routing_replays")));
        assertThat(stored.toJson().length())
                .as("what is kept does not grow with the cases")
                .isLessThan(200_000);
    }

    @Test
    void many_at_once_count_each_case_once() {
        JsonNode replay = started();
        while (shown(replay).get("state").stringValue().equals("RUNNING")) {
            ReplayFile seen = file(replay);
            Awaited.done(Flux.range(0, 4)
                    .flatMap(each -> work.advance(seen, 1 + each).subscribeOn(Schedulers.parallel()), 4)
                    .then());
            if (CASES > 10_000) {
                Awaited.done(job.run());
            }
        }
        assertEachOnce(shown(replay));
    }

    @Test
    void a_case_that_cannot_be_read_does_not_hold_up_the_others() {
        JsonNode replay = started();
        Query first = Query.query(Criteria.where("number").is("P0000010"));
        Document whole = Objects.requireNonNull(Awaited.value(mongo.findOne(first, Document.class, "cases")));
        Awaited.done(mongo.updateFirst(first, Update.update("state", "NO_SUCH_STATE"), "cases"));
        try {
            while (shown(replay).get("state").stringValue().equals("RUNNING")) {
                Awaited.done(job.run());
            }
            JsonNode ended = shown(replay);
            assertThat(ended.get("state").stringValue()).isEqualTo("DONE");
            assertThat(ended.at("/result/notReplayable/cases").longValue()).isEqualTo(CASES / 100 + 1);
        } finally {
            Awaited.done(mongo.save(whole, "cases"));
        }
    }
}
