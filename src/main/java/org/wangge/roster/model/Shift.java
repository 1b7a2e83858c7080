package org.wangge.roster.model;

import java.time.Instant;
import java.util.UUID;
import org.wangge.roster.DutyRole;

/**
 * That somebody is planned to be on duty.
 *
 * @param to ends, not included
 */
public record Shift(UUID accountId, DutyRole role, Instant from, Instant to) {

    /** Whether it runs at that moment. */
    public boolean runsAt(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    /** Whether both run at some moment. */
    boolean meets(Shift other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }
}
