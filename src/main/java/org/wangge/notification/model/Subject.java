package org.wangge.notification.model;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.StepOutcome;

/** What a notice is about. */
public sealed interface Subject {

    /** What its words show of it: a number, never anybody's words or name. */
    String caption();

    /** @param outcome of a look on the spot that the notice tells of; null when it tells of something else */
    record OfCase(UUID id, String number, @Nullable StepOutcome outcome) implements Subject {
        @Override
        public String caption() {
            return number;
        }
    }

    record OfHazard(UUID id, String number) implements Subject {
        @Override
        public String caption() {
            return number;
        }
    }

    /** @param host to which it is sent */
    record OfWebhook(UUID id, String host) implements Subject {
        @Override
        public String caption() {
            return host;
        }
    }

    /**
     * Inspection tasks that began or were missed together.
     *
     * @param placeId where the first of them is
     */
    record OfTasks(List<UUID> ids, UUID placeId, String placeName) implements Subject {
        @Override
        public String caption() {
            return Integer.toString(ids.size());
        }
    }
}
