package org.wangge.routing.rules.analysis;

/**
 * One demand of a row: that a report lies, in some one of these dimensions, among the atoms allowed there. A cell of words asks
 * for one of several dimensions; all others for one.
 *
 * @param dimensions by their numbers
 * @param allowed of each of them
 */
record Clause(int[] dimensions, long[][] allowed) {

    static Clause of(int dimension, long[] allowed) {
        return new Clause(new int[] {dimension}, new long[][] {allowed});
    }

    boolean isSingle() {
        return dimensions.length == 1;
    }

    /** Whether all reports of a box meet it. */
    boolean holds(long[][] box) {
        for (int at = 0; at < dimensions.length; at++) {
            if (Bits.within(box[dimensions[at]], allowed[at])) {
                return true;
            }
        }
        return false;
    }

    /** Whether no report of a box meets it. */
    boolean fails(long[][] box) {
        for (int at = 0; at < dimensions.length; at++) {
            if (Bits.meet(box[dimensions[at]], allowed[at])) {
                return false;
            }
        }
        return true;
    }

    /** The part of a box that does not meet it. */
    long[][] refused(long[][] box) {
        long[][] rest = box.clone();
        for (int at = 0; at < dimensions.length; at++) {
            rest[dimensions[at]] = Bits.without(box[dimensions[at]], allowed[at]);
        }
        return rest;
    }

    /** The part of a box that meets it by one of its dimensions. */
    long[][] met(long[][] box, int by) {
        long[][] part = box.clone();
        part[dimensions[by]] = Bits.and(box[dimensions[by]], allowed[by]);
        return part;
    }
}
