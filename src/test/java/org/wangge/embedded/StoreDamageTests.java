package org.wangge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.embedded.TestStore.all;
import static org.wangge.embedded.TestStore.one;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged and is lost is told; what a crash tore off was never acknowledged, and nothing is said. */
class StoreDamageTests {

    private static final int WRITES = 40;

    @TempDir
    static Path killed;

    @TempDir
    Path scratch;

    private static Path original;

    @BeforeAll
    static void a_store_whose_process_was_killed() throws Exception {
        original = killed.resolve("data");
        try (StoreProcess process = StoreProcess.store(original);
                MongoClient client = MongoClients.create(process.uri())) {
            var things = client.getDatabase("wangge").getCollection("things");
            for (int i = 0; i < WRITES; i++) {
                one(things.insertOne(new Document("_id", i).append("text", "x".repeat(100))));
            }
            process.kill();
        }
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

    private static Path log(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .filter(file -> file.toFile().length() > 0)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Where each frame begins, and the end of the last. */
    private static List<Long> frames(Path log) throws IOException {
        ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(log));
        List<Long> frames = new ArrayList<>(List.of(0L));
        for (int at = 0; at < content.limit(); ) {
            at += 12 + content.getInt(at + 4);
            frames.add((long) at);
        }
        return frames;
    }

    private static void flip(Path file, long at) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(at);
            int before = access.read();
            access.seek(at);
            access.write(before ^ 1);
        }
    }

    private static void cut(Path file, long length) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(length);
        }
    }

    private static void expect(Path data, int documents, StoreDamage... damages) {
        try (TestStore store = new TestStore(data, false)) {
            assertThat(all(store.collection("things").find())).hasSize(documents);
            assertThat(store.store.damages()).containsExactly(damages);
            one(store.collection("others").insertOne(new Document()));
        }
    }

    @Test
    void a_killed_store_has_everything_and_says_nothing() throws IOException {
        expect(copy("data"), WRITES);
    }

    @Test
    void a_flipped_bit_in_the_last_frame_is_told_with_its_place_and_the_tail_is_kept() throws IOException {
        Path data = copy("data");
        Path log = log(data);
        List<Long> frames = frames(log);
        long last = frames.get(frames.size() - 2);
        flip(log, last + 40);
        byte[] tail = java.util.Arrays.copyOfRange(Files.readAllBytes(log), (int) last, (int) Files.size(log));
        StoreDamage damage = new StoreDamage(log.getFileName().toString(), last, tail.length);
        expect(data, WRITES - 1, damage);
        assertThat(data.resolve(damage.file() + ".damaged-" + last)).hasBinaryContent(tail);
        // Told again until it is acknowledged.
        expect(data, WRITES - 1, damage);
        assertThat(EmbeddedStore.acknowledge(data)).containsExactly(damage);
        assertThat(EmbeddedStore.acknowledge(data)).isEmpty();
        expect(data, WRITES - 1);
        assertThat(data.resolve(damage.file() + ".acknowledged-" + last)).hasBinaryContent(tail);
    }

    @Test
    void a_flipped_bit_in_the_header_of_the_last_frame_is_told() throws IOException {
        for (int place : List.of(0, 4, 5, 7, 8)) {
            Path data = copy("header" + place);
            Path log = log(data);
            List<Long> frames = frames(log);
            long last = frames.get(frames.size() - 2);
            flip(log, last + place);
            expect(
                    data,
                    WRITES - 1,
                    new StoreDamage(log.getFileName().toString(), last, frames.get(frames.size() - 1) - last));
        }
    }

    @Test
    void a_tail_that_was_cut_off_is_told_within_a_frame_between_two_and_at_the_beginning() throws IOException {
        Path within = copy("within");
        Path log = log(within);
        List<Long> frames = frames(log);
        long last = frames.get(frames.size() - 2);
        String name = log.getFileName().toString();
        cut(log, last + 30);
        expect(within, WRITES - 1, new StoreDamage(name, last, 30));
        Path between = copy("between");
        long third = frames.get(frames.size() - 4);
        cut(log(between), third);
        expect(between, WRITES - 3, new StoreDamage(name, third, 0));
        Path whole = copy("whole");
        cut(log(whole), 0);
        int before = WRITES - (frames.size() - 1);
        expect(whole, before, new StoreDamage(name, 0, 0));
    }

    @Test
    void a_write_that_a_crash_interrupted_is_no_damage() throws IOException {
        Path begun = copy("begun");
        // A header that announces more than there is.
        Files.write(
                log(begun),
                ByteBuffer.allocate(60)
                        .putInt(0x57474C47)
                        .putInt(500)
                        .putInt(1)
                        .put("half".getBytes())
                        .array(),
                StandardOpenOption.APPEND);
        expect(begun, WRITES);
        Path header = copy("less-than-a-header");
        Files.write(log(header), new byte[] {0x57, 0x47, 0x4C}, StandardOpenOption.APPEND);
        expect(header, WRITES);
        Path zeros = copy("room-never-written");
        Files.write(log(zeros), new byte[4096], StandardOpenOption.APPEND);
        expect(zeros, WRITES);
    }

    /** As after an older build, or a power cut that cost the mark: then only what is whole and wrong is known to be damage. */
    @Test
    void where_nothing_is_known_of_promises_a_short_tail_is_a_crash_and_a_wrong_one_is_damage() throws IOException {
        Path cut = copy("cut");
        Files.delete(cut.resolve("wangge.safe"));
        cut(log(cut), Files.size(log(cut)) - 3);
        expect(cut, WRITES - 1);
        for (String mark : List.of("", "garbage of twenty by")) {
            Path wrong = copy("wrong" + mark.length());
            Files.writeString(wrong.resolve("wangge.safe"), mark);
            Path log = log(wrong);
            List<Long> frames = frames(log);
            long last = frames.get(frames.size() - 2);
            flip(log, last + 40);
            expect(wrong, WRITES - 1, new StoreDamage(log.getFileName().toString(), last, Files.size(log) - last));
        }
    }

    @Test
    void the_log_names_file_and_byte_and_the_command_acknowledges_beside_the_running_store() throws Exception {
        Path data = copy("data");
        Path log = log(data);
        List<Long> frames = frames(log);
        long last = frames.get(frames.size() - 2);
        cut(log, last + 5);
        try (StoreProcess process = StoreProcess.store(data)) {
            process.uri();
            assertThat(process.output())
                    .contains("outcome=store-damaged file=" + log, "byte=" + last, "kept=" + log.getFileName());
            try (StoreProcess seen = StoreProcess.command(scratch, "acknowledge", "--data-dir=" + data)) {
                assertThat(seen.exitCode()).isZero();
                assertThat(seen.output())
                        .contains("acknowledged file=" + log.getFileName() + " byte=" + last, "Done: 1 damages");
            }
            process.kill();
        }
        expect(data, WRITES - 1);
        try (StoreProcess nowhere =
                StoreProcess.command(scratch, "acknowledge", "--data-dir=" + scratch.resolve("none"))) {
            assertThat(nowhere.exitCode()).isEqualTo(1);
            assertThat(nowhere.output()).contains("There is no store");
        }
    }
}
