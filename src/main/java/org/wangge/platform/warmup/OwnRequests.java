package org.wangge.platform.warmup;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.wangge.work.WarmUp;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Goes through the web server, the filters, the check of a token, the reading of JSON and its faults, and a public list, as a
 * stranger: so it may do nothing that stays.
 */
@Component
class OwnRequests implements WarmUp {

    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Signed by nobody; the claims are those of ours. */
    private static final String TOKEN = "eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9."
            + "eyJzdWIiOiIwIiwic2lkIjoiMCIsImlzcyI6IndhbmdnZSIsImF1ZCI6IndhbmdnZS1hcGkifQ.c2lnbmVkLWJ5LW5vYm9keQ";

    private static final String REPORT = "{\"categoryCode\":\"G0201\",\"description\":\"3号楼安全出口上锁\","
            + "\"position\":{\"longitude\":104.76,\"latitude\":31.4576,\"accuracyMetres\":12},\"address\":\"滨江路3号\"}";

    private final String host;
    private final ConnectionProvider connections = ConnectionProvider.create("warm-up", 16);
    private volatile int port;

    OwnRequests(Environment environment) {
        String address = environment.getProperty("server.address", "");
        this.host = address.isBlank() ? LOOPBACK : address;
    }

    @EventListener
    void note(WebServerInitializedEvent opened) {
        if (!"management".equals(opened.getApplicationContext().getServerNamespace())) {
            port = opened.getWebServer().getPort();
        }
    }

    @Override
    public Mono<Void> once() {
        return Flux.concat(
                        send(HttpMethod.POST, "/api/v1/cases", TOKEN, REPORT),
                        send(HttpMethod.GET, "/api/v1/me", null, null),
                        send(HttpMethod.POST, "/api/v1/auth/token/refresh", null, "{\"refreshToken\":\"none\"}"),
                        send(
                                HttpMethod.POST,
                                "/api/v1/auth/token/refresh",
                                null,
                                "{\"refreshToken\":\"\",\"other\":1}"),
                        send(HttpMethod.GET, "/api/v1/public/listed-hazards", null, null))
                .then();
    }

    /** Whatever the answer is, it is read. */
    private Mono<Void> send(HttpMethod method, String path, @Nullable String token, @Nullable String body) {
        return HttpClient.create(connections)
                .host(host)
                .port(port)
                .responseTimeout(PATIENCE)
                .headers(headers -> {
                    if (token != null) {
                        headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token);
                    }
                    if (body != null) {
                        headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json");
                    }
                })
                .request(method)
                .uri(path)
                .send(
                        body == null
                                ? Mono.empty()
                                : Mono.fromSupplier(
                                        () -> Unpooled.wrappedBuffer(body.getBytes(StandardCharsets.UTF_8))))
                .responseSingle((response, content) -> content.asByteArray())
                .then();
    }

    @Override
    public Mono<Void> end() {
        return connections.disposeLater();
    }
}
