package org.wangge.casework;

import java.util.EnumSet;
import java.util.Set;

/** Where a case is on its way. The names are part of the contract. */
public enum CaseState {
    /** Reported, waits for the dispatcher (待受理). */
    REPORTED,
    /** A grid worker was asked to look before filing (核实). */
    VERIFYING,
    /** Filed under a condition, waits for dispatch (立案). */
    FILED,
    /** With a department, not yet accepted (派遣). */
    DISPATCHED,
    /** Accepted, being handled (处置中). */
    HANDLING,
    /** Handling rests until a date (挂账). */
    SUSPENDED,
    /** Handled, waits for check or close. */
    RESOLVED,
    /** A grid worker was asked to look before closing (核查), or at what its reporter settled on the spot. */
    CHECKING,
    CLOSED,
    /** Not taken into the process (不予受理). */
    DECLINED,
    /** The same matter as another case. */
    MERGED,
    VOIDED,
    /** Taken back by its reporter. */
    WITHDRAWN;

    private static final Set<CaseState> ENDED = EnumSet.of(CLOSED, DECLINED, MERGED, VOIDED, WITHDRAWN);

    public boolean isOpen() {
        return !ENDED.contains(this);
    }

    public static Set<CaseState> open() {
        return EnumSet.complementOf(EnumSet.copyOf(ENDED));
    }
}
