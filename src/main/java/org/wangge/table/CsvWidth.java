package org.wangge.table;

/**
 * Counts the columns of every record before any record is made, because a line of a million cells takes far more memory than its
 * file. A quote opens only at the start of a cell, as for the library that reads it afterwards.
 */
final class CsvWidth {

    private static final char QUOTE = '"';

    private final char separator;
    private int columns = 1;
    private boolean atStart = true;
    private boolean quoted;

    private CsvWidth(char separator) {
        this.separator = separator;
    }

    /** Refuses {@code table.too-wide}. */
    static void check(String text, char separator) {
        CsvWidth width = new CsvWidth(separator);
        for (int at = 0; at < text.length(); at++) {
            width.next(text.charAt(at));
        }
    }

    /** A doubled quote within quotes closes and opens again. */
    private void next(char read) {
        if (read == QUOTE && (quoted || atStart)) {
            quoted = !quoted;
            // What follows is either the end of the cell or the second of two quotes.
            atStart = !quoted;
        } else if (quoted) {
            return;
        } else if (read == separator) {
            columns++;
            atStart = true;
            if (columns > TableBounds.COLUMNS_OF_A_SHEET) {
                throw TableBounds.tooWide();
            }
        } else if (read == '\n' || read == '\r') {
            columns = 1;
            atStart = true;
        } else if (!Character.isWhitespace(read)) {
            atStart = false;
        }
    }
}
