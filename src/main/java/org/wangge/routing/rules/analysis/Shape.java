package org.wangge.routing.rules.analysis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.rules.Cell;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.Outcome;
import org.wangge.routing.rules.Outcome.Target;
import org.wangge.routing.rules.Rule;

/** What can be said of each row by itself, and of rows that are the same. */
final class Shape {

    private final List<Rule> rules;
    private final Universe universe;
    private final Known known;
    private final List<Finding> findings = new ArrayList<>();

    private Shape(List<Rule> rules, Known known) {
        this.rules = rules;
        this.universe = new Universe(rules, known);
        this.known = known;
    }

    static List<Finding> findings(List<Rule> rules, Known known) {
        Shape shape = new Shape(rules, known);
        Set<String> ids = new HashSet<>();
        Map<Object, String> seen = new HashMap<>();
        for (Rule rule : rules) {
            if (!ids.add(rule.id())) {
                shape.add(Finding.Code.SAME_ID, rule, null, rule.id());
            }
            String same = seen.putIfAbsent(meaning(rule), rule.id());
            if (same != null) {
                shape.findings.add(
                        new Finding(Finding.Code.SAME_ROW, List.of(rule.id(), same), null, null, null, null));
            }
            rule.cells().forEach((column, cell) -> shape.look(rule, column, cell));
            shape.look(rule, rule.outcome());
        }
        return shape.findings;
    }

    /** Two rows that go on are the same only when they tell the same people. */
    private static Object meaning(Rule rule) {
        Map<Column, Object> cells = new EnumMap<>(Column.class);
        rule.cells().forEach((column, cell) -> cells.put(column, meaning(cell)));
        return List.of(cells, rule.outcome().goOn() ? rule.outcome() : "decides");
    }

    private static Object meaning(Cell cell) {
        return List.of(
                cell.negated(),
                Set.copyOf(cell instanceof Cell.Codes codes ? codes.values() : ((Cell.Within) cell).intervals()));
    }

    private void add(Finding.Code code, Rule rule, @Nullable Column column, String value) {
        findings.add(new Finding(code, List.of(rule.id()), column, value, null, null));
    }

    private void look(Rule rule, Column column, Cell cell) {
        Optional<String> fault = fault(column, cell);
        if (fault.isPresent()) {
            add(Finding.Code.MALFORMED_CELL, rule, column, fault.get());
        } else if (cell instanceof Cell.Codes codes) {
            codes.values().stream()
                    .filter(code -> !universe.exists(column, code))
                    .forEach(code -> add(Finding.Code.UNKNOWN_CODE, rule, column, code));
        }
    }

    /** What is wrong with a cell; empty for one that can be compiled and says something. */
    static Optional<String> fault(Column column, Cell cell) {
        if (cell instanceof Cell.Codes codes) {
            boolean fits =
                    column.kind() != Column.Kind.NUMBER && !codes.values().isEmpty();
            return fits && codes.values().stream().noneMatch(String::isBlank)
                    ? Optional.empty()
                    : Optional.of(String.join(", ", codes.values()));
        }
        List<Cell.Interval> intervals = ((Cell.Within) cell).intervals();
        if (column.kind() != Column.Kind.NUMBER || intervals.isEmpty()) {
            return Optional.of(String.valueOf(intervals.size()));
        }
        return intervals.stream()
                .filter(interval -> !isInterval(interval))
                .findFirst()
                .map(interval -> interval.from() + ".." + interval.to());
    }

    private static boolean isInterval(Cell.Interval interval) {
        double from = interval.from() == null ? 0 : interval.from();
        double to = interval.to() == null ? Double.MAX_VALUE : interval.to();
        // Not a number is not less than anything.
        return from < to && Double.isFinite(from) && Double.isFinite(to);
    }

    private void look(Rule rule, Outcome outcome) {
        Target target = outcome.target();
        String code = outcome.code();
        boolean needsCode = target == Target.OFFICE || target == Target.DEPARTMENT || target == Target.PERSON;
        if (outcome.goOn()
                ? target != null
                        || outcome.clockProfile() != null
                        || outcome.watchers().isEmpty()
                : target == null) {
            add(Finding.Code.MALFORMED_OUTCOME, rule, null, target == null ? "" : target.name());
        } else if (needsCode != (code != null)) {
            add(Finding.Code.MALFORMED_OUTCOME, rule, null, code == null ? String.valueOf(target) : code);
        } else if (target != null && code != null && !known.exists(target, code)) {
            add(Finding.Code.UNKNOWN_RECEIVER, rule, null, code);
        }
        if (outcome.clockProfile() != null && !known.hasClockProfile(outcome.clockProfile())) {
            add(Finding.Code.UNKNOWN_CLOCK_PROFILE, rule, null, outcome.clockProfile());
        }
        outcome.watchers().stream()
                .filter(watcher -> !known.canWatch(watcher))
                .forEach(watcher -> add(Finding.Code.UNKNOWN_WATCHER, rule, null, watcher));
    }
}
