package org.wangge.grid;

import java.time.Instant;

/**
 * A responsibility as the directory keeps it.
 *
 * @param id tells it from the others of its grid
 */
public record Responsibility(String id, ResponsibleWorker worker) {

    /** Where a responsibility stands in time. */
    public enum State {
        FUTURE,
        PRESENT,
        PAST,
        /** Taken back before it began. */
        WITHDRAWN
    }

    public State stateAt(Instant at) {
        if (worker.isWithdrawn()) {
            return State.WITHDRAWN;
        }
        if (at.isBefore(worker.from())) {
            return State.FUTURE;
        }
        return worker.validAt(at) ? State.PRESENT : State.PAST;
    }

    /**
     * What a write came to.
     *
     * @param replayed whether the same operation had done it before
     */
    public record Done(Responsibility responsibility, boolean replayed) {}
}
