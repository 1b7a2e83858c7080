package org.wangge.platform.web;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/**
 * A key is a UUID wherever it comes, also with a call that is repeatable without one: a client that makes its keys in the wrong
 * way should hear of it with its first request, not with the first that a repeat would harm.
 */
@Component
@Order(0)
class IdempotencyKeys implements WebFilter {

    private static final String HEADER = "Idempotency-Key";
    private static final int LENGTH = 36;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> {
            if (HttpMethod.POST.equals(exchange.getRequest().getMethod())) {
                of(exchange.getRequest());
            }
            return chain.filter(exchange);
        });
    }

    /** The key of the request, null without one; refuses {@code idempotency.key-invalid}. */
    static @Nullable UUID of(ServerHttpRequest request) {
        String given = request.getHeaders().getFirst(HEADER);
        if (given == null) {
            return null;
        }
        try {
            String key = given.strip();
            if (key.length() == LENGTH) {
                return UUID.fromString(key);
            }
        } catch (IllegalArgumentException notAnId) {
            // told below
        }
        throw new Refused(Refusal.field("idempotency.key-invalid", HEADER));
    }
}
