package org.wangge.casework.store;

import java.time.Instant;
import java.util.UUID;
import org.wangge.casework.model.TimelineLine;
import org.wangge.work.DomainEvent;

/** A line of a timeline on its way into the journal, before it leaves the case; of no concern to other modules. */
record LineAged(UUID caseId, TimelineLine line) implements DomainEvent {

    @Override
    public UUID eventId() {
        return line.id();
    }

    @Override
    public Instant at() {
        return line.at();
    }
}
