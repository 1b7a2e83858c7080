package org.wangge.hazard.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.hazard.events.HazardEvent;
import org.wangge.hazard.model.HazardFile.Fix;
import org.wangge.hazard.model.HazardFile.Listing;

/** Makes the event that tells of a step. */
public final class HazardEvents {

    private HazardEvents() {}

    /** Of a new hazard. */
    public static HazardEvent of(HazardFile found) {
        return of(found, new HazardChange(), found.timeline().get(0));
    }

    /** Of a change; who fixed it is still named when the recheck took that away. */
    public static HazardEvent of(HazardFile before, HazardChange change, HazardLine line) {
        Fix fix = newOrOld(change, "fix", Fix.class, before.fix());
        if (fix == null) {
            fix = before.fix();
        }
        Listing listing = newOrOld(change, "listing", Listing.class, before.listing());
        UUID caseId = newOrOld(change, "caseId", UUID.class, before.caseId());
        return new HazardEvent(
                line.id(),
                line.at(),
                line.action(),
                before.id(),
                before.number(),
                line.to(),
                line.level(),
                before.place().id(),
                before.area().gridPath(),
                before.area().officeCode(),
                line.actor().id(),
                before.foundBy().id(),
                fix == null ? null : fix.by().id(),
                newOrOld(change, "dueAt", Instant.class, before.dueAt()),
                line.round(),
                caseId == null ? before.caseId() : caseId,
                listing != null && listing.isInForce(),
                line.mediaIds());
    }

    private static <T> @Nullable T newOrOld(HazardChange change, String field, Class<T> type, @Nullable T old) {
        return change.fields().containsKey(field) ? type.cast(change.fields().get(field)) : old;
    }
}
