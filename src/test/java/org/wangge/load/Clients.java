package org.wangge.load;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Phones and desks of the demonstration district: few threads, many connections, signed tokens. */
final class Clients implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ConnectionProvider connections;
    private final LoopResources threads = LoopResources.create("load", 1, true);
    private final HttpClient http;
    private final Map<String, String> authorizations = new ConcurrentHashMap<>();

    Clients(App app, int most) {
        this(app, most, "127.0.0.1");
    }

    /**
     * @param from the address of this machine that they come from
     */
    Clients(App app, int most, String from) {
        connections = ConnectionProvider.builder("load")
                .maxConnections(most)
                .pendingAcquireMaxCount(most)
                .build();
        http = HttpClient.create(connections)
                .runOn(threads)
                .baseUrl(app.base())
                .bindAddress(() -> new InetSocketAddress(from, 0))
                .responseTimeout(PATIENCE);
    }

    /** Signs somebody in, once. */
    String authorization(String username) {
        String known = authorizations.get(username);
        if (known == null) {
            byte[] answer = send(
                            HttpMethod.POST,
                            "/api/v1/auth/token",
                            null,
                            null,
                            "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, App.PASSWORD),
                            200)
                    .block(PATIENCE);
            known = "Bearer " + JSON.readTree(answer).get("accessToken").stringValue();
            authorizations.put(username, known);
        }
        return known;
    }

    void signIn(Iterable<String> usernames) {
        usernames.forEach(this::authorization);
    }

    /** Signs all in again who are: a token is good for minutes, and some runs take longer. */
    void signInAgain() {
        List<String> usernames = List.copyOf(authorizations.keySet());
        authorizations.clear();
        signIn(usernames);
    }

    JsonNode getNow(String username, String path) {
        return JSON.readTree(get(username, path).block(PATIENCE));
    }

    Mono<byte[]> get(String username, String path) {
        return send(HttpMethod.GET, path, authorization(username), null, null, 200);
    }

    Mono<byte[]> put(String username, String path, String body) {
        return send(HttpMethod.PUT, path, authorization(username), null, body, -1);
    }

    /** Something new; with a key of its own, as a phone sends it. */
    Mono<byte[]> create(String username, String path, String body) {
        return send(HttpMethod.POST, path, authorization(username), UUID.randomUUID(), body, 201);
    }

    /** Something done to what is there. */
    Mono<byte[]> act(String username, String path, String body) {
        return send(HttpMethod.POST, path, authorization(username), null, body, 200);
    }

    /** Something that may be refused; gives its status. */
    Mono<Integer> attempt(@Nullable String username, String path, String body) {
        return attempt(username, path, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    Mono<Integer> attempt(@Nullable String username, String path, String contentType, byte[] body) {
        return http.headers(headers -> {
                    if (username != null) {
                        headers.set(HttpHeaderNames.AUTHORIZATION, authorization(username));
                    }
                    headers.set(HttpHeaderNames.CONTENT_TYPE, contentType);
                })
                .post()
                .uri(path)
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
                .responseSingle((response, content) ->
                        content.asByteArray().then(Mono.just(response.status().code())));
    }

    /** The id of what an answer shows, without reading all of it: it stands first. */
    static String idIn(byte[] answer) {
        String begin = new String(answer, 0, Math.min(64, answer.length), StandardCharsets.UTF_8);
        return begin.replaceFirst("^\\{\"id\":\"([^\"]+)\".*", "$1");
    }

    /** @param expected any of the two hundreds when negative */
    private Mono<byte[]> send(
            HttpMethod method,
            String path,
            @Nullable String authorization,
            @Nullable UUID key,
            @Nullable String body,
            int expected) {
        return http.headers(headers -> {
                    if (authorization != null) {
                        headers.set(HttpHeaderNames.AUTHORIZATION, authorization);
                    }
                    if (key != null) {
                        headers.set("Idempotency-Key", key);
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
                .responseSingle((response, content) -> content.asByteArray()
                        .defaultIfEmpty(new byte[0])
                        .handle((bytes, sink) -> {
                            int status = response.status().code();
                            if (expected < 0 ? status / 100 == 2 : status == expected) {
                                sink.next(bytes);
                            } else {
                                sink.error(new IllegalStateException(method + " " + path + " was answered " + status
                                        + ": " + new String(bytes, StandardCharsets.UTF_8)));
                            }
                        }));
    }

    @Override
    public void close() {
        connections.dispose();
        threads.dispose();
    }
}
