package org.wangge.webhook.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.webhook.DeliveryFault;
import org.wangge.webhook.DeliveryState;

/**
 * What became of one event at one webhook, as kept for some days.
 *
 * @param seq its number in the feed; 0 when it is of none
 */
public record Delivery(
        UUID id,
        UUID webhookId,
        UUID eventId,
        long seq,
        String kind,
        @Nullable UUID subjectId,
        @Nullable String number,
        DeliveryState state,
        int tries,
        @Nullable Integer status,
        @Nullable DeliveryFault fault,
        long tookMillis,
        Instant firstAt,
        Instant at) {

    /** The same event at the same webhook always has the same. */
    public static UUID idOf(UUID webhookId, UUID eventId) {
        return UUID.nameUUIDFromBytes((webhookId + ":" + eventId).getBytes(StandardCharsets.UTF_8));
    }

    /** Of the first attempt; those that follow are added to it where it is kept. */
    public static Delivery of(UUID webhookId, Message message, Answer answer, Instant at) {
        return new Delivery(
                idOf(webhookId, message.id()),
                webhookId,
                message.id(),
                message.seq(),
                message.kind(),
                message.subjectId(),
                message.number(),
                answer.isTaken() ? DeliveryState.DELIVERED : DeliveryState.FAILED,
                1,
                answer.status(),
                answer.fault(),
                answer.took().toMillis(),
                at,
                at);
    }
}
