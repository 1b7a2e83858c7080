package org.wangge.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wangge.table.Workbooks.number;
import static org.wangge.table.Workbooks.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wangge.shared.Refused;

/** What cells hold, and in which ways files are written. */
class CellKindsTests {

    private static Table.Row row(String cells) throws UnreadableTable {
        return XlsxReader.read(Workbooks.of(text("A1", "a") + text("B1", "b"), cells), 10)
                .rows()
                .get(0);
    }

    private static void assertHolds(String cell, String text, CellKind kind) throws UnreadableTable {
        Table.Row row = row(cell + text("B2", "x"));
        assertThat(row.cell(0)).isEqualTo(text);
        assertThat(row.kind(0)).isEqualTo(kind);
    }

    @Test
    void numbers_of_a_workbook_are_told_by_their_format() throws UnreadableTable {
        assertHolds(number("A2", "19900001234", 0), "19900001234", CellKind.NUMBER);
        assertHolds(number("A2", "9.2510703123456704E17", 0), "925107031234567040", CellKind.NUMBER);
        assertHolds(number("A2", "8162212345", 4), "08162212345", CellKind.NUMBER);
        assertHolds(number("A2", "46093", 1), "46093", CellKind.DATE);
        assertHolds(number("A2", "46093", 2), "46093", CellKind.DATE);
        assertHolds(number("A2", "46093", 7), "46093", CellKind.DATE);
        assertHolds(number("A2", "0.8", 5), "0.8", CellKind.PERCENT);
        assertHolds(number("A2", "80.5", 6), "80.5", CellKind.NUMBER);
        assertHolds(number("A2", "123", 3), "123", CellKind.NUMBER);
    }

    @Test
    void errors_truth_values_and_formulas_are_told() throws UnreadableTable {
        assertHolds("<c r=\"A2\" t=\"e\"><v>#REF!</v></c>", "#REF!", CellKind.ERROR);
        assertHolds("<c r=\"A2\" t=\"b\"><v>1</v></c>", "TRUE", CellKind.TRUTH);
        assertHolds("<c r=\"A2\"><f>1+1</f><v>2</v></c>", "2", CellKind.NUMBER);
        assertHolds("<c r=\"A2\" t=\"str\"><f>B2</f><v>店</v></c>", "店", CellKind.TEXT);
        assertHolds("<c r=\"A2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", "#DIV/0!", CellKind.ERROR);
        assertHolds("<c r=\"A2\" t=\"b\"><f>TRUE()</f><v>1</v></c>", "TRUE", CellKind.TRUTH);
        assertHolds("<c r=\"A2\"><f>A1+1</f></c>", "=A1+1", CellKind.UNCALCULATED);
    }

    private static List<Table.Row> merged(List<String> regions, String... rows) throws UnreadableTable {
        return XlsxReader.read(Workbooks.merged(regions, rows), 10).rows();
    }

    @Test
    void a_merged_cell_is_told_from_the_cells_it_covers_which_show_its_value() throws UnreadableTable {
        List<Table.Row> rows = merged(
                List.of("A2:A3", "B2:C2", "B3:C4", "X9:Y9", "nonsense"),
                text("A1", "a") + text("B1", "b") + text("C1", "c"),
                text("A2", "地址") + text("B2", "宽"),
                "<c r=\"A3\"/>" + text("B3", "块"),
                text("A4", "末"));
        assertThat(rows.get(0).cells()).containsExactly("地址", "宽", "宽");
        assertThat(rows.get(0).kinds()).isEqualTo(Map.of(2, CellKind.MERGED));
        assertThat(rows.get(1).cells()).containsExactly("地址", "块", "块");
        assertThat(rows.get(1).kinds()).isEqualTo(Map.of(0, CellKind.MERGED_DOWN, 2, CellKind.MERGED));
        assertThat(rows.get(2).cells()).containsExactly("末", "块", "块");
        assertThat(rows.get(2).kinds()).isEqualTo(Map.of(1, CellKind.MERGED_DOWN, 2, CellKind.MERGED));
        assertThat(rows.get(2).own(1)).isEmpty();
    }

    @Test
    void rows_of_nothing_but_merged_cells_are_empty_and_a_wide_heading_heads_its_first_column() throws UnreadableTable {
        Table table = XlsxReader.read(
                Workbooks.merged(
                        List.of("A1:B1", "A2:A4"), text("A1", "a") + text("C1", "c"), text("A2", "x"), "<c r=\"A3\"/>"),
                10);
        assertThat(table.headings()).containsExactly("a", "", "c");
        assertThat(table.rows()).hasSize(1);
    }

