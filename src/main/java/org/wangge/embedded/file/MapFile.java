package org.wangge.embedded.file;

import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** Opens the file of the ordered maps, with the library's own timing turned off: when to write is decided here. */
final class MapFile {

    private static final int PAGE_BYTES = 8 * 1024;

    private MapFile() {}

    static MVStore open(Path path, int cacheMegabytes) {
        MVStore store = new MVStore.Builder()
                .fileName(path.toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .autoCompactFillRate(0)
                .pageSplitSize(PAGE_BYTES)
                .cacheSize(cacheMegabytes)
                .compress()
                .open();
        // Not zero: that compares times, and a clock that went back would let nothing be written over for as long.
        store.setRetentionTime(-1);
        store.setVersionsToKeep(0);
        Checkpoint.writeBesideTheLoop(store);
        return store;
    }

    static void closeQuietly(@Nullable MVStore store) {
        if (store != null) {
            store.closeImmediately();
        }
    }
}
