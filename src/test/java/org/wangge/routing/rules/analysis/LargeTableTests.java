package org.wangge.routing.rules.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wangge.routing.rules.Cell;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.CompiledTable;
import org.wangge.routing.rules.Outcome;
import org.wangge.routing.rules.Outcome.Target;
import org.wangge.routing.rules.RandomTables;
import org.wangge.routing.rules.Rule;

/** Tables as large as a district may have, and made to be hard. */
class LargeTableTests {

    private static final Outcome GRID = new Outcome(Target.GRID_OFFICE, null, null, List.of(), false);
    private static final Outcome DISTRICT = new Outcome(Target.DISTRICT, null, null, List.of(), false);

    /** Grids of twenty offices, and two hundred categories. */
    private static class LargeDistrict extends TinyDistrict {
        @Override
        public List<String> codes(Column column) {
            return switch (column) {
                case AREA -> grids();
                case CATEGORY -> categories();
                default -> super.codes(column);
            };
        }
    }

    private static List<String> grids() {
        List<String> grids = new ArrayList<>();
        for (int office = 0; office < 20; office++) {
            for (int grid = 0; grid < 40; grid++) {
                grids.add("510703/%d/%d1/%d1%02d".formatted(office + 100, office + 100, office + 100, grid));
            }
        }
        return grids;
    }

    private static List<String> categories() {
        List<String> categories = new ArrayList<>();
        for (int code = 0; code < 200; code++) {
            categories.add("CEG".charAt(code % 3) + "%02d%03d".formatted(code / 20, code));
        }
        return categories;
    }

    private static Cell codes(String... codes) {
        return new Cell.Codes(List.of(codes), false);
    }

    /** Five hundred rows, as people write them: taken back first, then exceptions, then the rest. */
    private static List<Rule> sensible() {
        List<Rule> rules = new ArrayList<>();
        rules.add(new Rule(
                "back",
                Map.of(Column.DUTY, codes("TAKEN_BACK")),
                new Outcome(Target.LEAD_DEPARTMENT, null, null, List.of(), false),
                null));
        List<String> categories = categories();
        for (int row = 1; row < 499; row++) {
            Map<Column, Cell> cells = new EnumMap<>(Column.class);
            cells.put(Column.AREA, codes("510703/" + (100 + row % 20)));
            cells.put(
                    Column.CATEGORY,
                    codes(
                            categories.get(row * 7 % 200),
                            categories.get(row * 11 % 200).substring(0, 3)));
            Column other = List.of(
                            Column.SOURCE,
                            Column.TIME,
                            Column.WORDS,
                            Column.POSITION,
                            Column.ACCURACY,
                            Column.PLACE_KIND,
                            Column.OVERLAY)
                    .get(row % 7);
            cells.put(other, new RandomTables(row).cell(other));
            rules.add(new Rule("r" + row, cells, row % 2 == 0 ? GRID : DISTRICT, null));
        }
        rules.add(new Rule("rest", Map.of(), GRID, null));
        return rules;
    }

    private static List<Finding> timed(List<Rule> rules) {
        long begin = System.nanoTime();
        List<Finding> findings = Analysis.of(rules, new LargeDistrict());
        // A bound far above what it takes, for machines that do other things meanwhile.
        assertThat((System.nanoTime() - begin) / 1e9).isLessThan(20);
        return findings;
    }

    @Test
    void five_hundred_rows_are_looked_through_whole() {
        assertThat(timed(sensible()))
                .extracting(Finding::code)
                .isNotEmpty()
                .doesNotContain(Finding.Code.GAP, Finding.Code.BOUND_REACHED, Finding.Code.DUTY_BREACH);
    }

    @Test
    void without_the_last_row_there_are_gaps_and_without_the_first_a_breach() {
        List<Rule> rules = sensible();
        List<Finding> gaps = timed(rules.subList(0, 499)).stream()
                .filter(finding -> finding.code() == Finding.Code.GAP)
                .toList();
        assertThat(gaps)
                .isNotEmpty()
                .allSatisfy(gap -> assertThat(CompiledTable.of(rules.subList(0, 499))
                                .decide(gap.witness())
                                .fallsThrough())
                        .isTrue());
        TinyDistrict known = new LargeDistrict() {
            @Override
            public List<Matter> matters(org.wangge.dutylist.DutyClass duty) {
                return List.of(new Matter("510703/103", categories().get(0)));
            }
        };
        assertThat(Analysis.of(rules.subList(1, 500), known))
                .filteredOn(finding -> finding.code() == Finding.Code.DUTY_BREACH)
                .isNotEmpty();
    }

    @Test
    void a_table_by_chance_ends_and_says_what_it_does_not_know() {
        for (int seed = 0; seed < 3; seed++) {
            List<Rule> rules = new RandomTables(seed).rules(500, List.of(Column.values()));
            assertThat(timed(rules)).isNotEmpty();
        }
    }
}
