package org.wangge.routing.rules.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kie.dmn.api.core.DMNContext;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNResult;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.internal.io.ResourceFactory;
import org.wangge.routing.RoutingFacts;
import org.wangge.routing.rules.CompiledTable;
import org.wangge.routing.rules.RandomTables;
import org.wangge.routing.rules.Rule;
import org.wangge.routing.rules.Verdict;

/** Another engine, given the DMN that is exported, decides the same. */
@Tag("dmn")
class OutsideEngineTests {

    private static final int TABLES = 100;
    private static final int REPORTS_OF_EACH = 100;

    /** A table as Kie reads it. */
    private record Outside(List<Rule> rules, DMNRuntime runtime, DMNModel model) {

        static Outside of(List<Rule> rules) {
            DMNRuntime runtime = DMNRuntimeBuilder.fromDefaults()
                    .buildConfiguration()
                    .fromResources(List.of(ResourceFactory.newInputStreamResource(
                            new ByteArrayInputStream(RuleDmn.of(rules)), "UTF-8")))
                    .getOrElseThrow(IllegalStateException::new);
            DMNModel model = runtime.getModels().get(0);
            assertThat(model.getMessages()).isEmpty();
            return new Outside(rules, runtime, model);
        }

        @SuppressWarnings("unchecked")
        List<Object> decide(RoutingFacts facts) {
            DMNContext context = runtime.newContext();
            RuleDmn.inputs(rules, facts)
                    .forEach((name, value) ->
                            context.set(name, value instanceof Double number ? BigDecimal.valueOf(number) : value));
            DMNResult result = runtime.evaluateAll(model, context);
            assertThat(result.getMessages()).isEmpty();
            Map<String, Object> routing = (Map<String, Object>) result.getContext().get(RuleDmn.ROUTING);
            Set<String> told = new LinkedHashSet<>();
            Object watchers = result.getContext().get(RuleDmn.WATCHERS);
            if (watchers != null) {
                ((List<Map<String, Object>>) watchers).forEach(row -> add(told, row.get(RuleDmn.TELLS)));
            }
            add(told, routing.get(RuleDmn.TELLS));
            List<Object> decided = new ArrayList<>();
            for (String output : List.of(RuleDmn.ROW, RuleDmn.TARGET, RuleDmn.RECEIVER, RuleDmn.CLOCK_PROFILE)) {
                // Where no row decides, texts are empty.
                decided.add("".equals(routing.get(output)) ? null : routing.get(output));
            }
            decided.add(List.copyOf(told));
            return decided;
        }

        private static void add(Set<String> told, Object tells) {
            if (tells != null && !tells.equals("")) {
                told.addAll(CellText.codes((String) tells).orElseThrow());
            }
        }
    }

    private static List<Object> ours(Verdict verdict) {
        List<Object> decided = new ArrayList<>();
        Rule rule = verdict.rule();
        decided.add(verdict.ruleId());
        decided.add(rule == null ? null : rule.outcome().target().name());
        decided.add(rule == null ? null : rule.outcome().code());
        decided.add(rule == null ? null : rule.outcome().clockProfile());
        decided.add(verdict.watchers());
        return decided;
    }

    @Test
    void ten_thousand_reports_go_the_same_way() {
        Set<Boolean> fallen = new LinkedHashSet<>();
        int reports = 0;
        for (int seed = 0; seed < TABLES; seed++) {
            RandomTables chance = new RandomTables(seed);
            List<Rule> rules = chance.rules(1 + seed % 25, chance.columns(13));
            Outside outside = Outside.of(rules);
            CompiledTable table = CompiledTable.of(rules);
            for (int report = 0; report < REPORTS_OF_EACH; report++) {
                RoutingFacts facts = chance.facts();
                Verdict verdict = table.decide(facts);
                assertThat(outside.decide(facts))
                        .as("table %d, %s, %s", seed, facts, rules)
                        .isEqualTo(ours(verdict));
                fallen.add(verdict.fallsThrough());
                reports++;
            }
        }
        assertThat(reports).isEqualTo(10_000);
        assertThat(fallen).containsExactlyInAnyOrder(true, false);
    }
}
