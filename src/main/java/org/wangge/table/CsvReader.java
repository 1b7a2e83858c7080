package org.wangge.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads CSV as offices send it: in any of the ways that {@link CsvText} knows, with commas, semicolons or tabs. */
public final class CsvReader {

    private static final char[] SEPARATORS = {',', ';', '\t'};
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    /** By this some spreadsheets say their separator in a line before the headings. */
    private static final Pattern SAID_SEPARATOR = Pattern.compile("\\A\"?sep=([,;\\t])\"?\\R");

    private CsvReader() {}

    /** The first line has the headings. Refuses {@code table.too-wide} and {@code table.too-large}. */
    public static Table read(byte[] file, int mostRows) throws UnreadableTable {
        String text = CsvText.of(file);
        Matcher said = SAID_SEPARATOR.matcher(text);
        boolean says = said.find();
        String table = says ? text.substring(said.end()) : text;
        char separator = says ? said.group(1).charAt(0) : separator(table);
        CsvWidth.check(table, separator);
        TableBounds bounds = new TableBounds(mostRows, TableBounds.LONGEST_TEXT);
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false)
                .setIgnoreSurroundingSpaces(true)
                .get();
        List<String> headings = List.of();
        List<Table.Row> rows = new ArrayList<>();
        long linesBefore = says ? 1 : 0;
        try (CSVParser parser = CSVParser.parse(table, format)) {
            long begins = 1;
            for (CSVRecord record : parser) {
                List<String> cells = record.stream()
                        .map(cell -> cell.isEmpty() ? "" : CellTexts.restored(cell.strip()))
                        .toList();
                if (!cells.stream().allMatch(String::isEmpty)) {
                    List<String> counted = bounds.counted(cells);
                    if (headings.isEmpty()) {
                        headings = counted;
                    } else {
                        int line = (int) (linesBefore + begins);
                        rows.add(new Table.Row(line, counted, kinds(counted, headings.size())));
                    }
                }
                begins = parser.getCurrentLineNumber() + 1;
            }
        } catch (IOException | UncheckedIOException | IllegalStateException broken) {
            throw new UnreadableTable(String.valueOf(broken.getMessage()), false);
        }
        return new Table(headings, rows);
    }

    private static Map<Integer, CellKind> kinds(List<String> cells, int columns) {
        Map<Integer, CellKind> kinds = new HashMap<>();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            CellKind kind = column >= columns && !cell.isEmpty() ? CellKind.SHIFTED : CellKind.of(cell);
            if (kind != CellKind.TEXT) {
                kinds.put(column, kind);
            }
        }
        return kinds;
    }

    /** That which comes most often in the headings. */
    private static char separator(String text) {
        String headings = QUOTED.matcher(
                        text.lines().filter(line -> !line.isBlank()).findFirst().orElse(""))
                .replaceAll("");
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
