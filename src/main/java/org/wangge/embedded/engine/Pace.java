package org.wangge.embedded.engine;

import org.jspecify.annotations.Nullable;

/**
 * How far one command may read on the store's loop. A read that is short stays there, which costs nothing; a long one would hold
 * up all others, so it is told to go on beside the loop. A cursor keeps its pace over all its commands, and so its time limit.
 */
final class Pace {

    /** So many entries take a millisecond or so; a page of a list is shorter, a batch of a table longer. */
    static final int MOST_ON_THE_LOOP = 128;

    /** Says that the read is too long for the loop. */
    static final class Spent extends RuntimeException {

        private static final long serialVersionUID = 1;

        private Spent() {
            super("too long for the loop", null, false, false);
        }
    }

    private static final Spent SPENT = new Spent();

    private final QueryCounters counters;
    private final boolean endless;
    private int left = MOST_ON_THE_LOOP;
    private long examined;
    private long nanosLeft;
    private @Nullable Runnable turn;
    private volatile boolean cancelled;

    private Pace(QueryCounters counters, boolean endless, long nanosLeft) {
        this.counters = counters;
        this.endless = endless;
        this.nanosLeft = nanosLeft;
    }

    /** Of what is read in order to be changed: the loop must not do anything else meanwhile. */
    static Pace endless(QueryCounters counters) {
        return new Pace(counters, true, Long.MAX_VALUE);
    }

    /**
     * Of a read.
     *
     * @param nanos it may take in all its commands together
     */
    static Pace of(QueryCounters counters, long nanos) {
        return new Pace(counters, false, nanos);
    }

    /** A command begins, on the loop. */
    void begin() {
        left = MOST_ON_THE_LOOP;
        examined = 0;
    }

    /** A read that cannot go on where it was begins anew. What it read counts once. */
    void beginAnew() {
        counters.examined(-examined);
        examined = 0;
    }

    /** Comes before each entry that is read; throws {@link Spent}, or why the read must end. Whoever reads can go on from there. */
    void step() {
        if (turn != null) {
            turn.run();
        } else if (!endless && left-- <= 0) {
            throw SPENT;
        }
    }

    void examined() {
        examined++;
        counters.examined(1);
    }

    /** @param begun comes before each entry from now on */
    void enter(Runnable begun) {
        turn = begun;
    }

    /** @param nanos that were used beside the loop */
    void leave(long nanos) {
        turn = null;
        if (nanosLeft != Long.MAX_VALUE) {
            nanosLeft = Math.max(0, nanosLeft - nanos);
        }
    }

    /** {@link Long#MAX_VALUE} without a limit. */
    long nanosLeft() {
        return nanosLeft;
    }

    /** Ends what is read beside the loop; from any thread. */
    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }
}
