package org.wangge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wangge.embedded.TestStore.all;
import static org.wangge.embedded.TestStore.one;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wangge.fixtures.ProofSize;

/** From files that a start refuses, what can be read goes into a fresh store, and what cannot is told. */
class StoreSalvageTests {

    private static final int CHECKPOINTED = ProofSize.of(1000, 4000);
    private static final int LOGGED = 30;

    @TempDir
    static Path killed;

    @TempDir
    Path scratch;

    private static Path original;

    /** Most documents are in the map file, the last ones and a change in the log only. */
    @BeforeAll
    static void a_store_with_a_checkpoint_and_a_log() throws Exception {
        original = killed.resolve("data");
        try (TestStore store = new TestStore(original, false)) {
            var things = store.collection("things");
            one(things.createIndex(new Document("number", 1), new IndexOptions().unique(true)));
            one(things.insertMany(documents(0, CHECKPOINTED)));
            one(store.collection("counters").insertOne(new Document("_id", "n").append("n", 7L)));
        }
        try (StoreProcess process = StoreProcess.store(original);
                MongoClient client = MongoClients.create(process.uri())) {
            var things = client.getDatabase("wangge").getCollection("things");
            for (Document document : documents(CHECKPOINTED, LOGGED)) {
                one(things.insertOne(document));
            }
            one(things.replaceOne(new Document("_id", 5), new Document("_id", 5).append("number", "changed")));
            one(things.deleteOne(new Document("_id", 6)));
            process.kill();
        }
    }

    private static List<Document> documents(int from, int count) {
        Random random = new Random(from);
        return IntStream.range(from, from + count)
                .mapToObj(i -> {
                    byte[] noise = new byte[150];
                    random.nextBytes(noise);
                    return new Document("_id", i).append("number", "n" + i).append("noise", noise);
                })
                .toList();
    }

    private Path copy(String name) throws IOException {
        Path copy = Files.createDirectories(scratch.resolve(name));
        try (Stream<Path> files = Files.list(original)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private static void garbage(Path file, long offset, int length) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(offset);
            byte[] garbage = new byte[length];
            new Random(offset).nextBytes(garbage);
            access.write(garbage);
        }
    }

