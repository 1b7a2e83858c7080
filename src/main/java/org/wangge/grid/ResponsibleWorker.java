package org.wangge.grid;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a grid worker answers for a grid during some time. One grid has several, one worker several grids.
 *
 * @param name as shown to others, a caption: the account is the truth
 * @param phone shown on the grid's public card, null when not given
 * @param from begins
 * @param until ends, not included; null when open
 */
public record ResponsibleWorker(
        String gridCode,
        UUID accountId,
        String name,
        @Nullable String phone,
        Duty duty,
        Instant from,
        @Nullable Instant until) {

    /** In the order in which they are asked. */
    public enum Duty {
        PRIMARY,
        /** Stands in for the primary, for a time. Is told and asked like the primary. */
        SUBSTITUTE,
        BACKUP
    }

    public boolean validAt(Instant at) {
        return !at.isBefore(from) && (until == null || at.isBefore(until));
    }

    /** The same with another end. */
    public ResponsibleWorker endingAt(Instant end) {
        return new ResponsibleWorker(gridCode, accountId, name, phone, duty, from, end);
    }

    /** Whether it ended before it began: somebody took it back. */
    public boolean isWithdrawn() {
        return until != null && !until.isAfter(from);
    }

    /** Whether there is a moment at which both hold. */
    public boolean meets(ResponsibleWorker other) {
        return !isWithdrawn()
                && !other.isWithdrawn()
                && (until == null || other.from().isBefore(until))
                && (other.until() == null || from.isBefore(other.until()));
    }
}
