package org.wangge.platform.store;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Says that what follows is read for a request. A job may read as long as it needs: nobody waits, and it must come to its end. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ReadLimit implements WebFilter {

    private final ReadSettings settings;

    ReadLimit(ReadSettings settings) {
        this.settings = settings;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(exchange).contextWrite(context -> context.put(StoreTemplate.LONGEST, settings.longest()));
    }
}
