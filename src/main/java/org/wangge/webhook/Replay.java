package org.wangge.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * From where events are sent again; one of the three is there.
 *
 * @param since all that came into the feed from then on
 * @param after all that came after this event
 * @param deliveryId this one alone, at once
 */
public record Replay(
        @Nullable Instant since,
        @Nullable UUID after,
        @Nullable UUID deliveryId) {}
