package org.wangge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.embedded.TestStore.all;
import static org.wangge.embedded.TestStore.one;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Under steady updates the files stay within three times the documents they hold. */
class StoreGrowthTests {

    private static final int CASES = 6000;
    private static final int UPDATES = 30_000;

    @TempDir
    Path directory;

    @Test
    void steady_updates_do_not_let_the_files_grow_past_three_times_the_data() {
        try (TestStore store = new TestStore(directory, false)) {
            MongoCollection<Document> cases = store.collection("cases");
            one(cases.createIndex(new Document("areas", 1)
                    .append("state", 1)
                    .append("updatedAt", -1)
                    .append("_id", -1)));
            one(cases.createIndex(
                    new Document("areas", 1).append("reportedAt", -1).append("_id", -1)));
            one(cases.createIndex(new Document("number", 1), new IndexOptions().unique(true)));
            one(cases.createIndex(new Document("dispatch.dueAt", 1), new IndexOptions().sparse(true)));
            Random random = new Random(3);
            one(cases.insertMany(
                    IntStream.range(0, CASES).mapToObj(i -> document(i, random)).toList()));
            long live = all(store.database
                            .getCollection("cases", RawBsonDocument.class)
                            .find())
                    .stream()
                    .mapToLong(document -> document.getByteBuffer().remaining())
                    .sum();
            long largest = one(Flux.range(0, UPDATES)
                    .flatMap(i -> update(cases, i), 64)
                    .window(200)
                    .concatMap(window -> window.then(Mono.fromSupplier(this::bytes)))
                    .reduce(0L, Math::max));
            assertThat(largest)
                    .as("largest size beside %s bytes of documents", live)
                    .isLessThan(3 * live);
            assertThat(one(cases.countDocuments())).isEqualTo(CASES);
        }
        try (TestStore store = new TestStore(directory, false)) {
            assertThat(one(store.collection("cases").countDocuments(Filters.gte("number", ""))))
                    .isEqualTo(CASES);
            assertThat(all(store.collection("cases").find())).hasSize(CASES);
        }
    }

    private static Document document(int i, Random random) {
        byte[] photoHash = new byte[400];
        random.nextBytes(photoHash);
        return new Document("_id", i)
                .append("number", "20261124-" + i)
                .append("areas", List.of("510703", "510703" + i % 10, "510703" + i % 50, "510703" + i % 200))
                .append("state", "reported")
                .append("reportedAt", new Date(i))
                .append("updatedAt", new Date(i))
                .append("dispatch", new Document("dueAt", new Date(i)))
                .append(
                        "text",
                        "The manhole cover is gone at market street number " + random.nextInt()
                                + " since this morning. ".repeat(5))
                .append("hash", photoHash)
                .append("version", 0);
    }

    private static Mono<?> update(MongoCollection<Document> cases, int i) {
        int id = (int) (i * 7919L % CASES);
        return Mono.from(cases.updateOne(
                Filters.eq("_id", id),
                Updates.combine(
                        Updates.inc("version", 1),
                        Updates.set(
                                "state",
                                List.of("assigned", "working", "closed").get(i % 3)),
                        Updates.set("dispatch.dueAt", new Date(i)),
                        Updates.set("updatedAt", new Date(1_000_000L + i)))));
    }

    private long bytes() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(path -> path.toFile().length()).sum();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
