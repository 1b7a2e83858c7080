package org.wangge.routing.rules.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.rules.Cell;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.FactValues;
import org.wangge.routing.rules.Predicates;
import org.wangge.routing.rules.Rule;

/**
 * One direction in which reports differ, cut into atoms: no row tells two values of one atom apart. The kind of a category follows
 * from its code, so both columns are one direction. Each word is a direction of its own, of two atoms.
 */
record Dimension(Column column, List<Atom> atoms, Map<Key, long[]> accepted) {

    /** The cell of a column. */
    record Key(Column column, Cell cell) {}

    /**
     * Values that all rows treat alike.
     *
     * @param codes of codes or words; empty for the atom of a report that says nothing
     * @param interval of numbers
     */
    record Atom(List<String> codes, Cell.@Nullable Interval interval) {

        static final Atom ABSENT = new Atom(List.of(), null);

        boolean isAbsent() {
            return codes.isEmpty() && interval == null;
        }
    }

    int size() {
        return atoms.size();
    }

    long[] all() {
        return Bits.all(size());
    }

    /** The atoms that a cell takes. */
    long[] accepting(Column asked, Cell cell) {
        return Objects.requireNonNull(accepted.get(new Key(asked, cell)));
    }

    /** The atoms of which some code is such. */
    long[] having(Predicate<String> codes) {
        long[] bits = Bits.none(size());
        for (int at = 0; at < size(); at++) {
            if (atoms.get(at).codes().stream().anyMatch(codes)) {
                Bits.set(bits, at);
            }
        }
        return bits;
    }

    /** Of a column of codes or a tree; for categories with their kinds. */
    static Dimension ofCodes(Column column, List<Rule> rules, List<String> codes) {
        List<Key> keys = keys(rules, column == Column.CATEGORY ? List.of(column, Column.KIND) : List.of(column));
        Map<List<Boolean>, List<String>> alike = new LinkedHashMap<>();
        for (String code : codes) {
            alike.computeIfAbsent(answers(keys, code), none -> new ArrayList<>())
                    .add(code);
        }
        List<Atom> atoms = new ArrayList<>();
        List<List<Boolean>> answers = new ArrayList<>();
        alike.forEach((said, members) -> {
            atoms.add(new Atom(List.copyOf(members), null));
            answers.add(said);
        });
        if (Universe.mayBeAbsent(column)) {
            atoms.add(Atom.ABSENT);
            answers.add(answers(keys, null));
        }
        return of(column, atoms, keys, answers);
    }

    private static List<Key> keys(List<Rule> rules, List<Column> columns) {
        return columns.stream()
                .flatMap(column -> rules.stream()
                        .map(rule -> rule.cells().get(column))
                        .filter(Objects::nonNull)
                        .map(cell -> new Key(column, cell)))
                .distinct()
                .toList();
    }

    private static List<Boolean> answers(List<Key> keys, @Nullable String code) {
        Boolean[] answers = new Boolean[keys.size()];
        for (int at = 0; at < answers.length; at++) {
            Key key = keys.get(at);
            String value = key.column() == Column.KIND && code != null ? FactValues.kind(code) : code;
            answers[at] = Predicates.acceptsCode(key.column(), (Cell.Codes) key.cell(), value);
        }
        return Arrays.asList(answers);
    }

    private static Dimension of(Column column, List<Atom> atoms, List<Key> keys, List<List<Boolean>> answers) {
        Map<Key, long[]> accepted = new LinkedHashMap<>();
        for (int key = 0; key < keys.size(); key++) {
            long[] bits = Bits.none(atoms.size());
            for (int atom = 0; atom < atoms.size(); atom++) {
                if (answers.get(atom).get(key)) {
                    Bits.set(bits, atom);
                }
            }
            accepted.put(keys.get(key), bits);
        }
        return new Dimension(column, List.copyOf(atoms), accepted);
    }

    /** Of a column of numbers, which are never below zero, cut where intervals begin or end; the last atom is that of a report without a number. */
    static Dimension ofNumbers(Column column, List<Rule> rules) {
        List<Key> keys = keys(rules, List.of(column));
        TreeSet<Double> cuts = new TreeSet<>();
        keys.stream()
                .flatMap(key -> ((Cell.Within) key.cell()).intervals().stream())
                .flatMap(interval -> Stream.of(interval.from(), interval.to()))
                .filter(Objects::nonNull)
                .filter(end -> end > 0)
                .forEach(cuts::add);
        List<Atom> atoms = new ArrayList<>();
        List<List<Boolean>> answers = new ArrayList<>();
        double from = 0;
        for (Double to : cuts) {
            atoms.add(new Atom(List.of(), new Cell.Interval(from, to)));
            from = to;
        }
        atoms.add(new Atom(List.of(), new Cell.Interval(from, null)));
        atoms.add(Atom.ABSENT);
        for (Atom atom : atoms) {
            Double number = atom.interval() == null ? null : atom.interval().from();
            answers.add(keys.stream()
                    .map(key -> Predicates.acceptsNumber((Cell.Within) key.cell(), number))
                    .toList());
        }
        return of(column, atoms, keys, answers);
    }

    /** Words that stand in the same cells, of which a report has some or none: the first atom is none. */
    static Dimension ofWords(Column column, List<String> words) {
        return new Dimension(column, List.of(Atom.ABSENT, new Atom(List.copyOf(words), null)), Map.of());
    }
}
