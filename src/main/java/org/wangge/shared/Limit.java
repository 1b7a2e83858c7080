package org.wangge.shared;

import org.jspecify.annotations.Nullable;

/** A time limit as the standards state it, for example two urgent hours. The amount is at least one. */
public record Limit(int amount, LimitKind kind) {

    public Limit {
        if (amount < 1) {
            throw new IllegalArgumentException("A limit is at least 1, not " + amount);
        }
    }

    /**
     * The limit multiplied. What is no whole number is said in the next smaller unit, as two and a half working days are twenty hours of
     * eight a day; below those it is rounded up. At least one, and no more than its kind may have.
     */
    public Limit times(double factor) {
        double exact = amount * factor;
        if (exact == Math.rint(exact) || smaller() == null) {
            return new Limit((int) Math.max(1, Math.min(kind.most(), Math.ceil(exact))), kind);
        }
        return new Limit(1, smaller()).times(exact * parts());
    }

    private @Nullable LimitKind smaller() {
        return switch (kind) {
            case NATURAL_DAY -> LimitKind.URGENT_HOUR;
            case URGENT_HOUR -> LimitKind.URGENT_MINUTE;
            case WORK_DAY -> LimitKind.WORK_HOUR;
            case WORK_HOUR, URGENT_MINUTE -> null;
        };
    }

    private int parts() {
        return switch (kind) {
            case NATURAL_DAY -> 24;
            case URGENT_HOUR -> 60;
            case WORK_DAY -> 8;
            case WORK_HOUR, URGENT_MINUTE -> 1;
        };
    }
}
