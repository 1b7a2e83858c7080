package org.wangge.live.web;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.wangge.account.Admissions;
import org.wangge.account.Admissions.Admission;
import org.wangge.account.BearerToken;
import org.wangge.live.EventStream;
import org.wangge.live.LiveStreams;
import org.wangge.live.StreamTickets;
import org.wangge.live.model.Wanted;
import org.wangge.shared.QueryValues;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableChannel;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** The live feed: as a stream for who accepts {@code text/event-stream}, else as a long poll. */
@RestController
@RequestMapping("/api/v1/events")
class EventController {

    private static final Set<String> PARAMETERS = Set.of("after", "types", "office", "wait", "ticket");
    private static final int LONGEST_WAIT = 30;
    private static final Duration USUAL_WAIT = Duration.ofSeconds(20);
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final LiveStreams streams;
    private final StreamTickets tickets;
    private final Admissions admissions;
    private final JsonMapper json;

    EventController(LiveStreams streams, StreamTickets tickets, Admissions admissions, JsonMapper json) {
        this.streams = streams;
        this.tickets = tickets;
        this.admissions = admissions;
        this.json = json;
    }

    /** What was asked for, read. */
    private record Asked(Wanted wanted, @Nullable String after, Duration longest) {}

    @PostMapping("/tickets")
    Mono<StreamTickets.Given> ticket(@RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
        return tickets.give(BearerToken.in(authorization));
    }

    @GetMapping(produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_EVENT_STREAM_VALUE})
    Mono<Void> events(QueryValues query, ServerWebExchange exchange) {
        Asked asked = asked(query, exchange.getRequest().getHeaders());
        boolean stream = exchange.getRequest().getHeaders().getAccept().stream()
                .anyMatch(type -> type.isConcrete() && type.isCompatibleWith(MediaType.TEXT_EVENT_STREAM));
        if (exchange.getRequest().getMethod() == HttpMethod.HEAD) {
            return admitted(query, exchange).then(Mono.defer(() -> {
                begin(exchange.getResponse(), stream);
                return exchange.getResponse().setComplete();
            }));
        }
        return admitted(query, exchange)
                .flatMap(admission -> stream
                        ? stream(admission, asked, exchange.getResponse())
                        : poll(admission, asked, exchange.getResponse()));
    }

    private Mono<Admission> admitted(QueryValues query, ServerWebExchange exchange) {
        String authorization = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            return admissions.of(BearerToken.in(authorization));
        }
        String ticket = query.text("ticket");
        return ticket == null ? Mono.error(() -> new Refused(Refusal.of("auth.required"))) : tickets.use(ticket);
    }

    /** A client that comes again sends the same address, and in the header how far it has come since. */
    private static Asked asked(QueryValues query, HttpHeaders headers) {
        query.only(PARAMETERS);
        Set<String> types = new LinkedHashSet<>();
        for (String type : query.texts("types")) {
            try {
                types.add(Wanted.type(type));
            } catch (IllegalArgumentException unknown) {
                throw QueryValues.malformed("types", "field.form");
            }
        }
        String lastId = headers.getFirst(LAST_EVENT_ID);
        Duration wait = query.value("wait", EventController::wait);
        return new Asked(
                new Wanted(types, query.texts("office")),
                lastId == null || lastId.isBlank() ? query.text("after") : lastId.strip(),
                wait == null ? USUAL_WAIT : wait);
    }

    /** Seconds, or a duration such as {@code PT20S}. */
    private static Duration wait(String text) {
        Duration wait = text.chars().allMatch(Character::isDigit)
                ? Duration.ofSeconds(Integer.parseInt(text))
                : Duration.parse(text);
        if (wait.isNegative() || wait.compareTo(Duration.ofSeconds(LONGEST_WAIT)) > 0) {
            throw new IllegalArgumentException(text);
        }
        return wait;
    }

    /** No proxy may keep it, or wait until there is more of it. */
    private static void begin(ServerHttpResponse response, boolean stream) {
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(stream ? MediaType.TEXT_EVENT_STREAM : MediaType.APPLICATION_JSON);
        headers.setCacheControl("no-store");
        headers.set("X-Accel-Buffering", "no");
    }

    private Mono<Void> poll(Admission admission, Asked asked, ServerHttpResponse response) {
        return streams.poll(admission, asked.wanted(), asked.after(), asked.longest())
                .flatMap(answer -> {
                    begin(response, false);
                    return response.writeWith(
                            Mono.fromSupplier(() -> buffer(response, json.writeValueAsBytes(answer))));
                });
    }

    private Mono<Void> stream(Admission admission, Asked asked, ServerHttpResponse response) {
        return Mono.usingWhen(
                streams.stream(admission, asked.wanted(), asked.after()),
                stream -> {
                    begin(response, true);
                    Mono<Void> written = response.writeAndFlushWith(
                            stream.pieces().map(piece -> piece.map(bytes -> buffer(response, bytes))));
                    return Mono.firstWithSignal(written, stream.stuck().doOnSuccess(stuck -> cut(response)));
                },
                this::left);
    }

    private Mono<Void> left(EventStream stream) {
        return Mono.fromRunnable(() -> streams.leave(stream));
    }

    private static DataBuffer buffer(ServerHttpResponse response, byte[] bytes) {
        return response.bufferFactory().wrap(bytes);
    }

    /** Nobody reads at the other end, so there is no other way to end it. */
    private static void cut(ServerHttpResponse response) {
        HttpServerResponse connection = ServerHttpResponseDecorator.getNativeResponse(response);
        connection.withConnection(DisposableChannel::dispose);
    }
}
