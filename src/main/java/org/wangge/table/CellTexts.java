package org.wangge.table;

import java.util.regex.Pattern;

/** Cells that are texts, and nothing that a spreadsheet would run. */
final class CellTexts {

    /** Narrow and wide, because a spreadsheet in Chinese takes either; a tab or a line end hides what follows. */
    private static final String DANGEROUS = "=+-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n";

    private static final char MARK = '\'';
    /** {@code ="0123"}: so some programs keep the zeros of a number in CSV. */
    private static final Pattern QUOTED = Pattern.compile("=\"([^\"]*)\"");

    private CellTexts() {}

    /** With an apostrophe before what a spreadsheet would take for a formula, and before what {@link #restored} would take it from. */
    static String defused(String text) {
        return !text.isEmpty() && DANGEROUS.indexOf(text.charAt(0)) >= 0 || isMarked(text) ? MARK + text : text;
    }

    /** Without the apostrophe that {@link #defused} put there, or that somebody put before a number to keep it as it is. */
    static String restored(String cell) {
        if (isMarked(cell)) {
            return cell.substring(1);
        }
        var quoted = QUOTED.matcher(cell);
        return quoted.matches() ? quoted.group(1) : cell;
    }

    private static boolean isMarked(String text) {
        if (text.length() < 2 || text.charAt(0) != MARK) {
            return false;
        }
        char second = text.charAt(1);
        return DANGEROUS.indexOf(second) >= 0 || second == MARK || Character.isDigit(second);
    }
}
