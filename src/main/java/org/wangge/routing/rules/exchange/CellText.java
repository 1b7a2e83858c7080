package org.wangge.routing.rules.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.rules.Cell;
import org.wangge.routing.rules.Column;
import org.wangge.shared.Texts;

/**
 * Cells as people write them: {@code A, B}, {@code not A, B}, {@code [0,50), [100,)}; nothing for anything. A code that could be
 * misread stands in quotation marks.
 */
public final class CellText {

    private static final String NOT = "not ";
    private static final Pattern PLAIN = Pattern.compile("[^\\s,，\"\\[\\]()]+");
    private static final Pattern CODE = Pattern.compile("\\s*(?:\"((?:[^\"]|\"\")*+)\"|([^,，\"]*?))\\s*(?:[,，]|$)");
    private static final Pattern INTERVAL =
            Pattern.compile("\\s*\\[\\s*([^,\\[\\]()]*?)\\s*,\\s*([^,\\[\\]()]*?)\\s*\\)\\s*(?:,|$)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(?:\\.\\d{1,15})?(?:E-?\\d{1,3})?");

    private CellText() {}

    /** Empty for no cell. */
    public static String of(@Nullable Cell cell) {
        if (cell == null) {
            return "";
        }
        String values = cell instanceof Cell.Codes codes
                ? codes(codes.values())
                : ((Cell.Within) cell)
                        .intervals().stream().map(CellText::interval).collect(Collectors.joining(", "));
        return cell.negated() ? NOT + values : values;
    }

    /** Several codes with commas between them. */
    static String codes(List<String> codes) {
        return codes.stream().map(CellText::code).collect(Collectors.joining(", "));
    }

    private static String code(String code) {
        return PLAIN.matcher(code).matches() && !code.equals("not") ? code : '"' + code.replace("\"", "\"\"") + '"';
    }

    private static String interval(Cell.Interval interval) {
        return "[" + number(interval.from()) + "," + number(interval.to()) + ")";
    }

    private static String number(@Nullable Double number) {
        return number == null ? "" : Texts.number(number);
    }

    /** The cell of a column that a text stands for; empty when it stands for none. The text is not blank. */
    public static Optional<Cell> read(Column column, String text) {
        boolean negated = text.startsWith(NOT);
        String values = negated ? text.substring(NOT.length()) : text;
        return column.kind() == Column.Kind.NUMBER
                ? intervals(values).map(intervals -> new Cell.Within(intervals, negated))
                : codes(values).map(codes -> new Cell.Codes(codes, negated));
    }

    /** Codes with commas between them; empty when they cannot be told apart. */
    static Optional<List<String>> codes(String text) {
        List<String> codes = new ArrayList<>();
        Matcher next = CODE.matcher(text);
        int at = 0;
        while (at < text.length() || endsOpen(text, at)) {
            if (!next.region(at, text.length()).lookingAt()) {
                return Optional.empty();
            }
            String code = next.group(1) != null ? next.group(1).replace("\"\"", "\"") : next.group(2);
            if (code.isBlank()) {
                return Optional.empty();
            }
            codes.add(code);
            at = next.end();
            if (at >= text.length() && !endsOpen(text, at)) {
                break;
            }
        }
        return codes.isEmpty() ? Optional.empty() : Optional.of(codes);
    }

    /** Whether a comma is the last, so that a code is missing. */
    private static boolean endsOpen(String text, int at) {
        return at > 0 && at == text.length() && (text.charAt(at - 1) == ',' || text.charAt(at - 1) == '，');
    }

    private static Optional<List<Cell.Interval>> intervals(String text) {
        List<Cell.Interval> intervals = new ArrayList<>();
        Matcher next = INTERVAL.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!next.region(at, text.length()).lookingAt()) {
                return Optional.empty();
            }
            Optional<Cell.Interval> interval = interval(next.group(1), next.group(2));
            if (interval.isEmpty()) {
                return Optional.empty();
            }
            intervals.add(interval.get());
            at = next.end();
        }
        return intervals.isEmpty() || text.strip().endsWith(",") ? Optional.empty() : Optional.of(intervals);
    }

    /** Ends that are empty are open; empty for what is no number, or ends before it begins. */
    static Optional<Cell.Interval> interval(String from, String to) {
        if (!from.isEmpty() && !NUMBER.matcher(from).matches()
                || !to.isEmpty() && !NUMBER.matcher(to).matches()) {
            return Optional.empty();
        }
        Double first = from.isEmpty() ? null : Double.valueOf(from);
        Double last = to.isEmpty() ? null : Double.valueOf(to);
        return first != null && last != null && first >= last
                ? Optional.empty()
                : Optional.of(new Cell.Interval(first, last));
    }
}
