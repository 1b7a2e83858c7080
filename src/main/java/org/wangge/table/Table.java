package org.wangge.table;

import java.util.List;

/** A table as it was read: texts without the spaces around them, rows that are empty left out. */
public record Table(List<String> headings, List<Row> rows) {

    public Table {
        headings = List.copyOf(headings);
        rows = List.copyOf(rows);
    }

    /**
     * One row.
     *
     * @param line on which it stands, from 1
     */
    public record Row(int line, List<String> cells) {

        public Row {
            cells = List.copyOf(cells);
        }

        /** The cell of a column, empty when the row is shorter. */
        public String cell(int column) {
            return column < cells.size() ? cells.get(column) : "";
        }
    }
}
