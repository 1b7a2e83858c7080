package org.wangge.routing.model;

import java.util.List;
import org.wangge.routing.ClockProfile;
import org.wangge.routing.RuleExample;
import org.wangge.routing.rules.Rule;

/** What of a rule set its editors write. */
public record RuleSetContent(List<StoredRule> rows, List<RuleExample> examples, List<ClockProfile> clockProfiles) {

    public RuleSetContent {
        rows = List.copyOf(rows);
        examples = List.copyOf(examples);
        clockProfiles = List.copyOf(clockProfiles);
    }

    public static RuleSetContent of(RuleSetFile set) {
        return new RuleSetContent(set.rows(), set.examples(), set.clockProfiles());
    }

    public List<Rule> rules() {
        return rows.stream().map(StoredRule::rule).toList();
    }
}
