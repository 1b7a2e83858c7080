package org.wangge.platform.problem;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.DisconnectedClientHelper;
import org.wangge.platform.request.RequestIds;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Refusal;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes every error, wherever it comes from: controllers, filters, security, unknown paths. The only place that knows which
 * status a code has. A fault of ours is logged with its trace and shown only by its request id.
 */
@Component
@Order(-2)
public class ProblemWriter implements ErrorWebExceptionHandler {

    private static final String TYPES = "https://wangge.org/problems/";
    /** Left in a text when nobody said what belongs there; no reader should see it. */
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    private static final Logger log = LoggerFactory.getLogger(ProblemWriter.class);

    private final ProblemKinds kinds;
    private final MessageSource messages;
    private final JsonMapper json;

    ProblemWriter(ProblemKinds kinds, MessageSource messages, JsonMapper json) {
        this.kinds = kinds;
        this.messages = messages;
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        Refusal refusal = Failures.refusal(failure);
        if (refusal == null && DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            return leave(exchange);
        }
        if (refusal == null) {
            log.error("request={} path={} outcome=failed", RequestIds.of(exchange), path(exchange), failure);
            refusal = Refusal.of("server.error");
        }
        if (failure instanceof ErrorResponse known) {
            // What else would do: the methods of the path, or the types it takes or gives.
            exchange.getResponse().getHeaders().putAll(known.getHeaders());
        }
        return write(exchange, refusal);
    }

    /** A phone that lost its network in the middle is no fault of ours, and nobody is there to be answered. */
    private static Mono<Void> leave(ServerWebExchange exchange) {
        log.debug("request={} path={} outcome=client-gone", RequestIds.of(exchange), path(exchange));
        ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .ifPresent(observed -> observed.setConnectionAborted(true));
        return Mono.empty();
    }

    /** Answers with the refusal as a problem document in the caller's language. */
    public Mono<Void> write(ServerWebExchange exchange, Refusal refusal) {
        Locale locale = locale(exchange);
        int status = kinds.statusOf(refusal.code());
        Problem problem = new Problem(
                TYPES + refusal.code(),
                text("problem." + refusal.code() + ".title", refusal.arguments(), locale),
                status,
                text("problem." + refusal.code() + ".detail", refusal.arguments(), locale),
                path(exchange),
                refusal.code(),
                RequestIds.of(exchange),
                // It is up to us, or to the time, and not to what was sent.
                status >= 500 || status == 429,
                refusal.faults().isEmpty()
                        ? null
                        : refusal.faults().stream()
                                .map(fault -> new Problem.FieldFault(
                                        fault.pointer(),
                                        fault.code(),
                                        text("problem." + fault.code() + ".detail", fault.arguments(), locale)))
                                .toList(),
                refusal.presentVersion(),
                refusal.presentState(),
                refusal.presentVersion() == null && refusal.openActions().isEmpty() ? null : refusal.openActions());
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(status));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().set(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag());
        if (status == 401) {
            response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        Long retryAfter = refusal.retryAfterSeconds();
        if (retryAfter != null) {
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter));
        }
        byte[] body = json.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    private String text(String key, List<Object> arguments, Locale locale) {
        Object[] words =
                arguments.stream().map(argument -> said(argument, locale)).toArray();
        String found = messages.getMessage(key, words, key, locale);
        return found == null ? key : PLACE.matcher(found).replaceAll("…");
    }

    private Object said(Object argument, Locale locale) {
        if (argument instanceof LocalizedText name) {
            return name.in(locale);
        }
        return argument instanceof Enum<?> constant ? word(constant, locale) : argument;
    }

    private String word(Enum<?> constant, Locale locale) {
        String key = "word." + constant.getDeclaringClass().getSimpleName() + "." + constant.name();
        return String.valueOf(messages.getMessage(key, null, constant.name(), locale));
    }

    private static Locale locale(ServerWebExchange exchange) {
        Locale asked = exchange.getLocaleContext().getLocale();
        return asked != null && asked.getLanguage().equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    }

    private static String path(ServerWebExchange exchange) {
        return exchange.getRequest().getPath().value();
    }
}
