package org.wangge.embedded.file;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wangge.embedded.StoreUnavailable;

/**
 * Goes on with a check of the map file while the store works, on a thread of its own and with pauses. Damage ends the store as it
 * would have kept it from opening, and a file remembers it: then the next start reads everything first.
 */
final class RestCheck {

    private static final Logger log = LoggerFactory.getLogger(RestCheck.class);

    private static final String SUSPECT = "wangge.suspect";
    private static final long CLOSE_SECONDS = 30;

    private final Path directory;
    private final PageCheck check;
    private final Consumer<StoreUnavailable> damaged;
    private final ScheduledExecutorService beside =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("wangge-store-check", true));

    private RestCheck(Path directory, PageCheck check, Consumer<StoreUnavailable> damaged) {
        this.directory = directory;
        this.check = check;
        this.damaged = damaged;
    }

    /** Whether an earlier run found damage, so that nothing may be served before all was read. */
    static boolean isSuspect(Path directory) {
        return Files.exists(directory.resolve(SUSPECT));
    }

    /** All was read and is right, as after a backup was put back. */
    static void trust(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(SUSPECT));
    }

    static RestCheck start(Path directory, PageCheck check, Opening how, Consumer<StoreUnavailable> damaged) {
        RestCheck rest = new RestCheck(directory, check, damaged);
        if (!check.isDone()) {
            rest.beside.scheduleWithFixedDelay(
                    rest::goOn, how.restAfter().toNanos(), how.pause().toNanos(), TimeUnit.NANOSECONDS);
        }
        return rest;
    }

    private void goOn() {
        try {
            check.goOn();
            if (check.isDone()) {
                log.info("outcome=store-checked directory={}", directory.toAbsolutePath());
                beside.shutdown();
            }
        } catch (RuntimeException failure) {
            beside.shutdown();
            remember();
            damaged.accept(StoreProblems.foundDamaged(directory, failure));
        }
    }

    private void remember() {
        try {
            OwnerOnly.write(directory.resolve(SUSPECT), new byte[0]);
        } catch (IOException unwritable) {
            log.warn("outcome=suspicion-not-kept directory={}", directory.toAbsolutePath(), unwritable);
        }
    }

    /** Returns when nothing of it reads any more. It is not interrupted: that would close the file for everybody. */
    void close() {
        beside.shutdown();
        try {
            if (!beside.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                log.warn("outcome=check-not-ended directory={}", directory.toAbsolutePath());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
