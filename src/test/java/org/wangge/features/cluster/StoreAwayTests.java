package org.wangge.features.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.wangge.features.cluster.Cluster.Instance;
import org.wangge.features.cluster.StoreProxy.Command;
import org.wangge.features.cluster.TimedRequests.Answer;
import org.wangge.features.cluster.TimedRequests.Request;
import org.wangge.fixtures.Awaited;
import org.wangge.fixtures.Eventually;
import org.wangge.fixtures.ProofSize;
import org.wangge.shared.Ids;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An instance whose store refuses, hangs, loses answers or answers with errors: it says so soon, loses nothing, and goes on by itself. */
class StoreAwayTests {

    private static final int DROPS = ProofSize.of(15, 62);

    /** More than the store puts into one answer, so that a list of them is asked for twice. */
    private static final int LONG_CASES = 150;

    private static final int LONG_TEXT = 20_000;

    private static final String READINESS = "/actuator/health/readiness";
    private static final String LOCATE = "/api/v1/grids/locate?longitude=104.76&latitude=31.4576";

    /** What is in memory, or in the jar. */
    private static final List<String> FREE = List.of(
            LOCATE,
            "/api/v1/categories?limit=200",
            "/api/v1/categories/G0201",
            "/api/v1/divisions",
            "/api/v1/offices",
            "/api/v1/reasons",
            "/api/v1/checklists",
            "/api/v1/place-kinds",
            "/api/v1/grids.geojson",
            "/openapi.json",
            "/",
            "/desk/app.js",
            "/worker/",
            "/.well-known/jwks.json",
            "/actuator/health/liveness");

    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();

    private static Cluster cluster;
    private static StoreProxy proxy;
    private static Instance instance;
    private static TimedRequests http;
    private static String worker;
    private static String dispatcher;
    private static String caseId;
    private static BulkRequests bulks;

    @BeforeAll
    static void start() {
        cluster = new Cluster();
        proxy = new StoreProxy(cluster.storeAddress());
        instance = cluster.start(proxy);
        http = new TimedRequests(instance.http());
        worker = Awaited.value(Cluster.token(instance.http(), "worker-001-1"));
        dispatcher = Awaited.value(Cluster.token(instance.http(), "dispatcher-001"));
        caseId = http.ask(report("先有一件")).body().get("id").stringValue();
        moreCasesThanComeInOneAnswer();
        bulks = new BulkRequests(http, cluster.database(), worker, dispatcher);
        LOG.start();
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(LOG);
    }

    @AfterAll
    static void stop() throws IOException {
        Files.writeString(Path.of("target", "store-away.md"), http.table());
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(LOG);
        instance.close();
        proxy.close();
        cluster.close();
    }

    @AfterEach
    void no_request_left_a_stack_trace() {
        proxy.pass();
        assertThat(List.copyOf(LOG.list))
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(message -> message.contains(TimedRequests.NAMES));
    }

    private static void assertAllGoesOnWithoutRestart() {
        assertThat(http.ask(oneCase()).status()).isEqualTo(200);
        assertThat(http.repeat(report("又一件")).status()).isEqualTo(201);
        assertThat(http.repeat(comment("又一句")).status()).isEqualTo(200);
    }

    private static Request report(String description) {
        return Request.post(
                "/api/v1/cases",
                worker,
                Map.of(
                        "categoryCode",
                        "G0201",
                        "description",
                        description,
                        "position",
                        Map.of("longitude", 104.76, "latitude", 31.4576)));
    }

    private static Request oneCase() {
        return Request.get("/api/v1/cases/" + caseId, worker);
    }

    private static Request comment(String text) {
        return Request.post("/api/v1/cases/" + caseId + "/actions/comment", dispatcher, Map.of("text", text));
    }

    /** What a store does that is gone, and within how many seconds whoever was waiting must hear of it. */
    private enum Outage {
        REFUSES(8) {
            @Override
            void begin() {
                proxy.refuse();
            }
        },
        HANGS(21) {
            @Override
            void begin() {
                proxy.hang();
            }
        };

        private final Duration told;

        Outage(int seconds) {
            told = Duration.ofSeconds(seconds);
        }

        abstract void begin();
    }

