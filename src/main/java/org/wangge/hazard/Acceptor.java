package org.wangge.hazard;

import org.wangge.shared.Actor;
import org.wangge.shared.Permission;

/** Whose passed recheck closes a hazard out (销号), from the least to the most that may be asked for. */
public enum Acceptor {
    /** Whoever may recheck. */
    ANYBODY,
    /** The competent department, or the district: for a major hazard. */
    DEPARTMENT,
    /** The level that supervises it in public: for a listed hazard. */
    SUPERVISOR;

    /** As what this person looks. */
    public static Acceptor of(Actor actor) {
        if (actor.may(Permission.HAZARD_LIST)) {
            return SUPERVISOR;
        }
        return actor.may(Permission.HAZARD_CONFIRM) ? DEPARTMENT : ANYBODY;
    }

    /** Who has to accept that such a hazard is put right. */
    public static Acceptor neededFor(HazardLevel level, boolean listed) {
        if (level != HazardLevel.MAJOR) {
            return ANYBODY;
        }
        return listed ? SUPERVISOR : DEPARTMENT;
    }

    public boolean isLessThan(Acceptor other) {
        return compareTo(other) < 0;
    }
}
