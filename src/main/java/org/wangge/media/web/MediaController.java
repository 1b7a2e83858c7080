package org.wangge.media.web;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.media.MediaStore;
import org.wangge.media.MediaView;
import org.wangge.shared.Actor;
import org.wangge.shared.Ids;
import org.wangge.shared.Operation;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Uploading photos in one request, and looking at them. */
@RestController
@RequestMapping("/api/v1/media")
class MediaController {

    private static final DefaultDataBufferFactory BUFFERS = new DefaultDataBufferFactory();

    private final MediaStore media;

    MediaController(MediaStore media) {
        this.media = media;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Mono<ResponseEntity<MediaView>> uploadForm(@RequestBody Flux<PartEvent> parts, Actor actor, Operation operation) {
        return Flux.defer(() -> oneFile(parts)).as(file -> upload(file, actor, operation));
    }

    /**
     * The part {@code file}; the others are passed over. A second one is refused, rather than stuck to the first, and so is a
     * form without one, or with one that is only a field because it has no filename.
     */
    private static Flux<DataBuffer> oneFile(Flux<PartEvent> parts) {
        AtomicBoolean over = new AtomicBoolean();
        AtomicBoolean any = new AtomicBoolean();
        Flux<DataBuffer> file = parts.handle((part, sink) -> {
            if (!(part instanceof FilePartEvent) || !part.name().equals("file")) {
                DataBufferUtils.release(part.content());
                return;
            }
            any.set(true);
            if (over.get()) {
                DataBufferUtils.release(part.content());
                sink.error(new Refused(Refusal.field("media.one-file", "/file")));
            } else {
                over.set(part.isLast());
                sink.next(part.content());
            }
        });
        return file.concatWith(Mono.defer(
                () -> any.get() ? Mono.empty() : Mono.error(new Refused(Refusal.field("media.no-file", "/file")))));
    }

    /** Whatever kind of picture it is said to be: what it is, its content shows. */
    @PostMapping(consumes = {"image/*", MediaType.APPLICATION_OCTET_STREAM_VALUE})
    Mono<ResponseEntity<MediaView>> uploadBytes(ServerHttpRequest request, Actor actor, Operation operation) {
        return upload(request.getBody(), actor, operation);
    }

    private Mono<ResponseEntity<MediaView>> upload(Flux<DataBuffer> file, Actor actor, Operation operation) {
        return media.store(file.map(MediaController::bytes), actor, operation).map(stored -> {
            ResponseEntity.BodyBuilder response =
                    ResponseEntity.created(URI.create(stored.view().url()));
            if (stored.replayed()) {
                response.header("Idempotency-Replayed", "true");
            }
            return response.body(stored.view());
        });
    }

    private static ByteBuffer bytes(DataBuffer buffer) {
        ByteBuffer copy = ByteBuffer.allocate(buffer.readableByteCount());
        buffer.toByteBuffer(copy);
        DataBufferUtils.release(buffer);
        return copy;
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<Flux<DataBuffer>>> open(@PathVariable String id, Actor actor, ServerHttpRequest request) {
        return media.open(Ids.parse(id, "media.not-found"), actor).map(opened -> {
            MediaView view = opened.view();
            String tag = "\"" + view.hash() + "\"";
            CacheControl cache = CacheControl.maxAge(Duration.ofHours(1)).cachePrivate();
            if (request.getHeaders().getIfNoneMatch().contains(tag)) {
                return ResponseEntity.status(304).eTag(tag).cacheControl(cache).build();
            }
            return ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType(view.contentType()))
                    .contentLength(view.bytes())
                    .eTag(tag)
                    .cacheControl(cache)
                    .header(HttpHeaders.CONTENT_DISPOSITION, "inline")
                    .body(opened.content().map(BUFFERS::wrap));
        });
    }
}
