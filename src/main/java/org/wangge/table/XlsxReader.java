package org.wangge.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.wangge.shared.Refused;

/** Reads the first sheet of a workbook that people see. */
public final class XlsxReader {

    /** Cells by their formats; one that cannot be read is an error by itself and does not spoil the file. */
    private static final ReadingOptions WITH_FORMATS = new ReadingOptions(true, true);

    private XlsxReader() {}

    /** The first row has the headings. Refuses {@code table.too-wide} and {@code table.too-large}. */
    public static Table read(byte[] file, int mostRows) throws UnreadableTable {
        MergedCells merged = PackedWorkbook.check(file);
        TableBounds bounds = new TableBounds(mostRows, TableBounds.LONGEST_CELL);
        List<String> headings = List.of();
        List<Table.Row> rows = new ArrayList<>();
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file), WITH_FORMATS);
                Stream<Row> all = firstSheet(workbook).openStream()) {
            for (Iterator<Row> each = all.iterator(); each.hasNext(); ) {
                Table.Row row = row(each.next(), headings.size(), merged);
                if (isEmpty(row)) {
                    continue;
                }
                List<String> cells = bounds.counted(row.cells());
                if (headings.isEmpty()) {
                    headings = own(row, cells);
                } else {
                    rows.add(new Table.Row(row.line(), cells, row.kinds()));
                }
            }
        } catch (Refused known) {
            throw known;
        } catch (IOException | RuntimeException broken) {
            // The library tells of what is wrong in a workbook in many ways.
            throw new UnreadableTable(String.valueOf(broken.getMessage()), false);
        }
        return new Table(headings, rows);
    }

    private static Sheet firstSheet(ReadableWorkbook workbook) {
        return workbook.getSheets()
                .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
                .findFirst()
                .orElseGet(workbook::getFirstSheet);
    }

    private static boolean isEmpty(Table.Row row) {
        return own(row, row.cells()).stream().allMatch(String::isEmpty);
    }

    /** Without what merged cells show: a heading that spans columns heads the first. */
    private static List<String> own(Table.Row row, List<String> cells) {
        return IntStream.range(0, cells.size()).mapToObj(row::own).toList();
    }

    /** @param headed how many columns have headings: a row is as long, because what a merged cell covers need not be there */
    private static Table.Row row(Row row, int headed, MergedCells merged) {
        int count = Math.max(headed, row.getCellCount());
        List<String> cells = new ArrayList<>(count);
        Map<Integer, CellKind> kinds = new HashMap<>();
        for (int column = 0; column < count; column++) {
            XlsxCell cell = merged.shown(
                    row.getRowNum(),
                    column + 1,
                    row.getOptionalCell(column).map(XlsxCell::of).orElse(XlsxCell.EMPTY));
            cells.add(cell.text());
            if (cell.kind() != CellKind.TEXT) {
                kinds.put(column, cell.kind());
            }
        }
        return new Table.Row(row.getRowNum(), cells, kinds);
    }
}
