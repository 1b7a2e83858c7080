package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wangge.embedded.file.Snapshot;

/**
 * The reads that are too long for the store's loop. Each has a thread, and they take turns, so that neither the loop nor a shorter
 * one waits until a longer one has ended. One processor is left to all others.
 */
final class LongReads {

    /** Fewer than a client has connections, so that there is always one for what is quick. */
    static final int MOST = 32;

    private static final int CLOSE_SECONDS = 30;
    private static final long IDLE_SECONDS = 10;

    private final int atOnce;
    private final Semaphore turns;
    private final LongSupplier nanos;
    private final ExecutorService threads = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new DefaultThreadFactory("wangge-store-read", true));
    private volatile int underWay;
    private volatile boolean closed;

    LongReads() {
        this(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), System::nanoTime);
    }

    /** @param nanos a clock that never goes back */
    LongReads(int atOnce, LongSupplier nanos) {
        this.atOnce = atOnce;
        this.turns = new Semaphore(atOnce, true);
        this.nanos = nanos;
    }

    /**
     * The answer, or a {@link LongRead} in its place; on the loop.
     *
     * @param freeze takes what is read as it is now
     */
    Document answer(Reading reading, Pace pace, Supplier<Snapshot> freeze) {
        pace.begin();
        try {
            reading.read();
        } catch (Pace.Spent tooLong) {
            if (underWay == MOST) {
                reading.failed();
                throw new MongoServerError(262, "ExceededTimeLimit", "too many long reads are under way");
            }
            Snapshot snapshot = freeze.get();
            underWay++;
            return new LongRead(reading, pace, done -> run(pace, reading::read, done), () -> {
                        underWay--;
                        snapshot.end();
                    })
                    .inPlaceOfAnswer();
        }
        return reading.answer();
    }

    /** @param done gets why the read ended early, null when it did not */
    void run(Pace pace, Runnable read, Consumer<@Nullable RuntimeException> done) {
        Turn turn = new Turn(pace, turns, nanos, () -> closed, nanos.getAsLong());
        try {
            threads.execute(() -> done.accept(reading(pace, turn, read)));
        } catch (RejectedExecutionException closing) {
            done.accept(new MongoServerError(Turn.INTERRUPTED, "Interrupted", "the store is closing"));
        }
    }

    /** Whatever happens is told: a client whose answer is lost would wait for ever. */
    private static @Nullable RuntimeException reading(Pace pace, Turn turn, Runnable read) {
        pace.enter(turn::step);
        try {
            turn.take();
            read.run();
            return null;
        } catch (RuntimeException early) {
            return early;
        } catch (Error broken) {
            return new IllegalStateException("a long read broke", broken);
        } finally {
            pace.leave(turn.used());
            turn.end();
        }
    }

    /** No thread stops in the middle of a page: an interrupted one would close the file of all. */
    void close() {
        closed = true;
        turns.release(MOST);
        threads.shutdown();
        try {
            threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many wait for a turn just now. */
    int waiting() {
        return turns.getQueueLength();
    }

    int underWay() {
        return underWay;
    }

    /** Nothing goes on beside the loop from now on until it is given back; gives who gives it back. */
    Runnable holdAllTurns() {
        turns.acquireUninterruptibly(atOnce);
        return () -> turns.release(atOnce);
    }
}
