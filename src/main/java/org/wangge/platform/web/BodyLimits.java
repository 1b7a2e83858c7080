package org.wangge.platform.web;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** No body is larger than its path allows, whether it says so beforehand or turns out to be. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class BodyLimits implements WebFilter {

    private static final long KIBIBYTE = 1024;
    private static final long ORDINARY = 256 * KIBIBYTE;
    private static final long PHOTO = 21 * KIBIBYTE * KIBIBYTE;
    private static final long PLACE_IMPORT = 16 * KIBIBYTE * KIBIBYTE;
    private static final long GRID_IMPORT = 64 * KIBIBYTE * KIBIBYTE;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        long most = most(request.getPath().value());
        if (request.getHeaders().getContentLength() > most) {
            return Mono.error(() -> tooLarge(most));
        }
        if (request.getHeaders().getContentLength() >= 0) {
            // The server reads no more than was announced, so there is nothing to count.
            return chain.filter(exchange);
        }
        return chain.filter(exchange.mutate().request(counted(request, most)).build());
    }

    static long most(String path) {
        if (path.endsWith("/media")) {
            return PHOTO;
        }
        if (path.endsWith("/places/imports")) {
            return PLACE_IMPORT;
        }
        return path.endsWith("/grids/imports") ? GRID_IMPORT : ORDINARY;
    }

    private static ServerHttpRequest counted(ServerHttpRequest request, long most) {
        return new ServerHttpRequestDecorator(request) {
            @Override
            public Flux<DataBuffer> getBody() {
                AtomicLong seen = new AtomicLong();
                return super.getBody().handle((buffer, sink) -> {
                    if (seen.addAndGet(buffer.readableByteCount()) > most) {
                        DataBufferUtils.release(buffer);
                        sink.error(tooLarge(most));
                    } else {
                        sink.next(buffer);
                    }
                });
            }
        };
    }

    private static Refused tooLarge(long most) {
        return new Refused(Refusal.of("request.too-large", most / KIBIBYTE));
    }
}
