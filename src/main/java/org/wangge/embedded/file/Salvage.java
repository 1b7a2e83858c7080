package org.wangge.embedded.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what can be read from the files of a damaged store: every whole page of the map file and every whole frame of the logs.
 * Works on a copy of the map file; the damaged store itself is only read.
 */
public final class Salvage implements AutoCloseable {

    private static final String DOCUMENTS = "documents.";
    private static final String UNKNOWN = "salvaged_map_";
    private static final String DATABASE = "wangge";
    private static final int FORMAT = 3;
    private static final int BLOCK_BYTES = 4096;

    private final Path directory;
    private final Path copy;
    private final Consumer<String> lost;
    private final @Nullable MVStore store;

    /** Takes what was read, each document once, as its bytes. */
    public interface Documents {
        void take(String database, String collection, byte[] document);
    }

    /**
     * Opens a damaged store.
     *
     * @param scratch an empty directory for a copy of the map file
     * @param lost is told in words what could not be read
     */
    public Salvage(Path directory, Path scratch, Consumer<String> lost) throws IOException {
        this.directory = directory;
        this.copy = scratch.resolve(StoreFile.MAP_FILE);
        this.lost = lost;
        copyUnused();
        this.store = open();
    }

    private void copyUnused() throws IOException {
        Path original = directory.resolve(StoreFile.MAP_FILE);
        OwnerOnly.file(copy);
        if (!Files.exists(original)) {
            return;
        }
        try (FileChannel source = FileChannel.open(original, StandardOpenOption.READ);
                FileChannel target = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            if (source.tryLock(0, Long.MAX_VALUE, true) == null) {
                throw StoreProblems.inUse(directory, null);
            }
            for (long at = 0; at < source.size(); ) {
                at += source.transferTo(at, source.size() - at, target);
            }
        }
    }

    /** As it is; or else with every chunk looked for in the whole file; or else also under a new header. */
    private @Nullable MVStore open() throws IOException {
        if (Files.size(copy) == 0) {
            lost.accept(StoreFile.MAP_FILE + " is missing or empty: all before the last checkpoint");
            return null;
        }
        try {
            return builder().open();
        } catch (MVStoreException damaged) {
            lost.accept(StoreFile.MAP_FILE + " is damaged (" + damaged.getMessage()
                    + "): the newest whole state that is found in it is taken");
        }
        try {
            return builder().recoveryMode().open();
        } catch (MVStoreException noHeader) {
            writeHeader();
        }
        try {
            return builder().recoveryMode().open();
        } catch (MVStoreException hopeless) {
            lost.accept(StoreFile.MAP_FILE + " cannot be read at all: all before the last checkpoint");
            return null;
        }
    }

    private MVStore.Builder builder() {
        return new MVStore.Builder().fileName(copy.toString()).readOnly();
    }

    /** One that names no chunk; the library then searches for them. */
    private void writeHeader() throws IOException {
        StringBuilder header = new StringBuilder();
        DataUtils.appendMap(header, "H", 2);
        DataUtils.appendMap(header, "blockSize", BLOCK_BYTES);
        DataUtils.appendMap(header, "created", 1L);
        DataUtils.appendMap(header, "format", FORMAT);
        DataUtils.appendMap(header, "version", 0L);
        byte[] bytes = header.toString().getBytes(StandardCharsets.ISO_8859_1);
        DataUtils.appendMap(header, "fletcher", DataUtils.getFletcher32(bytes, 0, bytes.length));
        header.append('\n');
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
        block.put(header.toString().getBytes(StandardCharsets.ISO_8859_1)).clear();
        try (FileChannel file = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            file.write(block, 0);
            file.write(block.clear(), BLOCK_BYTES);
        }
    }

    /** Reads all documents. */
    public void read(Documents found) throws IOException {
        MVStore readable = store;
        Map<Integer, LoggedChanges> logged = logged(readable == null ? 0 : firstLog(readable));
        if (readable != null) {
            for (String name : readable.getMapNames()) {
                if (name.startsWith(DOCUMENTS)) {
                    int dot = name.indexOf('.', DOCUMENTS.length());
                    String database = name.substring(DOCUMENTS.length(), dot);
                    String collection = name.substring(dot + 1);
                    documents(readable, name, logged, bytes -> found.take(database, collection, bytes));
                } else {
                    logged.remove(id(readable, name));
                }
            }
        }
        logged.forEach((id, changes) -> {
            // Nobody knows what these are called any more; entries of indexes have no value and are left out.
            lost.accept("the name of map " + id + ": its documents are in " + UNKNOWN + id);
            changes.rest(bytes -> {
                if (bytes.length > 0) {
                    found.take(DATABASE, UNKNOWN + id, bytes);
                }
            });
        });
    }

    private void documents(
            MVStore readable, String name, Map<Integer, LoggedChanges> logged, Consumer<byte[]> document) {
        LoggedChanges changes = logged.getOrDefault(id(readable, name), new LoggedChanges());
        logged.remove(id(readable, name));
        MVMap<byte[], byte[]> map = null;
        try {
            map = readable.openMap(name, StoreFile.types());
        } catch (MVStoreException damaged) {
            lost.accept(name + ": all documents of the last checkpoint (" + damaged.getMessage() + ")");
        }
        if (map != null) {
            WholePages pages = new WholePages(map.getRootPage());
            pages.forEach((key, value) -> changes.merge(key, value, document));
            if (pages.lost() > 0) {
                lost.accept(name + ": " + pages.lost() + " documents of the last checkpoint");
            }
        }
        changes.rest(document);
    }

    private static int id(MVStore readable, String name) {
        String id = readable.getMetaMap().get("name." + name);
        return id == null ? -1 : DataUtils.parseHexInt(id);
    }

    private long firstLog(MVStore readable) {
        try {
            byte[] stored = readable.hasMap(StoreFile.STATE_MAP)
                    ? readable.openMap(StoreFile.STATE_MAP, StoreFile.types()).get(StoreFile.LOG_NUMBER)
                    : null;
            if (stored != null) {
                return Long.parseLong(new String(stored, StandardCharsets.US_ASCII));
            }
        } catch (MVStoreException damaged) {
            lost.accept("which write log goes on after the last checkpoint: all are taken");
        }
        return 0;
    }

    private Map<Integer, LoggedChanges> logged(long first) throws IOException {
        Map<Integer, LoggedChanges> logged = new HashMap<>();
        LogFiles logs = new LogFiles(directory);
        Set<Long> numbers = logs.numbers();
        if (first > 0 && !numbers.contains(first)) {
            lost.accept("write log " + first + ", which is missing");
        }
        for (long number : numbers) {
            if (number >= first) {
                WriteLog.readAll(
                        logs.file(number),
                        (map, key, value) -> logged.computeIfAbsent(map, id -> new LoggedChanges())
                                .put(key, value),
                        lost);
            }
        }
        return logged;
    }

    @Override
    public void close() {
        if (store != null) {
            store.closeImmediately();
        }
    }
}
