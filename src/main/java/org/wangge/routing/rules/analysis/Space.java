package org.wangge.routing.rules.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.rules.Cell;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.Rule;

/**
 * All reports that there can be, as far as rows tell them apart: a box of some dimensions. Columns are taken to be independent of
 * each other, except a category and its kind: what a duty list says today may be otherwise tomorrow.
 *
 * @param rows by their numbers: what each demands
 */
record Space(List<Rule> rules, List<Dimension> dimensions, List<List<Clause>> rows) {

    static Space of(List<Rule> rules, Known known) {
        Universe universe = new Universe(rules, known);
        List<Dimension> dimensions = new ArrayList<>();
        Map<Column, Integer> places = new HashMap<>();
        Map<Column, Map<String, Integer>> words = new HashMap<>();
        for (Column column : Column.values()) {
            if (column == Column.KIND || !isUsed(column, rules)) {
                continue;
            }
            switch (column.kind()) {
                case SET -> words.put(column, words(column, rules, universe, dimensions));
                case NUMBER -> {
                    places.put(column, dimensions.size());
                    dimensions.add(Dimension.ofNumbers(column, rules));
                }
                case CODES, TREE -> {
                    places.put(column, dimensions.size());
                    dimensions.add(Dimension.ofCodes(column, rules, universe.codes(column)));
                }
            }
        }
        List<List<Clause>> rows = rules.stream()
                .map(rule -> clauses(rule, dimensions, places, words))
                .toList();
        return new Space(List.copyOf(rules), List.copyOf(dimensions), rows);
    }

    /** Who gets a report depends on the duty class also where no row looks at it. */
    private static boolean isUsed(Column column, List<Rule> rules) {
        return column == Column.DUTY
                || rules.stream()
                        .anyMatch(rule -> rule.cells().containsKey(column)
                                || column == Column.CATEGORY && rule.cells().containsKey(Column.KIND));
    }

    private static Map<String, Integer> words(
            Column column, List<Rule> rules, Universe universe, List<Dimension> dimensions) {
        Map<List<Cell>, List<String>> alike = new LinkedHashMap<>();
        for (String word : universe.named(column)) {
            List<Cell> naming = rules.stream()
                    .map(rule -> rule.cells().get(column))
                    .filter(cell ->
                            cell instanceof Cell.Codes codes && codes.values().contains(word))
                    .map(Objects::requireNonNull)
                    .distinct()
                    .toList();
            alike.computeIfAbsent(naming, none -> new ArrayList<>()).add(word);
        }
        Map<String, Integer> places = new HashMap<>();
        alike.values().forEach(together -> {
            together.forEach(word -> places.put(word, dimensions.size()));
            dimensions.add(Dimension.ofWords(column, together));
        });
        return places;
    }

    private static List<Clause> clauses(
            Rule rule,
            List<Dimension> dimensions,
            Map<Column, Integer> places,
            Map<Column, Map<String, Integer>> words) {
        List<Clause> clauses = new ArrayList<>();
        for (Column column : Column.values()) {
            Cell cell = rule.cells().get(column);
            if (cell == null) {
                continue;
            }
            if (column.kind() == Column.Kind.SET) {
                addWords(clauses, (Cell.Codes) cell, Objects.requireNonNull(words.get(column)));
            } else {
                int place = Objects.requireNonNull(places.get(column == Column.KIND ? Column.CATEGORY : column));
                clauses.add(Clause.of(place, dimensions.get(place).accepting(column, cell)));
            }
        }
        return together(clauses);
    }

    private static void addWords(List<Clause> clauses, Cell.Codes cell, Map<String, Integer> places) {
        int[] dimensions =
                cell.values().stream().mapToInt(places::get).distinct().toArray();
        if (cell.negated()) {
            for (int dimension : dimensions) {
                clauses.add(Clause.of(dimension, Bits.only(2, 0)));
            }
        } else {
            long[][] allowed = new long[dimensions.length][];
            Arrays.fill(allowed, Bits.only(2, 1));
            clauses.add(new Clause(dimensions, allowed));
        }
    }

    /** A category and its kind are one demand. */
    private static List<Clause> together(List<Clause> clauses) {
        Map<Integer, Clause> byDimension = new LinkedHashMap<>();
        List<Clause> of = new ArrayList<>();
        for (Clause clause : clauses) {
            if (clause.isSingle()) {
                byDimension.merge(
                        clause.dimensions()[0],
                        clause,
                        (one, two) -> Clause.of(one.dimensions()[0], Bits.and(one.allowed()[0], two.allowed()[0])));
            } else {
                of.add(clause);
            }
        }
        of.addAll(0, byDimension.values());
        return List.copyOf(of);
    }

    /** All reports. */
    long[][] all() {
        return dimensions.stream().map(Dimension::all).toArray(long[][]::new);
    }

    /** The dimension of a column that has one; -1 when rows do not look at it. */
    int place(Column column) {
        for (int at = 0; at < dimensions.size(); at++) {
            if (dimensions.get(at).column() == column) {
                return at;
            }
        }
        return -1;
    }

    /** A box narrowed to some atoms; as it is when rows do not look at the column; null when nothing is left. */
    long @Nullable [][] narrowed(long[][] box, Column column, Function<Dimension, long[]> atoms) {
        int place = place(column);
        if (place < 0) {
            return box;
        }
        long[][] narrow = box.clone();
        narrow[place] = Bits.and(box[place], atoms.apply(dimensions.get(place)));
        return Bits.isEmpty(narrow[place]) ? null : narrow;
    }

    /** The parts of a box that a row takes: none, one, or one for each word it asks for. */
    List<long[][]> taken(long[][] box, int row) {
        List<long[][]> parts = Collections.singletonList(box);
        for (Clause clause : rows.get(row)) {
            List<long[][]> narrower = new ArrayList<>();
            for (long[][] part : parts) {
                for (int by = 0; by < clause.dimensions().length; by++) {
                    long[][] met = clause.met(part, by);
                    if (!Bits.isEmpty(met[clause.dimensions()[by]])) {
                        narrower.add(met);
                    }
                }
            }
            parts = narrower;
        }
        return parts;
    }

    boolean goesOn(int row) {
        return rules.get(row).outcome().goOn();
    }

    /** The rows above one that decide. */
    int[] decidingAbove(int row) {
        return IntStream.range(0, row).filter(above -> !goesOn(above)).toArray();
    }

    List<String> ids(int... of) {
        return Arrays.stream(of).mapToObj(row -> rules.get(row).id()).toList();
    }
}
