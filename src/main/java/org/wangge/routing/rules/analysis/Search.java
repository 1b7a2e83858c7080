package org.wangge.routing.rules.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks in a box of reports for some that no row of a list takes. Rows are taken away from the box one after the other, first those
 * that leave one part only; boxes that a row takes whole are left. The work is bounded, because a table can be made for which any
 * way is long.
 */
final class Search {

    /** How often a row may be held against a box in one search, and in all of them together: about two seconds. */
    private static final long MOST_AT_ONCE = 2_000_000;

    private static final long MOST = 40_000_000;

    private final Space space;
    private long left = MOST;
    private long leftAtOnce;
    private boolean gaveUp;
    private BitSet covering = new BitSet();

    Search(Space space) {
        this.space = space;
    }

    /** Whether the last search ended at its bound, so that nothing is known. */
    boolean gaveUp() {
        return gaveUp;
    }

    /** The rows by which the last search found that there is nothing. */
    int[] covering() {
        return covering.stream().toArray();
    }

    /** A part of a box of which no row takes any report; null when there is none, or the search gave up. */
    long @Nullable [][] uncovered(List<long[][]> boxes, int[] rows) {
        leftAtOnce = Math.min(MOST_AT_ONCE, left);
        long begun = leftAtOnce;
        gaveUp = false;
        covering = new BitSet();
        long[][] found = null;
        for (long[][] box : boxes) {
            found = found == null ? find(box, rows) : found;
        }
        left -= begun - leftAtOnce;
        return found;
    }

    private long @Nullable [][] find(long[][] from, int[] rows) {
        long[][] box = from;
        int[] rest = rows;
        while (true) {
            Next next = next(box, rest);
            if (next == null || leftAtOnce <= 0) {
                gaveUp = gaveUp || next != null;
                return null;
            }
            if (next.row() < 0) {
                return box;
            }
            covering.set(next.row());
            rest = next.rest();
            if (next.open().size() > 1) {
                return split(box, next);
            }
            box = next.open().get(0).refused(box);
        }
    }

    private long @Nullable [][] split(long[][] box, Next next) {
        long[][] met = box;
        for (Clause clause : next.open()) {
            long[][] found = find(clause.refused(met), next.rest());
            if (found != null) {
                return found;
            }
            if (clause.isSingle()) {
                // What does not meet this clause was looked through.
                met = clause.met(met, 0);
            }
        }
        return null;
    }

    /**
     * @param row to be taken away next, -1 when none reaches into the box
     * @param open its demands that some reports of the box meet and some do not
     * @param rest the other rows that reach into the box
     */
    private record Next(int row, List<Clause> open, int[] rest) {}

    /** The row with the fewest ways around it; null when one takes the whole box. */
    private @Nullable Next next(long[][] box, int[] rows) {
        int[] reaching = new int[rows.length];
        int count = 0;
        int best = -1;
        int fewest = Integer.MAX_VALUE;
        for (int row : rows) {
            leftAtOnce--;
            int ways = ways(box, space.rows().get(row), fewest);
            if (ways == 0) {
                covering.set(row);
                return null;
            }
            if (ways > 0) {
                if (ways < fewest) {
                    fewest = ways;
                    best = count;
                }
                reaching[count++] = row;
            }
        }
        if (best < 0) {
            return new Next(-1, List.of(), reaching);
        }
        int row = reaching[best];
        int[] rest = Arrays.copyOf(reaching, count - 1);
        System.arraycopy(reaching, best + 1, rest, best, count - 1 - best);
        List<Clause> open = new ArrayList<>(space.rows().get(row));
        open.removeIf(clause -> clause.holds(box));
        return new Next(row, open, rest);
    }

    /** How many demands some reports of the box do not meet; -1 when the row takes none of them. */
    private static int ways(long[][] box, List<Clause> clauses, int enough) {
        int ways = 0;
        for (Clause clause : clauses) {
            if (clause.fails(box)) {
                return -1;
            }
            if (ways <= enough && !clause.holds(box)) {
                ways++;
            }
        }
        return ways;
    }
}
