package org.wangge.place;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.place.model.PlaceChange.Described;
import org.wangge.shared.Refusal.Fault;

/**
 * A line of a table as it was understood.
 *
 * @param id of the place it is about, if it says so
 * @param described null when something is wrong with it
 * @param notes what was taken otherwise than it was written
 * @param masked telephones of which the line has what somebody was shown who need not call
 */
record ImportLine(
        int line,
        String name,
        @Nullable UUID id,
        @Nullable Described described,
        List<Fault> faults,
        List<Fault> notes,
        Masked masked) {

    /** Null where the line has a whole number or none. */
    record Masked(@Nullable String owner, @Nullable String contact) {}
}
