package org.wangge.routing.rules.analysis;

/** Sets of small numbers, a bit for each. Those that go in are not changed. */
final class Bits {

    private Bits() {}

    static long[] none(int size) {
        return new long[(size + 63) >> 6];
    }

    static long[] all(int size) {
        long[] bits = none(size);
        for (int at = 0; at < size; at++) {
            set(bits, at);
        }
        return bits;
    }

    static long[] only(int size, int at) {
        long[] bits = none(size);
        set(bits, at);
        return bits;
    }

    /** Changes them. */
    static void set(long[] bits, int at) {
        bits[at >> 6] |= 1L << at;
    }

    static boolean has(long[] bits, int at) {
        return (bits[at >> 6] & 1L << at) != 0;
    }

    static long[] and(long[] some, long[] others) {
        long[] both = some.clone();
        for (int word = 0; word < both.length; word++) {
            both[word] &= others[word];
        }
        return both;
    }

    static long[] without(long[] some, long[] others) {
        long[] rest = some.clone();
        for (int word = 0; word < rest.length; word++) {
            rest[word] &= ~others[word];
        }
        return rest;
    }

    static boolean meet(long[] some, long[] others) {
        for (int word = 0; word < some.length; word++) {
            if ((some[word] & others[word]) != 0) {
                return true;
            }
        }
        return false;
    }

    static boolean within(long[] some, long[] others) {
        for (int word = 0; word < some.length; word++) {
            if ((some[word] & ~others[word]) != 0) {
                return false;
            }
        }
        return true;
    }

    static boolean isEmpty(long[] bits) {
        return first(bits) < 0;
    }

    /** The lowest, -1 when there is none. */
    static int first(long[] bits) {
        for (int word = 0; word < bits.length; word++) {
            if (bits[word] != 0) {
                return (word << 6) + Long.numberOfTrailingZeros(bits[word]);
            }
        }
        return -1;
    }
}