    private static Path log(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .filter(file -> file.toFile().length() > 0)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private String salvage(Path from, Path to, int exit) throws InterruptedException {
        try (StoreProcess process = StoreProcess.command(scratch, "salvage", "--from=" + from, "--to=" + to)) {
            assertThat(process.exitCode()).as(process.output()).isEqualTo(exit);
            assertThat(process.output()).doesNotContain("\tat ");
            return process.output();
        }
    }

    private static Set<Integer> ids(TestStore store) {
        Set<Integer> ids = new HashSet<>();
        all(store.collection("things").find()).forEach(document -> ids.add(document.getInteger("_id")));
        return ids;
    }

    @Test
    void a_whole_store_is_taken_over_with_its_log_and_its_indexes() throws Exception {
        Path to = scratch.resolve("fresh");
        assertThat(salvage(original, to, 0))
                .contains("collection=wangge.things salvaged=" + (CHECKPOINTED + LOGGED - 1), "0 losses");
        try (TestStore store = new TestStore(to, false)) {
            assertThat(ids(store)).hasSize(CHECKPOINTED + LOGGED - 1).doesNotContain(6);
            assertThat(one(store.collection("things")
                            .find(new Document("_id", 5))
                            .first()))
                    .containsEntry("number", "changed");
            assertThat(all(store.collection("things").listIndexes()))
                    .anySatisfy(index -> assertThat(index)
                            .containsEntry("key", new Document("number", 1))
                            .containsEntry("unique", true));
            assertThat(one(store.collection("counters").find().first())).containsEntry("n", 7L);
        }
    }

    @Test
    void damaged_pages_cost_what_is_on_them_and_the_report_says_how_much() throws Exception {
        long size = Files.size(original.resolve("wangge.mv"));
        int missingInAll = 0;
        for (int part = 2; part <= 8; part++) {
            Path data = copy("data" + part);
            garbage(data.resolve("wangge.mv"), size * part / 10, 300);
            try {
                EmbeddedStore.start(data, 0, false).close();
            } catch (StoreUnavailable refused) {
                assertThat(refused).hasMessageContainingAll("damaged", "salvage --from=");
                Path to = scratch.resolve("fresh" + part);
                String report = salvage(data, to, 0);
                Matcher lost = Pattern.compile("lost: documents.wangge.things: (\\d+) documents")
                        .matcher(report);
                int missing = lost.find() ? Integer.parseInt(lost.group(1)) : 0;
                missingInAll += missing;
                try (TestStore store = new TestStore(to, false)) {
                    assertThat(ids(store))
                            .as(report)
                            .hasSizeBetween(
                                    CHECKPOINTED + LOGGED - 1 - missing, CHECKPOINTED + LOGGED - 1 - missing + 2);
                    assertThat(missing).isLessThan(CHECKPOINTED / 2);
                }
            }
        }
        // Some of it hit indexes, which cost nothing: they are made anew.
        assertThat(missingInAll).isPositive();
    }

    @Test
    void a_file_without_its_header_is_searched_for_what_it_holds() throws Exception {
        Path data = copy("data");
        garbage(data.resolve("wangge.mv"), 0, 8192);
        assertThatThrownBy(() -> EmbeddedStore.start(data, 0)).isInstanceOf(StoreUnavailable.class);
        Path to = scratch.resolve("fresh");
        assertThat(salvage(data, to, 0)).contains("lost: wangge.mv is damaged");
        try (TestStore store = new TestStore(to, false)) {
            assertThat(ids(store)).hasSize(CHECKPOINTED + LOGGED - 1);
        }
    }

    @Test
    void a_broken_frame_within_the_log_costs_that_frame() throws Exception {
        Path data = copy("data");
        garbage(log(data), 60, 10);
        assertThatThrownBy(() -> EmbeddedStore.start(data, 0))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("damaged at byte 0");
        Path to = scratch.resolve("fresh");
        assertThat(salvage(data, to, 0))
                .contains("lost: " + log(data).getFileName() + " is damaged from byte 0 to ", "1 losses");
        try (TestStore store = new TestStore(to, false)) {
            assertThat(ids(store)).hasSize(CHECKPOINTED + LOGGED - 2).doesNotContain(CHECKPOINTED);
        }
    }

    @Test
    void without_the_map_file_the_log_still_has_its_documents_under_a_name_that_says_so() throws Exception {
        Path data = copy("data");
        Files.write(data.resolve("wangge.mv"), new byte[0]);
        Path to = scratch.resolve("fresh");
        String report = salvage(data, to, 0);
        assertThat(report).contains("all before the last checkpoint", "lost: the name of map ");
        Matcher name = Pattern.compile("collection=wangge\\.(salvaged_map_\\d+) salvaged=(\\d+)")
                .matcher(report);
        assertThat(name.find()).isTrue();
        try (TestStore store = new TestStore(to, false)) {
            assertThat(all(store.collection(name.group(1)).find())).hasSize(LOGGED + 1);
        }
    }

    @Test
    void nothing_is_written_over_and_the_damaged_store_is_left_as_it_was() throws Exception {
        Path data = copy("data");
        garbage(data.resolve("wangge.mv"), 0, 8192);
        byte[] before = Files.readAllBytes(data.resolve("wangge.mv"));
        Path taken = scratch.resolve("taken");
        EmbeddedStore.start(taken, 0, false).close();
        assertThat(salvage(data, taken, 1)).contains("There is a store in", "already");
        assertThat(salvage(scratch.resolve("none"), scratch.resolve("to"), 1)).contains("There is no directory");
        try (EmbeddedStore ignored = EmbeddedStore.start(taken, 0, false)) {
            assertThat(salvage(taken, scratch.resolve("other"), 1)).contains("in use by another process");
        }
        salvage(data, scratch.resolve("fresh"), 0);
        assertThat(data.resolve("wangge.mv")).hasBinaryContent(before);
    }
}