    /** With the times that hold where the address names none. */
    @ParameterizedTest
    @EnumSource
    void is_said_soon_and_what_needs_no_store_goes_on(Outage outage) {
        FREE.forEach(path -> assertThat(http.ask(Request.get(path, worker)).status())
                .as(path)
                .isEqualTo(200));
        long begun = System.nanoTime();
        outage.begin();
        CompletableFuture<Answer> read = http.begin(oneCase());
        // One that hangs is waited for as long as any answer: twenty seconds, in the whole proof only.
        boolean writes = outage == Outage.REFUSES || ProofSize.of(0, 1) == 1;
        CompletableFuture<Answer> write = writes ? http.begin(report("没人答应")) : read;
        CompletableFuture<Duration> unready = CompletableFuture.supplyAsync(() -> {
            Eventually.until(
                    "readiness is down",
                    () -> http.ask(Request.get(READINESS, null)).status() == 503);
            return since(begun);
        });
        Duration slowest = Duration.ZERO;
        while (!read.isDone() || !write.isDone() || !isOld(begun)) {
            slowest = longer(slowest, goesOn());
        }
        said(outage, "the first read", read.join(), outage.told);
        if (writes) {
            said(outage, "the first report", write.join(), outage.told);
        }
        assertThat(unready.join()).isLessThan(Duration.ofSeconds(10));
        http.note(outage.name(), "readiness is down", 503, unready.join());
        http.note(outage.name(), "the slowest of what needs no store, until all know", 200, slowest);

        Eventually.until("it is known", () -> http.ask(oneCase()).took().toSeconds() < 1);
        said(outage, "a read then", http.ask(oneCase()), Duration.ofSeconds(1));
        said(outage, "a report then", http.ask(report("还是没人")), Duration.ofSeconds(1));
        Duration then = longer(goesOn(), goesOn());
        assertThat(then).isLessThan(Duration.ofSeconds(1));
        http.note(outage.name(), "the slowest of what needs no store, then", 200, then);
        assertThat(http.ask(Request.get(LOCATE, worker))
                        .body()
                        .get("workersUnknown")
                        .asBoolean())
                .isTrue();

        long over = System.nanoTime();
        proxy.pass();
        Eventually.until(
                "it is ready again",
                () -> http.ask(Request.get(READINESS, null)).status() == 200);
        http.note(outage.name(), "over: readiness is up", 200, since(over));
        assertThat(since(over)).isLessThan(Duration.ofSeconds(20));
        assertAllGoesOnWithoutRestart();
    }

    /** Who is signed in is asked for again after ten seconds. */
    private static boolean isOld(long begun) {
        return since(begun).toSeconds() > 11;
    }

    private static Duration goesOn() {
        Duration slowest = Duration.ZERO;
        for (String path : FREE) {
            Answer answer = http.ask(Request.get(path, worker));
            assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(200);
            slowest = longer(slowest, answer.took());
        }
        // Who is signed in, whether that goes on, and who works there: each is waited for a second at most.
        assertThat(slowest).isLessThan(Duration.ofSeconds(4));
        return slowest;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static void said(Outage outage, String what, Answer answer, Duration within) {
        assertIsAway(answer);
        assertThat(answer.took()).as(what).isLessThan(within);
        http.note(outage.name(), what, answer.status(), answer.took());
    }

    private static void assertIsAway(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.retryAfter()).isNotNull();
        assertThat(answer.body().get("code").stringValue()).isEqualTo("store.unavailable");
    }