    @Test
    void no_number_of_merged_cells_takes_the_memory_of_others() {
        List<String> regions = IntStream.range(1, 5000)
                .mapToObj(row -> "A" + row + ":XFD" + row)
                .toList();
        assertThatThrownBy(() -> merged(regions, text("A1", "a"))).isInstanceOf(Refused.class);
    }

    @Test
    void texts_are_read_however_they_are_kept() throws UnreadableTable {
        assertHolds("<c r=\"A2\" t=\"s\"><v>0</v></c>", "shared", CellKind.TEXT);
        assertHolds("<c r=\"A2\" t=\"s\"><v>1</v></c>", "rich", CellKind.TEXT);
        assertHolds("<c r=\"A2\" t=\"inlineStr\"><is><r><t>ri</t></r><r><t>ch</t></r></is></c>", "rich", CellKind.TEXT);
        assertHolds(text("A2", "5.10703E+14"), "5.10703E+14", CellKind.ROUNDED);
        assertHolds(text("A2", "&#39;0123"), "0123", CellKind.TEXT);
        assertHolds(text("A2", "一_x000D_二"), "一\n二", CellKind.TEXT);
    }

    @Test
    void a_hidden_sheet_is_passed_over_and_so_is_what_stands_beside_the_table() throws UnreadableTable {
        byte[] file = Workbooks.withHidden(
                text("A1", "code"), "", text("A1", "a") + text("B1", "b"), number("A2", "1", 0) + text("D2", "note"));
        Table table = XlsxReader.read(file, 10);
        assertThat(table.headings()).containsExactly("a", "b");
        assertThat(table.rows().get(0).kinds())
                .as("a note beside the table moves nothing")
                .containsOnlyKeys(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#N/A|ERROR",
                "#REF!|ERROR",
                "########|ERROR",
                "TRUE|TRUTH",
                "false|TRUTH",
                "5.10703E+14|ROUNDED",
                "6E+14|ROUNDED",
                "925107031234567000|ROUNDED",
                "19900001234.0|ROUNDED",
                "2026/3/12|DATE",
                "3月12日|DATE",
                "12-Mar|DATE",
                "2026-03-12 00:00:00|DATE",
                "92510703123E456781|TEXT",
                "510703000000000|TEXT",
                "19900001234|TEXT",
                "3-12号|TEXT",
                "#3店|TEXT",
                "2026-3|TEXT"
            })
    void in_csv_a_text_shows_what_a_spreadsheet_made_of_it(String cell, CellKind kind) throws UnreadableTable {
        Table table = CsvReader.read(("a,b\n" + cell + ",x").getBytes(StandardCharsets.UTF_8), 10);
        assertThat(table.rows().get(0).kind(0)).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GBK", "GB18030", "UTF-16", "UTF-16LE", "UTF-16BE"})
    void csv_is_read_in_every_way_in_which_it_is_saved(String charset) throws UnreadableTable {
        String text = "名称,地址\r\n绵阳老王餐馆,滨江路3号\r\n";
        for (String file : new String[] {text, "\uFEFF" + text}) {
            if (charset.equals("GBK") && !file.equals(text)) {
                continue;
            }
            Table table = CsvReader.read(file.getBytes(Charset.forName(charset)), 10);
            assertThat(table.headings()).containsExactly("名称", "地址");
            assertThat(table.rows().get(0).cells()).containsExactly("绵阳老王餐馆", "滨江路3号");
        }
    }

    @Test
    void the_mark_of_utf_8_may_stand_before_another_character_set() throws UnreadableTable {
        byte[] text = "名称,地址\n老王餐馆,江路\n".getBytes(Charset.forName("GBK"));
        byte[] file = new byte[text.length + 3];
        System.arraycopy("\uFEFF".getBytes(StandardCharsets.UTF_8), 0, file, 0, 3);
        System.arraycopy(text, 0, file, 3, text.length);
        assertThat(CsvReader.read(file, 10).headings()).containsExactly("名称", "地址");
    }

    @Test
    void a_line_may_say_the_separator_and_quotes_hide_it() throws UnreadableTable {
        Table said = CsvReader.read("sep=;\r\na;b\r\n\"1;2\";\"80,5\"\r\n".getBytes(StandardCharsets.UTF_8), 10);
        assertThat(said.rows()).containsExactly(new Table.Row(3, java.util.List.of("1;2", "80,5")));
        Table quoted = CsvReader.read("\"a,b,c\";d\n1;2\n".getBytes(StandardCharsets.UTF_8), 10);
        assertThat(quoted.headings()).containsExactly("a,b,c", "d");
        Table kept = CsvReader.read("a,b\n=\"0123\",'0456\n".getBytes(StandardCharsets.UTF_8), 10);
        assertThat(kept.rows().get(0).cells()).containsExactly("0123", "0456");
    }
}
