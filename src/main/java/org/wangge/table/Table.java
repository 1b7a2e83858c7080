package org.wangge.table;

import java.util.List;
import java.util.Map;

/** A table as it was read: texts without the spaces around them, rows that are empty left out. */
public record Table(List<String> headings, List<Row> rows) {

    public Table {
        headings = List.copyOf(headings);
        rows = List.copyOf(rows);
    }

    /**
     * One row.
     *
     * @param line on which it begins, from 1
     * @param kinds of those cells that are no texts, by column
     */
    public record Row(int line, List<String> cells, Map<Integer, CellKind> kinds) {

        public Row {
            cells = List.copyOf(cells);
            kinds = Map.copyOf(kinds);
        }

        /** A row of texts. */
        public Row(int line, List<String> cells) {
            this(line, cells, Map.of());
        }

        /** The cell of a column, empty when the row is shorter. */
        public String cell(int column) {
            return column < cells.size() ? cells.get(column) : "";
        }

        /** The same, but empty for what a merged cell shows there. */
        public String own(int column) {
            return kind(column).isMerged() ? "" : cell(column);
        }

        /** What the cell of a column holds. */
        public CellKind kind(int column) {
            return kinds.getOrDefault(column, CellKind.TEXT);
        }
    }
}
