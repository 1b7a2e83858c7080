package org.wangge.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/** Reads the first sheet of a workbook that people see. */
public final class XlsxReader {

    /** What a workbook may hold when it is unpacked; one that holds more was made to hurt. */
    private static final long MOST_BYTES = 128L * 1024 * 1024;

    private static final int MOST_COLUMNS = 200;

    /** Cells by their formats; one that cannot be read is an error by itself and does not spoil the file. */
    private static final ReadingOptions WITH_FORMATS = new ReadingOptions(true, true);

    private XlsxReader() {}

    /** The first row has the headings. */
    public static Table read(byte[] file, int mostRows) throws UnreadableTable {
        refuseBomb(file);
        List<String> headings = List.of();
        List<Table.Row> rows = new ArrayList<>();
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file), WITH_FORMATS);
                Stream<Row> all = firstSheet(workbook).openStream()) {
            for (Iterator<Row> each = all.iterator(); each.hasNext(); ) {
                Table.Row row = row(each.next());
                boolean empty = row.cells().stream().allMatch(String::isEmpty);
                if (headings.isEmpty() && !empty) {
                    headings = row.cells();
                } else if (!empty) {
                    if (rows.size() == mostRows) {
                        throw new UnreadableTable("too many lines", true);
                    }
                    rows.add(row);
                }
            }
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

    /** Unpacks all of it once, with the library and by the directory that the reader goes by too, and keeps nothing. */
    private static void refuseBomb(byte[] file) throws UnreadableTable {
        byte[] some = new byte[64 * 1024];
        long bytes = 0;
        try (ZipFile parts = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            for (ZipArchiveEntry part : Collections.list(parts.getEntries())) {
                try (InputStream unpacked = parts.getInputStream(part)) {
                    for (int read = unpacked.read(some); read >= 0; read = unpacked.read(some)) {
                        bytes += read;
                        if (bytes > MOST_BYTES) {
                            throw new UnreadableTable("larger than a table can be", false);
                        }
                    }
                }
            }
        } catch (IOException | RuntimeException broken) {
            throw new UnreadableTable(String.valueOf(broken.getMessage()), false);
        }
        if (bytes == 0) {
            throw new UnreadableTable("not a workbook", false);
        }
    }

    private static Table.Row row(Row row) {
        int count = Math.min(row.getCellCount(), MOST_COLUMNS);
        List<String> cells = new ArrayList<>(count);
        Map<Integer, CellKind> kinds = new HashMap<>();
        for (int column = 0; column < count; column++) {
            XlsxCell cell = row.getOptionalCell(column).map(XlsxCell::of).orElse(XlsxCell.EMPTY);
            cells.add(cell.text());
            if (cell.kind() != CellKind.TEXT) {
                kinds.put(column, cell.kind());
            }
        }
        return new Table.Row(row.getRowNum(), cells, kinds);
    }
}
