package org.wangge.embedded.query;

import java.util.Arrays;
import java.util.Objects;
import org.h2.mvstore.Cursor;
import org.jspecify.annotations.Nullable;
import org.wangge.embedded.file.MapView;

/**
 * Walks one range of one map. A cursor of the map sees the map as it was when it was made, and its pages may be overwritten after
 * the next checkpoint, so between two commands the walk is {@link #pause}d and goes on from its last key.
 */
final class RangeScan {

    private final MapView map;
    private final KeyRange range;
    private final boolean backward;
    private @Nullable Cursor<byte[], byte[]> cursor;
    private byte @Nullable [] key;
    private byte[] value = new byte[0];
    private boolean ended;

    RangeScan(MapView map, KeyRange range, boolean backward) {
        this.map = map;
        this.range = range;
        this.backward = backward;
    }

    /** Steps to the next key; false at the end. */
    boolean advance() {
        while (!ended) {
            Cursor<byte[], byte[]> walk = cursor == null ? open() : cursor;
            if (!walk.hasNext()) {
                ended = true;
                return false;
            }
            byte[] next = walk.next();
            if (isSkipped(next)) {
                continue;
            }
            if (backward ? !range.isNotBeforeStart(next) : !range.isBelowEnd(next)) {
                ended = true;
                return false;
            }
            key = next;
            value = walk.getValue();
            return true;
        }
        return false;
    }

    /** A walk starts at the key it stopped at, and a backward one at the end of its range, which is not part of it. */
    private boolean isSkipped(byte[] next) {
        return key != null && Arrays.equals(key, next) || key == null && backward && !range.isBelowEnd(next);
    }

    private Cursor<byte[], byte[]> open() {
        byte[] start = key != null ? key : backward ? range.to() : range.from();
        cursor = map.cursor(start, backward);
        return cursor;
    }

    void pause() {
        cursor = null;
    }

    byte[] key() {
        return Objects.requireNonNull(key);
    }

    byte[] value() {
        return value;
    }

    /** Compares what follows the prefixes of two walks. */
    int compareRest(RangeScan other) {
        byte[] mine = key();
        byte[] theirs = other.key();
        int order =
                Arrays.compareUnsigned(mine, range.prefix(), mine.length, theirs, other.range.prefix(), theirs.length);
        return backward ? -order : order;
    }
}
