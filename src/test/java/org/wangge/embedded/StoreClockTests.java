package org.wangge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.embedded.TestStore.all;
import static org.wangge.embedded.TestStore.one;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.bson.Document;
import org.h2.mvstore.DataUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The map file notes when it was made and how long after that each piece was written. Moving the first note is, for the store, a
 * clock that jumped while it was closed.
 */
class StoreClockTests {

    private static final int DOCUMENTS = 3000;
    private static final int HEADER = 4096;
    private static final Duration MONTH = Duration.ofDays(31);

    @TempDir
    Path directory;

    @Test
    void a_clock_that_jumps_a_month_neither_stops_the_store_nor_lets_its_files_grow() throws IOException {
        try (TestStore store = new TestStore(directory, false)) {
            one(store.collection("things")
                    .insertMany(IntStream.range(0, DOCUMENTS)
                            .mapToObj(i -> new Document("_id", i)
                                    .append("n", 0)
                                    .append(
                                            "text",
                                            Integer.toHexString(i * 31_337).repeat(40)))
                            .toList()));
        }
        moveTime(MONTH.negated().multipliedBy(2));
        long forward = update(1);
        moveTime(MONTH.multipliedBy(3));
        long back = update(2);
        // Pieces that seem to come from the future could not be written over, and each round would add to the file.
        assertThat(back).isLessThan(forward * 3 / 2);
        try (TestStore store = new TestStore(directory, false)) {
            assertThat(all(store.collection("things").find(Filters.eq("n", 2)))).hasSize(DOCUMENTS);
        }
    }

    /** Gives the size of the map file after many checkpoints. */
    private long update(int n) throws IOException {
        try (TestStore store = new TestStore(directory, false)) {
            MongoCollection<Document> things = store.collection("things");
            for (int round = 0; round < 12; round++) {
                String salt = Integer.toHexString(n * 1000 + round);
                Flux.range(0, DOCUMENTS)
                        .flatMap(
                                i -> Mono.from(things.updateOne(
                                        Filters.eq("_id", i),
                                        Updates.combine(
                                                Updates.set("n", n),
                                                Updates.set(
                                                        "text", (salt + Integer.toHexString(i * 31_337)).repeat(30))))),
                                64)
                        .blockLast();
                // Declaring something writes all maps.
                String index = one(things.createIndex(new Document("i" + n + "-" + round, 1)));
                // Else each round would add what the index holds, and the file would grow rightly.
                Mono.from(things.dropIndex(index)).block();
            }
        }
        return sizeAtRest();
    }

    /** How much is given back when the store closes depends on how fast the machine is; after a few times all is. */
    private long sizeAtRest() throws IOException {
        for (int times = 0; times < 5; times++) {
            new TestStore(directory, false).close();
        }
        return Files.size(directory.resolve("wangge.mv"));
    }

    private void moveTime(Duration by) throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("wangge.mv").toFile(), "rw")) {
            for (int block = 0; block < 2; block++) {
                byte[] bytes = new byte[HEADER];
                file.seek((long) block * HEADER);
                file.readFully(bytes);
                String header = new String(bytes, StandardCharsets.ISO_8859_1);
                int at = header.indexOf("created:") + "created:".length();
                int end = header.indexOf(',', at);
                long moved = Long.parseLong(header.substring(at, end), 16) + by.toMillis();
                String content = header.substring(0, at)
                        + Long.toHexString(moved)
                        + header.substring(end, header.indexOf(",fletcher:"));
                byte[] checked = content.getBytes(StandardCharsets.ISO_8859_1);
                String whole = content + ",fletcher:"
                        + Integer.toHexString(DataUtils.getFletcher32(checked, 0, checked.length)) + "\n";
                file.seek((long) block * HEADER);
                file.write(java.util.Arrays.copyOf(whole.getBytes(StandardCharsets.ISO_8859_1), HEADER));
            }
        }
    }
}
