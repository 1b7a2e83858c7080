package org.wangge.webhook.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A secret as kept: encrypted, so that who reads the collection cannot sign.
 *
 * @param until it signs along after a newer one came; null for the present one
 * @param madeBy key of the operation that made it, and may be shown it again; null when it came without one
 */
public record SealedSecret(
        String sealed,
        Instant since,
        @Nullable Instant until,
        @Nullable String madeBy) {

    public boolean isGood(Instant now) {
        return until == null || now.isBefore(until);
    }

    SealedSecret goodUntil(Instant end) {
        return new SealedSecret(sealed, since, until == null || end.isBefore(until) ? end : until, madeBy);
    }
}
