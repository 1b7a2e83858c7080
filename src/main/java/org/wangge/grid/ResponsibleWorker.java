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

    /** Primary workers are asked first, backups when none of those is there. */
    public enum Duty {
        PRIMARY,
        BACKUP
    }

    public boolean validAt(Instant at) {
        return !at.isBefore(from) && (until == null || at.isBefore(until));
    }
}
