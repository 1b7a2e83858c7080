package org.wangge.platform.web;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Comparator;
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
import org.springframework.web.util.UriUtils;
import org.wangge.platform.request.ClientAddresses;
import org.wangge.platform.request.RequestIds;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.CallerAddress;
import org.wangge.shared.Operation;
import org.wangge.shared.PhoneTime;
import org.wangge.shared.Reading;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.SeenVersion;
import org.wangge.shared.Texts;
import reactor.core.publisher.Mono;

/** Gives controllers the acting person, the operation, the version seen, or all of a call, as plain parameters. */
@Configuration(proxyBeanMethods = false)
class ControllerParameters implements WebFluxConfigurer {

    private final ClientAddresses addresses;

    ControllerParameters(ClientAddresses addresses) {
        this.addresses = addresses;
    }

    static final String IF_MATCH = "If-Match";
    static final String DEVICE_TIME = "X-Device-Time";
    static final String PURPOSE = "X-Purpose";
    private static final int LONGEST_PURPOSE = 200;

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
        resolvers.addCustomResolver(
                resolver(Actor.class, exchange -> actor(exchange).cast(Object.class)),
                resolver(
                        Operation.class, exchange -> actor(exchange).map(actor -> (Object) operation(exchange, actor))),
                resolver(SeenVersion.class, exchange -> Mono.fromSupplier(() -> seenVersion(exchange.getRequest()))),
                resolver(
                        CallerAddress.class,
                        exchange -> Mono.fromSupplier(() -> new CallerAddress(addresses.of(exchange.getRequest())))),
                resolver(Reading.class, exchange -> actor(exchange).map(actor -> (Object) reading(exchange, actor))),
                resolver(Call.class, exchange -> actor(exchange).map(actor -> (Object) call(exchange, actor))));
    }

    private Reading reading(ServerWebExchange exchange, Actor actor) {
        return new Reading(
                actor,
                addresses.of(exchange.getRequest()),
                RequestIds.of(exchange),
                purpose(exchange.getRequest().getHeaders().getFirst(PURPOSE)));
    }

    private static @Nullable String purpose(@Nullable String given) {
        String text = given == null ? "" : Texts.line(decoded(given));
        if (Texts.length(text) > LONGEST_PURPOSE) {
            throw new Refused(
                    Refusal.of("request.malformed").withFaults(List.of(Refusal.Fault.of(PURPOSE, "field.form"))));
        }
        return text.isEmpty() ? null : text;
    }

    /** Headers have no Chinese characters, so they come percent-encoded (RFC 3986); a percent sign may also be one. */
    private static String decoded(String given) {
        try {
            return UriUtils.decode(given, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return given;
        }
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
        UUID key = IdempotencyKeys.of(request);
        return new Operation(
                key == null ? null : Operation.keyOf(actor.id(), key),
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

    private static @Nullable PhoneTime deviceTime(@Nullable String given) {
        try {
            return given == null || given.isBlank() ? null : PhoneTime.parse(given);
        } catch (DateTimeException unreadable) {
            throw new Refused(
                    Refusal.of("request.malformed").withFaults(List.of(Refusal.Fault.of(DEVICE_TIME, "field.form"))));
        }
    }

    /**
     * Of several versions the newest: versions only count up, so that whoever has seen it cannot meet an older one again, and
     * one of them is the present one just when it is the newest of them.
     */
    private static SeenVersion seenVersion(ServerHttpRequest request) {
        String given = String.join(",", request.getHeaders().getOrDefault(IF_MATCH, List.of()));
        if (given.isBlank() || given.strip().equals("*")) {
            return new SeenVersion(null);
        }
        try {
            return new SeenVersion(Arrays.stream(given.split(",", -1))
                    .map(tag -> tag.strip().replaceFirst("^W/", "").replace("\"", ""))
                    .map(Long::valueOf)
                    .max(Comparator.naturalOrder())
                    .orElseThrow());
        } catch (NumberFormatException notAVersion) {
            throw new Refused(Refusal.field("request.if-match-invalid", IF_MATCH));
        }
    }
}
