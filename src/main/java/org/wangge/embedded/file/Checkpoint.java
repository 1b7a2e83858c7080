package org.wangge.embedded.file;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * Takes the write log over into the map file, beside the store's loop. On the loop only the roots of the maps are marked, which
 * takes no time and falls between two commands, so that what is written is never half a command; packing and writing the pages
 * and waiting for the disk happen on threads of their own.
 *
 * <p>There are two writes. The first has the changes. Then sparse pages are marked for the second, which is small and frees what
 * the first replaced: two small chunks fit into gaps where one large one does not. The disk must have each before the next,
 * because the next may use the room of what it replaced. Old logs go last.
 */
final class Checkpoint {

    private static final byte[] SETTLED = "settled".getBytes(StandardCharsets.US_ASCII);

    private final MVStore store;
    private final boolean durable;
    private final MVMap<byte[], byte[]> state;
    private final Compaction compaction;
    private final LogFiles logs;
    private final ExecutorService beside =
            Executors.newSingleThreadExecutor(new DefaultThreadFactory("wangge-store-checkpoint", true));
    private @Nullable CompletableFuture<Void> writing;
    private boolean settling;
    private long next;

    Checkpoint(MVStore store, boolean durable, MVMap<byte[], byte[]> state, Compaction compaction, LogFiles logs) {
        this.store = store;
        this.durable = durable;
        this.state = state;
        this.compaction = compaction;
        this.logs = logs;
    }

    /** The library packs and writes on its own threads only when it also commits by itself; so let it do that in a lifetime. */
    static void writeBesideTheLoop(MVStore store) {
        store.setAutoCommitDelay(Integer.MAX_VALUE);
    }

    boolean isUnderway() {
        return writing != null;
    }

    /**
     * Marks all changes of the maps for being written.
     *
     * @param nextLog the log that goes on after them; those before it are deleted in the end
     */
    void begin(long nextLog, Compaction.Effort effort) {
        next = nextLog;
        settling = false;
        mark();
        writing = CompletableFuture.runAsync(
                () -> {
                    untilWritten();
                    compaction.rewriteSparsePages(effort);
                },
                beside);
    }

    /** Marks what comes next when what was marked before is written; called often. Throws what went wrong beside the loop. */
    void goOn() {
        CompletableFuture<Void> step = writing;
        if (step == null || !step.isDone()) {
            return;
        }
        join(step);
        if (settling) {
            writing = null;
        } else {
            settling = true;
            state.put(SETTLED, Long.toString(next).getBytes(StandardCharsets.US_ASCII));
            mark();
            long kept = next;
            writing = CompletableFuture.runAsync(
                    () -> {
                        untilWritten();
                        deleteLogsBelow(kept);
                    },
                    beside);
        }
    }

    /** Waits for the end of what is under way. */
    void finish() {
        while (writing != null) {
            join(writing);
            goOn();
        }
    }

    private void join(CompletableFuture<Void> step) {
        try {
            step.join();
        } catch (CompletionException failed) {
            writing = null;
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /**
     * The library's own thread commits too when a lifetime seems to be over, as it does if the clock jumps by a month: then this
     * waits for it, and what it left is committed.
     */
    private void mark() {
        if (store.tryCommit() < 0) {
            store.commit();
        }
    }

    /** Returns when all that was marked is in the file, and on the disk if it must be. */
    private void untilWritten() {
        store.getFileStore().executeFileStoreOperation(() -> {
            if (durable) {
                store.sync();
            }
        });
    }

    private void deleteLogsBelow(long number) {
        try {
            logs.deleteBelow(number);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void close() {
        beside.shutdown();
    }
}
