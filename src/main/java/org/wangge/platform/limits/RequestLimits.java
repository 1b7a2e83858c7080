package org.wangge.platform.limits;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.wangge.platform.limits.Buckets.Left;
import org.wangge.platform.request.ClientAddresses;
import org.wangge.shared.Actor;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/**
 * Counts every request against the limits of whoever sends it, after it is known who that is and before anything is done.
 * Health is asked by machines and counts for nobody.
 */
@Component
@Order(-1)
class RequestLimits implements WebFilter {

    private static final String UNCOUNTED = "/actuator/";

    private static final Logger log = LoggerFactory.getLogger(RequestLimits.class);

    private final LimitSettings settings;
    private final Buckets buckets;
    private final ClientAddresses addresses;
    private final MeterRegistry metrics;

    RequestLimits(LimitSettings settings, Buckets buckets, ClientAddresses addresses, MeterRegistry metrics) {
        this.settings = settings;
        this.buckets = buckets;
        this.addresses = addresses;
        this.metrics = metrics;
        Arrays.stream(Limiter.values()).forEach(this::refused);
    }

    private Counter refused(Limiter limiter) {
        return metrics.counter(
                "wangge.limits.refused", "limiter", limiter.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!settings.enabled() || exchange.getRequest().getPath().value().startsWith(UNCOUNTED)) {
            return chain.filter(exchange);
        }
        return exchange.getPrincipal()
                .ofType(Authentication.class)
                .map(Authentication::getPrincipal)
                .ofType(Actor.class)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(caller -> {
                    Refusal refusal = count(exchange, caller);
                    return refusal == null ? chain.filter(exchange) : Mono.error(() -> new Refused(refusal));
                });
    }

    /** Null when the request may go on. The answer tells of the narrowest limit that it was counted against. */
    private @Nullable Refusal count(ServerWebExchange exchange, Optional<Actor> caller) {
        Limiter widest = caller.isPresent() ? Limiter.REQUESTS : Limiter.STRANGERS;
        Refusal refusal = count(exchange, widest, caller);
        if (refusal != null || caller.isEmpty()) {
            return refusal;
        }
        Optional<Limiter> own = Limiter.of(exchange.getRequest());
        return own.isEmpty() ? null : count(exchange, own.get(), caller);
    }

    private @Nullable Refusal count(ServerWebExchange exchange, Limiter limiter, Optional<Actor> caller) {
        Left left;
        try {
            left = caller.isPresent()
                    ? buckets.take(limiter, caller.get())
                    : buckets.take(limiter, addresses.of(exchange.getRequest()));
        } catch (RuntimeException failure) {
            log.warn("limiter={} outcome=failed open={}", limiter, limiter.failOpen(), failure);
            return limiter.failOpen()
                    ? null
                    : Refusal.of("request.too-many", 1L).retryAfter(1);
        }
        tell(exchange.getResponse().getHeaders(), left);
        if (left.passes()) {
            return null;
        }
        refused(limiter).increment();
        return Refusal.of("request.too-many", left.waitSeconds()).retryAfter(left.waitSeconds());
    }

    private static void tell(HttpHeaders headers, Left left) {
        headers.set("RateLimit-Limit", Integer.toString(left.perMinute()));
        headers.set("RateLimit-Remaining", Long.toString(left.remaining()));
        headers.set("RateLimit-Reset", Long.toString(left.waitSeconds()));
    }
}
