package org.wangge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.embedded.TestStore.all;
import static org.wangge.embedded.TestStore.one;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sixteen writers and sixteen readers on fifty documents: no reader ever sees half a write, nor less than was acknowledged. */
class StoreRaceTests {

    private static final int DOCUMENTS = 50;
    private static final int EACH = 16;
    private static final int ROUNDS = 400;

    @TempDir
    Path directory;

    @Test
    void no_read_is_torn_and_none_is_behind_an_acknowledged_write() {
        try (TestStore store = new TestStore(directory)) {
            MongoCollection<Document> things = store.collection("things");
            one(things.createIndex(new Document("group", 1).append("first", -1)));
            one(things.insertMany(IntStream.range(0, DOCUMENTS)
                    .mapToObj(StoreRaceTests::document)
                    .toList()));
            AtomicLong[] acknowledged = IntStream.range(0, DOCUMENTS)
                    .mapToObj(i -> new AtomicLong())
                    .toArray(AtomicLong[]::new);
            Flux<Integer> writers = Flux.range(0, EACH * ROUNDS)
                    .flatMap(
                            i -> increment(
                                    things,
                                    acknowledged,
                                    ThreadLocalRandom.current().nextInt(DOCUMENTS)),
                            EACH);
            Flux<Integer> readers = Flux.range(0, EACH * ROUNDS)
                    .flatMap(
                            i -> i % 4 == 0 ? readGroup(things, i % 5) : read(things, acknowledged, i % DOCUMENTS),
                            EACH);
            Flux.merge(writers, readers).blockLast(Duration.ofSeconds(120));
            long sum = all(things.find()).stream()
                    .mapToLong(document -> document.getInteger("first"))
                    .sum();
            assertThat(sum).isEqualTo((long) EACH * ROUNDS);
        }
    }

    private static Document document(int id) {
        return new Document("_id", id)
                .append("group", id % 5)
                .append("first", 0)
                .append("text", "x".repeat(2000))
                .append("list", List.of())
                .append("last", 0);
    }

    private static Mono<Integer> increment(MongoCollection<Document> things, AtomicLong[] acknowledged, int id) {
        return Mono.from(things.updateOne(
                        Filters.eq("_id", id),
                        Updates.combine(Updates.inc("first", 1), Updates.push("list", id), Updates.inc("last", 1))))
                .doOnNext(done -> acknowledged[id].incrementAndGet())
                .thenReturn(id);
    }

    private static Mono<Integer> read(MongoCollection<Document> things, AtomicLong[] acknowledged, int id) {
        return Mono.defer(() -> {
            long least = acknowledged[id].get();
            return Mono.from(things.find(Filters.eq("_id", id)).first()).map(document -> {
                assertWhole(document);
                assertThat((long) document.getInteger("first")).isGreaterThanOrEqualTo(least);
                return id;
            });
        });
    }

    private static Mono<Integer> readGroup(MongoCollection<Document> things, int group) {
        return Flux.from(things.find(Filters.eq("group", group))
                        .sort(new Document("first", -1))
                        .batchSize(3))
                .doOnNext(StoreRaceTests::assertWhole)
                .count()
                .map(Long::intValue);
    }

    private static void assertWhole(Document document) {
        assertThat(document.getInteger("first")).isEqualTo(document.getInteger("last"));
        assertThat(document.getList("list", Integer.class)).hasSize(document.getInteger("first"));
    }
}
