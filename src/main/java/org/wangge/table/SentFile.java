package org.wangge.table;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.util.unit.DataSize;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A table as it comes with a request: as the body, or as a browser's form sends it. */
public final class SentFile {

    private SentFile() {}

    /** The content of a form's part {@code file}; the other parts are passed over. */
    public static Flux<DataBuffer> part(Flux<PartEvent> parts) {
        return parts.handle((part, sink) -> {
            if (part instanceof FilePartEvent && part.name().equals("file")) {
                sink.next(part.content());
            } else {
                DataBufferUtils.release(part.content());
            }
        });
    }

    /**
     * The file in one piece. Refuses {@code request.too-large}, and an empty one as is said.
     *
     * @param empty the refusal of a request without a file
     */
    public static Mono<byte[]> joined(Flux<DataBuffer> sent, DataSize limit, Refusal empty) {
        return DataBufferUtils.join(sent, (int) Math.min(limit.toBytes(), Integer.MAX_VALUE))
                .onErrorMap(
                        DataBufferLimitException.class,
                        tooLarge -> new Refused(Refusal.of("request.too-large", limit.toKilobytes())))
                .map(SentFile::bytes)
                .switchIfEmpty(Mono.error(() -> new Refused(empty)));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    /** Whether it is a workbook: that is an archive, which no table of texts begins like. */
    public static boolean isWorkbook(byte[] file) {
        return file.length > 1 && file[0] == 'P' && file[1] == 'K';
    }
}
