package org.wangge.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wangge.embedded.engine.QueryCounters;
import org.wangge.embedded.engine.StoredBackend;
import org.wangge.embedded.file.DamagedTails;
import org.wangge.embedded.file.Opening;
import org.wangge.embedded.file.OwnerOnly;
import org.wangge.embedded.file.StoreFile;
import org.wangge.embedded.wire.StoreSecret;
import org.wangge.embedded.wire.StoreServer;

/**
 * A MongoDB-compatible store in this process: files in one directory, reachable on the loopback address only.
 * An answered write is on disk. Only who knows the secret of this start is answered. Threads are daemons; closing twice is harmless.
 */
public final class EmbeddedStore implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedStore.class);

    private static final int SMALLEST_CACHE_MEGABYTES = 16;
    private static final int USUAL_CACHE_PERCENT = 20;
    private static final String DATABASE = "wangge";
    private static final String ADDRESS_FILE = "wangge.address";

    private final Path directory;
    private final StoreFile file;
    private final StoreSecret secret;
    private final StoreServer server;
    private final QueryCounters counters;
    private boolean closed;

    private EmbeddedStore(
            Path directory, StoreFile file, StoreSecret secret, StoreServer server, QueryCounters counters) {
        this.directory = directory;
        this.file = file;
        this.secret = secret;
        this.server = server;
        this.counters = counters;
    }

    /**
     * Opens the store in a directory, which is made if absent, and listens.
     *
     * @param port 0 for any free port
     * @param fsync whether an answer waits until the disk itself has the write; without it a power cut may cost the last moments
     * @param cachePercent how much of the largest heap pages of the store may take
     * @throws StoreUnavailable when another process has the directory, its files are damaged, or the port is taken
     */
    public static EmbeddedStore start(Path directory, int port, boolean fsync, int cachePercent) {
        return start(directory, port, new Opening(fsync, cacheMegabytes(cachePercent)));
    }

    static EmbeddedStore start(Path directory, int port, Opening how) {
        return start(directory, port, how, StoreSecret.random());
    }

    static EmbeddedStore start(Path directory, int port, Opening how, StoreSecret secret) {
        StoreFile file = StoreFile.open(directory, how);
        try {
            QueryCounters counters = new QueryCounters();
            StoredBackend backend = new StoredBackend(file, counters, Clock.systemUTC());
            StoreServer server = new StoreServer(file, backend, port, how.durable(), secret);
            EmbeddedStore store = new EmbeddedStore(directory, file, secret, server, counters);
            store.writeAddress();
            log.info(
                    "outcome=store-started directory={} port={} fsync={}",
                    directory.toAbsolutePath(),
                    server.port(),
                    how.durable());
            return store;
        } catch (RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    /** Whether the directory holds a store; asking makes none. */
    public static boolean isIn(Path directory) {
        return Files.exists(directory.resolve(StoreFile.MAP_FILE));
    }

    /**
     * What was acknowledged and is lost, as found at this start or an earlier one, until somebody acknowledges it; empty is what
     * it should be. Reads the directory.
     */
    public List<StoreDamage> damages() {
        try {
            return DamagedTails.in(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Counts the damages of the store in a directory no more, also while it runs; gives those. May be repeated. */
    public static List<StoreDamage> acknowledge(Path directory) {
        try {
            return DamagedTails.acknowledge(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void writeAddress() {
        try {
            OwnerOnly.write(addressFile(), uri().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException failure) {
            server.close();
            throw new StoreUnavailable("The address of the store cannot be written to " + addressFile(), failure);
        }
    }

    /** Where {@link #uri} is while the store runs, for clients of the same user; nobody else may read it. */
    public Path addressFile() {
        return directory.resolve(ADDRESS_FILE);
    }

    private static int cacheMegabytes(int percent) {
        long part = Runtime.getRuntime().maxMemory() / 100 * percent / (1024 * 1024);
        return (int) Math.max(SMALLEST_CACHE_MEGABYTES, part);
    }

    /** {@link #start(Path, int, boolean, int)} with the usual cache. */
    public static EmbeddedStore start(Path directory, int port, boolean fsync) {
        return start(directory, port, fsync, USUAL_CACHE_PERCENT);
    }

    /** {@link #start(Path, int, boolean)} with fsync. */
    public static EmbeddedStore start(Path directory, int port) {
        return start(directory, port, true);
    }

    /** Has this run when the store can write no more or was found damaged; at once if so already. */
    public void onFailure(Runnable told) {
        server.onFailure(told);
    }

    /**
     * The connection string for drivers, with what this store asks of them: no sessions, so no retried writes; more connections than
     * long reads can hold, so that there is always one for what is quick, and few greetings of a server that cannot move. It holds the
     * secret of this start, so it belongs into no log.
     */
    public String uri() {
        return "mongodb://" + secret.user() + ":" + secret.password() + "@127.0.0.1:" + server.port() + "/" + DATABASE
                + "?authSource=admin&authMechanism=SCRAM-SHA-256&retryWrites=false&retryReads=false&uuidRepresentation=standard"
                + "&maxPoolSize=48&serverSelectionTimeoutMS=5000&heartbeatFrequencyMS=60000";
    }

    public int port() {
        return server.port();
    }

    /** Documents that queries read since the start: equals what they returned when indexes serve them well. */
    public long documentsExamined() {
        return counters.documentsExamined();
    }

    /** How the last query was read: an index's name, {@code _id}, or {@code scan}. */
    public String lastPlan() {
        return counters.lastPlan();
    }

    /** Commands that were answered since the start, the drivers' own greetings included. */
    public long commands() {
        return server.commands();
    }

    /** How often changes were brought to disk since the start; each time all that were waiting for it. */
    public long commits() {
        return server.commits();
    }

    /** Bytes of the store's files. */
    public long fileBytes() {
        return file.bytes();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            server.close();
            file.close();
            removeAddress();
            log.info("outcome=store-closed directory={}", directory.toAbsolutePath());
        }
    }

    private void removeAddress() {
        try {
            Files.deleteIfExists(addressFile());
        } catch (IOException failure) {
            log.debug("outcome=address-kept reason={}", failure.getMessage());
        }
    }
}
