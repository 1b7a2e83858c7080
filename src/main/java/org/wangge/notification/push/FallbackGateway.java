package org.wangge.notification.push;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.stereotype.Component;
import org.wangge.notification.Channel;
import org.wangge.notification.NotificationSettings;
import org.wangge.shared.WebhookSignature;
import org.wangge.work.Blocking;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls the address that the operator set, signed by Standard Webhooks: a gateway for short messages or calls, or a maker's own push
 * service. Follows no redirect, which would carry the message elsewhere.
 */
@Component
class FallbackGateway implements ChannelGateway<FallbackGateway.Message> {

    private static final String URL = "wangge.notification.fallback-url";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;

    private final @Nullable URI target;
    private final List<WebhookSignature> keys;
    private final Scheduler calling;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(Redirect.NEVER)
            .build();

    FallbackGateway(NotificationSettings settings, Blocking blocking, Clock clock) {
        String url = settings.fallbackUrl();
        this.target = url == null || url.isBlank() ? null : address(url);
        this.keys = target == null ? List.of() : List.of(key(settings.fallbackSecret()));
        this.calling = blocking.scheduler();
        this.clock = clock;
    }

    private static URI address(String url) {
        try {
            URI address = URI.create(url.strip());
            if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException unreadable) {
            // Told below, with what is expected.
        }
        throw new InvalidConfigurationPropertyValueException(
                URL, url, "WANGGE_FALLBACK_URL must be an http or https address");
    }

    private static WebhookSignature key(@Nullable String secret) {
        try {
            return WebhookSignature.of(secret == null ? "" : secret.strip());
        } catch (IllegalArgumentException none) {
            throw new InvalidConfigurationPropertyValueException(
                    "wangge.notification.fallback-secret",
                    "(hidden)",
                    "WANGGE_FALLBACK_SECRET must be whsec_ and 24 to 64 bytes in base64: " + none.getMessage());
        }
    }

    /**
     * What is sent: ids, a caption and words of ours, never anybody's.
     *
     * @param id the same each time that it is sent
     */
    record Message(String id, String type, Instant timestamp, Content data) {}

    /** @param telephone null unless the operator wants it, and where there is none */
    record Content(
            String noticeId,
            String kind,
            String recipientId,
            @Nullable String telephone,
            String title,
            String body,
            boolean urgent,
            @Nullable String caseId,
            @Nullable String caseNumber,
            Instant createdAt) {}

    private record Body(String type, Instant timestamp, Content data) {}

    @Override
    public Channel channel() {
        return Channel.FALLBACK;
    }

    @Override
    public boolean isOn() {
        return target != null;
    }

    @Override
    public Mono<PushResult> send(Message message) {
        URI address = target;
        if (address == null) {
            return Mono.just(new PushResult.Rejected("FALLBACK_IS_OFF"));
        }
        String body = json.writeValueAsString(new Body(message.type(), message.timestamp(), message.data()));
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        WebhookSignature.headers(keys, message.id(), clock.instant(), body).forEach(request::header);
        return Mono.fromFuture(() -> client.sendAsync(request.build(), BodyHandlers.discarding()))
                .subscribeOn(calling)
                .map(FallbackGateway::result)
                .onErrorResume(failure -> Mono.just(new PushResult.Later(
                        failure instanceof IOException ? "UNREACHABLE" : "CLIENT_FAILED", null, false)));
    }

    private static PushResult result(HttpResponse<Void> response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return new PushResult.Accepted(Integer.toString(status));
        }
        boolean passing =
                status >= 500 || List.of(REQUEST_TIMEOUT, TOO_EARLY, TOO_MANY).contains(status);
        return passing
                ? new PushResult.Later("HTTP_" + status, asked(response).orElse(null), false)
                : new PushResult.Rejected("HTTP_" + status);
    }

    /** In seconds; a date is not read. */
    private static Optional<Duration> asked(HttpResponse<Void> response) {
        return response.headers()
                .firstValue("Retry-After")
                .map(String::strip)
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }
}
