package org.wangge.routing.rules.exchange;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.rules.Cell;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.exchange.ReadRules.Code;

/** Reads the unary tests that {@link FeelText} writes, and those that say the same; all other FEEL is refused. */
final class FeelTests {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|(-?\\d{1,400}+(?:\\.\\d{1,400}+)?+)(?![.\\d]\\d|[A-Za-z])"
                    + "|(\\.\\.|<=|>=|[<>\\[\\](),])|(not|true|false)\\b)\\s*");

    /** A test that cannot be a cell. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final Code code;

        Refused(Code code) {
            super(code.name());
            this.code = code;
        }

        Code code() {
            return code;
        }
    }

    private record Token(String sign, @Nullable String text) {}

    private final Column column;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private FeelTests(Column column) {
        this.column = column;
    }

    /** The cell that a test stands for; null when it takes anything. */
    static @Nullable Cell read(Column column, String text) throws Refused {
        if (text.isEmpty() || text.equals(FeelText.ANYTHING)) {
            return null;
        }
        FeelTests tests = new FeelTests(column);
        tests.cut(text);
        return tests.cell();
    }

    /** Text, or null, of an output. */
    static @Nullable String literal(String text) throws Refused {
        Matcher token = TOKEN.matcher(text);
        if (text.equals("null") || text.isEmpty()) {
            return null;
        }
        if (!token.matches() || token.group(1) == null && token.group(2) == null) {
            throw new Refused(Code.FEEL_EXPRESSION);
        }
        return token.group(1) == null ? token.group(2) : unquoted(token.group(1));
    }

    private static String unquoted(String text) {
        StringBuilder plain = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char sign = text.charAt(at);
            if (sign == '\\') {
                at++;
                plain.append(text.charAt(at) == 'n' ? '\n' : text.charAt(at));
            } else {
                plain.append(sign);
            }
        }
        return plain.toString();
    }

    private void cut(String text) throws Refused {
        Matcher next = TOKEN.matcher(text);
        int from = 0;
        while (from < text.length()) {
            if (!next.region(from, text.length()).lookingAt()) {
                throw new Refused(Code.FEEL_EXPRESSION);
            }
            if (next.group(1) != null) {
                tokens.add(new Token("text", unquoted(next.group(1))));
            } else if (next.group(2) != null) {
                tokens.add(new Token("number", next.group(2)));
            } else {
                tokens.add(new Token(next.group(3) == null ? next.group(4) : next.group(3), null));
            }
            from = next.end();
        }
    }

    private boolean take(String sign) {
        boolean there = at < tokens.size() && tokens.get(at).sign().equals(sign);
        at += there ? 1 : 0;
        return there;
    }

    private void need(String sign) throws Refused {
        if (!take(sign)) {
            throw new Refused(Code.FEEL_EXPRESSION);
        }
    }

    private String value(String sign) throws Refused {
        need(sign);
        return String.valueOf(tokens.get(at - 1).text());
    }

    private Cell cell() throws Refused {
        boolean negated = take("not");
        if (negated) {
            need("(");
        }
        Cell cell = column.kind() == Column.Kind.NUMBER ? numbers(negated) : codes(negated);
        if (negated) {
            need(")");
        }
        if (at < tokens.size()) {
            throw new Refused(Code.FEEL_EXPRESSION);
        }
        return cell;
    }

    private Cell numbers(boolean negated) throws Refused {
        List<Cell.Interval> intervals = new ArrayList<>();
        do {
            intervals.add(interval());
        } while (take(","));
        return new Cell.Within(intervals, negated);
    }

    private Cell.Interval interval() throws Refused {
        if (take("<")) {
            return new Cell.Interval(null, number());
        }
        if (take(">=")) {
            double from = number();
            return new Cell.Interval(from == FeelText.LEAST.doubleValue() ? null : from, null);
        }
        if (!take("[")) {
            // Single numbers, and intervals that have their end and not their beginning, are none of ours.
            throw new Refused(isNumeric() ? Code.BAD_INTERVAL : Code.FEEL_EXPRESSION);
        }
        double from = number();
        need("..");
        double to = number();
        if (from >= to || !closes()) {
            throw new Refused(Code.BAD_INTERVAL);
        }
        return new Cell.Interval(from, to);
    }

    private boolean isNumeric() {
        return tokens.stream().anyMatch(token -> token.sign().equals("number"))
                && tokens.stream().noneMatch(token -> token.sign().equals("text"));
    }

    /** Both forms of an end that is not included. */
    private boolean closes() {
        return take(")") || take("[");
    }

    private double number() throws Refused {
        double number = new BigDecimal(value("number")).doubleValue();
        if (Double.isInfinite(number)) {
            throw new Refused(Code.BAD_INTERVAL);
        }
        return number;
    }

    private Cell codes(boolean negated) throws Refused {
        List<String> codes = new ArrayList<>();
        do {
            codes.add(code());
        } while (take(","));
        return new Cell.Codes(codes, negated);
    }

    private String code() throws Refused {
        if (column == Column.URGENT) {
            if (take("true")) {
                return "true";
            }
            need("false");
            return "false";
        }
        if (column == Column.CATEGORY && take("[")) {
            String prefix = value("text");
            need("..");
            if (!FeelText.isPrefix(prefix) || !value("text").equals(FeelText.afterAll(prefix)) || !closes()) {
                throw new Refused(Code.BAD_INTERVAL);
            }
            return prefix;
        }
        String code = value("text");
        if (code.isBlank()) {
            throw new Refused(Code.BAD_CELL);
        }
        if (column == Column.AREA) {
            below(code);
        } else if (column == Column.CATEGORY && FeelText.isPrefix(code)) {
            // It would mean the group alone, without what lies below.
            throw new Refused(Code.BAD_CELL);
        }
        return code;
    }

    /** An area stands with the interval of what lies below it. */
    private void below(String area) throws Refused {
        if (!take(",") || !take("[")) {
            throw new Refused(Code.BAD_INTERVAL);
        }
        String from = value("text");
        need("..");
        if (!from.equals(area + "/") || !value("text").equals(area + "0") || !closes()) {
            throw new Refused(Code.BAD_INTERVAL);
        }
    }
}
