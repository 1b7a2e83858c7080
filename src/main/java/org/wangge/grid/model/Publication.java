package org.wangge.grid.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One publication of the grid, as the list of publications keeps it. Its cells are stored apart, under its number.
 *
 * @param at when it was stored
 * @param by account of whoever published it
 * @param byName null in publications of earlier versions
 * @param from when it takes effect; null at once, and in publications of earlier versions
 * @param districts that the file named; null in publications of earlier versions
 * @param withdrawnAt when it was taken back, before it took effect; null when it was not
 */
public record Publication(
        long revision,
        int cells,
        Instant at,
        String by,
        @Nullable String byName,
        @Nullable Instant from,
        @Nullable List<String> districts,
        @Nullable Instant withdrawnAt) {

    /** The first moment at which it holds. */
    public Instant effectiveFrom() {
        return from == null ? at : from;
    }

    public boolean isScheduled(Instant now) {
        return from != null && from.isAfter(now);
    }

    public boolean isWithdrawn() {
        return withdrawnAt != null;
    }

    Publication withdrawn(Instant when) {
        return new Publication(revision, cells, at, by, byName, from, districts, when);
    }
}
