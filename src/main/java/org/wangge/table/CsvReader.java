package org.wangge.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads CSV as offices send it: in UTF-8 with or without a mark, or in GB 18030 as spreadsheets here save it. */
public final class CsvReader {

    private static final String MARK = "\uFEFF";
    private static final String CHINESE = "GB18030";
    private static final char[] SEPARATORS = {',', ';', '\t'};

    private CsvReader() {}

    /** The first line has the headings. */
    public static Table read(byte[] file, int mostRows) throws UnreadableTable {
        String text = text(file);
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator(text))
                .setIgnoreEmptyLines(true)
                .setIgnoreSurroundingSpaces(true)
                .get();
        List<String> headings = List.of();
        List<Table.Row> rows = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(text, format)) {
            boolean first = true;
            for (CSVRecord record : parser) {
                List<String> cells = record.stream()
                        .map(cell -> CellTexts.restored(cell.strip()))
                        .toList();
                if (first) {
                    headings = cells;
                    first = false;
                } else if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
                    if (rows.size() == mostRows) {
                        throw new UnreadableTable("too many lines", true);
                    }
                    rows.add(new Table.Row((int) parser.getCurrentLineNumber(), cells));
                }
            }
        } catch (IOException | UncheckedIOException | IllegalStateException broken) {
            throw new UnreadableTable(String.valueOf(broken.getMessage()), false);
        }
        return new Table(headings, rows);
    }

    private static String text(byte[] file) throws UnreadableTable {
        for (Charset charset : charsets()) {
            try {
                String text = charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(file))
                        .toString();
                if (text.indexOf('\0') < 0) {
                    return text.startsWith(MARK) ? text.substring(1) : text;
                }
            } catch (CharacterCodingException another) {
                // The next one is tried, and at the end it is no text.
            }
        }
        throw new UnreadableTable("not a text", false);
    }

    private static List<Charset> charsets() {
        return Charset.isSupported(CHINESE)
                ? List.of(StandardCharsets.UTF_8, Charset.forName(CHINESE))
                : List.of(StandardCharsets.UTF_8);
    }

    /** That which comes most often in the headings. */
    private static char separator(String text) {
        String headings = text.lines().findFirst().orElse("");
        char best = SEPARATORS[0];
        long most = 0;
        for (char separator : SEPARATORS) {
            long found = headings.chars().filter(at -> at == separator).count();
            if (found > most) {
                best = separator;
                most = found;
            }
        }
        return best;
    }
}
