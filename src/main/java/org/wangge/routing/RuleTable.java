package org.wangge.routing;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.model.RuleSetFile;
import org.wangge.routing.rules.Cell;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.CompiledTable;
import org.wangge.routing.rules.Rule;

/**
 * A rule set, ready to decide.
 *
 * @param district null for the one that decides where there is no other
 * @param factors by name of the clock profile
 * @param words that its rules look for
 */
record RuleTable(
        int number,
        @Nullable String district,
        Instant effectiveFrom,
        CompiledTable table,
        Map<String, Double> factors,
        Set<String> words) {

    /** Where no set is in force. */
    static final RuleTable NONE = new RuleTable(0, null, Instant.MIN, CompiledTable.of(List.of()), Map.of(), Set.of());

    /** A draft is as if it were in force. */
    static RuleTable of(RuleSetFile set) {
        List<Rule> rules = set.rules();
        return new RuleTable(
                set.id(),
                set.district(),
                set.effectiveFrom() == null ? Instant.MIN : set.effectiveFrom(),
                CompiledTable.of(rules),
                set.clockProfiles().stream()
                        .collect(Collectors.toMap(ClockProfile::name, ClockProfile::factor, (one, other) -> one)),
                words(rules));
    }

    static Set<String> words(List<Rule> rules) {
        Set<String> words = new LinkedHashSet<>();
        for (Rule rule : rules) {
            if (rule.cells().get(Column.WORDS) instanceof Cell.Codes codes) {
                words.addAll(codes.values());
            }
        }
        return words;
    }
}
