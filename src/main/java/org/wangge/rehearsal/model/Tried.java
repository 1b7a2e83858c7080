package org.wangge.rehearsal.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wangge.rehearsal.model.Tally.Item;
import org.wangge.routing.Ruling.FellThrough;

/**
 * One case, decided again.
 *
 * @param day since the first day
 * @param from desk of then
 * @param answer null when it could not be decided again
 * @param closedBy the desk that closed it; null when it is not closed
 */
public record Tried(
        Item item,
        Instant reportedAt,
        int day,
        String from,
        @Nullable Answer answer,
        @Nullable String closedBy,
        boolean disputed) {

    /**
     * What the rule set says.
     *
     * @param row null when it fell through
     */
    public record Answer(
            String desk,
            @Nullable String row,
            boolean overlay,
            @Nullable FellThrough fellThrough) {}
}
