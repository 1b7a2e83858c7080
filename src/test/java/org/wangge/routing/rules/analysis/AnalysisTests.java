package org.wangge.routing.rules.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wangge.dutylist.DutyClass;
import org.wangge.routing.RoutingFacts;
import org.wangge.routing.rules.Cell;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.CompiledTable;
import org.wangge.routing.rules.Outcome;
import org.wangge.routing.rules.Outcome.Target;
import org.wangge.routing.rules.Predicates;
import org.wangge.routing.rules.RandomTables;
import org.wangge.routing.rules.Rule;

/** What is found in a thousand small tables, against all their reports one by one. */
class AnalysisTests {

    private static final int TABLES = 1_000;
    private static final int MOST_REPORTS = 6_000;
    private static final Known KNOWN = new TinyDistrict();

    private record Small(int seed, List<Rule> rules, List<RoutingFacts> reports) {

        static Small of(int seed) {
            RandomTables chance = new RandomTables(seed);
            List<Column> columns = chance.columns(5);
            List<RoutingFacts> reports = RandomTables.all(columns);
            while (reports.size() > MOST_REPORTS) {
                columns = columns.subList(1, columns.size());
                reports = RandomTables.all(columns);
            }
            return new Small(seed, chance.rules(1 + seed % 7, columns), reports);
        }

        boolean decides(int row) {
            return !rules.get(row).outcome().goOn();
        }

        /** By report, the rows that match. */
        List<BitSet> matching() {
            return reports.stream()
                    .map(facts -> IntStream.range(0, rules.size())
                            .filter(row -> Predicates.matches(rules.get(row), facts))
                            .collect(BitSet::new, BitSet::set, BitSet::or))
                    .toList();
        }

        /** Whether a row is asked for a report at all: none of these above it decides. */
        boolean reaches(BitSet matching, int row, Set<Integer> above) {
            return matching.get(row)
                    && IntStream.range(0, row)
                            .noneMatch(other -> above.contains(other) && matching.get(other) && decides(other));
        }
    }

    private static List<Small> tables() {
        return IntStream.range(0, TABLES).mapToObj(Small::of).toList();
    }

    private static Set<Integer> upTo(int row) {
        return IntStream.range(0, row).boxed().collect(Collectors.toSet());
    }

    @Test
    void gaps_are_those_of_all_reports_and_the_proposed_rows_close_them() {
        int gaps = 0;
        for (Small table : tables()) {
            List<Finding> found = Gaps.findings(table.rules(), KNOWN);
            CompiledTable compiled = CompiledTable.of(table.rules());
            boolean falls = table.reports().stream()
                    .anyMatch(facts -> compiled.decide(facts).fallsThrough());
            assertThat(!found.isEmpty()).as("table %d", table.seed()).isEqualTo(falls);
            List<Rule> mended = new ArrayList<>(table.rules());
            for (Finding gap : found) {
                assertThat(gap.code()).as("table %d", table.seed()).isIn(Finding.Code.GAP, Finding.Code.MORE_GAPS);
                if (gap.code() == Finding.Code.GAP) {
                    assertThat(compiled.decide(gap.witness()).fallsThrough())
                            .as("table %d, %s", table.seed(), gap)
                            .isTrue();
                    assertThat(CompiledTable.of(mended).decide(gap.witness()).fallsThrough())
                            .isTrue();
                    assertThat(Predicates.matches(gap.proposed(), gap.witness()))
                            .isTrue();
                    gaps++;
                }
                mended.add(gap.proposed());
            }
            CompiledTable closed = CompiledTable.of(mended);
            assertThat(table.reports())
                    .as("table %d", table.seed())
                    .noneMatch(facts -> closed.decide(facts).fallsThrough());
            assertThat(Gaps.findings(mended, KNOWN)).isEmpty();
        }
        assertThat(gaps).isGreaterThan(TABLES);
    }

    private static Rule toDistrict(String id, Column column, String... codes) {
        Outcome district = new Outcome(Target.DISTRICT, null, null, List.of(), false);
        return new Rule(id, Map.of(column, new Cell.Codes(List.of(codes), false)), district, null);
    }

    @Test
    void one_row_is_proposed_for_a_gap_though_a_category_in_it_has_a_row_of_its_own() {
        List<Rule> rules = new ArrayList<>(List.of(
                toDistrict("back", Column.DUTY, "TAKEN_BACK"),
                toDistrict("one", Column.CATEGORY, "G0203"),
                toDistrict("day", Column.TIME, "WORKING_HOURS", "OFF_HOURS")));
        List<Finding> found = Gaps.findings(rules, KNOWN);
        assertThat(found).singleElement().satisfies(gap -> {
            assertThat(gap.witness().category()).isNotEqualTo("G0203");
            assertThat(gap.proposed().cells()).containsOnlyKeys(Column.TIME, Column.DUTY);
        });
        rules.add(found.get(0).proposed());
        assertThat(Gaps.findings(rules, KNOWN)).isEmpty();
    }

