package org.wangge.webhook.delivery;

import io.netty.channel.ChannelOption;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A receiver of webhooks on loopback, which keeps what came and answers as a test tells it to. */
public final class Receiver implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LoopResources threads = LoopResources.create("receiver", 1, true);
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Queue<Reply> script = new ConcurrentLinkedQueue<>();
    private final Sinks.Empty<Void> gate = Sinks.empty();
    private final DisposableServer server;
    private volatile Function<Received, Reply> usual = one -> Reply.status(204);

    public Receiver() {
        server = HttpServer.create()
                .runOn(threads)
                .host("127.0.0.1")
                .port(0)
                .childOption(ChannelOption.SO_LINGER, 0)
                .handle(this::handle)
                .bindNow(PATIENCE);
    }

    /** One request, with its headers by their names in small letters. */
    public record Received(String path, Map<String, List<String>> headers, String body) {

        public JsonNode event() {
            return JSON.readTree(body);
        }

        public String header(String name) {
            return headers.get(name).get(0);
        }

        String id() {
            return header("webhook-id");
        }

        String subject() {
            return event().path("subject").asString("");
        }
    }

    /** What is answered. */
    interface Reply {

        Publisher<Void> to(HttpServerResponse response, Receiver receiver);

        static Reply status(int status) {
            return (response, receiver) -> response.status(status).send();
        }

        static Reply header(int status, String name, String value) {
            return (response, receiver) ->
                    response.status(status).header(name, value).send();
        }

        /** Breaks the connection. */
        static Reply reset() {
            return (response, receiver) -> {
                response.withConnection(connection -> connection.dispose());
                return Mono.never();
            };
        }

        /** Never, for as long as the receiver lives. */
        static Reply hang() {
            return (response, receiver) -> receiver.gate.asMono();
        }
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        return request.receive().aggregate().asString().defaultIfEmpty("").flatMap(body -> {
            Map<String, List<String>> headers = request.requestHeaders().names().stream()
                    .collect(Collectors.toMap(
                            name -> name.toLowerCase(Locale.ROOT),
                            name -> request.requestHeaders().getAll(name)));
            Received one = new Received(request.uri(), headers, body);
            received.add(one);
            Reply next = script.poll();
            return Mono.from((next == null ? usual.apply(one) : next).to(response, this));
        });
    }

    public String url() {
        return URI.create("http://127.0.0.1:" + server.port() + "/hook").toString();
    }

    int port() {
        return server.port();
    }

    /** These to the next ones, then what all get. */
    void say(Reply... replies) {
        script.addAll(List.of(replies));
    }

    /** From now on to all. */
    void sayAlways(Function<Received, Reply> reply) {
        usual = reply;
    }

    /** From now on this status to all. */
    public void answer(int status) {
        usual = one -> Reply.status(status);
    }

    public List<Received> received() {
        return received;
    }

    List<String> ids() {
        return received.stream().map(Received::id).toList();
    }

    void forget() {
        received.clear();
    }

    @Override
    public void close() {
        gate.tryEmitEmpty();
        server.disposeNow(PATIENCE);
        threads.dispose();
    }
}
