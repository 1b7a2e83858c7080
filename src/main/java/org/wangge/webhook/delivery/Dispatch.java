package org.wangge.webhook.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.wangge.shared.WebhookSignature;
import org.wangge.webhook.DeliveryFault;
import org.wangge.webhook.DeliveryState;
import org.wangge.webhook.model.Answer;
import org.wangge.webhook.model.Message;
import org.wangge.webhook.model.Turn.Sent;
import org.wangge.webhook.model.WebhookFile;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Signs one event and sends it to one webhook, once. */
@Component
public class Dispatch {

    private static final String DELIVERIES = "wangge.webhook.deliveries";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final WebhookTransport transport;
    private final SecretBox box;
    private final Clock clock;
    private final MeterRegistry metrics;

    Dispatch(WebhookTransport transport, SecretBox box, Clock clock, MeterRegistry metrics) {
        this.transport = transport;
        this.box = box;
        this.clock = clock;
        this.metrics = metrics;
        // There from the start, so that a chart shows nothing instead of missing.
        for (DeliveryState state : DeliveryState.values()) {
            metrics.counter(DELIVERIES, "state", state.name());
        }
    }

    /** Sends it, and says what came of it; never fails. */
    public Mono<Sent> send(WebhookFile webhook, Message message) {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            return answer(webhook, message, now)
                    .doOnNext(this::count)
                    .map(answer -> new Sent(message, answer, clock.instant()));
        });
    }

    private Mono<Answer> answer(WebhookFile webhook, Message message, Instant now) {
        List<WebhookSignature> keys = webhook.secrets().stream()
                .filter(secret -> secret.isGood(now))
                .map(secret -> box.open(webhook.id(), secret.sealed()))
                .filter(Objects::nonNull)
                .map(WebhookSignature::of)
                .toList();
        if (keys.isEmpty()) {
            return Mono.just(Answer.none(DeliveryFault.SECRET, Duration.ZERO));
        }
        String body = JSON.writeValueAsString(message.cloudEvent());
        return transport.post(
                webhook.url(), WebhookSignature.headers(keys, message.id().toString(), now, body), body);
    }

    private void count(Answer answer) {
        DeliveryState state = answer.isTaken() ? DeliveryState.DELIVERED : DeliveryState.FAILED;
        metrics.counter(DELIVERIES, "state", state.name()).increment();
    }
}
