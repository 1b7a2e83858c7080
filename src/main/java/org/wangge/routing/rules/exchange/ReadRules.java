package org.wangge.routing.rules.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.rules.Rule;

/**
 * What was found in a file.
 *
 * @param rules all of them; empty when there is a fault, because half a table is another table
 * @param lines of the rules, so that what is found in them later can be found in the file
 * @param faults in the order of the file
 */
public record ReadRules(List<Rule> rules, List<Integer> lines, List<Fault> faults) {

    /** As many rows as a table may have. */
    public static final int MOST_RULES = 2_000;

    /** So many faults are told. */
    static final int MOST_FAULTS = 200;

    public ReadRules {
        boolean whole = faults.isEmpty();
        faults = List.copyOf(faults.size() > MOST_FAULTS ? faults.subList(0, MOST_FAULTS) : faults);
        rules = whole ? List.copyOf(rules) : List.of();
        lines = whole ? List.copyOf(lines) : List.of();
    }

    /** A file that cannot be read at all. */
    static ReadRules failed(Code code) {
        return new ReadRules(List.of(), List.of(), List.of(new Fault(code, 0, null, "")));
    }

    /**
     * What could not be read.
     *
     * @param row line of a sheet, or number of a rule in DMN, from 1; 0 for the whole file
     * @param column as the file calls it; null for a whole row
     * @param value what stands there
     */
    public record Fault(Code code, int row, @Nullable String column, String value) {

        private static final int LONGEST = 200;

        public Fault {
            value = value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
        }
    }

    /** What can be wrong with a file. */
    public enum Code {
        /** It is no file of that kind, or is broken. */
        UNREADABLE,
        /** It names or nests entities, or another file. */
        UNSAFE,
        /** It has more rows than a table may have, or is larger than a file may be. */
        TOO_LARGE,
        /** A column that is needed is not there. */
        MISSING_COLUMN,
        /** There is a column that is not known. */
        UNKNOWN_COLUMN,
        /** A column is there twice. */
        SAME_COLUMN,
        /** The cell is covered by a merged one. */
        MERGED_CELL,
        /** A spreadsheet changed what was typed, or failed to calculate it. */
        CHANGED_BY_SPREADSHEET,
        /** The cell is none of those that are known. */
        BAD_CELL,
        /** The interval is none, or ends before it begins. */
        BAD_INTERVAL,
        /** The outcome is none of those that are known. */
        BAD_OUTCOME,
        /** Another hit policy than FIRST decides otherwise. */
        OTHER_HIT_POLICY,
        /** FEEL beyond unary tests: calls, arithmetic, conditions, loops. */
        FEEL_EXPRESSION,
        /** Two rows have one id. */
        SAME_ID,
        /** Two rows ask for the same. */
        SAME_ROW
    }
}
