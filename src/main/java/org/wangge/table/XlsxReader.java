package org.wangge.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/** Reads the first sheet of a workbook. */
public final class XlsxReader {

    /** What a workbook may hold when it is unpacked; one that holds more was made to hurt. */
    private static final long MOST_BYTES = 128L * 1024 * 1024;

    private static final int MOST_COLUMNS = 200;

    private XlsxReader() {}

    /** The first row has the headings. */
    public static Table read(byte[] file, int mostRows) throws UnreadableTable {
        refuseBomb(file);
        List<String> headings = List.of();
        List<Table.Row> rows = new ArrayList<>();
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file));
                Stream<Row> all = workbook.getFirstSheet().openStream()) {
            boolean first = true;
            for (Iterator<Row> each = all.iterator(); each.hasNext(); ) {
                Row row = each.next();
                List<String> cells = cells(row);
                boolean empty = cells.stream().allMatch(String::isEmpty);
                if (first && !empty) {
                    headings = cells;
                    first = false;
                } else if (!empty) {
                    if (rows.size() == mostRows) {
                        throw new UnreadableTable("too many lines", true);
                    }
                    rows.add(new Table.Row(row.getRowNum(), cells));
                }
            }
        } catch (IOException | RuntimeException broken) {
            // The library tells of what is wrong in a workbook in many ways.
            throw new UnreadableTable(String.valueOf(broken.getMessage()), false);
        }
        return new Table(headings, rows);
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

    private static List<String> cells(Row row) {
        int count = Math.min(row.getCellCount(), MOST_COLUMNS);
        List<String> cells = new ArrayList<>(count);
        for (int column = 0; column < count; column++) {
            cells.add(row.getOptionalCell(column).map(XlsxReader::text).orElse(""));
        }
        return cells;
    }

    /** A telephone number that was typed as a number comes with all its digits. */
    private static String text(Cell cell) {
        if (cell.getType() == CellType.NUMBER) {
            return cell.asNumber().stripTrailingZeros().toPlainString();
        }
        return CellTexts.restored(cell.getText().strip());
    }
}
