package org.wangge.routing.rules;

import java.util.function.IntPredicate;

/** Sets of rows by their numbers, a bit for each. */
final class Rows {

    private Rows() {}

    static long[] where(int rows, IntPredicate accepts) {
        long[] bits = new long[(rows + 63) >> 6];
        for (int row = 0; row < rows; row++) {
            if (accepts.test(row)) {
                bits[row >> 6] |= 1L << row;
            }
        }
        return bits;
    }

    static boolean has(long[] bits, int row) {
        return (bits[row >> 6] & 1L << row) != 0;
    }
}
