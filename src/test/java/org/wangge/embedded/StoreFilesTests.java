package org.wangge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wangge.embedded.TestStore.all;
import static org.wangge.embedded.TestStore.one;

import com.mongodb.MongoException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of files that are locked, damaged or gone: a message for people and a non-zero exit, never silence. */
class StoreFilesTests {

    private static final int DOCUMENTS = 3000;

    @TempDir
    Path scratch;

    private Path data;
    private Path mapFile;

    @BeforeEach
    void a_store_with_documents() {
        data = scratch.resolve("data");
        mapFile = data.resolve("wangge.mv");
        try (TestStore store = new TestStore(data, false)) {
            one(store.collection("things").insertMany(documents(0)));
        }
    }

    private static List<Document> documents(int from) {
        return IntStream.range(from, from + DOCUMENTS)
                .mapToObj(i -> new Document("_id", i).append("text", "thing %d %x".formatted(i, i * 31_337L)))
                .toList();
    }

    @Test
    void a_second_process_is_told_that_the_directory_is_in_use() throws Exception {
        try (EmbeddedStore ignored = EmbeddedStore.start(data, 0);
                StoreProcess second = StoreProcess.store(data)) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.output())
                    .contains("in use by another process", data.toString(), "WANGGE_DATA_DIR")
                    .doesNotContain("\tat ");
        }
    }

    /** What the next log goes to takes no byte, like a disk that is full. */
    @Test
    void a_disk_that_takes_no_more_is_told_and_what_was_acknowledged_is_there_when_it_does_again() throws Exception {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "this system has no such file");
        CountDownLatch told = new CountDownLatch(1);
        Path next;
        try (TestStore store = new TestStore(data, false)) {
            store.store.onFailure(told::countDown);
            next = nextLog();
            Files.createSymbolicLink(next, full);
            assertThatThrownBy(() -> {
                        one(store.collection("others").insertOne(new Document("_id", 1)));
                        one(store.collection("others").insertOne(new Document("_id", 2)));
                    })
                    .isInstanceOf(MongoException.class);
            assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
        }
        // In its place an empty log, as a disk with room again would have it.
        Files.deleteIfExists(next);
        if (nextLog().equals(next)) {
            Files.createFile(next);
        }
        try (TestStore store = new TestStore(data, false)) {
            assertThat(all(store.collection("things").find())).hasSize(DOCUMENTS);
        }
    }

    private Path nextLog() throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            long newest = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".log"))
                    .mapToLong(name -> Long.parseLong(name.replaceAll("\\D", "")))
                    .max()
                    .orElseThrow();
            return data.resolve("wangge-" + (newest + 1) + ".log");
        }
    }

    @Test
    void a_damaged_store_ends_the_process_with_a_message() throws Exception {
        overwrite(mapFile, 0, 8192);
        try (StoreProcess process = StoreProcess.store(data)) {
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.output()).contains("is damaged", "backup").doesNotContain("\tat ");
        }
    }

    @Test
    void garbage_anywhere_in_the_file_is_noticed_at_start() throws IOException {
        long size = Files.size(mapFile);
        for (long offset = 8192; offset + 600 < size; offset += size / 6) {
            Path copy = scratch.resolve("copy" + offset);
            copy(data, copy);
            overwrite(copy.resolve("wangge.mv"), offset, 600);
            refuses(copy, offset);
        }
    }

    /** Either the damage hits room that is not used, and all is there, or the store refuses. */
    private static void refuses(Path directory, long offset) {
        try (TestStore store = new TestStore(directory, false)) {
            assertThat(all(store.collection("things").find()))
                    .as("damage at %s", offset)
                    .hasSize(DOCUMENTS);
        } catch (StoreUnavailable unavailable) {
            assertThat(unavailable).hasMessageContaining("is damaged");
        }
    }

    @Test
    void a_file_cut_short_is_refused() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(mapFile.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        assertThatThrownBy(() -> EmbeddedStore.start(data, 0)).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void an_emptied_or_missing_file_beside_a_log_is_refused() throws IOException {
        Files.write(mapFile, new byte[0]);
        assertThatThrownBy(() -> EmbeddedStore.start(data, 0))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void an_older_copy_of_the_file_is_refused_instead_of_losing_what_came_after() throws IOException {
        Path old = scratch.resolve("old.mv");
        Files.copy(mapFile, old);
        try (TestStore store = new TestStore(data, false)) {
            one(store.collection("things").insertMany(documents(DOCUMENTS)));
        }
        Files.copy(old, mapFile, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> EmbeddedStore.start(data, 0))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("log");
    }

    @Test
    void a_broken_frame_inside_the_log_is_refused_but_a_torn_end_is_not() throws Exception {
        Path crashed = scratch.resolve("crashed");
        try (StoreProcess process = StoreProcess.store(crashed)) {
            try (var client = com.mongodb.reactivestreams.client.MongoClients.create(process.uri())) {
                var things = client.getDatabase("wangge").getCollection("things");
                one(things.insertOne(new Document("_id", -1)));
                for (int i = 0; i < 50; i++) {
                    one(things.insertOne(new Document("_id", i).append("text", "x".repeat(100))));
                }
            }
            process.kill();
        }
        Path log = newestLog(crashed);
        assertThat(Files.size(log)).isPositive();
        Path torn = scratch.resolve("torn");
        copy(crashed, torn);
        cutOff(newestLog(torn));
        // What a newer log follows was safe before that one was begun, so no crash has cut it off.
        Path followed = scratch.resolve("followed");
        copy(torn, followed);
        Files.copy(log, newer(newestLog(followed)));
        assertThatThrownBy(() -> EmbeddedStore.start(followed, 0))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("damaged at byte");
        try (TestStore store = new TestStore(torn, false)) {
            assertThat(all(store.collection("things").find())).hasSize(50);
        }
        overwrite(log, 20, 4);
        assertThatThrownBy(() -> EmbeddedStore.start(crashed, 0))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("damaged at byte");
    }

    @Test
    void a_directory_that_cannot_be_made_is_explained() throws IOException {
        Path file = Files.writeString(scratch.resolve("file"), "x");
        assertThatThrownBy(() -> EmbeddedStore.start(file.resolve("data"), 0))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("cannot be used");
    }

    @Test
    void a_taken_port_is_explained_and_frees_the_directory() {
        try (EmbeddedStore other = EmbeddedStore.start(scratch.resolve("other"), 0)) {
            assertThatThrownBy(() -> EmbeddedStore.start(data, other.port()))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("port");
        }
        EmbeddedStore.start(data, 0).close();
    }

    private static Path newestLog(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(path -> path.toString().endsWith(".log"))
                    .max(Comparator.comparingLong(path -> path.toFile().length()))
                    .orElseThrow();
        }
    }

    private static Path newer(Path log) {
        long number = Long.parseLong(log.getFileName().toString().replaceAll("\\D", ""));
        return log.resolveSibling("wangge-" + (number + 1) + ".log");
    }

    private static void cutOff(Path log) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.setLength(file.length() - 3);
        }
    }

    private static void overwrite(Path file, long offset, int length) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(offset);
            byte[] garbage = new byte[length];
            new java.util.Random(offset).nextBytes(garbage);
            access.write(garbage);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
