package org.wangge.account.model;

import java.time.Duration;

/** How long a name is locked after failed sign-ins: nothing at first, then doubling up to a bound. */
public final class LockOut {

    private LockOut() {}

    public static Duration after(int failures, int free, Duration first, Duration longest) {
        if (failures < free) {
            return Duration.ZERO;
        }
        int doublings = Math.min(failures - free, 20);
        Duration lock = first.multipliedBy(1L << doublings);
        return lock.compareTo(longest) > 0 ? longest : lock;
    }
}
