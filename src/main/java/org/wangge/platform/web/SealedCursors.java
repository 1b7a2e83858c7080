package org.wangge.platform.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.wangge.account.SharedSecrets;
import reactor.core.publisher.Mono;

/**
 * Seals the cursors that go out, and opens those that come back: one that somebody made up, changed, was given by another person
 * or took from another list is none. The filter of the list is part of what is sealed; the module that reads it looks after that.
 */
@Component
@Order(0)
class SealedCursors implements WebFilter {

    private static final String PARAMETER = "cursor";
    private static final String READER = SealedCursors.class.getName() + ".reader";
    private static final int SEAL_BYTES = 16;

    /** In letters. */
    private static final int SEAL_LENGTH = 22;

    /** No module reads this as a cursor, so that it is refused where the list is, after whoever may not see that at all. */
    private static final String BROKEN = "!";

    private final SharedSecrets secrets;

    SealedCursors(SharedSecrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getPrincipal()
                .ofType(ActorAuthentication.class)
                .map(reader -> reader.getPrincipal().id().toString())
                .defaultIfEmpty("")
                .flatMap(reader -> {
                    exchange.getAttributes().put(READER, reader);
                    String given = exchange.getRequest().getQueryParams().getFirst(PARAMETER);
                    return given == null || given.isBlank()
                            ? chain.filter(exchange)
                            : chain.filter(exchange.mutate()
                                    .request(with(exchange.getRequest(), opened(exchange, given)))
                                    .build());
                });
    }

    private static ServerHttpRequest with(ServerHttpRequest request, String cursor) {
        MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>(request.getQueryParams());
        parameters.set(PARAMETER, cursor);
        return new ServerHttpRequestDecorator(request) {
            @Override
            public MultiValueMap<String, String> getQueryParams() {
                return parameters;
            }
        };
    }

    /** The cursor as a client gets it. */
    String sealed(ServerWebExchange exchange, String cursor) {
        return seal(exchange, cursor) + cursor;
    }

    private String opened(ServerWebExchange exchange, String given) {
        if (given.length() <= SEAL_LENGTH) {
            return BROKEN;
        }
        String cursor = given.substring(SEAL_LENGTH);
        byte[] said = given.substring(0, SEAL_LENGTH).getBytes(StandardCharsets.UTF_8);
        byte[] right = seal(exchange, cursor).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(said, right) ? cursor : BROKEN;
    }

    private String seal(ServerWebExchange exchange, String cursor) {
        String sealed = exchange.getAttributeOrDefault(READER, "") + "\n"
                + exchange.getRequest().getPath().value() + "\n" + cursor;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(secrets.seal("cursors", sealed), SEAL_BYTES));
    }
}
