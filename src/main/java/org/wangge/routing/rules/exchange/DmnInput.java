package org.wangge.routing.rules.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.RoutingFacts;
import org.wangge.routing.rules.Cell;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.FactValues;
import org.wangge.routing.rules.Predicates;
import org.wangge.routing.rules.Rule;

/**
 * A column of a table in DMN.
 *
 * @param name of the input, as expressions call it
 * @param words for a column of a set: those of which a report has some, or none; empty for other columns
 */
record DmnInput(String name, Column column, List<String> words) {

    static final String PREFIX = "report_";

    static String name(Column column) {
        return PREFIX + column.name().toLowerCase(Locale.ROOT);
    }

    /** The columns that rules use; of a set one for each choice of words. */
    static List<DmnInput> of(List<Rule> rules) {
        List<DmnInput> inputs = new ArrayList<>();
        for (Column column : Column.values()) {
            List<Cell> cells = rules.stream()
                    .map(rule -> rule.cells().get(column))
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .toList();
            if (column.kind() == Column.Kind.SET) {
                Set<List<String>> choices = new LinkedHashSet<>();
                cells.forEach(cell -> choices.add(((Cell.Codes) cell).values()));
                choices.forEach(
                        words -> inputs.add(new DmnInput(name(column) + "_" + (inputs.size() + 1), column, words)));
            } else if (!cells.isEmpty()) {
                inputs.add(new DmnInput(name(column), column, List.of()));
            }
        }
        return inputs;
    }

    String type() {
        return column.kind() == Column.Kind.NUMBER
                ? "number"
                : column == Column.URGENT || !words.isEmpty() ? "boolean" : "string";
    }

    String label() {
        return words.isEmpty() ? column.name() : column.name() + ": " + CellText.codes(words);
    }

    /** The test of a rule's cell. */
    String test(Rule rule) {
        Cell cell = rule.cells().get(column);
        if (words.isEmpty()) {
            return FeelText.of(column, cell);
        }
        return cell instanceof Cell.Codes codes && codes.values().equals(words)
                ? String.valueOf(!cell.negated())
                : FeelText.ANYTHING;
    }

    /** What a report has for it; null for nothing. */
    @Nullable
    Object value(RoutingFacts facts) {
        if (!words.isEmpty()) {
            return Predicates.accepts(column, new Cell.Codes(words, false), facts);
        }
        if (column.kind() == Column.Kind.NUMBER) {
            return FactValues.number(column, facts);
        }
        return column == Column.URGENT ? (Object) facts.urgent() : FactValues.code(column, facts);
    }

    /** The column with such a name; null when there is none. */
    static @Nullable Column column(String name) {
        return Arrays.stream(Column.values())
                .filter(column -> name(column).equals(name))
                .findFirst()
                .orElse(null);
    }
}
