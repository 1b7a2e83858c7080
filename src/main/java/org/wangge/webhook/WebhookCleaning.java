package org.wangge.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.wangge.webhook.model.WebhookFile;
import org.wangge.webhook.store.DeliveryStore;
import org.wangge.webhook.store.ProgressStore;
import org.wangge.webhook.store.WebhookStore;
import org.wangge.work.JobItems;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Mono;

/** Removes what nobody looks up any more: old deliveries, deliveries beyond a number, and webhooks that were deleted. */
@Component
class WebhookCleaning implements RecurringJob {

    static final int MOST_DELIVERIES = 10_000;

    /** A day more than clients are promised that a repeat is known. */
    private static final Duration DELETED_KEPT = Duration.ofDays(8);

    private final WebhookStore webhooks;
    private final ProgressStore progress;
    private final DeliveryStore deliveries;
    private final WebhookSettings settings;
    private final JobItems items;
    private final Clock clock;

    WebhookCleaning(
            WebhookStore webhooks,
            ProgressStore progress,
            DeliveryStore deliveries,
            WebhookSettings settings,
            JobItems items,
            Clock clock) {
        this.webhooks = webhooks;
        this.progress = progress;
        this.deliveries = deliveries;
        this.settings = settings;
        this.items = items;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "webhook-cleaning";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public Mono<Void> run() {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            return deliveries
                    .removeBefore(now.minus(settings.deliveriesKept()))
                    .then(items.each(
                            name(),
                            webhooks.active(),
                            WebhookFile::id,
                            1,
                            webhook -> deliveries.removeBeyond(webhook.id(), MOST_DELIVERIES)))
                    .then(items.each(
                            name(), webhooks.deletedBefore(now.minus(DELETED_KEPT)), id -> id, 1, this::remove));
        });
    }

    /** The webhook last, so that what fails half way is done again. */
    private Mono<Void> remove(UUID id) {
        return deliveries.removeOf(id).then(progress.remove(id)).then(webhooks.remove(id));
    }
}
