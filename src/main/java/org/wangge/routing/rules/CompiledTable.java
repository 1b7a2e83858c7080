package org.wangge.routing.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.RoutingFacts;

/**
 * Rules, prepared to decide: for each column and value the rows that take it, as bits. A decision is the intersection of a few such
 * sets, and the lowest row of it wins (hit policy FIRST of DMN). Never changes; safe for all threads.
 */
public final class CompiledTable {

    private static final Column[] COLUMNS = Column.values();

    private final Rule[] rules;
    private final Column[] used;
    private final CompiledColumn[] columns;
    private final long[] all;
    private final long[] goingOn;

    private CompiledTable(List<Rule> rules) {
        this.rules = rules.toArray(Rule[]::new);
        this.used = Arrays.stream(COLUMNS)
                .filter(column -> rules.stream().anyMatch(rule -> rule.cells().containsKey(column)))
                .toArray(Column[]::new);
        this.columns = Arrays.stream(used)
                .map(column -> CompiledColumn.of(column, rules))
                .toArray(CompiledColumn[]::new);
        this.all = Rows.where(rules.size(), row -> true);
        this.goingOn = Rows.where(rules.size(), row -> rules.get(row).outcome().goOn());
    }

    /** The first rule comes first. Each cell is of the kind of its column. */
    public static CompiledTable of(List<Rule> rules) {
        return new CompiledTable(rules);
    }

    /** The rules in their order. */
    public List<Rule> rules() {
        return List.of(rules);
    }

    /** Decides, without a trace. The same facts give the same answer. */
    public Verdict decide(RoutingFacts facts) {
        long[] rows = all.clone();
        for (CompiledColumn column : columns) {
            long[] accepting = column.accepting(facts);
            for (int word = 0; word < rows.length; word++) {
                rows[word] &= accepting[word];
            }
        }
        return verdict(rows, List.of());
    }

    /** Decides the same, and tells what each rule said. */
    public Verdict explain(RoutingFacts facts) {
        @Nullable Column[] refusedBy = new Column[rules.length];
        long[] rows = all.clone();
        for (int at = 0; at < columns.length; at++) {
            long[] accepting = columns[at].accepting(facts);
            for (int word = 0; word < rows.length; word++) {
                for (long gone = rows[word] & ~accepting[word]; gone != 0; gone &= gone - 1) {
                    refusedBy[(word << 6) + Long.numberOfTrailingZeros(gone)] = used[at];
                }
                rows[word] &= accepting[word];
            }
        }
        List<Verdict.Step> trace = new ArrayList<>(rules.length);
        for (int row = 0; row < rules.length; row++) {
            trace.add(new Verdict.Step(rules[row], refusedBy[row]));
        }
        return verdict(rows, trace);
    }

    private Verdict verdict(long[] matching, List<Verdict.Step> trace) {
        Rule first = null;
        Set<String> watchers = new LinkedHashSet<>();
        search:
        for (int word = 0; word < matching.length; word++) {
            for (long rest = matching[word]; rest != 0; rest &= rest - 1) {
                int row = (word << 6) + Long.numberOfTrailingZeros(rest);
                watchers.addAll(rules[row].outcome().watchers());
                if (!Rows.has(goingOn, row)) {
                    first = rules[row];
                    break search;
                }
            }
        }
        return new Verdict(first, watchers.isEmpty() ? List.of() : List.copyOf(watchers), trace);
    }
}
