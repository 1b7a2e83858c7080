package org.wangge.hazard.model;

import org.wangge.hazard.events.HazardEvent;
import org.wangge.hazard.model.HazardFile.Fix;

/** Makes the event that tells of a step. */
public final class HazardEvents {

    private HazardEvents() {}

    /** Of a new hazard. */
    public static HazardEvent of(HazardFile found) {
        return of(found, found);
    }

    /** Of a step; what it took away (who fixed it, its case) is still named, since it concerns those who had to do with it. */
    static HazardEvent of(HazardFile before, HazardFile after) {
        HazardLine line = after.lastLine();
        Fix fix = after.fix() == null ? before.fix() : after.fix();
        return new HazardEvent(
                line.id(),
                line.at(),
                line.action(),
                after.id(),
                after.number(),
                after.state(),
                after.level(),
                after.place().id(),
                after.area().gridPath(),
                after.area().officeCode(),
                line.actor().id(),
                after.foundBy().id(),
                fix == null ? null : fix.by().id(),
                after.dueAt(),
                after.round(),
                after.caseId() == null ? before.caseId() : after.caseId(),
                after.isListed(),
                line.mediaIds());
    }
}
