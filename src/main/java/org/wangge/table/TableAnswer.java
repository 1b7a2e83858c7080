package org.wangge.table;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Flux;

/** A table as the answer to a request: a file with a name, sent while it is written. */
public final class TableAnswer {

    public static final String CSV = "text/csv";
    public static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private TableAnswer() {}

    /** What {@link TableWriter#csv} wrote, under this name. */
    public static ResponseEntity<Flux<DataBuffer>> csv(String name, Flux<byte[]> pieces, DataBufferFactory buffers) {
        return file(name + ".csv", CSV + ";charset=UTF-8", pieces, buffers);
    }

    /** What {@link TableWriter#xlsx} wrote, under this name. */
    public static ResponseEntity<Flux<DataBuffer>> xlsx(String name, Flux<byte[]> pieces, DataBufferFactory buffers) {
        return file(name + ".xlsx", XLSX, pieces, buffers);
    }

    private static ResponseEntity<Flux<DataBuffer>> file(
            String name, String type, Flux<byte[]> pieces, DataBufferFactory buffers) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .body(pieces.map(buffers::wrap));
    }
}
