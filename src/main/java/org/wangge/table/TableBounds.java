package org.wangge.table;

import java.util.List;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;

/** How much one table may hold, counted while it is read, so that no file takes the memory of others. */
final class TableBounds {

    static final int MOST_COLUMNS = 200;
    /** As many as a sheet has; the last is XFD. Those behind the last column may be there, but empty. */
    static final int COLUMNS_OF_A_SHEET = 16_384;
    /** As many characters as a cell of a sheet holds. */
    static final int LONGEST_CELL = 32_767;
    /** In CSV, where a boundary as well-known text has no other bound. */
    static final int LONGEST_TEXT = 1_000_000;
    /** Of all cells together. */
    static final int MOST_CHARACTERS = 16 * 1024 * 1024;
    /** That are not empty. */
    static final int MOST_CELLS = 1_000_000;

    private final int mostRows;
    private final int longest;
    private int rows;
    private int cells;
    private long characters;

    /** @param longest characters of a cell */
    TableBounds(int mostRows, int longest) {
        this.mostRows = mostRows;
        this.longest = longest;
    }

    /** Counts a row that is not empty, the headings first. Refuses {@code table.too-wide} and {@code table.too-large}. */
    List<String> counted(List<String> row) throws UnreadableTable {
        if (rows > mostRows) {
            throw new UnreadableTable("too many lines", true);
        }
        rows++;
        for (int column = 0; column < row.size(); column++) {
            int length = row.get(column).length();
            if (length > 0 && column >= MOST_COLUMNS) {
                throw tooWide();
            }
            if (length > longest) {
                throw tooLarge();
            }
            cells += length > 0 ? 1 : 0;
            characters += length;
        }
        if (cells > MOST_CELLS || characters > MOST_CHARACTERS) {
            throw tooLarge();
        }
        return row.size() > MOST_COLUMNS ? List.copyOf(row.subList(0, MOST_COLUMNS)) : row;
    }

    static Refused tooWide() {
        return new Refused(Refusal.of("table.too-wide", MOST_COLUMNS));
    }

    static Refused tooLarge() {
        return new Refused(Refusal.of("table.too-large", LONGEST_CELL));
    }
}
