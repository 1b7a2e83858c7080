package org.wangge.embedded.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import org.wangge.embedded.file.Opening;
import org.wangge.embedded.file.StoreFile;
import org.wangge.embedded.wire.StoreSecret;
import org.wangge.embedded.wire.StoreServer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Long reads go on beside the store's loop: the test holds all turns, so it decides when they go on. */
class LongReadsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CASES = 2000;
    /** Megabytes; less than the cases take, so that pages are read from the file again. */
    private static final int SMALL_CACHE = 1;

    /** True of no document, and no index knows. */
    private static final Bson NOTHING = Filters.regex("text", "not there");

    @TempDir
    Path directory;

    private final AtomicLong nanos = new AtomicLong();
    private volatile long slow;
    private final LongReads reads = new LongReads(2, () -> nanos.addAndGet(slow));
    private StoreFile file;
    private StoreServer server;
    private MongoClient client;
    private MongoDatabase database;
    private MongoCollection<Document> cases;

    @BeforeEach
    void start() {
        file = StoreFile.open(directory, new Opening(false, SMALL_CACHE));
        StoreSecret secret = StoreSecret.random();
        StoredBackend backend = new StoredBackend(file, new QueryCounters(), Clock.systemUTC(), reads);
        server = new StoreServer(file, backend, 0, false, secret);
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString("mongodb://" + secret.user() + ":" + secret.password()
                        + "@127.0.0.1:" + server.port()
                        + "/wangge?authSource=admin&authMechanism=SCRAM-SHA-256&retryWrites=false&retryReads=false"))
                .build());
        database = client.getDatabase("wangge");
        cases = database.getCollection("cases");
        one(cases.createIndex(new Document("rank", 1)));
        one(cases.insertMany(
                IntStream.range(0, CASES).mapToObj(LongReadsTests::aCase).toList()));
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        file.close();
    }

    private static Document aCase(int number) {
        return new Document("_id", number)
                .append("rank", number)
                .append("a", 0)
                .append("b", 0)
                .append("text", "fire");
    }

    private static <T> T one(Publisher<T> publisher) {
        return requireNonNull(Mono.from(publisher).block(PATIENCE));
    }

    private static <T> CompletableFuture<List<T>> begin(Publisher<T> publisher) {
        return Flux.from(publisher).collectList().toFuture();
    }

    private static <T> T end(CompletableFuture<T> reading) throws Exception {
        return reading.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static void until(BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - begin).isLessThan(PATIENCE.toNanos());
            Thread.onSpinWait();
        }
    }

    private void untilWaiting(int most) {
        until(() -> reads.waiting() == most);
    }

    @Test
    void short_reads_and_writes_are_answered_while_long_reads_of_every_kind_wait() throws Exception {
        Runnable giveBack = reads.holdAllTurns();
        CompletableFuture<List<Document>> found = begin(cases.find(NOTHING));
        CompletableFuture<List<Document>> sorted =
                begin(cases.find().sort(Sorts.descending("text")).limit(3));
        CompletableFuture<List<Document>> grouped =
                begin(cases.aggregate(List.of(Aggregates.group("$text", Accumulators.sum("all", "$rank")))));
        CompletableFuture<List<Long>> counted = begin(cases.countDocuments(NOTHING));
        CompletableFuture<List<Integer>> distinct = begin(cases.distinct("rank", Integer.class));
        untilWaiting(5);

        assertThat(one(cases.find(Filters.eq("rank", 7)))).containsEntry("_id", 7);
        one(cases.updateOne(Filters.eq(7), Updates.set("rank", -7)));
        assertThat(one(cases.find(Filters.eq("rank", -7)))).containsEntry("_id", 7);
        assertThat(List.of(found.isDone(), sorted.isDone(), grouped.isDone(), counted.isDone(), distinct.isDone()))
                .containsOnly(false);

        giveBack.run();
        assertThat(end(found)).isEmpty();
        assertThat(end(sorted)).hasSize(3);
        int sum = CASES * (CASES - 1) / 2;
        assertThat(end(grouped)).containsExactly(new Document("_id", "fire").append("all", sum));
        assertThat(end(counted)).containsExactly(0L);
        assertThat(end(distinct)).hasSize(CASES).contains(7).doesNotContain(-7);
    }

    @Test
    void a_long_read_sees_what_was_there_when_it_began_however_often_the_files_are_written_meanwhile()
            throws Exception {
        one(cases.updateOne(Filters.eq(3), Updates.set("a", 1)));
        Runnable giveBack = reads.holdAllTurns();
        CompletableFuture<List<Document>> byRank =
                begin(cases.find().sort(Sorts.ascending("rank")).batchSize(CASES + 1));
        CompletableFuture<List<Document>> all = begin(cases.find().batchSize(CASES + 1));
        untilWaiting(2);

        for (int round = 1; round <= 4; round++) {
            for (int number = 0; number < CASES; number += 97) {
                // Behind where a walk by rank is, or in front of it.
                one(cases.updateOne(
                        Filters.eq(number), Updates.set("rank", number % 2 == 0 ? -number : CASES + number * round)));
            }
            one(cases.updateMany(Filters.gt("_id", 10), Updates.combine(Updates.inc("a", 1), Updates.inc("b", 1))));
            one(cases.insertOne(aCase(CASES * 10 + round)));
            one(cases.deleteOne(Filters.eq(100 + round)));
            // The pages of earlier versions would be written over now if nobody kept them.
            one(database.getCollection("new" + round).createIndex(new Document("x", 1)));
        }
        Mono.from(cases.drop()).block(PATIENCE);
        giveBack.run();

        List<Document> before = new ArrayList<>();
        IntStream.range(0, CASES).forEach(number -> before.add(aCase(number)));
        before.get(3).put("a", 1);
        assertThat(end(byRank)).isEqualTo(before);
        assertThat(end(all)).isEqualTo(before);
        assertThat(one(cases.countDocuments())).isZero();
    }

    @Test
    void a_cursor_survives_writes_between_its_batches_and_meets_each_document_once() {
        List<Integer> seen = new ArrayList<>();
        Flux.from(cases.find().sort(Sorts.ascending("_id")).batchSize(300))
                .limitRate(300)
                .doOnNext(document -> {
                    seen.add(document.getInteger("_id"));
                    if (seen.size() % 300 == 0) {
                        one(cases.updateMany(
                                new Document(), Updates.combine(Updates.inc("a", 1), Updates.inc("b", 1))));
                        one(cases.insertOne(aCase(-seen.size())));
                    }
                    assertThat(document.get("a")).isEqualTo(document.get("b"));
                })
                .blockLast(PATIENCE);
        assertThat(seen)
                .containsExactlyElementsOf(IntStream.range(0, CASES).boxed().toList());
    }

    @Test
    void a_read_that_begins_after_a_write_sees_it() throws Exception {
        for (int number = 0; number < 20; number++) {
            one(cases.insertOne(new Document("text", "new " + number)));
            assertThat(one(cases.countDocuments(Filters.regex("text", "^new")))).isEqualTo(number + 1L);
        }
    }

    @Test
    void a_read_beyond_its_time_ends_with_the_code_of_mongodb() {
        Runnable giveBack = reads.holdAllTurns();
        CompletableFuture<List<Document>> found = begin(cases.find(NOTHING).maxTime(5, TimeUnit.SECONDS));
        CompletableFuture<List<Document>> grouped =
                begin(cases.aggregate(List.of(Aggregates.group("$text", Accumulators.sum("all", "$rank"))))
                        .maxTime(5, TimeUnit.SECONDS));
        CompletableFuture<List<Integer>> distinct =
                begin(cases.distinct("rank", Integer.class).maxTime(5, TimeUnit.SECONDS));
        untilWaiting(3);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(6));
        giveBack.run();
        for (CompletableFuture<?> reading : List.of(found, grouped, distinct)) {
            assertThatThrownBy(() -> end(reading))
                    .cause()
                    .isInstanceOfSatisfying(
                            MongoExecutionTimeoutException.class,
                            late -> assertThat(late.getCode()).isEqualTo(50));
        }
    }

    @Test
    void what_was_found_before_the_time_was_up_is_given_before_the_error_is() {
        one(cases.updateMany(Filters.lt("_id", 1000), Updates.set("text", "smoke")));
        List<Document> found = new ArrayList<>();
        // Each look at the clock takes a second, so some looks after it went beside the loop the time is up.
        slow = TimeUnit.SECONDS.toNanos(1);
        Throwable failure = Flux.from(
                        cases.find(Filters.eq("text", "smoke")).batchSize(CASES).maxTime(10, TimeUnit.SECONDS))
                .doOnNext(found::add)
                .then(Mono.<Throwable>empty())
                .onErrorResume(Mono::just)
                .block(PATIENCE);
        assertThat(failure).isInstanceOf(MongoExecutionTimeoutException.class);
        assertThat(found).hasSizeBetween(Pace.MOST_ON_THE_LOOP, 999);
    }

    @Test
    void a_read_that_nobody_waits_for_any_more_ends_at_its_next_look() throws Exception {
        CompletableFuture<RuntimeException> ended = new CompletableFuture<>();
        Pace pace = Pace.of(new QueryCounters(), Long.MAX_VALUE);
        reads.run(
                pace,
                () -> {
                    while (true) {
                        pace.step();
                    }
                },
                ended::complete);
        // As a connection that breaks does it.
        pace.cancel();
        assertThat(end(ended))
                .isInstanceOfSatisfying(
                        MongoServerError.class,
                        interrupted -> assertThat(interrupted.getCode()).isEqualTo(11601));
    }

    @Test
    void a_killed_cursor_ends_what_it_reads() {
        Document first = one(database.runCommand(new Document("find", "cases").append("batchSize", 1)));
        Object cursor = first.get("cursor", Document.class).get("id");
        Runnable giveBack = reads.holdAllTurns();
        CompletableFuture<List<Document>> more =
                begin(database.runCommand(new Document("getMore", cursor).append("collection", "cases")));
        untilWaiting(1);
        assertThatThrownBy(
                        () -> one(database.runCommand(new Document("getMore", cursor).append("collection", "cases"))))
                .isInstanceOfSatisfying(
                        MongoCommandException.class,
                        busy -> assertThat(busy.getErrorCode()).isEqualTo(12051));
        one(database.runCommand(new Document("killCursors", "cases").append("cursors", List.of(cursor))));
        giveBack.run();
        assertThatThrownBy(() -> end(more))
                .cause()
                .isInstanceOfSatisfying(
                        MongoException.class,
                        killed -> assertThat(killed.getCode()).isEqualTo(11601));
        assertThat(reads.underWay()).isZero();
    }

    @Test
    void more_long_reads_than_there_is_room_for_are_refused_at_once_and_short_ones_go_on() throws Exception {
        Runnable giveBack = reads.holdAllTurns();
        List<CompletableFuture<List<Document>>> waiting = new ArrayList<>();
        for (int number = 0; number < LongReads.MOST; number++) {
            waiting.add(begin(cases.find(NOTHING)));
        }
        untilWaiting(LongReads.MOST);
        assertThatThrownBy(() -> one(cases.find(NOTHING)))
                .isInstanceOfSatisfying(
                        MongoCommandException.class,
                        full -> assertThat(full.getErrorCode()).isEqualTo(262));
        assertThat(one(cases.find(Filters.eq(1)))).containsEntry("rank", 1);
        giveBack.run();
        for (CompletableFuture<List<Document>> one : waiting) {
            assertThat(end(one)).isEmpty();
        }
        assertThat(one(cases.countDocuments(NOTHING))).isZero();
    }

    @Test
    void the_store_closes_while_reads_wait_and_nothing_is_lost() {
        reads.holdAllTurns();
        CompletableFuture<List<Document>> reading = begin(cases.find(NOTHING));
        untilWaiting(1);
        server.close();
        file.close();
        assertThatThrownBy(() -> end(reading)).cause().isInstanceOf(MongoException.class);
        try (StoreFile again = StoreFile.open(directory, new Opening(false, 16))) {
            assertThat(again.map(MapNames.of("wangge", "cases")).size()).isEqualTo(CASES);
        }
    }

    @Test
    void two_reads_take_turns_so_that_the_shorter_one_ends_first() throws Exception {
        LongReads single = new LongReads(1, nanos::get);
        Runnable giveBack = single.holdAllTurns();
        List<String> order = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> both = new CompletableFuture<>();
        Pace longer = Pace.of(new QueryCounters(), Long.MAX_VALUE);
        Pace shorter = Pace.of(new QueryCounters(), Long.MAX_VALUE);
        // Noted within the turn: whoever is told of the end is told by a thread that has given its turn back.
        single.run(
                longer,
                () -> {
                    for (int slice = 0; slice < 300; slice++) {
                        // A step of this test takes no time: without it the longer one ends while the other is about to
                        // queue again.
                        until(() -> single.waiting() == 1 || order.contains("shorter"));
                        steps(longer, 32);
                    }
                    order.add("longer");
                },
                failure -> both.complete(null));
        until(() -> single.waiting() == 1);
        single.run(
                shorter,
                () -> {
                    steps(shorter, 500);
                    order.add("shorter");
                },
                failure -> {});
        until(() -> single.waiting() == 2);
        giveBack.run();
        end(both);
        assertThat(order).containsExactly("shorter", "longer");
        single.close();
    }

    /** Each step takes a millisecond. */
    private void steps(Pace pace, int count) {
        LongStream.range(0, count).forEach(step -> {
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
            pace.step();
        });
    }
}
