package org.wangge.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.webhook.model.Progress;
import org.wangge.webhook.model.SealedSecret;
import org.wangge.webhook.model.WebhookFile;
import org.wangge.webhook.model.WebhookRules;

/**
 * A webhook as administrators see it; the field names are part of the contract.
 *
 * @param kinds none means all
 * @param secret only in the answer to who made it or rotated it
 * @param secretSince since when events are signed with the present secret
 * @param oldSecretUntil until when they are signed with the one before too; null when they are not
 * @param failingSince since when nothing was taken; null when the last one was
 * @param failures how many attempts have failed in a row
 * @param nextAttemptAt when it is tried again; null when nothing waits
 * @param resyncAt when the receiver was told last that events are gone that it has not had
 */
public record WebhookView(
        UUID id,
        String url,
        List<String> kinds,
        String area,
        String description,
        boolean active,
        @Nullable PauseReason pausedBecause,
        @Nullable Instant pausedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Secret secret,
        Instant secretSince,
        @Nullable Instant oldSecretUntil,
        @Nullable Instant lastDeliveredAt,
        @Nullable Instant failingSince,
        int failures,
        @Nullable Instant nextAttemptAt,
        @Nullable Integer lastStatus,
        @Nullable DeliveryFault lastFault,
        @Nullable Instant resyncAt,
        Person by,
        Instant createdAt,
        long version,
        List<String> openActions) {

    public record Person(UUID id, String name) {}

    /** A secret in the one answer that shows it; its own text does not, so that no log has it. */
    public record Secret(@JsonValue String value) {

        @Override
        public String toString() {
            return "whsec_…";
        }
    }

    static WebhookView of(WebhookFile file, @Nullable Progress known, @Nullable Secret secret, Instant now) {
        Progress progress = known == null ? Progress.at(file.id(), file.feed(), file.begin()) : known;
        return new WebhookView(
                file.id(),
                file.url(),
                file.kinds(),
                file.area(),
                file.description(),
                file.active(),
                file.pausedBecause(),
                file.pausedAt(),
                secret,
                file.secrets().get(0).since(),
                file.secrets().stream()
                        .skip(1)
                        .filter(old -> old.isGood(now))
                        .map(SealedSecret::until)
                        .findFirst()
                        .orElse(null),
                progress.lastDeliveredAt(),
                progress.failingSince(),
                progress.failures(),
                file.active() ? progress.dueAt() : null,
                progress.lastStatus(),
                progress.lastFault(),
                progress.resyncAt(),
                new Person(file.by().id(), file.by().name()),
                file.createdAt(),
                file.version(),
                WebhookRules.openActions(file));
    }
}
