package org.wangge.routing.rules.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.wangge.dutylist.DutyClass;
import org.wangge.routing.rules.Cell;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.Outcome;
import org.wangge.routing.rules.Outcome.Target;
import org.wangge.routing.rules.Predicates;
import org.wangge.routing.rules.Rule;
import org.wangge.routing.rules.Trees;

/**
 * Reports to which no row answers, each with a row that would. Such a row is made to be the last: then it takes nothing from others,
 * and may take a little more than the gap.
 */
final class Gaps {

    private static final int MOST_LISTED = 20;

    private final List<Rule> rules;
    private final Known known;
    private final Set<String> ids = new HashSet<>();

    private Gaps(List<Rule> rules, Known known) {
        this.rules = new ArrayList<>(rules);
        this.known = known;
        rules.forEach(rule -> ids.add(rule.id()));
    }

    static List<Finding> findings(List<Rule> rules, Known known) {
        return new Gaps(rules, known).findings();
    }

    private List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        while (true) {
            Space space = Space.of(rules, known);
            Search search = new Search(space);
            int[] deciding = space.decidingAbove(rules.size());
            long[][] gap = search.uncovered(Collections.singletonList(space.all()), deciding);
            if (search.gaveUp()) {
                findings.add(new Finding(Finding.Code.BOUND_REACHED, List.of(), null, "gaps", null, null));
            }
            if (gap == null) {
                return findings;
            }
            if (findings.size() == MOST_LISTED) {
                findings.add(new Finding(Finding.Code.MORE_GAPS, List.of(), null, null, null, lastRow()));
                return findings;
            }
            long[][] whole = widened(space, gap, deciding);
            findings.add(finding(space, whole, withOthers(space, search, whole, deciding)));
        }
    }

    private Finding finding(Space space, long[][] gap, long[][] wider) {
        Rule proposed = new Rule(newId(), cells(space, wider), outcome(space, wider), null);
        rules.add(proposed);
        return new Finding(Finding.Code.GAP, List.of(), null, null, Witness.of(space, gap, known), proposed);
    }

    /** The district takes what nobody else does: it may have what was taken back too. */
    private Rule lastRow() {
        return new Rule(newId(), Map.of(), new Outcome(Target.DISTRICT, null, null, List.of(), false), null);
    }

    private String newId() {
        int number = 1;
        while (!ids.add("gap-" + number)) {
            number++;
        }
        return "gap-" + number;
    }

    /** The gap without the columns on which it does not depend, and for either what was taken back or the rest. */
    private static long[][] widened(Space space, long[][] gap, int[] deciding) {
        long[][] wide = gap.clone();
        int duty = space.place(Column.DUTY);
        long[] takenBack = space.dimensions().get(duty).having(DutyClass.TAKEN_BACK.name()::equals);
        for (int at = 0; at < wide.length; at++) {
            Dimension dimension = space.dimensions().get(at);
            long[] before = wide[at];
            if (at == duty) {
                long[] others = Bits.without(dimension.all(), takenBack);
                long[] its = Bits.without(before, takenBack);
                wide[at] = Bits.isEmpty(its) ? before : others;
                before = Bits.isEmpty(its) ? before : its;
            } else {
                wide[at] = dimension.all();
            }
            if (!isUncovered(space, wide, deciding)) {
                wide[at] = before;
            }
        }
        return narrowedTrees(space, wide, deciding);
    }

    /**
     * The gap with the codes beside it in a tree, where other rows take those. One node of a tree cannot leave out a code below it, so a
     * row for holidays would else be many, one for each category that stands beside one with a row of its own.
     */
    private static long[][] withOthers(Space space, Search search, long[][] gap, int[] deciding) {
        long[][] wide = gap.clone();
        for (int at = 0; at < wide.length; at++) {
            Dimension dimension = space.dimensions().get(at);
            long[][] beside = wide.clone();
            beside[at] = Bits.without(dimension.all(), wide[at]);
            if (dimension.column().kind() == Column.Kind.TREE
                    && !Bits.isEmpty(beside[at])
                    && search.uncovered(Collections.singletonList(beside), deciding) == null
                    && !search.gaveUp()) {
                wide[at] = dimension.all();
            }
        }
        return wide;
    }

    private static boolean isUncovered(Space space, long[][] box, int[] rows) {
        return IntStream.of(rows).allMatch(row -> space.rows().get(row).stream().anyMatch(clause -> clause.fails(box)));
    }

    /** In a tree a gap is said by one node: the highest below which nothing is taken. */
    private static long[][] narrowedTrees(Space space, long[][] gap, int[] deciding) {
        long[][] box = gap.clone();
        for (int at = 0; at < box.length; at++) {
            Dimension dimension = space.dimensions().get(at);
            if (dimension.column().kind() != Column.Kind.TREE || Bits.within(dimension.all(), box[at])) {
                continue;
            }
            for (String node : nodes(dimension, box[at])) {
                long[] before = box[at];
                box[at] = dimension.having(code -> lies(dimension.column(), code, node));
                if (isUncovered(space, box, deciding)) {
                    break;
                }
                box[at] = before;
            }
        }
        return box;
    }

    /** The first code with all above it, the root first. */
    private static List<String> nodes(Dimension dimension, long[] atoms) {
        String code = dimension.atoms().get(Bits.first(atoms)).codes().get(0);
        List<String> nodes = new ArrayList<>(Trees.upwards(dimension.column(), code));
        Collections.reverse(nodes);
        return nodes;
    }

    private static boolean lies(Column column, String code, String node) {
        return Predicates.acceptsCode(column, new Cell.Codes(List.of(node), false), code);
    }

    private static Outcome outcome(Space space, long[][] gap) {
        int duty = space.place(Column.DUTY);
        boolean back = space.dimensions()
                .get(duty)
                .atoms()
                .get(Bits.first(gap[duty]))
                .codes()
                .contains(DutyClass.TAKEN_BACK.name());
        return new Outcome(back ? Target.LEAD_DEPARTMENT : Target.GRID_OFFICE, null, null, List.of(), false);
    }

    private static Map<Column, Cell> cells(Space space, long[][] box) {
        Map<Column, Cell> cells = new EnumMap<>(Column.class);
        Map<Column, Set<String>> present = new EnumMap<>(Column.class);
        Map<Column, Set<String>> missing = new EnumMap<>(Column.class);
        for (int at = 0; at < box.length; at++) {
            Dimension dimension = space.dimensions().get(at);
            Column column = dimension.column();
            if (Bits.within(dimension.all(), box[at])) {
                continue;
            }
            switch (column.kind()) {
                case SET ->
                    (Bits.has(box[at], 1) ? present : missing)
                            .computeIfAbsent(column, none -> new LinkedHashSet<>())
                            .addAll(dimension.atoms().get(1).codes());
                case TREE -> cells.put(column, tree(dimension, box[at]));
                case NUMBER -> cells.put(column, numbers(dimension, box[at]));
                case CODES -> cells.put(column, codes(dimension, box[at]));
            }
        }
        missing.forEach((column, words) -> cells.put(column, new Cell.Codes(List.copyOf(words), true)));
        present.forEach((column, words) -> cells.put(column, new Cell.Codes(List.copyOf(words), false)));
        return cells;
    }

    private static Cell tree(Dimension dimension, long[] atoms) {
        if (dimension.atoms().get(Bits.first(atoms)).codes().contains(Universe.ANOTHER)) {
            return codes(dimension, atoms);
        }
        for (String node : nodes(dimension, atoms)) {
            long[] below = dimension.having(code -> lies(dimension.column(), code, node));
            if (Bits.within(below, atoms)) {
                return new Cell.Codes(List.of(node), false);
            }
        }
        throw new IllegalStateException("a code lies below itself");
    }

    private static Cell codes(Dimension dimension, long[] atoms) {
        List<String> within = new ArrayList<>();
        List<String> without = new ArrayList<>();
        boolean absent = false;
        for (int at = 0; at < dimension.size(); at++) {
            boolean has = Bits.has(atoms, at);
            (has ? within : without).addAll(dimension.atoms().get(at).codes());
            absent = absent || has && dimension.atoms().get(at).isAbsent();
        }
        boolean turned = absent || within.contains(Universe.ANOTHER);
        return new Cell.Codes(turned ? without : within, turned);
    }

    private static Cell numbers(Dimension dimension, long[] atoms) {
        boolean absent = Bits.has(atoms, dimension.size() - 1);
        List<Cell.Interval> intervals = new ArrayList<>();
        for (int at = 0; at < dimension.size() - 1; at++) {
            if (Bits.has(atoms, at) != absent) {
                add(intervals, dimension.atoms().get(at).interval());
            }
        }
        return new Cell.Within(intervals, absent);
    }

    private static void add(List<Cell.Interval> intervals, Cell.@Nullable Interval next) {
        Cell.Interval last = intervals.isEmpty() ? null : intervals.get(intervals.size() - 1);
        if (next != null && last != null && last.to() != null && last.to().equals(next.from())) {
            intervals.set(intervals.size() - 1, new Cell.Interval(last.from(), next.to()));
        } else if (next != null) {
            intervals.add(next);
        }
    }
}
