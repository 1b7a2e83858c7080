package org.wangge.embedded.query;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keys from one (inclusive) to another (exclusive).
 *
 * @param from null for the beginning
 * @param to null for the end
 * @param prefix how many leading bytes all keys of the range share by construction
 */
public record KeyRange(byte @Nullable [] from, byte @Nullable [] to, int prefix) {

    static final KeyRange ALL = new KeyRange(null, null, 0);

    /** All keys that begin with some bytes. */
    static KeyRange startingWith(byte[] prefix) {
        return prefix.length == 0 ? ALL : new KeyRange(prefix, after(prefix), prefix.length);
    }

    /** The first byte string behind all that begin with the given bytes; null if there is none. */
    static byte @Nullable [] after(byte[] prefix) {
        int last = prefix.length - 1;
        while (last >= 0 && prefix[last] == (byte) 0xFF) {
            last--;
        }
        if (last < 0) {
            return null;
        }
        byte[] next = Arrays.copyOf(prefix, last + 1);
        next[last]++;
        return next;
    }

    boolean isBelowEnd(byte[] key) {
        return to == null || Arrays.compareUnsigned(key, to) < 0;
    }

    boolean isNotBeforeStart(byte[] key) {
        return from == null || Arrays.compareUnsigned(key, from) >= 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyRange range && Arrays.equals(range.from, from) && Arrays.equals(range.to, to);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(from) + Arrays.hashCode(to);
    }

    @Override
    public String toString() {
        return Arrays.toString(from) + ".." + Arrays.toString(to);
    }
}
