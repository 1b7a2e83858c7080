package org.wangge.platform.web;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Who would not take the answer is told so before anything is done. Left to whoever writes the answer, a report would be stored
 * and then answered with 406, as if nothing had come of it. What changes something answers in JSON, or with nothing.
 */
@Component
@Order(0)
class AcceptedAnswers implements WebFilter {

    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final int MOST_NAMED = 50;
    private static final Set<String> USUAL = Set.of(MediaType.ALL_VALUE, MediaType.APPLICATION_JSON_VALUE);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        return !namesTooMany(headers) && (READS.contains(exchange.getRequest().getMethod()) || takesJson(headers))
                ? chain.filter(exchange)
                : Mono.error(() -> new NotAcceptableStatusException(List.of(MediaType.APPLICATION_JSON)));
    }

    /** The framework puts no more than so many in order, and would fail only when it writes the answer. */
    private static boolean namesTooMany(HttpHeaders headers) {
        return headers.getOrEmpty(HttpHeaders.ACCEPT).stream()
                        .flatMapToInt(String::chars)
                        .filter(next -> next == ',')
                        .count()
                >= MOST_NAMED;
    }

    /** Whoever does not say what they take, takes anything; what cannot be read names nothing that is to be had. */
    static boolean takesJson(HttpHeaders headers) {
        @Nullable String first = headers.getFirst(HttpHeaders.ACCEPT);
        if (first == null || USUAL.contains(first)) {
            return true;
        }
        try {
            List<MediaType> accepted = headers.getAccept();
            return accepted.isEmpty() || accepted.stream().anyMatch(MediaType.APPLICATION_JSON::isCompatibleWith);
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }
}
