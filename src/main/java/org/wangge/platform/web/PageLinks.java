package org.wangge.platform.web;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.HandlerResultHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import org.wangge.shared.Cursor;
import reactor.core.publisher.Mono;

/** Every answer that is a page names the next one in its {@code Link} header too, with the same filter. */
@Component
class PageLinks implements HandlerResultHandler, Ordered {

    static final int ORDER = -2;

    private final ObjectProvider<HandlerResultHandler> handlers;
    private final SealedCursors cursors;

    PageLinks(ObjectProvider<HandlerResultHandler> handlers, SealedCursors cursors) {
        this.cursors = cursors;
        this.handlers = handlers;
    }

    /** Before those that write the answer. */
    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public boolean supports(HandlerResult result) {
        ResolvableType type = result.getReturnType();
        for (Class<?> wrapper : List.of(Mono.class, HttpEntity.class)) {
            if (wrapper.isAssignableFrom(type.toClass())) {
                type = type.as(wrapper).getGeneric(0);
            }
        }
        return Cursor.Continued.class.isAssignableFrom(type.toClass());
    }

    @Override
    public Mono<Void> handleResult(ServerWebExchange exchange, HandlerResult result) {
        Object value = result.getReturnValue();
        if (value instanceof Mono<?> later) {
            value = later.map(answer -> linked(exchange, answer));
        } else if (value != null) {
            value = linked(exchange, value);
        }
        HandlerResult linked = new HandlerResult(result.getHandler(), value, result.getReturnTypeSource());
        return handlers.orderedStream()
                .filter(handler -> handler != this && handler.supports(linked))
                .findFirst()
                .orElseThrow()
                .handleResult(exchange, linked);
    }

    /** The same answer with its cursor sealed, and named in the header. */
    private Object linked(ServerWebExchange exchange, Object answer) {
        if (answer instanceof HttpEntity<?> entity) {
            Object body = entity.getBody();
            return body == null
                    ? answer
                    : ResponseEntity.status(
                                    entity instanceof ResponseEntity<?> whole ? whole.getStatusCode() : HttpStatus.OK)
                            .headers(entity.getHeaders())
                            .body(linked(exchange, body));
        }
        String cursor = answer instanceof Cursor.Continued page ? page.nextCursor() : null;
        if (cursor == null) {
            return answer;
        }
        String sealed = cursors.sealed(exchange, cursor);
        String next = UriComponentsBuilder.fromPath(
                        exchange.getRequest().getPath().value())
                .query(exchange.getRequest().getURI().getRawQuery())
                .replaceQueryParam("cursor", sealed)
                .build()
                .toUriString();
        exchange.getResponse().getHeaders().set(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        return ((Cursor.Continued) answer).continuedAt(sealed);
    }
}
