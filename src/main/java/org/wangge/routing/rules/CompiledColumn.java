package org.wangge.routing.rules;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.RoutingFacts;

/** One column of all rows, prepared: for each value that rows name, which of them take it. Answers are shared: not to be changed. */
sealed interface CompiledColumn {

    /** The rows whose cell takes the report. */
    long[] accepting(RoutingFacts facts);

    /** Empty cells take anything. */
    static CompiledColumn of(Column column, List<Rule> rules) {
        @Nullable
        Cell[] cells = rules.stream().map(rule -> rule.cells().get(column)).toArray(Cell[]::new);
        return switch (column.kind()) {
            case NUMBER -> Numbers.of(column, cells);
            case SET -> Members.of(column, cells);
            case CODES, TREE -> Named.of(column, cells);
        };
    }

    private static Stream<String> named(@Nullable Cell[] cells) {
        return Arrays.stream(cells)
                .filter(Objects::nonNull)
                .flatMap(cell -> ((Cell.Codes) cell).values().stream())
                .distinct();
    }

    /**
     * Codes and trees. What lies below a named code and below no deeper one is taken by the same rows.
     *
     * @param other for what no row names, and for nothing
     */
    record Named(Column column, Map<String, long[]> byCode, long[] other) implements CompiledColumn {

        static Named of(Column column, @Nullable Cell[] cells) {
            Map<String, long[]> byCode = new HashMap<>();
            named(cells).forEach(code -> byCode.put(code, taking(column, cells, code)));
            return new Named(column, byCode, taking(column, cells, null));
        }

        private static long[] taking(Column column, @Nullable Cell[] cells, @Nullable String code) {
            return Rows.where(
                    cells.length,
                    row -> !(cells[row] instanceof Cell.Codes cell) || Predicates.acceptsCode(column, cell, code));
        }

        @Override
        public long[] accepting(RoutingFacts facts) {
            String code = FactValues.code(column, facts);
            if (code == null) {
                return other;
            }
            long[] exact = byCode.get(code);
            return exact != null || column.kind() != Column.Kind.TREE
                    ? Objects.requireNonNullElse(exact, other)
                    : above(code);
        }

        private long[] above(String code) {
            for (String upper : Trees.upwards(column, code)) {
                long[] rows = byCode.get(upper);
                if (rows != null) {
                    return rows;
                }
            }
            return other;
        }
    }

    /**
     * Numbers, cut where an interval begins or ends.
     *
     * @param parts one more than cuts: the first for what lies before all cuts
     */
    record Numbers(Column column, double[] cuts, long[][] parts, long[] absent) implements CompiledColumn {

        static Numbers of(Column column, @Nullable Cell[] cells) {
            double[] cuts = cuts(Arrays.stream(cells)
                    .filter(Objects::nonNull)
                    .map(cell -> (Cell.Within) cell)
                    .toList());
            long[][] parts = new long[cuts.length + 1][];
            for (int part = 0; part < parts.length; part++) {
                parts[part] = taking(cells, part == 0 ? Double.NEGATIVE_INFINITY : cuts[part - 1]);
            }
            return new Numbers(column, cuts, parts, taking(cells, null));
        }

        private static long[] taking(@Nullable Cell[] cells, @Nullable Double number) {
            return Rows.where(
                    cells.length,
                    row -> !(cells[row] instanceof Cell.Within cell) || Predicates.acceptsNumber(cell, number));
        }

        /** Where intervals begin or end, in order. */
        static double[] cuts(List<Cell.Within> cells) {
            TreeSet<Double> cuts = new TreeSet<>();
            for (Cell.Within cell : cells) {
                for (Cell.Interval interval : cell.intervals()) {
                    Stream.of(interval.from(), interval.to()).forEach(end -> {
                        if (end != null) {
                            // Zero is one number, also when it is written with a minus.
                            cuts.add(end + 0.0);
                        }
                    });
                }
            }
            return cuts.stream().mapToDouble(Double::doubleValue).toArray();
        }

        @Override
        public long[] accepting(RoutingFacts facts) {
            Double number = FactValues.number(column, facts);
            if (number == null) {
                return absent;
            }
            int at = Arrays.binarySearch(cuts, number + 0.0);
            return parts[at >= 0 ? at + 1 : -at - 1];
        }
    }

    /**
     * Sets: rows that ask for any of their words, and rows that ask for none.
     *
     * @param byCode the rows that name it, turned round or not
     * @param none for a report that has no word that a row names
     * @param negated the rows that ask for none of theirs
     */
    record Members(Column column, Map<String, long[]> byCode, long[] none, long[] negated) implements CompiledColumn {

        static Members of(Column column, @Nullable Cell[] cells) {
            Map<String, long[]> byCode = new HashMap<>();
            named(cells)
                    .forEach(code -> byCode.put(
                            code,
                            Rows.where(
                                    cells.length,
                                    row -> cells[row] instanceof Cell.Codes cell
                                            && cell.values().contains(code))));
            return new Members(
                    column,
                    byCode,
                    Rows.where(
                            cells.length,
                            row -> cells[row] == null
                                    || Objects.requireNonNull(cells[row]).negated()),
                    Rows.where(cells.length, row -> cells[row] instanceof Cell.Codes cell && cell.negated()));
        }

        @Override
        public long[] accepting(RoutingFacts facts) {
            long[] rows = none;
            for (String member : FactValues.members(column, facts)) {
                long[] naming = byCode.get(member);
                if (naming != null) {
                    rows = rows == none ? none.clone() : rows;
                    for (int word = 0; word < rows.length; word++) {
                        rows[word] = (rows[word] | naming[word]) & ~(naming[word] & negated[word]);
                    }
                }
            }
            return rows;
        }
    }
}
