package org.wangge.rehearsal.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.Ruling.FellThrough;

/**
 * What was counted so far. Desks are those of offices, or of the district, by code.
 *
 * @param cases that could be decided again
 * @param notReplayable cases of which the facts are not known, as they are older than rules are; and those that no office has today
 * @param moved that would have come to another desk
 * @param matrix from which desk to which
 * @param load by desk
 * @param fellThrough that no row of the set could place
 * @param rows that decided, and what fell through
 * @param differences the first of those that would have come to another desk
 */
public record Tally(
        long cases,
        Count notReplayable,
        long moved,
        List<Flow> matrix,
        List<Load> load,
        List<Fall> fellThrough,
        List<RowTally> rows,
        FirstTimeRight firstTimeRight,
        List<Difference> differences) {

    /** So many cases are named behind each number. */
    public static final int NAMED = 20;

    /** So many differences are kept. */
    public static final int DIFFERENCES_KEPT = 200;

    public static final Tally NOTHING = new Tally(
            0,
            Count.NONE,
            0,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new FirstTimeRight(0, 0, 0, 0, Count.NONE, Count.NONE, Count.NONE),
            List.of());

    /** A case behind a number. */
    public record Item(UUID id, String number, boolean restricted) {}

    /**
     * A number.
     *
     * @param items the first cases behind it
     */
    public record Count(long cases, List<Item> items) {
        public static final Count NONE = new Count(0, List.of());
    }

    /** From the desk of then to that of the rule set. */
    public record Flow(String from, String to, Count count) {}

    /**
     * How many cases a desk got.
     *
     * @param then by day since the first one; shorter where nothing follows
     * @param now the same by the rule set
     */
    public record Load(String desk, List<Integer> then, List<Integer> now) {}

    public record Fall(FellThrough why, Count count) {}

    /**
     * What one row does.
     *
     * @param row id; null for what fell through
     * @param overlay whether it is a row of an emergency overlay, which comes before the set
     * @param gain see {@link FirstTimeRight}
     */
    public record RowTally(@Nullable String row, boolean overlay, long cases, long moved, Count gain, Count loss) {}

    /**
     * How many cases came straight to the desk that closed them in the end.
     *
     * @param closed cases that are
     * @param first of these, those whose first desk closed them
     * @param draft of these, those that the rule set would have sent to the desk that closed them
     * @param disputed of these, those that were returned, handed over or arbitrated
     * @param gain of the disputed, those that came first to another desk than closed them, which the rule set would have sent straight there
     * @param loss of the disputed, those that came back to the desk that had them first, which the rule set would have sent away from it
     * @param otherLoss of those that nobody disputed, the ones that the rule set would have sent away from the desk that closed them
     */
    public record FirstTimeRight(
            long closed, long first, long draft, long disputed, Count gain, Count loss, Count otherLoss) {}

    /** A case that would have come to another desk. */
    public record Difference(
            UUID id,
            String number,
            boolean restricted,
            Instant reportedAt,
            String from,
            String to,
            @Nullable String row) {}
}
