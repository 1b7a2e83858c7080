package org.wangge.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.webhook.model.Delivery;

/**
 * What became of one event; the field names are part of the contract.
 *
 * @param kind of the event, or {@code test} or {@code resync}
 * @param subjectId of the case, the hazard or the task; null for {@code test} and {@code resync}
 * @param status that the receiver answered; null when there was no answer
 * @param fault why there was none; null when there was one
 * @param tookMillis the last attempt
 */
public record DeliveryView(
        UUID id,
        UUID eventId,
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

    public static DeliveryView of(Delivery delivery) {
        return new DeliveryView(
                delivery.id(),
                delivery.eventId(),
                delivery.kind(),
                delivery.subjectId(),
                delivery.number(),
                delivery.state(),
                delivery.tries(),
                delivery.status(),
                delivery.fault(),
                delivery.tookMillis(),
                delivery.firstAt(),
                delivery.at());
    }
}
