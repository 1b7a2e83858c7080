package org.wangge.live;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as its readers get it; the field names are part of the contract.
 *
 * @param id of the case, the hazard, the task or the notice
 * @param grid the code of the area where it lies, mostly a grid
 */
public record EventView(
        UUID eventId,
        String kind,
        FeedSubject subject,
        UUID id,
        @Nullable String number,
        @Nullable Long version,
        @Nullable String state,
        @Nullable String office,
        String grid,
        Instant at,
        List<String> changed) {

    public static EventView of(FeedEntry entry) {
        return new EventView(
                entry.id(),
                entry.kind(),
                entry.subject(),
                entry.subjectId(),
                entry.number(),
                entry.version(),
                entry.state(),
                entry.office(),
                entry.area().code(),
                entry.at(),
                entry.changed());
    }
}
