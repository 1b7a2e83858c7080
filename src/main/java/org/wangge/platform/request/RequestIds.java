package org.wangge.platform.request;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.wangge.shared.Ids;
import reactor.core.publisher.Mono;

/** Names every request, by the caller's own name for it when that is a sane one, so that both sides can look it up. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class RequestIds implements WebFilter {

    public static final String HEADER = "X-Request-Id";
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().getHeaders().set(HEADER, of(exchange));
        return chain.filter(exchange);
    }

    public static String of(ServerWebExchange exchange) {
        return (String) exchange.getAttributes().computeIfAbsent(HEADER, name -> {
            @Nullable String asked = exchange.getRequest().getHeaders().getFirst(HEADER);
            return asked != null && SANE.matcher(asked).matches()
                    ? asked
                    : Ids.next().toString();
        });
    }
}
