package org.wangge.routing;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.rules.Cell;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.Outcome;
import org.wangge.routing.rules.Rule;

/** The rule set that decides wherever a district has none of its own, as it is seeded. */
public record FirstRuleSet(List<Row> rows, List<ClockProfile> clockProfiles) {

    /**
     * One row.
     *
     * @param when codes by the name of their column; several mean or
     * @param target null for a row that only adds watchers
     */
    public record Row(
            String id,
            Map<String, List<String>> when,
            @Nullable String target,
            List<String> watchers,
            boolean goOn,
            String note) {

        Rule rule() {
            Map<Column, Cell> cells = new EnumMap<>(Column.class);
            when.forEach((column, codes) -> cells.put(Column.valueOf(column), new Cell.Codes(codes, false)));
            Outcome.Target named = target == null ? null : Outcome.Target.valueOf(target);
            return new Rule(id, cells, new Outcome(named, null, null, watchers, goOn), note);
        }
    }

    List<Rule> rules() {
        return rows.stream().map(Row::rule).toList();
    }
}
