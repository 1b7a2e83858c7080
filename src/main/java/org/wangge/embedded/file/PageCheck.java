package org.wangge.embedded.file;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.TreeMap;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.Page;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pages of the map file, each of which carries its checksum: damage is better found now than in the middle of a working
 * day. Before the store opens it reads all inner pages, everything that a crash may have torn, and of the rest what was written
 * last, up to a bound; so a small store is read whole. What is left is read in small parts while the store works (ADR 34).
 */
final class PageCheck {

    private static final int BYTES_OF_A_PART = 512 * 1024;

    private final MVStore store;
    private final long checkedFirst;
    private final Deque<MVMap<byte[], byte[]>> unread = new ArrayDeque<>();
    private byte @Nullable [] from;

    PageCheck(MVStore store, long checkedFirst) {
        this.store = store;
        this.checkedFirst = checkedFirst;
    }

    /**
     * Reads what must be right before anybody is served.
     *
     * @param state the map that every checkpoint writes
     */
    void beforeOpening(MVMap<byte[], byte[]> state, Collection<MVMap<byte[], byte[]>> maps) {
        TreeMap<Integer, Long> bytes = new TreeMap<>();
        for (MVMap<byte[], byte[]> map : maps) {
            leaves(
                    map.getRootPage(),
                    (parent, index, position) -> bytes.merge(
                            DataUtils.getPageChunkId(position),
                            (long) DataUtils.getPageMaxLength(position),
                            Long::sum));
        }
        int oldest = Math.min(oldestTorn(state), oldestWithin(bytes));
        for (MVMap<byte[], byte[]> map : maps) {
            leaves(map.getRootPage(), (parent, index, position) -> {
                if (DataUtils.getPageChunkId(position) >= oldest) {
                    parent.getChildPage(index);
                }
            });
        }
        if (!bytes.isEmpty() && oldest > bytes.firstKey()) {
            unread.addAll(maps);
        }
    }

    /**
     * The chunk with the root of the state is that of the last checkpoint that was begun. The disk had all before it when that
     * was written; of itself and of what follows nobody knows.
     */
    private static int oldestTorn(MVMap<byte[], byte[]> state) {
        long root = state.getRootPage().getPos();
        return DataUtils.isPageSaved(root) ? DataUtils.getPageChunkId(root) : 0;
    }

    /** Chunks are numbered as they are written. */
    private int oldestWithin(TreeMap<Integer, Long> bytes) {
        long sum = 0;
        int oldest = Integer.MAX_VALUE;
        for (var chunk : bytes.descendingMap().entrySet()) {
            sum += chunk.getValue();
            if (sum > checkedFirst) {
                return oldest;
            }
            oldest = chunk.getKey();
        }
        return oldest;
    }

    private interface Leaf {
        void at(Page<byte[], byte[]> parent, int index, long position);
    }

    private static void leaves(Page<byte[], byte[]> page, Leaf leaf) {
        if (page.isLeaf()) {
            return;
        }
        for (int i = 0; i < page.getRawChildPageCount(); i++) {
            long position = page.getChildPagePos(i);
            if (DataUtils.isLeafPosition(position)) {
                leaf.at(page, i, position);
            } else {
                leaves(page.getChildPage(i), leaf);
            }
        }
    }

    /** Whether everything was read. */
    boolean isDone() {
        return unread.isEmpty();
    }

    /**
     * Reads a further part of the maps as they are now, on any thread: the library keeps the pages of a version that is in use.
     * Throws what reading a damaged page throws.
     */
    void goOn() {
        MVMap<byte[], byte[]> map = unread.element();
        MVStore.TxCounter inUse = store.registerVersionUsage();
        try {
            Cursor<byte[], byte[]> cursor = map.cursor(from);
            for (int read = 0; read < BYTES_OF_A_PART && cursor.hasNext(); ) {
                from = cursor.next();
                read += from.length + cursor.getValue().length;
            }
            if (!cursor.hasNext()) {
                done();
            }
        } catch (RuntimeException failure) {
            if (!map.isClosed()) {
                throw failure;
            }
            // Removed meanwhile.
            done();
        } finally {
            store.deregisterVersionUsage(inUse);
        }
    }

    private void done() {
        unread.remove();
        from = null;
    }
}
