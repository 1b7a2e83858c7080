package org.wangge.platform.limits;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/** Refuses photos while the disk is nearly full; the phone keeps them and its report goes in without. */
@Component
@Order(0)
class RoomForPhotos implements WebFilter {

    private static final String MEDIA = "/api/v1/media";
    private static final long RETRY_SECONDS = 300;

    private final FreeDisk disk;

    RoomForPhotos(FreeDisk disk) {
        this.disk = disk;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        boolean photo = HttpMethod.POST.equals(exchange.getRequest().getMethod())
                && exchange.getRequest().getPath().value().equals(MEDIA);
        return photo && disk.isLow()
                ? Mono.error(() -> new Refused(Refusal.of("media.no-room").retryAfter(RETRY_SECONDS)))
                : chain.filter(exchange);
    }
}
