package org.wangge.roster;

import java.time.Instant;
import java.util.UUID;

/**
 * That somebody is on duty at a moment.
 *
 * @param officeCode the office, or the district's code
 * @param until ends, not included
 */
public record OnDuty(UUID accountId, String officeCode, DutyRole role, Instant from, Instant until, Source source) {

    /** Who says so. */
    public enum Source {
        /** The office planned it. */
        ROSTER,
        /** The person began it in the field. */
        BEGUN
    }
}
