package org.wangge.routing.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wangge.routing.RoutingFacts;
import org.wangge.routing.RoutingFactsBuilder;
import org.wangge.routing.rules.Cell.Codes;
import org.wangge.routing.rules.Cell.Interval;
import org.wangge.routing.rules.Cell.Within;
import org.wangge.routing.rules.Outcome.Target;

class CompiledTableTests {

    private static final RoutingFacts FACTS = RandomTables.all(List.of()).get(0);

    private static Rule rule(String id, Map<Column, Cell> cells) {
        return new Rule(id, cells, new Outcome(Target.DISTRICT, null, null, List.of(), false), null);
    }

    private static Rule onlyTells(String id, Map<Column, Cell> cells, String... watchers) {
        return new Rule(id, cells, new Outcome(null, null, null, List.of(watchers), true), null);
    }

    private static Codes codes(String... codes) {
        return new Codes(List.of(codes), false);
    }

    private static Codes not(String... codes) {
        return new Codes(List.of(codes), true);
    }

    private static boolean takes(Column column, Cell cell, RoutingFacts facts) {
        boolean takes = !CompiledTable.of(List.of(rule("a", Map.of(column, cell))))
                .decide(facts)
                .fallsThrough();
        assertThat(Predicates.accepts(column, cell, facts)).isEqualTo(takes);
        return takes;
    }

    @Test
    void the_first_row_that_matches_wins() {
        CompiledTable table = CompiledTable.of(List.of(
                rule("a", Map.of(Column.URGENT, codes("true"))),
                rule("b", Map.of(Column.CATEGORY, codes("G02"))),
                rule("c", Map.of())));
        assertThat(table.decide(FACTS).ruleId()).isEqualTo("b");
    }

    @Test
    void a_row_that_goes_on_adds_watchers_only_from_above() {
        CompiledTable table = CompiledTable.of(List.of(
                onlyTells("a", Map.of(), "one", "two"),
                onlyTells("b", Map.of(Column.URGENT, codes("true")), "never"),
                onlyTells("c", Map.of(), "two", "three"),
                rule("d", Map.of()),
                onlyTells("e", Map.of(), "too late")));
        Verdict verdict = table.decide(FACTS);
        assertThat(verdict.ruleId()).isEqualTo("d");
        assertThat(verdict.watchers()).containsExactly("one", "two", "three");
        assertThat(verdict.trace()).isEmpty();
    }

    @Test
    void a_refused_row_names_the_first_column_that_refused_it() {
        Verdict verdict = CompiledTable.of(List.of(
                        rule(
                                "a",
                                Map.of(
                                        Column.DUTY,
                                        codes("BASIC"),
                                        Column.KIND,
                                        codes("MATTER"),
                                        Column.AREA,
                                        codes("510703"))),
                        rule("b", Map.of())))
                .explain(FACTS);
        assertThat(verdict.trace()).extracting(Verdict.Step::refusedBy).containsExactly(Column.KIND, null);
        assertThat(verdict.trace().get(1).matched()).isTrue();
        assertThat(verdict.ruleId()).isEqualTo("b");
    }

    @Test
    void nothing_decides_in_an_empty_table() {
        assertThat(CompiledTable.of(List.of()).explain(FACTS).fallsThrough()).isTrue();
    }

    @Test
    void an_area_takes_what_lies_below_it_and_nothing_with_a_name_that_only_begins_alike() {
        RoutingFacts town =
                RoutingFactsBuilder.builder(FACTS).area("510703/510703001/1/2").build();
        assertThat(takes(Column.AREA, codes("510703/510703001"), town)).isTrue();
        assertThat(takes(Column.AREA, codes("510703/51070300"), town)).isFalse();
        assertThat(takes(Column.AREA, codes("510703/510703001/1/2"), town)).isTrue();
        assertThat(takes(Column.AREA, codes("510703/510703001/1/2/3"), town)).isFalse();
        assertThat(takes(Column.AREA, not("510703/510703001"), town)).isFalse();
    }

    @Test
    void a_category_lies_below_its_letter_and_its_group() {
        assertThat(takes(Column.CATEGORY, codes("G"), FACTS)).isTrue();
        assertThat(takes(Column.CATEGORY, codes("G02"), FACTS)).isTrue();
        assertThat(takes(Column.CATEGORY, codes("G020"), FACTS)).isFalse();
        assertThat(takes(Column.CATEGORY, codes("G0201"), FACTS)).isTrue();
        assertThat(takes(Column.KIND, codes("GOVERNANCE"), FACTS)).isTrue();
    }

    @Test
    void what_is_absent_is_none_of_the_codes_and_in_no_interval() {
        assertThat(takes(Column.PLACE_KIND, codes("CANYIN"), FACTS)).isFalse();
        assertThat(takes(Column.PLACE_KIND, not("CANYIN"), FACTS)).isTrue();
        assertThat(takes(Column.ACCURACY, new Within(List.of(new Interval(null, null)), false), FACTS))
                .isFalse();
        assertThat(takes(Column.ACCURACY, new Within(List.of(new Interval(null, null)), true), FACTS))
                .isTrue();
        assertThat(takes(Column.WORDS, codes("gas"), FACTS)).isFalse();
        assertThat(takes(Column.WORDS, not("gas"), FACTS)).isTrue();
    }

    @Test
    void an_interval_begins_with_its_first_number_and_ends_before_its_last() {
        Within cell = new Within(List.of(new Interval(0.0, 50.0)), false);
        for (double metres : new double[] {0, -0.0, 49.999}) {
            assertThat(takes(
                            Column.ACCURACY,
                            cell,
                            RoutingFactsBuilder.builder(FACTS)
                                    .accuracyMetres(metres)
                                    .build()))
                    .isTrue();
        }
        for (double metres : new double[] {50, 1e9, Double.NaN, Double.POSITIVE_INFINITY, -1}) {
            assertThat(takes(
                            Column.ACCURACY,
                            cell,
                            RoutingFactsBuilder.builder(FACTS)
                                    .accuracyMetres(metres)
                                    .build()))
                    .isFalse();
        }
    }

    @Test
    void a_table_decides_as_its_cells_read_one_by_one() {
        for (int seed = 0; seed < 1_000; seed++) {
            RandomTables chance = new RandomTables(seed);
            List<Rule> rules = chance.rules(seed % 10 == 0 ? 150 : 1 + seed % 8, chance.columns(13));
            CompiledTable table = CompiledTable.of(rules);
            for (int report = 0; report < 20; report++) {
                RoutingFacts facts = chance.facts();
                Verdict verdict = table.explain(facts);
                assertThat(verdict).as("table %d, %s", seed, facts).isEqualTo(naive(rules, facts));
                assertThat(table.decide(facts)).isEqualTo(new Verdict(verdict.rule(), verdict.watchers(), List.of()));
            }
        }
    }

    private static Verdict naive(List<Rule> rules, RoutingFacts facts) {
        Set<String> watchers = new LinkedHashSet<>();
        Rule decides = null;
        for (Rule rule : rules) {
            if (decides == null && Predicates.matches(rule, facts)) {
                watchers.addAll(rule.outcome().watchers());
                decides = rule.outcome().goOn() ? null : rule;
            }
        }
        return new Verdict(
                decides,
                List.copyOf(watchers),
                rules.stream()
                        .map(rule -> new Verdict.Step(rule, refusal(rule, facts)))
                        .toList());
    }

    private static Column refusal(Rule rule, RoutingFacts facts) {
        return rule.cells().entrySet().stream()
                .filter(cell -> !Predicates.accepts(cell.getKey(), cell.getValue(), facts))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElse(null);
    }
}
