package org.wangge.hazard;

import java.util.EnumSet;
import java.util.Set;

/** Where a hazard stands on its way to being closed out (销号). */
public enum HazardState {
    FOUND,
    /** The rectification notice (限期整改通知书) was issued. */
    NOTICED,
    RECTIFYING,
    /** Said to be put right; someone else has to look. */
    RECHECK_DUE,
    CLOSED,
    /** Handed to enforcement as a case. */
    TRANSFERRED,
    VOIDED;

    /** Those in which somebody still has to put it right, so that a date can be missed. */
    public boolean isUnfixed() {
        return this == FOUND || this == NOTICED || this == RECTIFYING;
    }

    /** Those in which it still has to be closed out here; what was transferred is enforcement's. */
    public static Set<HazardState> open() {
        return EnumSet.range(FOUND, RECHECK_DUE);
    }
}
