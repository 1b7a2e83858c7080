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
 */
record ImportLine(
        int line, String name, @Nullable UUID id, @Nullable Described described, List<Fault> faults) {}
