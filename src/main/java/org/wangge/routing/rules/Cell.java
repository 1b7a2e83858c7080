package org.wangge.routing.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule demands of one column. Several values mean or. A column for which a rule has no cell may be anything.
 */
public sealed interface Cell {

    /** Whether the demand is turned round. */
    boolean negated();

    /** One of these codes, or for a tree one of these or what lies below; for a set any of these. Absent facts are none of them. */
    record Codes(List<String> values, boolean negated) implements Cell {
        public Codes {
            values = List.copyOf(values);
        }
    }

    /** A number in one of these intervals. An absent fact is in none. */
    record Within(List<Interval> intervals, boolean negated) implements Cell {
        public Within {
            intervals = List.copyOf(intervals);
        }
    }

    /** From, included, to, not included; null is without end. */
    record Interval(@Nullable Double from, @Nullable Double to) {}
}
