package org.wangge.routing.rules.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.wangge.routing.rules.Rule;

/** All that is wrong with a table, or worth knowing. Exact within a bound of work, which it tells of when it is reached. */
public final class Analysis {

    /** Of so many rows it is tried which of them are not needed to cover another. */
    private static final int MOST_TRIED = 60;

    private Analysis() {}

    /**
     * Looks a table through: first each row by itself, and when each can be read, all of them together. An empty list says that the
     * table may be published as it is. The same table, in the same district, gives the same findings in the same order.
     */
    public static List<Finding> of(List<Rule> rules, Known known) {
        List<Finding> findings = new ArrayList<>(Shape.findings(rules, known));
        if (findings.stream().anyMatch(finding -> finding.code() == Finding.Code.MALFORMED_CELL)) {
            return findings;
        }
        Space space = Space.of(rules, known);
        Search search = new Search(space);
        findings.addAll(Gaps.findings(rules, known));
        findings.addAll(Duties.findings(space, search, known));
        BitSet unreached = new BitSet();
        findings.addAll(unreached(space, search, unreached));
        findings.addAll(Overlaps.findings(space, unreached, known));
        return findings;
    }

    /** @param unreached takes the rows that no report reaches */
    static List<Finding> unreached(Space space, Search search, BitSet unreached) {
        List<Finding> findings = new ArrayList<>();
        BitSet unknown = new BitSet();
        for (int row = 0; row < space.rows().size(); row++) {
            List<long[][]> taken = space.taken(space.all(), row);
            if (search.uncovered(taken, space.decidingAbove(row)) == null) {
                if (search.gaveUp()) {
                    unknown.set(row);
                } else {
                    unreached.set(row);
                    findings.add(neverMatches(space, search, row, taken));
                }
            }
        }
        if (!unknown.isEmpty()) {
            findings.add(new Finding(
                    Finding.Code.BOUND_REACHED, space.ids(unknown.stream().toArray()), null, "reached", null, null));
        }
        return findings;
    }

    private static Finding neverMatches(Space space, Search search, int row, List<long[][]> taken) {
        List<Integer> ids = new ArrayList<>(Collections.singletonList(row));
        for (int needed : needed(search, taken)) {
            ids.add(needed);
        }
        return new Finding(
                ids.size() == 1 ? Finding.Code.NO_SUCH_REPORT : Finding.Code.NEVER_MATCHES,
                space.ids(ids.stream().mapToInt(Integer::intValue).toArray()),
                null,
                null,
                null,
                null);
    }

    /** Of the rows that cover it, those without which some report would reach it. */
    private static int[] needed(Search search, List<long[][]> taken) {
        BitSet needed = new BitSet();
        for (int row : search.covering()) {
            needed.set(row);
        }
        if (needed.cardinality() <= MOST_TRIED) {
            for (int row : needed.stream().toArray()) {
                needed.clear(row);
                boolean reached = search.uncovered(taken, needed.stream().toArray()) != null;
                needed.set(row, reached || search.gaveUp());
            }
        }
        return needed.stream().toArray();
    }
}
