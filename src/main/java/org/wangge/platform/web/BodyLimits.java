package org.wangge.platform.web;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/**
 * No body is larger than its path allows, whether it says so beforehand or turns out to be. Before any error is answered the rest
 * of the body is read away, within bounds, so that the answer arrives.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class BodyLimits implements WebFilter {

    private static final long KIBIBYTE = 1024;
    private static final long SHORT = 16 * KIBIBYTE;

    /** So many times the limit is read to the end for the sake of whoever sends it; see the contract. */
    private static final long READ_AWAY = 4;

    private static final long ORDINARY = 256 * KIBIBYTE;
    private static final long ALERT = KIBIBYTE * KIBIBYTE;
    private static final long PHOTO = 21 * KIBIBYTE * KIBIBYTE;
    private static final long PLACE_IMPORT = 16 * KIBIBYTE * KIBIBYTE;
    private static final long GRID_IMPORT = 64 * KIBIBYTE * KIBIBYTE;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        long announced = request.getHeaders().getContentLength();
        long most = most(request.getPath().value());
        if (announced >= 0 && announced <= SHORT) {
            // It is with us as soon as the answer is, and the server reads no more than was announced.
            return chain.filter(exchange);
        }
        LongBody body = new LongBody(request, most, tooLarge(most));
        ServerHttpResponse response = exchange.getResponse();
        response.beforeCommit(() -> {
            HttpStatusCode status = response.getStatusCode();
            return status != null && status.isError() ? body.readAway(response, most * READ_AWAY) : Mono.empty();
        });
        return announced > most
                ? Mono.error(() -> tooLarge(most))
                : chain.filter(exchange.mutate().request(body).build());
    }

    static long most(String path) {
        if (path.endsWith("/media")) {
            return PHOTO;
        }
        if (path.endsWith("/places/imports")) {
            return PLACE_IMPORT;
        }
        if (path.endsWith("/warnings")) {
            return ALERT;
        }
        return path.endsWith("/grids/imports") ? GRID_IMPORT : ORDINARY;
    }

    private static Refused tooLarge(long most) {
        return new Refused(Refusal.of("request.too-large", most / KIBIBYTE));
    }
}
