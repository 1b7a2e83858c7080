package org.wangge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wangge.embedded.TestStore.all;
import static org.wangge.embedded.TestStore.one;

import com.mongodb.MongoException;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wangge.embedded.file.Opening;

/** A store that is too large to be read whole before it opens is read while it works. */
class StoreCheckTests {

    private static final int DOCUMENTS = 2000;

    /** As if the store were far larger. */
    private static final Opening LARGE = new Opening(false, 16, 0, Duration.ZERO, Duration.ofMillis(1));

    @TempDir
    Path scratch;

    private Path data;
    private Path mapFile;

    @BeforeEach
    void a_store_with_old_documents() {
        data = scratch.resolve("data");
        mapFile = data.resolve("wangge.mv");
        try (TestStore store = new TestStore(data, false)) {
            one(store.collection("things")
                    .insertMany(IntStream.range(0, DOCUMENTS)
                            .mapToObj(number -> new Document("_id", number).append("noise", noise(number)))
                            .toList()));
        }
        try (TestStore store = new TestStore(data, false)) {
            one(store.collection("others").insertOne(new Document()));
        }
    }

    private static byte[] noise(int number) {
        byte[] noise = new byte[200];
        new Random(number).nextBytes(noise);
        return noise;
    }

    private void damage(int number) throws IOException {
        String content = new String(Files.readAllBytes(mapFile), StandardCharsets.ISO_8859_1);
        String start = new String(noise(number), 50, 12, StandardCharsets.ISO_8859_1);
        assertThat(content).contains(start);
        try (RandomAccessFile file = new RandomAccessFile(mapFile.toFile(), "rw")) {
            for (int at = content.indexOf(start); at >= 0; at = content.indexOf(start, at + 1)) {
                file.seek(at);
                file.write(content.charAt(at) ^ 1);
            }
        }
    }

    private static List<Document> things(EmbeddedStore store) {
        try (MongoClient client = MongoClients.create(store.uri())) {
            return all(client.getDatabase("wangge").getCollection("things").find());
        }
    }

    @Test
    void damage_that_is_found_meanwhile_ends_the_service_and_every_further_start_refuses() throws Exception {
        Path backup = scratch.resolve("backup");
        copy(data, backup);
        damage(77);
        CountDownLatch told = new CountDownLatch(1);
        try (EmbeddedStore store = EmbeddedStore.start(data, 0, LARGE)) {
            store.onFailure(told::countDown);
            assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> things(store)).isInstanceOf(MongoException.class);
        }
        for (int start = 0; start < 2; start++) {
            assertThatThrownBy(() -> EmbeddedStore.start(data, 0, LARGE))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("is damaged")
                    .hasMessageContaining("salvage");
        }
        for (String name : names()) {
            if (name.endsWith(".log")) {
                Files.delete(data.resolve(name));
            }
        }
        copy(backup, data);
        try (EmbeddedStore store = EmbeddedStore.start(data, 0, LARGE)) {
            assertThat(things(store)).hasSize(DOCUMENTS);
        }
        assertThat(names()).noneMatch(name -> name.contains("suspect"));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void a_whole_store_serves_and_is_written_while_it_is_read_and_closes_in_the_middle_of_it() throws Exception {
        try (EmbeddedStore store = EmbeddedStore.start(data, 0, LARGE);
                MongoClient client = MongoClients.create(store.uri())) {
            var things = client.getDatabase("wangge").getCollection("things");
            for (int number = 0; number < 300; number++) {
                one(things.replaceOne(
                        new Document("_id", number), new Document("_id", number).append("noise", noise(-number))));
            }
            assertThat(all(things.find())).hasSize(DOCUMENTS);
        }
        Opening slow = new Opening(false, 16, 0, Duration.ZERO, Duration.ofHours(1));
        EmbeddedStore.start(data, 0, slow).close();
        try (EmbeddedStore store = EmbeddedStore.start(data, 0, false)) {
            assertThat(things(store)).hasSize(DOCUMENTS);
        }
    }
}
