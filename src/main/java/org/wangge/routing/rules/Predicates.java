package org.wangge.routing.rules;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.RoutingFacts;

/**
 * What a cell means, said as plainly as it can be. The compiled table must answer the same; tests compare them.
 */
public final class Predicates {

    private Predicates() {}

    /** Whether a rule takes a report. */
    public static boolean matches(Rule rule, RoutingFacts facts) {
        for (Map.Entry<Column, Cell> cell : rule.cells().entrySet()) {
            if (!accepts(cell.getKey(), cell.getValue(), facts)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the cell of a column takes a report. */
    public static boolean accepts(Column column, Cell cell, RoutingFacts facts) {
        return switch (column.kind()) {
            case NUMBER -> acceptsNumber((Cell.Within) cell, FactValues.number(column, facts));
            case SET -> acceptsAny((Cell.Codes) cell, FactValues.members(column, facts));
            case CODES, TREE -> acceptsCode(column, (Cell.Codes) cell, FactValues.code(column, facts));
        };
    }

    /** For one code, or null for none. */
    public static boolean acceptsCode(Column column, Cell.Codes cell, @Nullable String code) {
        return cell.negated() != (code != null && isAmong(column, cell.values(), code));
    }

    private static boolean isAmong(Column column, List<String> values, String code) {
        if (column.kind() != Column.Kind.TREE) {
            return values.contains(code);
        }
        for (String value : values) {
            if (Trees.lies(column, code, value)) {
                return true;
            }
        }
        return false;
    }

    static boolean acceptsAny(Cell.Codes cell, Collection<String> members) {
        boolean any = false;
        for (String member : members) {
            any = any || cell.values().contains(member);
        }
        return cell.negated() != any;
    }

    /** For one number, or null for none. */
    public static boolean acceptsNumber(Cell.Within cell, @Nullable Double number) {
        boolean within = false;
        if (number != null) {
            for (Cell.Interval interval : cell.intervals()) {
                within = within || contains(interval, number);
            }
        }
        return cell.negated() != within;
    }

    private static boolean contains(Cell.Interval interval, double number) {
        return (interval.from() == null || number >= interval.from())
                && (interval.to() == null || number < interval.to());
    }
}
