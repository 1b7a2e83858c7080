package org.wangge.table;

import java.util.List;
import java.util.Locale;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.wangge.table.TableWriter.Cells;
import reactor.core.publisher.Flux;

/** Tables as answers to requests: files with a name, sent while they are written. Rows come in batches of any size. */
@Component
public class TableAnswers {

    public static final String CSV = "text/csv";
    public static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final TableWriter tables;
    private final ReadableCells readable;

    TableAnswers(TableWriter tables, ReadableCells readable) {
        this.tables = tables;
        this.readable = readable;
    }

    /** As CSV in UTF-8; see {@link TableWriter#csv}. Moments are in the district's time, constants and yes and no are words. */
    public ResponseEntity<Flux<DataBuffer>> csv(
            String name, List<String> headings, Flux<List<Cells>> rows, Locale locale) {
        return file(
                name + ".csv",
                CSV + ";charset=UTF-8",
                tables.csv(headings, rows.map(batch -> readable.of(batch, locale))));
    }

    /** As a workbook with one sheet of the same name, with the same words; see {@link TableWriter#xlsx}. */
    public ResponseEntity<Flux<DataBuffer>> xlsx(
            String name, List<String> headings, Flux<List<Cells>> rows, Locale locale) {
        return file(name + ".xlsx", XLSX, tables.xlsx(name, headings, rows.map(batch -> readable.of(batch, locale))));
    }

    private static ResponseEntity<Flux<DataBuffer>> file(String name, String type, Flux<byte[]> pieces) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .body(pieces.map(DefaultDataBufferFactory.sharedInstance::wrap));
    }
}
