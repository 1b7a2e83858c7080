package org.wangge.platform.web;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.webflux.autoconfigure.WebFluxRegistrations;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.server.ServerWebExchange;
import org.wangge.shared.QueryValues;
import reactor.core.publisher.Mono;

/**
 * A parameter that nobody knows is refused, so that a typing error in a filter does not show the whole list. It is so for all
 * that is read, and for what is written where the query says how ({@code dryRun}): a misspelt one would do what was not meant.
 * A handler that takes all parameters as {@link QueryValues} reads them itself, and knows those it reads.
 */
@Component
class KnownParameters implements WebFluxRegistrations {

    private static final String API = "/api/";
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    @Override
    public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
        return new Strict();
    }

    private static final class Strict extends RequestMappingHandlerAdapter {

        /** By handler; empty for one that reads them itself. */
        private final Map<Method, Optional<Set<String>>> known = new ConcurrentHashMap<>();

        @Override
        public Mono<HandlerResult> handle(ServerWebExchange exchange, Object handler) {
            return Mono.defer(() -> {
                refuseUnknown(exchange, (HandlerMethod) handler);
                return super.handle(exchange, handler);
            });
        }

        private void refuseUnknown(ServerWebExchange exchange, HandlerMethod handler) {
            Set<String> given = exchange.getRequest().getQueryParams().keySet();
            if (given.isEmpty() || !exchange.getRequest().getPath().value().startsWith(API)) {
                return;
            }
            boolean reads = READS.contains(exchange.getRequest().getMethod());
            known.computeIfAbsent(handler.getMethod(), method -> names(handler))
                    .filter(names -> reads || !names.isEmpty())
                    .ifPresent(names -> given.stream()
                            .filter(name -> !names.contains(name))
                            .findFirst()
                            .ifPresent(unknown -> {
                                throw QueryValues.malformed(unknown, "field.unknown", unknown);
                            }));
        }

        private static Optional<Set<String>> names(HandlerMethod handler) {
            boolean readsThemItself = Arrays.stream(handler.getMethodParameters())
                    .anyMatch(parameter -> parameter.getParameterType().equals(QueryValues.class));
            return readsThemItself ? Optional.empty() : Optional.of(QueryParameters.declared(handler.getMethod()));
        }
    }
}
