package org.wangge.routing.rules.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that take the same reports and say different things. The upper row wins; people should know that it is meant so. */
final class Overlaps {

    private static final int MOST_LISTED = 100;
    /** Of the exceptions to one row. */
    private static final int MOST_NAMED = 20;

    private Overlaps() {}

    /**
     * @param upper row, which wins
     * @param exception whether the lower row takes all that the upper one takes
     * @param common some reports that both take
     */
    record Pair(int upper, int lower, boolean exception, long[][] common) {}

    /** All pairs, but for rows that no report reaches. */
    static List<Pair> pairs(Space space, BitSet unreached) {
        List<Pair> pairs = new ArrayList<>();
        long[][] all = space.all();
        for (int lower = 0; lower < space.rows().size(); lower++) {
            for (int upper = 0; upper < lower; upper++) {
                if (unreached.get(lower) || unreached.get(upper) || !differ(space, upper, lower)) {
                    continue;
                }
                long[][] common =
                        common(all, space.rows().get(upper), space.rows().get(lower));
                if (common != null) {
                    boolean exception =
                            implies(all, space.rows().get(upper), space.rows().get(lower));
                    pairs.add(new Pair(upper, lower, exception, common));
                }
            }
        }
        return pairs;
    }

    private static boolean differ(Space space, int upper, int lower) {
        return !space.goesOn(upper)
                && !space.goesOn(lower)
                && !space.rules()
                        .get(upper)
                        .outcome()
                        .equals(space.rules().get(lower).outcome());
    }

    /** What both take. Demands of one dimension come first; a word more never breaks a demand of several. */
    private static long @Nullable [][] common(long[][] all, List<Clause> some, List<Clause> others) {
        long[][] box = all;
        for (List<Clause> clauses : List.of(some, others)) {
            for (Clause clause : clauses) {
                if (clause.fails(box)) {
                    return null;
                }
                box = clause.isSingle() ? clause.met(box, 0) : box;
            }
        }
        for (List<Clause> clauses : List.of(some, others)) {
            for (Clause clause : clauses) {
                if (clause.fails(box)) {
                    return null;
                }
                box = clause.isSingle() ? box : anyMet(clause, box);
            }
        }
        return box;
    }

    private static long[][] anyMet(Clause clause, long[][] box) {
        int by = 0;
        while (!Bits.meet(box[clause.dimensions()[by]], clause.allowed()[by])) {
            by++;
        }
        return clause.met(box, by);
    }

    /** Whether what meets some demands meets the others too. */
    private static boolean implies(long[][] all, List<Clause> some, List<Clause> others) {
        long[][] box = all;
        for (Clause clause : some) {
            box = clause.isSingle() ? clause.met(box, 0) : box;
        }
        for (Clause other : others) {
            boolean follows = other.holds(box);
            for (Clause clause : some) {
                follows = follows || !clause.isSingle() && isPart(clause, other);
            }
            if (!follows) {
                return false;
            }
        }
        return true;
    }

    /** Whether a demand for one of some words is met by whatever is met by a demand for one of fewer. */
    private static boolean isPart(Clause fewer, Clause more) {
        for (int dimension : fewer.dimensions()) {
            boolean among = false;
            for (int other : more.dimensions()) {
                among = among || other == dimension;
            }
            if (!among) {
                return false;
            }
        }
        return !more.isSingle();
    }

    static List<Finding> findings(Space space, BitSet unreached, Known known) {
        List<Finding> findings = new ArrayList<>();
        List<Pair> pairs = pairs(space, unreached);
        List<Pair> overlaps = pairs.stream().filter(pair -> !pair.exception()).toList();
        overlaps.stream()
                .limit(MOST_LISTED)
                .map(pair -> new Finding(
                        Finding.Code.OVERLAP,
                        space.ids(pair.upper(), pair.lower()),
                        null,
                        null,
                        Witness.of(space, pair.common(), known),
                        null))
                .forEach(findings::add);
        if (overlaps.size() > MOST_LISTED) {
            findings.add(new Finding(
                    Finding.Code.MORE_OVERLAPS, List.of(), null, String.valueOf(overlaps.size()), null, null));
        }
        for (int lower = 0; lower < space.rows().size(); lower++) {
            int row = lower;
            List<Pair> exceptions = pairs.stream()
                    .filter(pair -> pair.exception() && pair.lower() == row)
                    .toList();
            if (!exceptions.isEmpty()) {
                findings.add(exceptions(space, row, exceptions));
            }
        }
        return findings;
    }

    private static Finding exceptions(Space space, int row, List<Pair> exceptions) {
        List<String> ids = new ArrayList<>(space.ids(row));
        exceptions.stream().limit(MOST_NAMED).forEach(pair -> ids.addAll(space.ids(pair.upper())));
        return new Finding(
                Finding.Code.EXCEPTIONS,
                Collections.unmodifiableList(ids),
                null,
                String.valueOf(exceptions.size()),
                null,
                null);
    }
}
