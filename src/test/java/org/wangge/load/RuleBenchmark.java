package org.wangge.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.wangge.routing.RoutingFacts;
import org.wangge.routing.rules.Cell;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.CompiledTable;
import org.wangge.routing.rules.Predicates;
import org.wangge.routing.rules.RandomTables;
import org.wangge.routing.rules.Rule;
import org.wangge.routing.rules.Verdict;
import org.wangge.routing.rules.analysis.Analysis;
import org.wangge.routing.rules.analysis.TinyDistrict;

/** A decision by five hundred rows with ten columns, with what each row said, against the same rows read cell by cell. */
final class RuleBenchmark implements Benchmark {

    private static final int ROWS = 500;
    private static final int REPORTS = 2_000;
    private static final int ROUNDS = 10;
    private static final int WARM_UP_ROUNDS = 10;
    private static final List<Column> COLUMNS = List.of(
            Column.AREA,
            Column.CATEGORY,
            Column.URGENT,
            Column.SOURCE,
            Column.POSITION,
            Column.ACCURACY,
            Column.PLACE_KIND,
            Column.TIME,
            Column.WORDS,
            Column.DUTY);

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public List<Row> measure() {
        RandomTables chance = new RandomTables(15);
        List<Rule> rules = chance.rules(ROWS, COLUMNS);
        List<RoutingFacts> reports = new ArrayList<>();
        for (int report = 0; report < REPORTS; report++) {
            reports.add(chance.facts());
        }
        CompiledTable table = CompiledTable.of(rules);
        for (RoutingFacts facts : reports) {
            if (!naive(rules, facts).equals(table.explain(facts).trace())) {
                throw new IllegalStateException("the table says otherwise of " + facts);
            }
        }
        double traced = nanos(reports, facts -> table.explain(facts).trace().size());
        double bare = nanos(reports, facts -> table.decide(facts).watchers().size());
        double naive = nanos(reports, facts -> naive(rules, facts).size());
        long begin = System.nanoTime();
        int findings = Analysis.of(rules, new TinyDistrict()).size();
        double analysed = (System.nanoTime() - begin) / 1e9;
        return List.of(
                Row.below("Decide by %d rows, with trace, µs".formatted(ROWS), traced / 1e3, "%.1f", 20),
                Row.of("Decide by %d rows, without trace".formatted(ROWS), "%.2f µs".formatted(bare / 1e3)),
                Row.of("The same as naive predicates, with trace", "%.1f µs".formatted(naive / 1e3)),
                Row.of("Ratio to naive predicates, with trace", "%.3f".formatted(traced / naive)),
                Row.below("Analyse %d rows (%d findings), s".formatted(ROWS, findings), analysed, "%.2f", 2));
    }

    private static List<Verdict.Step> naive(List<Rule> rules, RoutingFacts facts) {
        List<Verdict.Step> trace = new ArrayList<>(rules.size());
        for (Rule rule : rules) {
            trace.add(new Verdict.Step(rule, refusal(rule, facts)));
        }
        return trace;
    }

    private static Column refusal(Rule rule, RoutingFacts facts) {
        Column first = null;
        for (Map.Entry<Column, Cell> cell : rule.cells().entrySet()) {
            boolean before = first == null || cell.getKey().compareTo(first) < 0;
            if (before && !Predicates.accepts(cell.getKey(), cell.getValue(), facts)) {
                first = cell.getKey();
            }
        }
        return first;
    }

    /** For one report, in the best round after the warm-up: what disturbs can only make it longer. */
    private static double nanos(List<RoutingFacts> reports, ToIntFunction<RoutingFacts> decide) {
        double best = Double.MAX_VALUE;
        long sum = 0;
        for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
            long begin = System.nanoTime();
            for (RoutingFacts facts : reports) {
                sum += 1 + decide.applyAsInt(facts);
            }
            double nanos = (System.nanoTime() - begin) / (double) reports.size();
            best = round < WARM_UP_ROUNDS ? best : Math.min(best, nanos);
        }
        if (sum == 0) {
            throw new IllegalStateException("nothing was decided");
        }
        return best;
    }
}
