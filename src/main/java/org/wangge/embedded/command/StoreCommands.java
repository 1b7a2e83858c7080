package org.wangge.embedded.command;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.StandardEnvironment;
import org.wangge.embedded.EmbeddedStore;
import org.wangge.embedded.StoreDamage;
import org.wangge.embedded.StoreUnavailable;

/**
 * The commands behind {@code java -jar wangge.jar}.
 *
 * <ul>
 *   <li>{@code store [--data-dir=…] [--port=…] [--fsync=false]}: the store alone, until the process is ended;
 *       its address with the secret of this start is in {@code wangge.address} of its directory
 *   <li>{@code export --to=<mongodb uri> [--data-dir=…] [--merge]}: all data to a MongoDB, every id kept
 *   <li>{@code import --from=<mongodb uri> [--data-dir=…] [--merge]}: all data from a MongoDB
 *   <li>{@code salvage --from=<directory> --to=<directory>}: what can be read of a damaged store, into a fresh one
 *   <li>{@code acknowledge [--data-dir=…]}: health counts the damages found so far no more, also beside a running store
 * </ul>
 */
public final class StoreCommands {

    private static final Logger log = LoggerFactory.getLogger(StoreCommands.class);

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private StoreCommands() {}

    /**
     * Runs the command the arguments name and gives the exit code; empty if they name none, so that the application starts. A
     * word that is no command is refused: who mistypes one does not want a server.
     */
    public static OptionalInt run(String[] arguments) {
        if (arguments.length == 0 || arguments[0].startsWith("-")) {
            return OptionalInt.empty();
        }
        quieten();
        try {
            return OptionalInt.of(dispatch(arguments));
        } catch (StoreUnavailable unavailable) {
            log.error(unavailable.getMessage());
            return OptionalInt.of(FAILED);
        } catch (CommandLine.UsageException misuse) {
            log.error(
                    "{}. See the README for the commands store, export, import, salvage and acknowledge.",
                    misuse.getMessage());
            return OptionalInt.of(MISUSED);
        } catch (MongoException failure) {
            log.error("The database did not do what was asked: {}", failure.getMessage());
            return OptionalInt.of(FAILED);
        }
    }

    private static int dispatch(String[] arguments) {
        return switch (arguments[0]) {
            case "store" -> store(new CommandLine(arguments, Set.of("data-dir", "port", "fsync")));
            case "export" -> {
                CommandLine line = new CommandLine(arguments, Set.of("to", "data-dir", "merge"));
                yield copy(line, line.required("to"), true);
            }
            case "import" -> {
                CommandLine line = new CommandLine(arguments, Set.of("from", "data-dir", "merge"));
                yield copy(line, line.required("from"), false);
            }
            case "salvage" -> {
                CommandLine line = new CommandLine(arguments, Set.of("from", "to"));
                yield Salvaging.run(Path.of(line.required("from")), Path.of(line.required("to"))) ? DONE : FAILED;
            }
            case "acknowledge" -> acknowledge(directory(new CommandLine(arguments, Set.of("data-dir"))));
            default -> throw new CommandLine.UsageException("There is no command " + arguments[0]);
        };
    }

    private static int store(CommandLine line) {
        boolean fsync = !"false".equals(line.find("fsync"));
        EmbeddedStore store = EmbeddedStore.start(directory(line), line.number("port", 0), fsync);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            store.close();
                            ended.countDown();
                        },
                        "wangge-store-shutdown"));
        log.info(
                "Listening: mongodb://127.0.0.1:{}; the whole address with its secret is in {}",
                store.port(),
                store.addressFile().toAbsolutePath());
        try {
            ended.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return DONE;
    }

    private static int copy(CommandLine line, String uri, boolean outward) {
        MongoClientSettings safely = safely(uri);
        Path directory = directory(line);
        if (outward) {
            requireStore(directory);
        }
        try (EmbeddedStore store = EmbeddedStore.start(directory, 0);
                MongoClient own = MongoClients.create(store.uri());
                MongoClient other = MongoClients.create(safely)) {
            DatabaseCopy copy = outward
                    ? new DatabaseCopy(DatabaseCopy.database(own, store.uri()), DatabaseCopy.database(other, uri))
                    : new DatabaseCopy(DatabaseCopy.database(other, uri), DatabaseCopy.database(own, store.uri()));
            return copy.run(line.has("merge")) ? DONE : FAILED;
        }
    }

    private static void requireStore(Path directory) {
        if (!EmbeddedStore.isIn(directory)) {
            throw new StoreUnavailable(
                    "There is no store in " + directory.toAbsolutePath().normalize()
                            + ". Name its directory with --data-dir or WANGGE_DATA_DIR.");
        }
    }

    private static int acknowledge(Path directory) {
        requireStore(directory);
        List<StoreDamage> damages = EmbeddedStore.acknowledge(directory);
        damages.forEach(damage -> log.info(
                "acknowledged file={} byte={} kept-bytes={}", damage.file(), damage.offset(), damage.keptBytes()));
        log.info("Done: {} damages are acknowledged; what was kept of them stays in the directory.", damages.size());
        return DONE;
    }

    /** What is copied outlives the loss of one server. An address is not repeated when it is wrong: it may hold a password. */
    private static MongoClientSettings safely(String uri) {
        try {
            return MongoClientSettings.builder()
                    .writeConcern(WriteConcern.MAJORITY)
                    .applyConnectionString(new ConnectionString(uri))
                    .build();
        } catch (IllegalArgumentException unreadable) {
            throw new CommandLine.UsageException("That is not a MongoDB address: mongodb://… or mongodb+srv://…");
        }
    }

    private static Path directory(CommandLine line) {
        String named = line.find("data-dir");
        String environment = System.getenv("WANGGE_DATA_DIR");
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        return Path.of(environment == null || environment.isBlank() ? "./data" : environment);
    }

    /** A command runs without the application's configuration; drivers and the network library need not tell what they do. */
    private static void quieten() {
        LoggingSystem logging = LoggingSystem.get(StoreCommands.class.getClassLoader());
        logging.beforeInitialize();
        logging.initialize(new LoggingInitializationContext(new StandardEnvironment()), null, null);
        logging.setLogLevel("org.mongodb", LogLevel.WARN);
        logging.setLogLevel("de.bwaldvogel", LogLevel.WARN);
    }
}
