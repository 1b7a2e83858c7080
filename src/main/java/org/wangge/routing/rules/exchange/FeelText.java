package org.wangge.routing.rules.exchange;

import java.math.BigDecimal;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.rules.Cell;
import org.wangge.routing.rules.Column;

/**
 * Cells as unary tests of S-FEEL. A tree is said by intervals of texts, which is exact: after a slash comes the zero. Turned round,
 * an absent fact passes, as it does here.
 */
final class FeelText {

    static final String ANYTHING = "-";
    /** From it on all numbers: in place of an interval without ends. No accuracy is below zero. */
    static final BigDecimal LEAST = BigDecimal.valueOf(-1_000_000_000);

    private FeelText() {}

    static String of(Column column, @Nullable Cell cell) {
        if (cell == null) {
            return ANYTHING;
        }
        Stream<String> tests = cell instanceof Cell.Codes codes
                ? codes.values().stream().map(code -> code(column, code))
                : ((Cell.Within) cell).intervals().stream().map(FeelText::interval);
        String all = tests.collect(Collectors.joining(", "));
        return cell.negated() ? "not(" + all + ")" : all;
    }

    private static String code(Column column, String code) {
        return switch (column) {
            case AREA -> quoted(code) + ", [" + quoted(code + "/") + ".." + quoted(code + "0") + ")";
            case CATEGORY -> isPrefix(code) ? "[" + quoted(code) + ".." + quoted(afterAll(code)) + ")" : quoted(code);
            case URGENT -> code;
            default -> quoted(code);
        };
    }

    /** A letter or a group, with all that lies below. */
    static boolean isPrefix(String category) {
        return category.length() == 1 || category.length() == 3;
    }

    /** The first text after all that begin with this one. */
    static String afterAll(String prefix) {
        int last = prefix.length() - 1;
        return prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
    }

    static String quoted(@Nullable String text) {
        return text == null
                ? "null"
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private static String interval(Cell.Interval interval) {
        Double from = interval.from();
        Double to = interval.to();
        if (from == null) {
            return to == null ? ">= " + LEAST : "< " + number(to);
        }
        return to == null ? ">= " + number(from) : "[" + number(from) + ".." + number(to) + ")";
    }

    static String number(double number) {
        return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }
}
