package org.wangge.routing.rules.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wangge.routing.rules.Cell;
import org.wangge.routing.rules.Column;
import org.wangge.routing.rules.Outcome;
import org.wangge.routing.rules.Outcome.Target;
import org.wangge.routing.rules.RandomTables;
import org.wangge.routing.rules.Rule;
import org.wangge.routing.rules.exchange.ReadRules.Code;
import org.wangge.routing.rules.exchange.ReadRules.Fault;
import org.wangge.shared.XmlTree;

/** Rules go out and come in again as they were, and what is no table of rules is told with its place. */
class RuleFilesTests {

    private static final Outcome DISTRICT = new Outcome(Target.DISTRICT, null, null, List.of(), false);

    private static List<Rule> rules(int seed) {
        RandomTables chance = new RandomTables(seed);
        Set<Object> seen = new HashSet<>();
        List<Rule> rules = new ArrayList<>(chance.rules(1 + seed % 12, chance.columns(13)));
        rules.removeIf(rule -> !seen.add(rule.cells()));
        return rules;
    }

    private static byte[] workbook(List<Rule> rules, Consumer<Worksheet> change) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(file, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("rules");
            write(sheet, 0, RuleSheet.headings());
            for (int row = 0; row < rules.size(); row++) {
                write(sheet, row + 1, RuleSheet.row(rules.get(row)));
            }
            change.accept(sheet);
        }
        return file.toByteArray();
    }

    private static void write(Worksheet sheet, int row, List<String> cells) {
        for (int column = 0; column < cells.size(); column++) {
            if (!cells.get(column).isEmpty()) {
                sheet.value(row, column, cells.get(column));
            }
        }
    }

    private static int place(String heading) {
        return RuleSheet.headings().indexOf(heading);
    }

    private static Rule rule(String id, Column column, Cell cell) {
        return new Rule(id, Map.of(column, cell), DISTRICT, null);
    }

    @Test
    void rules_come_back_from_a_sheet_as_they_were() throws IOException {
        for (int seed = 0; seed < 200; seed++) {
            List<Rule> rules = rules(seed);
            ReadRules read = RuleSheet.read(workbook(rules, sheet -> {}));
            assertThat(read.faults()).as("table %d", seed).isEmpty();
            assertThat(read.rules()).as("table %d", seed).isEqualTo(rules);
        }
    }

    @Test
    void rules_come_back_from_dmn_as_they_were() {
        for (int seed = 0; seed < 1_000; seed++) {
            List<Rule> rules = rules(seed);
            ReadRules read = DmnReader.read(RuleDmn.of(rules));
            assertThat(read.faults()).as("table %d", seed).isEmpty();
            assertThat(read.rules()).as("table %d", seed).isEqualTo(rules);
        }
    }

    @Test
    void codes_that_look_like_something_else_come_back_too() throws IOException {
        List<String> odd =
                List.of("a, b", "not", "say \"no\"", "燃气 泄漏", "1", "[0,5)", "back\\slash", "<&>", "两，个", "-");
        List<Rule> rules = List.of(
                rule("a", Column.ROLE, new Cell.Codes(odd, true)),
                rule("b", Column.WORDS, new Cell.Codes(odd, false)),
                rule(
                        "c",
                        Column.ACCURACY,
                        new Cell.Within(
                                List.of(
                                        new Cell.Interval(null, null),
                                        new Cell.Interval(0.1, 1e20),
                                        new Cell.Interval(-3.0, 0.0)),
                                true)),
                new Rule(
                        "d",
                        Map.of(),
                        new Outcome(Target.OFFICE, "x, y", "\"", odd, false),
                        "two\nlines; \"quoted\" <b>"));
        assertThat(RuleSheet.read(workbook(rules, sheet -> {})).rules()).isEqualTo(rules);
        assertThat(DmnReader.read(RuleDmn.of(rules)).rules()).isEqualTo(rules);
    }

    @Test
    void a_merged_cell_in_a_sheet_is_told_with_its_line_and_column() throws IOException {
        List<Rule> rules = List.of(
                rule("a", Column.DUTY, new Cell.Codes(List.of("BASIC"), false)),
                new Rule("b", Map.of(), DISTRICT, null));
        ReadRules read = RuleSheet.read(workbook(
                rules, sheet -> sheet.range(1, place("DUTY"), 2, place("DUTY")).merge()));
        assertThat(read.rules()).isEmpty();
        assertThat(read.faults()).containsExactly(new Fault(Code.MERGED_CELL, 3, "DUTY", "BASIC"));
    }

    @Test
    void all_faults_of_a_sheet_are_told_and_no_row_is_taken() throws IOException {
        List<Rule> rules = List.of(
                rule("a", Column.DUTY, new Cell.Codes(List.of("BASIC"), false)),
                rule("a", Column.DUTY, new Cell.Codes(List.of("BASIC"), false)),
                new Rule("c", Map.of(), DISTRICT, null));
        ReadRules read = RuleSheet.read(workbook(rules, sheet -> {
            sheet.value(3, place("ACCURACY"), "[50,0)");
            sheet.value(3, place("ROLE"), "A,,B");
            sheet.value(3, place("TARGET"), "NOBODY");
        }));
        assertThat(read.rules()).isEmpty();
        assertThat(read.faults())
                .containsExactlyInAnyOrder(
                        new Fault(Code.BAD_INTERVAL, 4, "ACCURACY", "[50,0)"),
                        new Fault(Code.BAD_CELL, 4, "ROLE", "A,,B"),
                        new Fault(Code.BAD_OUTCOME, 4, "TARGET", "NOBODY"),
                        new Fault(Code.SAME_ID, 3, null, "a"),
                        new Fault(Code.SAME_ROW, 3, null, "a"));
    }

    @Test
    void a_sheet_of_something_else_is_told_by_its_columns() throws IOException {
        ReadRules read = RuleSheet.read(workbook(List.of(), sheet -> {
            sheet.value(0, 0, "NAME");
            sheet.value(0, place("ROLE"), "AREA");
        }));
        assertThat(read.faults())
                .containsExactlyInAnyOrder(
                        new Fault(Code.UNKNOWN_COLUMN, 1, "NAME", "NAME"),
                        new Fault(Code.SAME_COLUMN, 1, "AREA", "AREA"),
                        new Fault(Code.MISSING_COLUMN, 1, "ID", "ID"));
        assertThat(RuleSheet.read(new byte[] {1, 2, 3}).faults())
                .extracting(Fault::code)
                .containsExactly(Code.UNREADABLE);
    }

    @Test
    void a_cell_behind_the_last_heading_is_not_passed_over() throws IOException {
        ReadRules read = RuleSheet.read(workbook(
                List.of(new Rule("a", Map.of(), DISTRICT, null)),
                sheet -> sheet.value(1, RuleSheet.headings().size(), "but not on Sundays")));
        assertThat(read.faults()).extracting(Fault::code).containsExactly(Code.UNKNOWN_COLUMN);
    }

    private static String dmn(Column column, Cell cell) {
        return new String(RuleDmn.of(List.of(rule("a", column, cell))), StandardCharsets.UTF_8);
    }

    private static List<Fault> faults(String dmn) {
        ReadRules read = DmnReader.read(dmn.getBytes(StandardCharsets.UTF_8));
        assertThat(read.rules()).isEmpty();
        return read.faults();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "contains(?, \"A\")|FEEL_EXPRESSION",
                "if true then \"A\" else \"B\"|FEEL_EXPRESSION",
                "for x in [1] return x|FEEL_EXPRESSION",
                "some x in [\"A\"] satisfies x = ?|FEEL_EXPRESSION",
                "\"A\" + \"B\"|FEEL_EXPRESSION",
                "other_input|FEEL_EXPRESSION",
                "\"A\", not(\"B\")|FEEL_EXPRESSION",
                "not(not(\"A\"))|FEEL_EXPRESSION",
                "null|FEEL_EXPRESSION",
                "\"A|FEEL_EXPRESSION",
                "\"\"|BAD_CELL"
            })
    void feel_beyond_unary_tests_is_told_with_its_row_and_column(String test, Code code) {
        String file = dmn(Column.ROLE, new Cell.Codes(List.of("HERE"), false))
                .replace("&quot;HERE&quot;", test.replace("<", "&lt;"));
        assertThat(faults(file)).containsExactly(new Fault(code, 1, "report_role", test));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[50..0)|BAD_INTERVAL",
                "[0..50]|BAD_INTERVAL",
                "(0..50)|BAD_INTERVAL",
                "5|BAD_INTERVAL",
                "> 5|BAD_INTERVAL",
                "[0..5+5)|FEEL_EXPRESSION",
                ">= abs(5)|FEEL_EXPRESSION",
                ">= 1e5|FEEL_EXPRESSION"
            })
    void an_interval_that_is_none_of_ours_is_told(String test, Code code) {
        String file = dmn(Column.ACCURACY, new Cell.Within(List.of(new Cell.Interval(7.0, 8.0)), false))
                .replace("[7..8)", test.replace(">", "&gt;"));
        assertThat(faults(file)).containsExactly(new Fault(code, 1, "report_accuracy", test));
    }

    @Test
    void another_hit_policy_decides_otherwise_and_is_told() {
        String file = dmn(Column.ROLE, new Cell.Codes(List.of("A"), false));
        assertThat(faults(file.replace("hitPolicy=\"FIRST\"", "hitPolicy=\"ANY\"")))
                .containsExactly(new Fault(Code.OTHER_HIT_POLICY, 0, null, "ANY"));
        assertThat(faults(file.replace("hitPolicy=\"FIRST\"", "")))
                .containsExactly(new Fault(Code.OTHER_HIT_POLICY, 0, null, "UNIQUE"));
    }

    @Test
    void an_expression_in_the_head_of_a_column_is_told() {
        String file = dmn(Column.ROLE, new Cell.Codes(List.of("A"), false));
        assertThat(faults(file.replace("<text>report_role</text>", "<text>upper case(report_role)</text>")))
                .extracting(Fault::code)
                .containsExactly(Code.FEEL_EXPRESSION);
        assertThat(faults(file.replace("<text>report_role</text>", "<text>weather</text>")))
                .containsExactly(new Fault(Code.UNKNOWN_COLUMN, 0, "weather", "weather"));
    }

    @Test
    void entities_are_refused_before_they_are_read() {
        String file = dmn(Column.ROLE, new Cell.Codes(List.of("A"), false));
        String within = file.replace("?>", "?><!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>");
        String without = file.replace("?>", "?><!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>");
        for (String unsafe : List.of(within, without)) {
            assertThat(faults(unsafe)).extracting(Fault::code).containsExactly(Code.UNSAFE);
        }
    }

    @Test
    void a_file_that_is_broken_too_deep_or_too_large_is_told() {
        assertThat(faults("<definitions>")).extracting(Fault::code).containsExactly(Code.UNREADABLE);
        assertThat(faults("")).extracting(Fault::code).containsExactly(Code.UNREADABLE);
        assertThat(faults("<a>".repeat(100_000))).extracting(Fault::code).containsExactly(Code.UNREADABLE);
        assertThat(faults("<a/>")).extracting(Fault::code).containsExactly(Code.UNREADABLE);
        assertThat(faults(" ".repeat(XmlTree.MOST_BYTES + 1)))
                .extracting(Fault::code)
                .containsExactly(Code.TOO_LARGE);
        List<Rule> many = new ArrayList<>();
        for (int row = 0; row <= ReadRules.MOST_RULES; row++) {
            many.add(rule("r" + row, Column.ROLE, new Cell.Codes(List.of("R" + row), false)));
        }
        assertThat(DmnReader.read(RuleDmn.of(many)).faults())
                .extracting(Fault::code)
                .containsExactly(Code.TOO_LARGE);
    }

    @Test
    void rows_that_another_program_has_moved_are_not_taken_in_the_old_order() {
        List<Rule> rules = List.of(
                rule("a", Column.ROLE, new Cell.Codes(List.of("A"), false)),
                rule("b", Column.ROLE, new Cell.Codes(List.of("B"), false)));
        String file = new String(RuleDmn.of(rules), StandardCharsets.UTF_8).replace("<text>1</text>", "<text>3</text>");
        assertThat(faults(file)).containsExactly(new Fault(Code.BAD_CELL, 2, "at", "2"));
    }
}
