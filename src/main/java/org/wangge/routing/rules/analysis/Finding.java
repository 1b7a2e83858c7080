package org.wangge.routing.rules.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.RoutingFacts;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.Rule;

/**
 * Something that whoever writes rules should know.
 *
 * @param rules ids of the rows that it is about; the first is the one at fault, the others are the reason
 * @param column null when it is about no single one
 * @param value the code, the name or the number that it is about; null for none
 * @param witness a report that shows it; null when none is needed
 * @param proposed a row that mends it, to be added as the last; null for none
 */
public record Finding(
        Code code,
        List<String> rules,
        @Nullable Column column,
        @Nullable String value,
        @Nullable RoutingFacts witness,
        @Nullable Rule proposed) {

    public Finding {
        rules = List.copyOf(rules);
    }

    public Severity severity() {
        return code.severity;
    }

    /** What follows from a finding. */
    public enum Severity {
        /** The table cannot be published. */
        BLOCKS,
        /** It can when somebody says that it is meant so. */
        ACKNOWLEDGE,
        /** It is good to know. */
        NOTE
    }

    /** What can be found. */
    public enum Code {
        /** Two rows have one id. */
        SAME_ID(Severity.BLOCKS),
        /** Two rows ask for the same. */
        SAME_ROW(Severity.BLOCKS),
        /** A cell does not fit its column, or names nothing. */
        MALFORMED_CELL(Severity.BLOCKS),
        /** An outcome lacks what it needs, or has what it cannot have. */
        MALFORMED_OUTCOME(Severity.BLOCKS),
        /** A cell names a code that does not exist. */
        UNKNOWN_CODE(Severity.BLOCKS),
        /** An outcome names a receiver that does not exist. */
        UNKNOWN_RECEIVER(Severity.BLOCKS),
        /** An outcome names limits that do not exist. */
        UNKNOWN_CLOCK_PROFILE(Severity.BLOCKS),
        /** One who is to watch does not exist. */
        UNKNOWN_WATCHER(Severity.BLOCKS),
        /** A report to which no row answers. */
        GAP(Severity.BLOCKS),
        /** A matter that was taken back could be given to an office. */
        DUTY_BREACH(Severity.BLOCKS),
        /** A row that no report reaches, because of the others named. */
        NEVER_MATCHES(Severity.ACKNOWLEDGE),
        /** A row whose demands no report can meet together, as of a category and another kind. */
        NO_SUCH_REPORT(Severity.ACKNOWLEDGE),
        /** Two rows take the same report and say different things. */
        OVERLAP(Severity.ACKNOWLEDGE),
        /** The same, but the lower row takes all that the upper ones take: they are exceptions to it. The value says how many. */
        EXCEPTIONS(Severity.NOTE),
        /** A person would get a report when nobody of that role is on duty. */
        NOBODY_ON_DUTY(Severity.ACKNOWLEDGE),
        /** There are more gaps than are listed. The row proposed takes what the others leave. */
        MORE_GAPS(Severity.BLOCKS),
        /** There are more overlaps than are listed; the value says how many in all. */
        MORE_OVERLAPS(Severity.ACKNOWLEDGE),
        /** The table is too intricate to be looked through in the time; the value says what is not known of the rows named. */
        BOUND_REACHED(Severity.ACKNOWLEDGE);

        private final Severity severity;

        Code(Severity severity) {
            this.severity = severity;
        }

        public Severity severity() {
            return severity;
        }
    }
}
