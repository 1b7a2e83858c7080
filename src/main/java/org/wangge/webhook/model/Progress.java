package org.wangge.webhook.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.webhook.DeliveryFault;

/**
 * How far a webhook got in its feed.
 *
 * @param seq all up to this number was taken, or not asked for
 * @param done numbers above it that were taken already
 * @param failures attempts in a row that failed
 * @param dueAt not before; null for at once
 * @param token of who sends for it at the moment
 */
@RecordBuilder
public record Progress(
        UUID id,
        String feed,
        long seq,
        List<Long> done,
        int failures,
        @Nullable Instant failingSince,
        @Nullable Instant dueAt,
        @Nullable Integer lastStatus,
        @Nullable DeliveryFault lastFault,
        @Nullable Instant lastDeliveredAt,
        @Nullable Instant resyncAt,
        @Nullable UUID token,
        @Nullable Instant leaseUntil) {

    /** Nothing was sent yet. */
    public static Progress at(UUID id, String feed, long seq) {
        return new Progress(id, feed, seq, List.of(), 0, null, null, null, null, null, null, null, null);
    }

    /** Whether somebody could send now, when the newest entry of the feed has this number. */
    public boolean isDue(long head, Instant now) {
        return seq != head
                && (dueAt == null || !now.isBefore(dueAt))
                && (leaseUntil == null || !now.isBefore(leaseUntil));
    }
}