    @Test
    void what_was_done_while_its_answer_was_lost_is_there_once() {
        Set<String> told = new HashSet<>();
        Duration slowest = Duration.ZERO;
        for (int number = 0; number < DROPS; number++) {
            boolean reports = number % 3 > 0;
            String text = "丢了回音 " + number;
            proxy.dropAnswer(reports ? is("insert", "cases") : is("update", "cases"));
            Request request = reports ? report(text) : comment(text);
            long begun = System.nanoTime();
            Answer answer = http.repeat(request);
            slowest = longer(slowest, since(begun));
            assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
            assertThat(proxy.hits()).as("answers dropped").isEqualTo(1);
            if (reports) {
                told.add(answer.body().get("id").stringValue());
            }
        }
        http.note("loses answers", "%d times: the slowest that was done".formatted(DROPS), 200, slowest);
        List<Document> stored = Awaited.value(
                Flux.from(cluster.database().getCollection("cases").find(Filters.regex("report.description", "^丢了回音")))
                        .collectList());
        assertThat(stored)
                .extracting(one -> one.get("_id").toString())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(told);
        List<String> comments = IntStream.range(0, DROPS)
                .filter(number -> number % 3 == 0)
                .mapToObj(number -> "丢了回音 " + number)
                .toList();
        assertThat(commentsOf(caseId)).containsAll(comments).doesNotHaveDuplicates();
    }

    private static List<String> commentsOf(String id) {
        return http.ask(Request.get("/api/v1/cases/" + id + "/timeline?limit=200", dispatcher))
                .body()
                .get("items")
                .valueStream()
                .map(line -> line.get("text"))
                .filter(text ->
                        text != null && text.isString() && text.stringValue().startsWith("丢了回音"))
                .map(text -> text.stringValue())
                .toList();
    }

    private static Predicate<Command> is(String name, String collection) {
        return command -> command.name().equals(name) && command.collection().equals(collection);
    }

    static Stream<Arguments> errors() {
        return PassingErrors.all();
    }

    private static void moreCasesThanComeInOneAnswer() {
        Document sample = Awaited.value(
                Mono.from(cluster.database().getCollection("cases").find(Filters.eq("_id", UUID.fromString(caseId)))));
        sample.keySet().removeAll(List.of("operationKey", "operationHash", "dispatch", "outbox"));
        List<Document> copies = IntStream.range(0, LONG_CASES)
                .mapToObj(number -> new Document(sample)
                        .append("_id", Ids.next())
                        .append("number", "P%07d".formatted(number))
                        .append("padding", "长".repeat(LONG_TEXT)))
                .toList();
        Awaited.value(Mono.from(cluster.database().getCollection("cases").insertMany(copies)));
    }

    /** One that comes to such a command. */
    private static Request request(PassingErrors.Spot spot) {
        return switch (spot) {
            case FIND -> oneCase();
            case MORE -> Request.get("/api/v1/cases?limit=200", dispatcher);
            case INSERT -> report("挡在门外");
            case UPDATE -> comment("挡在门外");
            case FIND_AND_MODIFY ->
                new Request(
                        HttpMethod.PUT,
                        "/api/v1/me/notice-settings",
                        worker,
                        Map.of("language", "en"),
                        UUID.randomUUID());
            case BULK -> Request.post("/api/v1/me/notices/actions/read-all", dispatcher, Map.of());
            case INSERT_HAZARDS -> bulks.inspection();
            case INSERT_TASKS -> bulks.activation();
            case INSERT_JOURNAL -> bulks.step();
        };
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("errors")
    void an_error_that_passes_asks_to_come_again(PassingErrors.Spot spot, String what, BsonDocument error) {
        Request request = request(spot);
        proxy.answer(spot::is, error);
        Answer refused = http.ask(request);
        assertThat(proxy.hits()).as("commands that met it").isPositive();
        assertIsAway(refused);
        assertThat(refused.took()).isLessThan(Duration.ofSeconds(5));
        proxy.pass();
        Answer done = http.repeat(request);
        assertThat(done.status()).isBetween(200, 201);
        bulks.assertDoneOnce(spot, done.body());
    }

    @Test
    void what_was_found_is_stored_by_the_server_itself_when_the_caller_does_not_come_again() {
        Request inspection = bulks.inspection();
        proxy.answer(PassingErrors.Spot.INSERT_HAZARDS::is, PassingErrors.error(112, List.of()));
        assertIsAway(http.ask(inspection));
        assertThat(bulks.hazards(inspection)).isZero();
        proxy.pass();
        Eventually.until("both hazards are there", () -> bulks.hazards(inspection) == 2);
        Answer repeated = http.repeat(inspection);
        assertThat(repeated.status()).isBetween(200, 201);
        bulks.assertDoneOnce(PassingErrors.Spot.INSERT_HAZARDS, repeated.body());
    }
}