    @Test
    void rows_that_no_report_reaches_are_those_of_all_reports_and_name_what_covers_them() {
        int masked = 0;
        for (Small table : tables()) {
            List<BitSet> matching = table.matching();
            BitSet unreached = new BitSet();
            Space space = Space.of(table.rules(), KNOWN);
            List<Finding> found = Analysis.unreached(space, new Search(space), unreached);
            BitSet expected = IntStream.range(0, table.rules().size())
                    .filter(row -> matching.stream().noneMatch(report -> table.reaches(report, row, upTo(row))))
                    .collect(BitSet::new, BitSet::set, BitSet::or);
            assertThat(unreached).as("table %d", table.seed()).isEqualTo(expected);
            List<String> ids = table.rules().stream().map(Rule::id).toList();
            for (Finding finding : found) {
                int row = ids.indexOf(finding.rules().get(0));
                Set<Integer> covering =
                        finding.rules().stream().skip(1).map(ids::indexOf).collect(Collectors.toSet());
                assertThat(matching).noneMatch(report -> table.reaches(report, row, covering));
                for (int needed : covering) {
                    Set<Integer> others = new HashSet<>(covering);
                    others.remove(needed);
                    assertThat(matching).anyMatch(report -> table.reaches(report, row, others));
                }
                masked++;
            }
        }
        assertThat(masked).isGreaterThan(TABLES / 4);
    }

    @Test
    void overlaps_are_those_of_all_reports() {
        Set<Boolean> kinds = new HashSet<>();
        for (Small table : tables()) {
            List<BitSet> matching = table.matching();
            Space space = Space.of(table.rules(), KNOWN);
            BitSet unreached = new BitSet();
            Analysis.unreached(space, new Search(space), unreached);
            Set<String> expected = new TreeSet<>();
            for (int lower = 0; lower < table.rules().size(); lower++) {
                for (int upper = 0; upper < lower; upper++) {
                    int one = upper;
                    int other = lower;
                    if (table.decides(one)
                            && table.decides(other)
                            && !unreached.get(one)
                            && !unreached.get(other)
                            && !table.rules()
                                    .get(one)
                                    .outcome()
                                    .equals(table.rules().get(other).outcome())
                            && matching.stream().anyMatch(report -> report.get(one) && report.get(other))) {
                        expected.add(one + " " + other + " "
                                + matching.stream().allMatch(report -> !report.get(one) || report.get(other)));
                    }
                }
            }
            List<Overlaps.Pair> pairs = Overlaps.pairs(space, unreached);
            assertThat(pairs.stream().map(pair -> pair.upper() + " " + pair.lower() + " " + pair.exception()))
                    .as("table %d", table.seed())
                    .containsExactlyInAnyOrderElementsOf(expected);
            for (Overlaps.Pair pair : pairs) {
                RoutingFacts witness = Witness.of(space, pair.common(), KNOWN);
                assertThat(Predicates.matches(table.rules().get(pair.upper()), witness))
                        .isTrue();
                assertThat(Predicates.matches(table.rules().get(pair.lower()), witness))
                        .isTrue();
                kinds.add(pair.exception());
            }
        }
        assertThat(kinds).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void rows_that_could_give_an_office_what_was_taken_back_are_those_of_all_reports() {
        int breaches = 0;
        for (Small table : tables()) {
            CompiledTable compiled = CompiledTable.of(table.rules());
            Set<String> expected = new TreeSet<>();
            for (RoutingFacts facts : allTakenBack(table)) {
                Rule rule = compiled.decide(facts).rule();
                if (rule != null && givesToOffice(rule)) {
                    expected.add(rule.id());
                }
            }
            Space space = Space.of(table.rules(), KNOWN);
            List<Finding> found = Duties.findings(space, new Search(space), KNOWN).stream()
                    .filter(finding -> finding.code() == Finding.Code.DUTY_BREACH)
                    .toList();
            assertThat(found.stream().map(finding -> finding.rules().get(0)))
                    .as("table %d", table.seed())
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(found)
                    .allSatisfy(finding -> assertThat(
                                    compiled.decide(finding.witness()).ruleId())
                            .isEqualTo(finding.rules().get(0)));
            breaches += found.size();
        }
        assertThat(breaches).isGreaterThan(TABLES / 4);
    }

    private static List<RoutingFacts> allTakenBack(Small table) {
        List<Column> columns = new ArrayList<>(Set.of(Column.values()).stream()
                .filter(column ->
                        table.rules().stream().anyMatch(rule -> rule.cells().containsKey(column)))
                .filter(column -> column != Column.AREA
                        && column != Column.CATEGORY
                        && column != Column.KIND
                        && column != Column.DUTY)
                .toList());
        return RandomTables.all(columns).stream()
                .flatMap(facts -> KNOWN.matters(DutyClass.TAKEN_BACK).stream()
                        .flatMap(matter -> RandomTables.GRIDS.stream()
                                .filter(grid -> grid.startsWith(matter.area() + "/"))
                                .map(grid -> takenBack(Witness.moved(facts, grid, matter.category())))))
                .toList();
    }

    private static RoutingFacts takenBack(RoutingFacts facts) {
        return org.wangge.routing.RoutingFactsBuilder.builder(facts)
                .duty(DutyClass.TAKEN_BACK)
                .build();
    }

    private static boolean givesToOffice(Rule rule) {
        Target target = rule.outcome().target();
        return target == Target.GRID_OFFICE
                || target == Target.OFFICE
                || target == Target.PERSON
                || target == Target.DEPARTMENT && rule.outcome().code().equals("510703001-YJ");
    }
}
