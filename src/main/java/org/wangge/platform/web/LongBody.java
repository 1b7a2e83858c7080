package org.wangge.platform.web;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A body that is counted while it is read, and whose rest can be read away when nobody wants it any more. An ordinary client
 * sends all of its body before it looks for an answer: were the connection closed on it meanwhile, it would see a broken pipe
 * and never what was wrong.
 */
final class LongBody extends ServerHttpRequestDecorator {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Who announced a body and sends nothing is not waited for. */
    private static final Duration IDLE = Duration.ofSeconds(2);

    private final Flux<DataBuffer> shared;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicLong seen = new AtomicLong();
    private final long most;
    private final RuntimeException tooLarge;

    /**
     * @param most bytes that are given out; the next one is the failure
     */
    LongBody(ServerHttpRequest request, long most, RuntimeException tooLarge) {
        super(request);
        this.most = most;
        this.tooLarge = tooLarge;
        // Whoever reads on after another has left gets what that one did not take.
        this.shared = request.getBody()
                .doOnSubscribe(reading -> begun.set(true))
                .doOnTerminate(() -> ended.set(true))
                .publish(1)
                .autoConnect(1);
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return shared.handle((buffer, sink) -> {
            if (seen.addAndGet(buffer.readableByteCount()) > most) {
                DataBufferUtils.release(buffer);
                sink.error(tooLarge);
            } else {
                sink.next(buffer);
            }
        });
    }

    /**
     * Reads what is left, up to so many bytes in all and for half a minute at most; what is longer is cut off after the answer. A
     * client that waits to be asked for its body is not asked.
     */
    Mono<Void> readAway(ServerHttpResponse response, long upTo) {
        if (ended.get()) {
            return Mono.empty();
        }
        boolean waits = !begun.get() && getHeaders().containsHeader(HttpHeaders.EXPECT);
        if (waits || getHeaders().getContentLength() > upTo) {
            response.getHeaders().set(HttpHeaders.CONNECTION, "close");
            return Mono.empty();
        }
        return shared.map(buffer -> {
                    // No buffer goes on from here: whoever discards it would release it once more.
                    long now = seen.addAndGet(buffer.readableByteCount());
                    DataBufferUtils.release(buffer);
                    return now;
                })
                .takeUntil(now -> now > upTo)
                .timeout(IDLE)
                .then()
                .timeout(PATIENCE)
                .onErrorComplete()
                .doOnSuccess(done -> {
                    if (!ended.get()) {
                        response.getHeaders().set(HttpHeaders.CONNECTION, "close");
                    }
                });
    }
}
