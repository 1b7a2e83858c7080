package org.wangge.webhook;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.live.FeedEntry;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Ids;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.webhook.delivery.Dispatch;
import org.wangge.webhook.model.Delivery;
import org.wangge.webhook.model.Message;
import org.wangge.webhook.model.WebhookFile;
import org.wangge.webhook.model.WebhookRules;
import org.wangge.webhook.store.DeliveryStore;
import org.wangge.webhook.store.ProgressStore;
import org.wangge.work.DoneOperations;
import org.wangge.work.DoneOperations.Once;
import reactor.core.publisher.Mono;

/** What was sent to a webhook, and what is to be sent again; for the same people as {@link Webhooks}. */
@Component
public class WebhookDeliveries {

    private final Webhooks webhooks;
    private final DeliveryStore deliveries;
    private final ProgressStore progress;
    private final FeedPositions positions;
    private final Dispatch dispatch;
    private final DoneOperations operations;
    private final Clock clock;

    WebhookDeliveries(
            Webhooks webhooks,
            DeliveryStore deliveries,
            ProgressStore progress,
            FeedPositions positions,
            Dispatch dispatch,
            DoneOperations operations,
            Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.progress = progress;
        this.positions = positions;
        this.dispatch = dispatch;
        this.operations = operations;
        this.clock = clock;
    }

    /**
     * A page of what became of events, by the last attempt, the newest first; kept for some days. Refuses {@code webhook.not-found}
     * and {@code request.cursor-invalid}.
     */
    public Mono<Page<DeliveryView>> list(
            UUID id, @Nullable DeliveryState state, int limit, @Nullable String cursor, boolean count, Actor actor) {
        return webhooks.file(id, actor.require(Permission.REFERENCE_EDIT))
                .flatMap(file -> deliveries.page(file.id(), state, limit, cursor, count))
                .map(page -> page.map(DeliveryView::of));
    }

    /**
     * Sends an event that says nothing, at once and also while the webhook is paused, and gives what came of it. Refuses {@code
     * webhook.not-found}. Repeatable by its operation.
     */
    public Mono<Once<DeliveryView>> test(UUID id, Call call) {
        Actor actor = call.actor().require(Permission.REFERENCE_EDIT);
        return webhooks.file(id, actor)
                .flatMap(file -> operations.once(
                        call.operation(),
                        file.caption(),
                        DeliveryView.class,
                        begun -> sent(file, Message.test(file, Ids.next(), clock.instant()))
                                .map(DeliveryView::of)));
    }

    private Mono<Delivery> sent(WebhookFile file, Message message) {
        return dispatch.send(file, message).flatMap(sent -> {
            Delivery line = Delivery.of(file.id(), message, sent.answer(), sent.at());
            return deliveries.record(List.of(line)).thenReturn(line);
        });
    }

    /**
     * Sends events again: all from a moment or an event on, in their order and from then on as usual, or one alone at once. They come
     * under the ids that they had. Where some are gone from the feed, an event {@code resync} comes first. Refuses {@code
     * webhook.replay-one} unless one of the three is given, {@code webhook.event-unknown} for an event that this webhook was not sent,
     * {@code webhook.event-gone} for one that cannot be sent any more, and {@code webhook.stale}. Repeatable by its operation.
     */
    public Mono<Webhooks.Done> replay(UUID id, Replay from, Call call) {
        return webhooks.changed(
                id,
                call,
                file -> Mono.just(WebhookRules.replay(file, from, clock.instant())),
                (before, after) -> again(before, from));
    }

    private Mono<Void> again(WebhookFile file, Replay from) {
        if (from.deliveryId() != null) {
            return known(file, from.deliveryId(), "/deliveryId")
                    .flatMap(delivery -> entry(file, delivery))
                    .flatMap(entry -> sent(file, Message.of(entry)))
                    .then();
        }
        Mono<Long> seq = from.after() == null
                ? Mono.justOrEmpty(from.since()).flatMap(since -> positions.before(file.feed(), since))
                : known(file, Delivery.idOf(file.id(), from.after()), "/after").map(Delivery::seq);
        return seq.flatMap(number -> progress.moveTo(file, number));
    }

    private Mono<Delivery> known(WebhookFile file, UUID delivery, String pointer) {
        return deliveries
                .find(delivery, file.id())
                .filter(found -> found.seq() > 0)
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.field("webhook.event-unknown", pointer))));
    }

    private Mono<FeedEntry> entry(WebhookFile file, Delivery delivery) {
        return positions
                .at(file.feed(), delivery.seq())
                .filter(entry -> entry.id().equals(delivery.eventId()))
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("webhook.event-gone"))));
    }
}
