package org.wangge.embedded.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.embedded.key.KeyType;
import org.wangge.embedded.key.KeyWriter;

/** The plan for one query on one index: points on leading fields, then a range, then order. */
final class PlanBuilder {

    private static final int MOST_RANGES = 1000;

    private final IndexView index;
    private final Conditions conditions;
    private final List<KeyWriterPrefix> prefixes = new ArrayList<>();
    private int pointFields;
    private int boundFields;
    private boolean exact = true;
    private boolean demandsPresence;

    /** The bytes of the fields bounded to points so far. */
    private record KeyWriterPrefix(byte[] bytes) {

        KeyWriterPrefix with(byte[] ascending, boolean descending) {
            KeyWriter writer = new KeyWriter().raw(bytes);
            return new KeyWriterPrefix(
                    descending
                            ? writer.rawInverted(ascending).toBytes()
                            : writer.raw(ascending).toBytes());
        }
    }

    PlanBuilder(IndexView index, Conditions conditions) {
        this.index = index;
        this.conditions = conditions;
        prefixes.add(new KeyWriterPrefix(new byte[0]));
    }

    /** The plan, or null if the index cannot serve the query at all. */
    @Nullable
    Plan build(SortOrder sort) {
        takePoints();
        List<KeyRange> ranges = takeRange();
        ranges.sort((a, b) -> compareStarts(a, b));
        if (index.sparse() && !demandsPresence) {
            return null;
        }
        OrderMatch order = OrderMatch.find(index, sort, this::isSinglePoint, pointFields, prefixes.size());
        boolean whole = conditions.complete() && exact && boundFields == conditions.size();
        return new Plan(
                index,
                ranges,
                index.primary() && pointFields == 1 ? ids() : null,
                order.ordered(),
                order.merged(),
                order.backward(),
                whole,
                repeating(),
                boundFields);
    }

    private static int compareStarts(KeyRange a, KeyRange b) {
        byte[] from = a.from();
        byte[] other = b.from();
        return from == null || other == null ? 0 : java.util.Arrays.compareUnsigned(from, other);
    }

    private List<byte[]> ids() {
        return prefixes.stream().map(KeyWriterPrefix::bytes).toList();
    }

    private void takePoints() {
        while (pointFields < index.fields()) {
            Condition condition = conditions.on(index.path(pointFields));
            if (condition == null || condition.points() == null) {
                return;
            }
            List<byte[]> points = condition.points();
            boolean misleading = condition.absent() && (index.sparse() || index.isMultikey(pointFields));
            if (misleading || (long) prefixes.size() * points.size() > MOST_RANGES) {
                return;
            }
            List<KeyWriterPrefix> longer = new ArrayList<>(prefixes.size() * points.size());
            for (KeyWriterPrefix prefix : prefixes) {
                for (byte[] point : points) {
                    longer.add(prefix.with(point, index.isDescending(pointFields)));
                }
            }
            prefixes.clear();
            prefixes.addAll(longer);
            exact &= condition.exact();
            demandsPresence |= !condition.absent();
            pointFields++;
            boundFields++;
        }
    }

    private List<KeyRange> takeRange() {
        Condition condition = pointFields < index.fields() ? conditions.on(index.path(pointFields)) : null;
        List<KeyRange> ranges = new ArrayList<>(prefixes.size());
        if (condition != null && condition.ranged()) {
            boundFields++;
            demandsPresence = true;
            boolean multikey = index.isMultikey(pointFields);
            exact &= condition.exact() && !condition.exists() && !multikey;
            for (KeyWriterPrefix prefix : prefixes) {
                ranges.add(range(prefix, condition, multikey));
            }
            return ranges;
        }
        if (condition != null && condition.exists() && index.sparse() && index.fields() == 1) {
            boundFields++;
            demandsPresence = true;
        }
        for (KeyWriterPrefix prefix : prefixes) {
            ranges.add(KeyRange.startingWith(prefix.bytes()));
        }
        return ranges;
    }

    /** With an array, one element may meet the lower end and another the upper, so only one end may bound the reading. */
    private KeyRange range(KeyWriterPrefix prefix, Condition condition, boolean multikey) {
        Condition.Bound low = condition.low();
        Condition.Bound high = multikey && low != null ? null : condition.high();
        KeyType type = low != null
                ? low.type()
                : java.util.Objects.requireNonNull(high).type();
        boolean descending = index.isDescending(pointFields);
        byte[] bracket = prefix.with(new byte[] {(byte) type.tag()}, descending).bytes();
        byte @Nullable [] from = low == null
                ? smallest(prefix, type, descending, bracket)
                : edge(prefix.with(low.value(), descending).bytes(), low.inclusive() == descending);
        byte @Nullable [] to = high == null
                ? (descending ? bracket : KeyRange.after(bracket))
                : edge(prefix.with(high.value(), descending).bytes(), high.inclusive() != descending);
        return descending
                ? new KeyRange(to, from, prefix.bytes().length)
                : new KeyRange(from, to, prefix.bytes().length);
    }

    /** The open lower end of a type's values; "not a number" lies below all numbers but is never less than one. */
    private static byte @Nullable [] smallest(
            KeyWriterPrefix prefix, KeyType type, boolean descending, byte[] bracket) {
        if (type == KeyType.NUMBER) {
            byte[] least = KeyWriter.key(Double.NEGATIVE_INFINITY);
            byte[] edge = prefix.with(least, descending).bytes();
            return descending ? KeyRange.after(edge) : edge;
        }
        return descending ? KeyRange.after(bracket) : bracket;
    }

    private static byte @Nullable [] edge(byte[] value, boolean behind) {
        return behind ? KeyRange.after(value) : value;
    }

    private boolean isSinglePoint(int field) {
        if (field >= pointFields) {
            return false;
        }
        Condition condition = conditions.on(index.path(field));
        return condition != null
                && condition.points() != null
                && condition.points().size() == 1;
    }

    private boolean repeating() {
        for (int field = 0; field < index.fields(); field++) {
            if (index.isMultikey(field) && !isSinglePoint(field)) {
                return true;
            }
        }
        return false;
    }
}
