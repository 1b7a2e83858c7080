package org.wangge.table;

/** Cells that are texts, and nothing that a spreadsheet would run. */
final class CellTexts {

    private static final String DANGEROUS = "=+-@\t\r";

    private CellTexts() {}

    /** With an apostrophe before what a spreadsheet would take for a formula. */
    static String defused(String text) {
        return !text.isEmpty() && DANGEROUS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** Without the apostrophe that {@link #defused} put there. */
    static String restored(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && DANGEROUS.indexOf(cell.charAt(1)) >= 0
                ? cell.substring(1)
                : cell;
    }
}
