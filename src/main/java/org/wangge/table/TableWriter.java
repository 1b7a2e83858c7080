package org.wangge.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.shared.Texts;
import org.wangge.work.Blocking;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes tables piece by piece, as their rows come, so that a long one needs no more room than a short one. */
@Component
public class TableWriter {

    /** By this spreadsheets know that the text is UTF-8. */
    private static final String MARK = "\uFEFF";

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Blocking blocking;

    TableWriter(Blocking blocking) {
        this.blocking = blocking;
    }

    /** A row: numbers stay numbers, null is an empty cell, everything else is its text. */
    public record Cells(List<@Nullable Object> values) {}

    /** As CSV in UTF-8, in pieces. */
    public Flux<byte[]> csv(List<String> headings, Flux<List<Cells>> batches) {
        Cells first = new Cells(List.copyOf(headings));
        return Flux.concat(
                Mono.fromCallable(() -> (MARK + text(List.of(first))).getBytes(StandardCharsets.UTF_8)),
                batches.map(batch -> text(batch).getBytes(StandardCharsets.UTF_8)));
    }

    private static @Nullable Object shown(@Nullable Object value) {
        if (value instanceof Double number) {
            return Texts.number(number);
        }
        return value == null || value instanceof Number ? value : text(value);
    }

    /** Older builds kept characters that no workbook can hold. */
    private static String text(Object value) {
        return CellTexts.defused(Texts.cleanLines(value.toString()));
    }

    private static String text(List<Cells> rows) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.EXCEL)) {
            for (Cells row : rows) {
                for (Object value : row.values()) {
                    printer.print(shown(value));
                }
                printer.println();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /** As a workbook of one sheet, in pieces. */
    public Flux<byte[]> xlsx(String sheet, List<String> headings, Flux<List<Cells>> batches) {
        return Flux.defer(() -> {
            Book book = new Book(sheet);
            return Flux.concat(
                            blocking.call(LONGEST, () -> book.add(List.of(new Cells(List.copyOf(headings))))),
                            batches.concatMap(batch -> blocking.call(LONGEST, () -> book.add(batch))),
                            blocking.call(LONGEST, book::end))
                    .filter(piece -> piece.length > 0);
        });
    }

    /** A workbook that is being written; what is ready is taken out after each step. */
    private static final class Book {

        private final ByteArrayOutputStream ready = new ByteArrayOutputStream();
        private final Workbook workbook = new Workbook(ready, "Wangge", "1.0");
        private final Worksheet sheet;
        private int nextRow;

        Book(String name) {
            this.sheet = workbook.newWorksheet(name);
        }

        byte[] add(List<Cells> rows) throws IOException {
            for (Cells row : rows) {
                List<@Nullable Object> values = row.values();
                for (int column = 0; column < values.size(); column++) {
                    put(nextRow, column, values.get(column));
                }
                nextRow++;
            }
            sheet.flush();
            return taken();
        }

        private void put(int row, int column, @Nullable Object value) {
            if (value instanceof Number number) {
                sheet.value(row, column, number);
            } else if (value != null) {
                // Within the sheet, not in a list of all texts that would have to be kept to the end.
                sheet.inlineString(row, column, text(value));
            }
        }

        byte[] end() throws IOException {
            workbook.finish();
            return taken();
        }

        private byte[] taken() {
            byte[] taken = ready.toByteArray();
            ready.reset();
            return taken;
        }
    }
}
