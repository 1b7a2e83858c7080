package org.wangge.work.internal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of telling one consumer of one document's events. */
sealed interface DeliveryOutcome {

    /** The mark that is left; null when the consumer has heard everything. */
    @Nullable
    ConsumerMark mark(ConsumerMark before, List<UUID> owed, Instant now);

    record Told() implements DeliveryOutcome {
        @Override
        public @Nullable ConsumerMark mark(ConsumerMark before, List<UUID> owed, Instant now) {
            return null;
        }
    }

    record Failed(Throwable why) implements DeliveryOutcome {
        @Override
        public ConsumerMark mark(ConsumerMark before, List<UUID> owed, Instant now) {
            return before.failed(owed, now);
        }
    }

    /** There was no time to ask it. */
    record Left(Instant until) implements DeliveryOutcome {
        @Override
        public ConsumerMark mark(ConsumerMark before, List<UUID> owed, Instant now) {
            return before.left(owed, until);
        }
    }
}
