package org.wangge.shared;

/** A time limit as the standards state it, for example two urgent hours. The amount is at least one. */
public record Limit(int amount, LimitKind kind) {

    public Limit {
        if (amount < 1) {
            throw new IllegalArgumentException("A limit is at least 1, not " + amount);
        }
    }
}
