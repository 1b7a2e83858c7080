package org.wangge.embedded.engine;

import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** The share of one long read: it reads while it has the turn, and after a slice of time it lets others read. */
final class Turn {

    static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    static final int INTERRUPTED = 11601;
    private static final int STEPS_BETWEEN_LOOKS = 32;

    private final Pace pace;
    private final Semaphore turns;
    private final LongSupplier nanos;
    private final BooleanSupplier closed;
    private final long begin;
    private long sliceBegin;
    private int steps;
    private boolean held;

    Turn(Pace pace, Semaphore turns, LongSupplier nanos, BooleanSupplier closed, long begin) {
        this.pace = pace;
        this.turns = turns;
        this.nanos = nanos;
        this.closed = closed;
        this.begin = begin;
    }

    /** Waits for the turn, not beyond the time limit. */
    void take() {
        try {
            held = turns.tryAcquire(Math.max(0, left()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
        sliceBegin = nanos.getAsLong();
        look();
    }

    void step() {
        if (++steps % STEPS_BETWEEN_LOOKS != 0) {
            return;
        }
        look();
        if (turns.hasQueuedThreads() && nanos.getAsLong() - sliceBegin > SLICE_NANOS) {
            end();
            take();
        }
    }

    private void look() {
        if (closed.getAsBoolean() || pace.isCancelled()) {
            throw new MongoServerError(INTERRUPTED, "Interrupted", "operation was interrupted");
        }
        if (!held || left() <= 0) {
            throw new TimeIsUp();
        }
    }

    private long left() {
        long limit = pace.nanosLeft();
        return limit == Long.MAX_VALUE ? limit : limit - used();
    }

    long used() {
        return nanos.getAsLong() - begin;
    }

    /** Lets others read; may be repeated. */
    void end() {
        if (held) {
            held = false;
            turns.release();
        }
    }

    /** As MongoDB says it. */
    static final class TimeIsUp extends MongoServerError {

        private static final long serialVersionUID = 1;

        TimeIsUp() {
            super(50, "MaxTimeMSExpired", "operation exceeded time limit");
        }
    }
}
