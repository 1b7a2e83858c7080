package org.wangge.routing.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a table says of a report.
 *
 * @param rule that decides: the first that matches and does not go on; null when none does, so that the report falls through
 * @param watchers of that rule and of those above it that match and go on, each once, in their order
 * @param trace what each rule said, in the order of the table; empty when it was not asked for
 */
public record Verdict(@Nullable Rule rule, List<String> watchers, List<Step> trace) {

    /**
     * What one rule said. Rules below the one that decides are asked too, so that people see what would have come next.
     *
     * @param refusedBy the first column, in their order, whose cell did not take the report; null when the rule matches
     */
    public record Step(Rule rule, @Nullable Column refusedBy) {

        public boolean matched() {
            return refusedBy == null;
        }
    }

    /** Whether no rule decides. Who asked then applies what always holds: office, lead department, district. */
    public boolean fallsThrough() {
        return rule == null;
    }

    /** The id of the rule that decides; null when none does. */
    public @Nullable String ruleId() {
        return rule == null ? null : rule.id();
    }
}
