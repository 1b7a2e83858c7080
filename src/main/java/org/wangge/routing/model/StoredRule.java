package org.wangge.routing.model;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.rules.Cell;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.Outcome;
import org.wangge.routing.rules.Rule;

/** A row as stored: its cells with what they are told apart by. */
public record StoredRule(
        String id,
        List<StoredCell> cells,
        Outcome outcome,
        @Nullable String note) {

    /**
     * A cell as stored.
     *
     * @param values of a column of codes, null for numbers
     * @param intervals of a column of numbers, null for codes
     */
    public record StoredCell(
            Column column,
            @Nullable List<String> values,
            @Nullable List<Cell.Interval> intervals,
            boolean negated) {

        static StoredCell of(Column column, Cell cell) {
            return cell instanceof Cell.Within within
                    ? new StoredCell(column, null, within.intervals(), within.negated())
                    : new StoredCell(column, ((Cell.Codes) cell).values(), null, cell.negated());
        }

        Cell cell() {
            return intervals == null
                    ? new Cell.Codes(values == null ? List.of() : values, negated)
                    : new Cell.Within(intervals, negated);
        }
    }

    public static StoredRule of(Rule rule) {
        return new StoredRule(
                rule.id(),
                rule.cells().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> StoredCell.of(entry.getKey(), entry.getValue()))
                        .toList(),
                rule.outcome(),
                rule.note());
    }

    public static List<StoredRule> of(List<Rule> rules) {
        return rules.stream().map(StoredRule::of).toList();
    }

    public Rule rule() {
        Map<Column, Cell> byColumn = new EnumMap<>(Column.class);
        cells.forEach(cell -> byColumn.put(cell.column(), cell.cell()));
        return new Rule(id, byColumn, outcome, note);
    }
}
