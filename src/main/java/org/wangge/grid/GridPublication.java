package org.wangge.grid;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A publication of the grid.
 *
 * @param importedBy account of whoever imported it
 * @param importedByName null in publications of earlier versions
 * @param districts that the file named; empty in publications of earlier versions
 * @param grids how many it has, with those of other districts
 */
public record GridPublication(
        long revision,
        State state,
        Instant effectiveFrom,
        Instant importedAt,
        String importedBy,
        @Nullable String importedByName,
        List<String> districts,
        int grids) {

    /** Where it stands in time. */
    public enum State {
        SCHEDULED,
        IN_FORCE,
        PAST,
        /** Taken back before it took effect. */
        WITHDRAWN
    }
}
