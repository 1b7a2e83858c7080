package org.wangge.routing.rules.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wangge.routing.rules.Rule;
import org.wangge.routing.rules.exchange.ReadRules.Code;
import org.wangge.routing.rules.exchange.ReadRules.Fault;

/** Rows that a file has twice, as it happens when people copy them. */
final class SameRules {

    private SameRules() {}

    /** @param lines of the rules */
    static List<Fault> faults(List<Rule> rules, List<Integer> lines) {
        List<Fault> faults = new ArrayList<>();
        Map<String, Integer> ids = new HashMap<>();
        Map<Object, Integer> rows = new HashMap<>();
        for (int at = 0; at < rules.size(); at++) {
            Rule rule = rules.get(at);
            if (ids.putIfAbsent(rule.id(), at) != null) {
                faults.add(new Fault(Code.SAME_ID, lines.get(at), null, rule.id()));
            }
            Object demands = rule.outcome().goOn() ? List.of(rule.cells(), rule.outcome()) : rule.cells();
            Integer before = rows.putIfAbsent(demands, at);
            if (before != null) {
                faults.add(new Fault(
                        Code.SAME_ROW, lines.get(at), null, rules.get(before).id()));
            }
        }
        return faults;
    }
}
