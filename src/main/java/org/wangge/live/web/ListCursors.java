package org.wangge.live.web;

import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.wangge.live.FeedCursors;
import org.wangge.live.LiveFeed;
import org.wangge.shared.Actor;
import reactor.core.publisher.Mono;

/**
 * With each list goes the position in the feed from which it can be followed. The position is taken before the list is read, so
 * that what happens in between is heard rather than missed.
 */
@Component
@Order(1)
class ListCursors implements WebFilter {

    private static final String HEADER = "Wangge-Cursor";
    private static final Set<String> LISTS = Set.of(
            "/api/v1/cases", "/api/v1/hazards", "/api/v1/inspection-tasks", "/api/v1/me/tasks", "/api/v1/me/notices");

    private final LiveFeed feed;
    private final FeedCursors cursors;

    ListCursors(LiveFeed feed, FeedCursors cursors) {
        this.feed = feed;
        this.cursors = cursors;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getRequest().getMethod() != HttpMethod.GET
                || !LISTS.contains(exchange.getRequest().getPath().value())) {
            return chain.filter(exchange);
        }
        return exchange.getPrincipal()
                .ofType(Authentication.class)
                .map(Authentication::getPrincipal)
                .ofType(Actor.class)
                .map(reader -> reader.scopes().get(0).district())
                .flatMap(district -> feed.recentHead(district).doOnNext(head -> name(exchange, district, head)))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    private void name(ServerWebExchange exchange, String district, long head) {
        exchange.getResponse()
                .beforeCommit(() -> Mono.fromRunnable(() -> {
                    if (exchange.getResponse().getStatusCode() == null
                            || exchange.getResponse().getStatusCode().is2xxSuccessful()) {
                        exchange.getResponse().getHeaders().set(HEADER, cursors.write(district, head));
                    }
                }));
    }
}
