package org.wangge.load;

import org.jspecify.annotations.Nullable;

/**
 * A line of the table.
 *
 * @param goal what is to be reached, empty when nothing was set
 * @param reached null when there is no goal
 */
record Row(String what, String value, String goal, @Nullable Boolean reached) {

    /** Something to know, without a goal. */
    static Row of(String what, String value) {
        return new Row(what, value, "", null);
    }

    static Row atLeast(String what, double value, String form, double goal) {
        return new Row(what, form.formatted(value), "≥ " + form.formatted(goal), value >= goal);
    }

    static Row below(String what, double value, String form, double goal) {
        return new Row(what, form.formatted(value), "< " + form.formatted(goal), value < goal);
    }

    String markdown() {
        String verdict = reached == null ? "" : reached ? "yes" : "**no**";
        return "| %s | %s | %s | %s |".formatted(what, value, goal, verdict);
    }
}
