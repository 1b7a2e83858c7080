package org.wangge.embedded.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wangge.embedded.StoreUnavailable;

/**
 * The store's files: {@code wangge.mv} with the ordered maps and a write log with what changed since the last checkpoint.
 *
 * <p>Writing whole pages for every group of commands would cost hundreds of kilobytes each time; the log costs one append. A
 * checkpoint writes the pages, then a new log begins. The map file names the log to go on from, and that log's file is
 * made first, so a map file that fell back to an older state (cut off, copied back) is noticed: its log is gone.
 *
 * <p>All methods but {@link #sync} belong to the store's one loop; {@code sync} may run on another thread while the loop
 * goes on changing maps or builds an index, but not while it flushes. What a {@link Checkpoint} writes is written beside the loop.
 */
public final class StoreFile implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StoreFile.class);

    public static final String MAP_FILE = "wangge.mv";
    static final String STATE_MAP = "store.state";
    static final byte[] LOG_NUMBER = "log".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_QUIET_PASSES = 8;
    private static final int TICKS_BETWEEN_CHECKPOINTS = 15;
    private static final int UNWRITTEN_BYTES_PER_MEGABYTE_OF_CACHE = 256 * 1024;
    private static final long SMALLEST_LOG_LIMIT = 256L * 1024;
    private static final long LARGEST_LOG_LIMIT = 64L * 1024 * 1024;

    private final Path directory;
    private final MVStore store;
    private final Opening how;
    private final LogFiles logs;
    private final MVMap<byte[], byte[]> state;
    private final WriteLog writeLog;
    private final SafeMark mark;
    private final Compaction compaction;
    private final Checkpoint checkpoint;
    private final PageCheck check;
    private @Nullable RestCheck restCheck;
    /** A build may roll the log while another thread waits for the disk. */
    private final Object syncing = new Object();

    private final Map<String, StoreMap> maps = new HashMap<>();
    private boolean structureChanged;
    private long lastLogLength;
    private int ticks;
    private int quietPasses;

    private StoreFile(Path directory, MVStore store, SafeMark mark, Opening how) {
        this.directory = directory;
        this.mark = mark;
        this.how = how;
        this.logs = new LogFiles(directory);
        this.store = store;
        this.writeLog = new WriteLog(logs);
        this.compaction = new Compaction(store);
        this.state = store.openMap(STATE_MAP, types());
        this.checkpoint = new Checkpoint(store, how.durable(), state, compaction, logs);
        this.check = new PageCheck(store, RestCheck.isSuspect(directory) ? Long.MAX_VALUE : how.checkedFirst());
    }

    /**
     * Opens the store in a directory, which is created if absent, and brings back what the log holds. Of a large store not all
     * is checked yet: see {@link #checkRest}.
     *
     * @throws StoreUnavailable when another process has it, or its files are damaged or cannot be written
     */
    public static StoreFile open(Path directory, Opening how) {
        MVStore store = null;
        try {
            OwnerOnly.directory(directory);
            OwnerOnly.file(directory.resolve(MAP_FILE));
            store = MapFile.open(directory.resolve(MAP_FILE), how.cacheMegabytes());
            StoreFile file = new StoreFile(directory, store, SafeMark.in(directory), how);
            file.recover();
            return file;
        } catch (StoreUnavailable unavailable) {
            MapFile.closeQuietly(store);
            throw unavailable;
        } catch (IOException | WriteLog.DamagedLogException | RuntimeException failure) {
            MapFile.closeQuietly(store);
            throw StoreProblems.explain(directory, failure);
        }
    }

    private void recover() throws IOException, WriteLog.DamagedLogException {
        Map<Integer, MVMap<byte[], byte[]>> byId = new HashMap<>();
        for (String name : mapNames()) {
            MVMap<byte[], byte[]> map = map(name).map();
            byId.put(map.getId(), map);
        }
        Recovery recovery = new Recovery(directory, logs, mark.read(), how.durable());
        long next = recovery.run(state.get(LOG_NUMBER), byId, () -> check.beforeOpening(state, byId.values()));
        checkpointTo(next, Compaction.Effort.USUAL);
        if (check.isDone()) {
            RestCheck.trust(directory);
        }
    }

    /**
     * Reads beside the work what was not checked when the store opened; to be called once.
     *
     * @param damaged is told, on another thread, when something is wrong; nothing may be served any more then
     */
    public void checkRest(Consumer<StoreUnavailable> damaged) {
        restCheck = RestCheck.start(directory, check, how, damaged);
    }

    static MVMap.Builder<byte[], byte[]> types() {
        return new MVMap.Builder<byte[], byte[]>().keyType(ByteStrings.KEYS).valueType(ByteStrings.VALUES);
    }

    /** The names of all maps, in no order. */
    public Set<String> mapNames() {
        return store.getMapNames();
    }

    /** Opens or creates a map. */
    public StoreMap map(String name) {
        return maps.computeIfAbsent(name, key -> {
            structureChanged |= !store.hasMap(name);
            return new StoreMap(store.openMap(name, types()), writeLog);
        });
    }

    /** Takes what these views show as it is now; on the loop. */
    public Snapshot freeze(List<MapView> views) {
        return new Snapshot(store, views);
    }

    public void removeMap(String name) {
        StoreMap map = map(name);
        maps.remove(name);
        store.removeMap(map.map());
        structureChanged = true;
    }

    public void renameMap(String name, String newName) {
        StoreMap map = map(name);
        maps.remove(name);
        store.renameMap(map.map(), newName);
        maps.put(newName, map);
        structureChanged = true;
    }

    /** Whether something changed that is not flushed yet. */
    public boolean changed() {
        return structureChanged || writeLog.hasPending();
    }

    /** Hands all changes to the operating system; after the next {@link #sync} they survive a power cut. */
    public void flush() {
        try {
            if (structureChanged) {
                checkpoint();
            } else if (writeLog.hasPending()) {
                if (writeLog.length() > logLimit()) {
                    beginCheckpoint(Compaction.Effort.USUAL);
                }
                writeLog.write();
                if (!how.durable()) {
                    mark.write(writeLog.number(), writeLog.length());
                }
            }
            checkpoint.goOn();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * For a long build in the middle of a command: what no log holds stays in memory until it is in the map file, and an index of
     * a large collection does not fit there. The map that is built has a name that says that it is not complete.
     */
    public void writeIfMuchWaits() {
        if (store.getUnsavedMemory() > how.cacheMegabytes() * UNWRITTEN_BYTES_PER_MEGABYTE_OF_CACHE) {
            checkpoint(Compaction.Effort.NONE);
        }
    }

    /** Writes all maps and begins a new log, while the loop waits: for changes that no log can hold. */
    public void checkpoint() {
        checkpoint(Compaction.Effort.USUAL);
    }

    private void checkpoint(Compaction.Effort effort) {
        try {
            synchronized (syncing) {
                checkpointTo(writeLog.number() + 1, effort);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void checkpointTo(long next, Compaction.Effort effort) throws IOException {
        checkpoint.finish();
        roll(next);
        checkpoint.begin(next, effort);
        checkpoint.finish();
        writeLog.dropPending();
        structureChanged = false;
    }

    /** Marks all that changed for being written beside the loop. What is not in the old log yet goes into the new one. */
    private void beginCheckpoint(Compaction.Effort effort) throws IOException {
        if (!checkpoint.isUnderway()) {
            long next = writeLog.number() + 1;
            roll(next);
            checkpoint.begin(next, effort);
        }
    }

    private void roll(long next) throws IOException {
        writeLog.roll(next);
        logs.syncDirectory(how.durable());
        state.put(LOG_NUMBER, Long.toString(next).getBytes(StandardCharsets.US_ASCII));
        ticks = 0;
    }

    /** Waits until the disk itself has what was flushed; does nothing for a store that need not survive a power cut. */
    public void sync() {
        try {
            if (how.durable()) {
                synchronized (syncing) {
                    writeLog.sync();
                    mark.write(writeLog.number(), writeLog.length());
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private long logLimit() {
        return Math.max(SMALLEST_LOG_LIMIT, Math.min(LARGEST_LOG_LIMIT, compaction.liveBytes() / 8));
    }

    /** Called about every second: takes the log over into the map file when nothing is written, or after a while; then compacts. */
    public void tidy() {
        try {
            checkpoint.goOn();
            long length = writeLog.length();
            boolean quiet = length == lastLogLength;
            lastLogLength = length;
            ticks++;
            if (length > 0 && (quiet || ticks >= TICKS_BETWEEN_CHECKPOINTS)) {
                beginCheckpoint(Compaction.Effort.USUAL);
            } else if (length == 0 && quiet && quietPasses < MOST_QUIET_PASSES && compaction.isSparse()) {
                quietPasses++;
                beginCheckpoint(Compaction.Effort.AT_REST);
            }
            if (!quiet) {
                quietPasses = 0;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Bytes of all files together. */
    public long bytes() {
        return store.getFileStore().size() + writeLog.length();
    }

    @Override
    public void close() {
        if (restCheck != null) {
            restCheck.close();
        }
        try {
            if (!store.isClosed()) {
                if (changed() || writeLog.length() > 0 || checkpoint.isUnderway()) {
                    checkpoint();
                }
                store.close();
            }
            writeLog.close();
            mark.close();
        } catch (IOException failure) {
            log.warn("outcome=close-failed directory={}", directory, failure);
        } finally {
            checkpoint.close();
        }
    }
}
