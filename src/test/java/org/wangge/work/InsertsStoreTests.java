package org.wangge.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import com.mongodb.MongoTimeoutException;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.BsonMaximumSizeExceededException;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Query;
import org.wangge.fixtures.TestStore;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class InsertsStoreTests {

    private static final String LETTERS = "letters";

    private final TestStore store = TestStore.open();
    private final AtomicInteger commands = new AtomicInteger();

    private final ReactiveMongoTemplate counting =
            new ReactiveMongoTemplate(store.template().getMongoDatabaseFactory()) {
                @Override
                public Mono<MongoCollection<Document>> getCollection(String name) {
                    commands.incrementAndGet();
                    return super.getCollection(name);
                }
            };

    private final Inserts inserts = new Inserts(counting);

    @AfterEach
    void close() {
        store.close();
    }

    private static Document letter(int id, String subject) {
        return new Document("_id", id).append("subject", subject);
    }

    /** What became of each; no refusal when it was stored. */
    private List<Result> insertAtOnce(List<Document> letters) {
        return value(Flux.fromIterable(letters)
                .flatMapSequential(
                        letter -> inserts.insert(letter, LETTERS)
                                .thenReturn(new Result(letter.getInteger("_id"), ""))
                                .onErrorResume(failure -> Mono.just(new Result(
                                        letter.getInteger("_id"),
                                        failure.getClass().getSimpleName()))),
                        letters.size())
                .collectList());
    }

    private record Result(int id, String refusal) {}

    private long stored() {
        return value(store.template().count(new Query(), LETTERS));
    }

    @Test
    void one_alone_is_stored() {
        done(inserts.insert(letter(1, "alone"), LETTERS));

        assertThat(value(store.template().findById(1, Document.class, LETTERS))).isEqualTo(letter(1, "alone"));
    }

    @Test
    void what_comes_at_the_same_moment_goes_together() {
        List<Result> results = insertAtOnce(IntStream.range(0, 500)
                .mapToObj(id -> letter(id, "subject " + id))
                .toList());

        assertThat(results).hasSize(500).allMatch(result -> result.refusal().isEmpty());
        assertThat(stored()).isEqualTo(500);
        assertThat(commands.get()).as("commands for 500 documents").isBetween(8, 50);
    }

    @Test
    void those_whose_unique_value_is_taken_are_refused_and_no_others() {
        done(store.template().indexOps(LETTERS).createIndex(new Index("subject", Direction.ASC).unique()));
        done(inserts.insert(letter(1000, "subject 7"), LETTERS));

        List<Result> results = insertAtOnce(IntStream.range(0, 200)
                .mapToObj(id -> letter(id, "subject " + id % 150))
                .toList());

        assertThat(results.stream().filter(result -> result.refusal().isEmpty()))
                .hasSize(149)
                .noneMatch(result -> result.id() % 150 == 7);
        assertThat(results.stream().filter(result -> !result.refusal().isEmpty()))
                .hasSize(51)
                .allMatch(result -> result.refusal().equals(DuplicateKeyException.class.getSimpleName()));
        assertThat(stored()).isEqualTo(150);
    }

    @Test
    void one_that_cannot_be_written_at_all_fails_by_itself() {
        List<Document> letters = IntStream.range(0, 100)
                .mapToObj(id -> letter(id, "subject " + id).append(id == 40 ? "no\0name" : "name", id))
                .toList();

        List<Result> results = insertAtOnce(letters);

        assertThat(results.stream().filter(result -> !result.refusal().isEmpty()))
                .extracting(Result::id)
                .containsExactly(40);
        assertThat(stored()).isEqualTo(99);
        assertThat(insertAtOnce(List.of(letter(200, "afterwards")))).containsExactly(new Result(200, ""));
    }

    @Test
    void one_that_is_too_large_fails_by_itself() {
        List<Result> results = insertAtOnce(
                List.of(letter(1, "before"), letter(2, "x".repeat(16 * 1024 * 1024)), letter(3, "behind")));

        assertThat(results)
                .containsExactly(
                        new Result(1, ""),
                        new Result(2, BsonMaximumSizeExceededException.class.getSimpleName()),
                        new Result(3, ""));
        assertThat(stored()).isEqualTo(2);
    }

    @Test
    void those_that_are_absent_are_counted() {
        assertThat(value(inserts.insertAbsent(List.of(letter(1, "a"), letter(2, "b")), LETTERS)))
                .isEqualTo(2);
        assertThat(value(inserts.insertAbsent(List.of(letter(2, "b"), letter(3, "c")), LETTERS)))
                .isEqualTo(1);
        assertThat(value(inserts.insertAbsent(List.of(), LETTERS))).isZero();
    }

    @Test
    void the_same_document_twice_is_a_duplicate() {
        done(inserts.insert(letter(1, "first"), LETTERS));

        List<Result> again = insertAtOnce(List.of(letter(1, "second"), letter(2, "other")));

        assertThat(again).containsExactly(new Result(1, "DuplicateKeyException"), new Result(2, ""));
    }

    @Test
    void a_database_that_does_not_answer_fails_everyone_and_holds_up_nobody_afterwards() {
        try (MongoClient nobody = MongoClients.create("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=50")) {
            Inserts lost = new Inserts(new ReactiveMongoTemplate(nobody, "nowhere"));
            for (int round = 0; round < 3; round++) {
                List<Class<?>> failures = value(Flux.range(0, 100)
                        .flatMap(
                                id -> lost.insert(letter(id, "lost"), LETTERS)
                                        .<Class<?>>thenReturn(Void.class)
                                        .onErrorResume(failure -> Mono.just(failure.getClass())),
                                100)
                        .collectList());

                assertThat(failures).hasSize(100).containsOnly(MongoTimeoutException.class);
            }
        }
    }
}
