package org.wangge.embedded.file;

import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;

/**
 * Keeps the map file near the size of what it holds. Every checkpoint leaves pages behind that are replaced now; chunks that hold
 * mostly such pages are rewritten into the next checkpoint, a bounded part each time, and their room is used again.
 */
final class Compaction {

    private static final int WANTED_LIVE_PERCENT = 85;
    private static final int LEAST_BYTES = 512 * 1024;
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    /** How much is rewritten by one checkpoint. */
    enum Effort {
        /** While a build keeps what it has yet to read, no room becomes free. */
        NONE,
        USUAL,
        /** Nobody waits. */
        AT_REST
    }

    private final MVStore store;

    Compaction(MVStore store) {
        this.store = store;
    }

    /** What the file would take without dead pages and gaps, roughly. */
    long liveBytes() {
        FileStore<?> file = store.getFileStore();
        return file.size() * file.getFillRate() / 100 * file.getChunksFillRate() / 100;
    }

    /**
     * Marks pages of the sparsest chunks to be written again by the commit that follows.
     *
     * @param effort how much of them
     */
    void rewriteSparsePages(Effort effort) {
        FileStore<?> file = store.getFileStore();
        if (effort != Effort.NONE && file.getChunksFillRate() < WANTED_LIVE_PERCENT) {
            long budget = effort == Effort.AT_REST
                    ? MOST_BYTES
                    : Math.max(LEAST_BYTES, Math.min(MOST_BYTES, file.size() / 8));
            store.compact(WANTED_LIVE_PERCENT, (int) budget);
        }
    }

    /** In a quiet moment: whether a further checkpoint would gain something. */
    boolean isSparse() {
        FileStore<?> file = store.getFileStore();
        return file.size() > LEAST_BYTES && file.getChunksFillRate() < WANTED_LIVE_PERCENT;
    }
}
