package org.wangge.embedded.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.embedded.key.KeyType;

/**
 * What a query demands of one path, as far as an index can tell. It never excludes a document the query wants; if
 * {@code exact} it also includes no other.
 *
 * @param points ascending key bytes of the values asked for, or null if there is no such list
 * @param absent whether null, and so an absent field, is among the points
 * @param exists whether the field must be there
 */
record Condition(
        @Nullable List<byte[]> points,
        boolean absent,
        @Nullable Bound low,
        @Nullable Bound high,
        boolean exists,
        boolean exact) {

    /** One end of a range: ascending key bytes of a value, and the type whose values alone compare with it. */
    record Bound(byte[] value, boolean inclusive, KeyType type) {}

    static Condition points(List<byte[]> points, boolean absent, boolean exact) {
        return new Condition(points, absent, null, null, false, exact && !absent);
    }

    static Condition low(Bound bound, boolean exact) {
        return new Condition(null, false, bound, null, false, exact);
    }

    static Condition high(Bound bound, boolean exact) {
        return new Condition(null, false, null, bound, false, exact);
    }

    static Condition existing() {
        return new Condition(null, false, null, null, true, true);
    }

    boolean ranged() {
        return low != null || high != null;
    }

    /** Both this and the other; what cannot be said in one condition is left to the check of the document. */
    Condition and(Condition other) {
        if (points != null || other.points != null) {
            Condition kept =
                    other.points == null || points != null && points.size() <= other.points.size() ? this : other;
            return new Condition(kept.points, kept.absent, null, null, false, false);
        }
        boolean twice = low != null && other.low != null || high != null && other.high != null;
        Bound lower = low != null ? low : other.low;
        Bound upper = high != null ? high : other.high;
        boolean mixed = lower != null && upper != null && lower.type() != upper.type();
        return new Condition(
                null,
                false,
                lower,
                mixed ? null : upper,
                exists || other.exists,
                exact && other.exact && !twice && !mixed && exists == other.exists);
    }

    /** Either this or the other, loosely: the range around both; null if there is none. */
    @Nullable
    Condition hull(Condition other) {
        Bound lower = wider(lowest(), other.lowest(), -1);
        Bound upper = wider(highest(), other.highest(), 1);
        if (lower == null && upper == null) {
            return null;
        }
        return new Condition(null, false, lower, upper, false, false);
    }

    private @Nullable Bound lowest() {
        return points == null ? low : edge(0);
    }

    private @Nullable Bound highest() {
        return points == null ? high : edge(points.size() - 1);
    }

    private @Nullable Bound edge(int position) {
        if (points == null || points.isEmpty() || absent) {
            return null;
        }
        byte first = points.get(0)[0];
        byte last = points.get(points.size() - 1)[0];
        KeyType type = KeyType.ofTag(first);
        return first == last && type != null ? new Bound(points.get(position), true, type) : null;
    }

    private static @Nullable Bound wider(@Nullable Bound a, @Nullable Bound b, int direction) {
        if (a == null || b == null || a.type() != b.type()) {
            return null;
        }
        int order = java.util.Arrays.compareUnsigned(a.value(), b.value()) * direction;
        if (order == 0) {
            return a.inclusive() ? a : b;
        }
        return order > 0 ? a : b;
    }
}
