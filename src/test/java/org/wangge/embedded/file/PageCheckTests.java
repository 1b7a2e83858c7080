package org.wangge.embedded.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read before a store opens, and what later. */
class PageCheckTests {

    private static final int ENTRIES = 3000;
    private static final int VALUE_BYTES = 400;
    private static final long ALL = Long.MAX_VALUE;

    @TempDir
    Path scratch;

    private Path file;

    /** Old entries, a checkpoint, new entries with the mark that a checkpoint was begun. */
    @BeforeEach
    void a_file_with_old_and_new_entries() {
        file = scratch.resolve("checked.mv");
        try (MVStore store = open()) {
            write(store, 0);
            store.commit();
            write(store, ENTRIES);
            store.commit();
            // Without this the end of the store would write a chunk of its own.
            store.closeImmediately();
        }
    }

    private static void write(MVStore store, int first) {
        MVMap<byte[], byte[]> things = map(store, "things");
        IntStream.range(first, first + ENTRIES).forEach(number -> things.put(key(number), value(number)));
        map(store, StoreFile.STATE_MAP).put(StoreFile.LOG_NUMBER, key(first));
    }

    private MVStore open() {
        return new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .autoCompactFillRate(0)
                .cacheSize(16)
                .compress()
                .open();
    }

    private static MVMap<byte[], byte[]> map(MVStore store, String name) {
        return store.openMap(name, StoreFile.types());
    }

    private static byte[] key(int number) {
        return ByteBuffer.allocate(4).putInt(number).array();
    }

    private static byte[] value(int number) {
        byte[] value = new byte[VALUE_BYTES];
        new Random(number).nextBytes(value);
        return value;
    }

    /** In each copy of it that the file has. */
    private void damage(int number) throws IOException {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        String start = new String(value(number), 100, 12, StandardCharsets.ISO_8859_1);
        int found = 0;
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            for (int at = content.indexOf(start); at >= 0; at = content.indexOf(start, at + 1)) {
                access.seek(at);
                access.write(content.charAt(at) ^ 1);
                found++;
            }
        }
        assertThat(found).as("copies of entry %d", number).isPositive();
    }

    private static PageCheck checked(MVStore store, long first) {
        PageCheck check = new PageCheck(store, first);
        check.beforeOpening(
                map(store, StoreFile.STATE_MAP),
                store.getMapNames().stream().map(name -> map(store, name)).toList());
        return check;
    }

    private static int rest(PageCheck check) {
        int parts = 0;
        for (; !check.isDone(); parts++) {
            check.goOn();
        }
        return parts;
    }

    @Test
    void a_small_file_is_read_whole_before_it_opens() throws IOException {
        try (MVStore store = open()) {
            assertThat(checked(store, ALL).isDone()).isTrue();
        }
        damage(7);
        try (MVStore store = open()) {
            assertThatThrownBy(() -> checked(store, ALL)).isInstanceOf(MVStoreException.class);
        }
    }

    @Test
    void what_the_last_checkpoint_wrote_is_read_first_however_much_it_is() throws IOException {
        damage(2 * ENTRIES - 7);
        try (MVStore store = open()) {
            assertThatThrownBy(() -> checked(store, 0)).isInstanceOf(MVStoreException.class);
        }
    }

    @Test
    void what_is_older_is_read_in_parts_afterwards_and_no_damage_is_missed() throws IOException {
        try (MVStore store = open()) {
            PageCheck check = checked(store, 0);
            assertThat(check.isDone()).isFalse();
            assertThat(rest(check)).isGreaterThan(3);
        }
        for (int number : List.of(0, 7, ENTRIES / 2)) {
            damage(number);
            try (MVStore store = open()) {
                PageCheck check = checked(store, 0);
                assertThatThrownBy(() -> rest(check)).isInstanceOf(MVStoreException.class);
            }
        }
    }

    @Test
    void of_what_is_older_nothing_but_the_inner_pages_is_read_before_the_store_opens() {
        try (MVStore store = open()) {
            long before = store.getFileStore().getReadBytes();
            checked(store, 0);
            long newest = store.getFileStore().getReadBytes() - before;
            // Values of noise do not get smaller.
            assertThat(newest).isBetween((long) ENTRIES * VALUE_BYTES, ENTRIES * VALUE_BYTES * 13L / 10);
        }
    }

    @Test
    void a_map_that_is_emptied_or_removed_meanwhile_is_no_damage() {
        try (MVStore store = open()) {
            PageCheck check = checked(store, 0);
            check.goOn();
            MVMap<byte[], byte[]> things = map(store, "things");
            things.clear();
            store.commit();
            check.goOn();
            store.removeMap(things);
            store.commit();
            rest(check);
        }
    }
}
