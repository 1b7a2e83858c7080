package org.wangge.notification.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.notification.NoticeKind;

/**
 * A notice as kept: who is told what of which case. Its text is made when it is read, in the reader's language.
 *
 * @param id made of the event and the recipient
 * @param push what remains to be pushed and what came of it; null when nothing was to be pushed
 */
public record Notice(
        UUID id,
        UUID recipientId,
        NoticeKind kind,
        UUID caseId,
        String caseNumber,
        boolean urgent,
        Instant createdAt,
        @Nullable Instant readAt,
        @Nullable Push push) {

    /**
     * The push of a notice to the recipient's devices.
     *
     * @param dueAt when it is to be tried next; null when there is nothing left to do
     * @param attempts how often it was tried without getting through to all
     */
    public record Push(@Nullable Instant dueAt, int attempts, Instant expiresAt, List<Delivery> deliveries) {}

    /** What came of it on one device, as far as FCM says. */
    public record Delivery(
            String deviceId, Outcome outcome, @Nullable String code, Instant at) {}

    public enum Outcome {
        /** FCM took it; whether the phone has it FCM does not say. */
        SENT,
        /** The address is no longer good and was removed. */
        UNREGISTERED,
        /** It will not be tried again. */
        PARKED
    }

    public static UUID idOf(UUID eventId, UUID recipientId) {
        return UUID.nameUUIDFromBytes((eventId + ":" + recipientId).getBytes(StandardCharsets.US_ASCII));
    }
}
