package org.wangge.platform.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import org.wangge.platform.request.RequestIds;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Operation;
import org.wangge.shared.QueryValues;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** Gives controllers the acting person, the operation, the version seen, or all of a call, as plain parameters. */
@Configuration(proxyBeanMethods = false)
class ControllerParameters implements WebFluxConfigurer {

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final String IF_MATCH = "If-Match";
    static final String DEVICE_TIME = "X-Device-Time";

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
        resolvers.addCustomResolver(
                resolver(Actor.class, exchange -> actor(exchange).cast(Object.class)),
                resolver(
                        Operation.class, exchange -> actor(exchange).map(actor -> (Object) operation(exchange, actor))),
                resolver(SeenVersion.class, exchange -> Mono.fromSupplier(() -> seenVersion(exchange.getRequest()))),
                resolver(Call.class, exchange -> actor(exchange).map(actor -> (Object) call(exchange, actor))));
    }

    private interface Resolution {
        Mono<Object> of(ServerWebExchange exchange);
    }

    private static HandlerMethodArgumentResolver resolver(Class<?> type, Resolution resolution) {
        return new HandlerMethodArgumentResolver() {
            @Override
            public boolean supportsParameter(MethodParameter parameter) {
                return parameter.getParameterType().equals(type);
            }

            @Override
            public Mono<Object> resolveArgument(
                    MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
                return resolution.of(exchange);
            }
        };
    }

    private static Mono<Actor> actor(ServerWebExchange exchange) {
        return exchange.getPrincipal().cast(ActorAuthentication.class).map(ActorAuthentication::getPrincipal);
    }

    private static Operation operation(ServerWebExchange exchange, Actor actor) {
        ServerHttpRequest request = exchange.getRequest();
        @Nullable String given = request.getHeaders().getFirst(IDEMPOTENCY_KEY);
        return new Operation(
                given == null ? null : Operation.keyOf(actor.id(), key(given)),
                request.getMethod() + " " + request.getPath().value(),
                RequestIds.of(exchange));
    }

    private static Call call(ServerWebExchange exchange, Actor actor) {
        Locale locale = exchange.getLocaleContext().getLocale();
        return new Call(
                seenVersion(exchange.getRequest()).version(),
                deviceTime(exchange.getRequest().getHeaders().getFirst(DEVICE_TIME)),
                actor,
                operation(exchange, actor),
                locale == null ? Locale.SIMPLIFIED_CHINESE : locale);
    }

    private static @Nullable Instant deviceTime(@Nullable String given) {
        try {
            return given == null || given.isBlank() ? null : QueryValues.moment(given.strip(), DEVICE_TIME);
        } catch (DateTimeException unreadable) {
            throw new Refused(
                    Refusal.of("request.malformed").withFaults(List.of(Refusal.Fault.of(DEVICE_TIME, "field.form"))));
        }
    }

    private static UUID key(String given) {
        try {
            return UUID.fromString(given.strip());
        } catch (IllegalArgumentException notAnId) {
            throw new Refused(Refusal.field("idempotency.key-invalid", IDEMPOTENCY_KEY));
        }
    }

    private static SeenVersion seenVersion(ServerHttpRequest request) {
        @Nullable String given = request.getHeaders().getFirst(IF_MATCH);
        if (given == null || given.isBlank() || given.equals("*")) {
            return new SeenVersion(null);
        }
        try {
            return new SeenVersion(
                    Long.valueOf(given.strip().replaceFirst("^W/", "").replace("\"", "")));
        } catch (NumberFormatException notAVersion) {
            throw new Refused(Refusal.field("request.if-match-invalid", IF_MATCH));
        }
    }
}
