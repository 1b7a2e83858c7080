package org.wangge.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wangge.table.Workbooks.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wangge.shared.Refused;

/** Small files that would do big harm. */
class TableBoundsTests {

    private static Table csv(String text) throws UnreadableTable {
        return CsvReader.read(text.getBytes(StandardCharsets.UTF_8), 20_000);
    }

    private static void isRefused(byte[] file, String code) {
        assertThatThrownBy(() -> XlsxReader.read(file, 20_000))
                .isInstanceOfSatisfying(
                        Refused.class, told -> assertThat(told.refusal().code()).isEqualTo(code));
    }

    private static void isUnreadable(byte[] file) {
        assertThatThrownBy(() -> XlsxReader.read(file, 20_000)).isInstanceOf(UnreadableTable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FXSHRXW1",
                "XFE1",
                "ZZZZ1",
                "A1048577",
                "A99999999999",
                "A0",
                "A-1",
                "a1",
                "1",
                "A",
                "$A$1",
                "\u00C41"
            })
    void a_cell_that_is_in_no_sheet_is_not_looked_for(String at) {
        isUnreadable(Workbooks.of(text("A1", "kind"), text(at, "x")));
    }

    @Test
    void the_last_cell_of_a_sheet_is_one_but_too_far_for_a_table() throws UnreadableTable {
        isRefused(Workbooks.of(text("XFD1", "kind")), "table.too-wide");
        isRefused(Workbooks.of(text("A1", "kind") + text("GS1", "x")), "table.too-wide");
        Table table = XlsxReader.read(Workbooks.of(text("A1", "kind") + text("GR1", "x")), 10);
        assertThat(table.headings()).hasSize(200).endsWith("x");
        assertThat(XlsxReader.read(Workbooks.of(text("A1", "kind") + "<c r=\"XFD1\" s=\"1\"/>"), 10)
                        .headings())
                .startsWith("kind")
                .hasSizeLessThanOrEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999999999",
                "-1E+2147483647",
                "1e-999999999",
                "1e99999999999999",
                "1e401",
            })
    void a_number_that_no_spreadsheet_holds_is_not_written_out(String number) throws UnreadableTable {
        Table table = XlsxReader.read(Workbooks.of(text("A1", "kind"), Workbooks.number("A2", number, 4)), 10);
        assertThat(table.rows().get(0).kind(0)).isIn(CellKind.ROUNDED, CellKind.ERROR);
        assertThat(table.rows().get(0).cell(0)).hasSizeLessThan(60);
    }

    @Test
    void a_number_of_many_digits_is_rounded_and_zero_is_zero() throws UnreadableTable {
        Table table = XlsxReader.read(
                Workbooks.of(
                        text("A1", "kind"),
                        Workbooks.number("A2", "9".repeat(30_000), 0) + Workbooks.number("B2", "0e999999999", 0)),
                10);
        assertThat(table.rows().get(0).kind(0)).isEqualTo(CellKind.ROUNDED);
        assertThat(table.rows().get(0).cell(0)).hasSizeLessThan(60);
        assertThat(table.rows().get(0).cell(1)).isEqualTo("0");
    }

    @Test
    void a_row_says_neither_how_long_it_is_nor_where() {
        isUnreadable(
                part("xl/worksheets/sheet1.xml", sheet("<row r=\"1\" spans=\"1:2000000000\"><c r=\"A1\"/></row>")));
        isUnreadable(part("xl/worksheets/sheet1.xml", sheet("<row r=\"9999999\"><c r=\"A1\"/></row>")));
        isUnreadable(part("xl/worksheets/sheet1.xml", sheet("<row>" + "<c/>".repeat(16_385) + "</row>")));
    }

    @Test
    void entities_are_no_part_of_a_table() {
        String laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
        String outside = "<!DOCTYPE x [<!ENTITY c SYSTEM \"file:///etc/hostname\">]>";
        for (String declared : new String[] {laughs, outside, "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">"}) {
            String cell = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&c;</t></is></c></row>";
            isUnreadable(part("xl/worksheets/sheet1.xml", declared + sheet(cell)));
            isUnreadable(part("xl/sharedStrings.xml", declared + "<sst><si><t>&c;</t></si></sst>"));
            isUnreadable(part("xl/styles.xml", declared + "<styleSheet/>"));
        }
    }

    @Test
    void long_cells_and_long_shared_texts_are_too_large() throws UnreadableTable {
        isRefused(Workbooks.of(text("A1", "x".repeat(32_768))), "table.too-large");
        assertThat(XlsxReader.read(Workbooks.of(text("A1", "x".repeat(32_767))), 10)
                        .headings())
                .hasSize(1);
        isRefused(
                Workbooks.withHidden("", "<si><t>" + "x".repeat(50_000) + "</t></si>", text("A1", "a")),
                "table.too-large");
        // One text of many cells takes its room once here, but not where it is worked with.
        String shared = "<si><t>" + "x".repeat(30_000) + "</t></si>";
        String[] rows = new String[600];
        java.util.Arrays.fill(rows, "<c t=\"s\"><v>0</v></c>");
        isRefused(Workbooks.withHidden("", shared, rows), "table.too-large");
        assertThatThrownBy(() -> csv("a\n" + "x".repeat(1_000_001))).isInstanceOf(Refused.class);
    }

    @Test
    void many_parts_and_parts_that_are_packed_too_well_are_refused() throws IOException {
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(many)) {
            for (int part = 0; part < 1_001; part++) {
                zip.putNextEntry(new ZipEntry("part" + part));
            }
        }
        isUnreadable(many.toByteArray());
        isRefused(part("xl/media/image1.png", "\0".repeat(3 * 1024 * 1024)), "table.too-large");
        isRefused(part("xl/worksheets/sheet1.xml", sheet(" ".repeat(3 * 1024 * 1024))), "table.too-large");
        // What is packed within it stays packed.
        byte[] nested = Workbooks.of(text("A1", "kind"));
        assertThatCode(() -> XlsxReader.read(part("xl/embeddings/a.zip", nested), 10))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "a,", "\"a\",", "\"a\"\"\", ", "\"a\n\","})
    void csv_of_a_million_columns_is_refused_before_it_is_divided(String cell) {
        assertThatThrownBy(
                        () -> csv("kind,name\n" + cell.replaceAll("[;\t]", ",").repeat(1_000_000)))
                .isInstanceOfSatisfying(
                        Refused.class, told -> assertThat(told.refusal().code()).isEqualTo("table.too-wide"));
    }

    @Test
    void csv_may_have_empty_cells_behind_its_last_column_and_separators_within_a_text() throws UnreadableTable {
        Table table = csv("a,b" + ",".repeat(5_000) + "\n1,\"" + ",".repeat(20_000) + "\"\n");
        assertThat(table.headings()).hasSize(200).startsWith("a", "b", "");
        assertThat(table.rows().get(0).cell(1)).hasSize(20_000);
        assertThatThrownBy(() -> csv("a,b" + ",".repeat(200) + "c")).isInstanceOf(Refused.class);
    }

    @Test
    void csv_of_too_many_cells_or_characters_is_too_large() {
        String line = "x,".repeat(199) + "x\n";
        assertThatThrownBy(() -> csv(line.repeat(5_001))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> csv(("y".repeat(30_000) + "\n").repeat(560))).isInstanceOf(Refused.class);
    }

    /** What a damaged file is, is told; no error but {@link UnreadableTable} and {@link Refused} gets out. */
    @Test
    void two_hundred_damaged_files_are_tables_or_told() {
        Random random = new Random(20_261_128);
        byte[] csv = "类型,名称\nCANYIN,\"老王,餐馆\"\n".repeat(40).getBytes(StandardCharsets.UTF_8);
        byte[] whole =
                Workbooks.withHidden("", "<si><t>shared</t></si>", text("A1", "kind"), "<c t=\"s\"><v>0</v></c>");
        int refused = 0;
        for (int file = 0; file < 200; file++) {
            byte[] damaged =
                    damaged(file % 4 == 0 ? csv : file % 4 == 1 ? damagedWithin(whole, random) : whole, random);
            try {
                boolean text = file % 4 == 0;
                assertThat(text ? CsvReader.read(damaged, 1_000) : XlsxReader.read(damaged, 1_000))
                        .isNotNull();
            } catch (UnreadableTable | Refused told) {
                refused++;
            }
        }
        assertThat(refused).isBetween(50, 199);
    }

    private static byte[] damaged(byte[] file, Random random) {
        byte[] damaged =
                random.nextInt(3) == 0 ? java.util.Arrays.copyOf(file, 1 + random.nextInt(file.length)) : file.clone();
        for (int times = random.nextInt(6); times > 0; times--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    /** Damage that unpacks well: in the XML, or in the names of parts. */
    private static byte[] damagedWithin(byte[] file, Random random) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream from = new ZipInputStream(new java.io.ByteArrayInputStream(file));
                ZipOutputStream to = new ZipOutputStream(bytes)) {
            for (ZipEntry part = from.getNextEntry(); part != null; part = from.getNextEntry()) {
                to.putNextEntry(new ZipEntry(random.nextInt(9) == 0 ? part.getName() + "x" : part.getName()));
                byte[] content = from.readAllBytes();
                to.write(random.nextInt(3) == 0 ? damaged(content, random) : content);
            }
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "xlsx"})
    void a_table_near_all_bounds_is_read_in_little_memory(String form) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx160m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeTable.class.getName(),
                        form)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(output).contains("rows=19999");
    }

    private static String sheet(String rows) {
        return "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + rows
                + "</sheetData></worksheet>";
    }

    private static byte[] part(String name, String content) {
        return part(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** A good workbook with one part put in, or in the place of its own. */
    private static byte[] part(String name, byte[] content) {
        byte[] whole = Workbooks.withHidden("", "<si><t>shared</t></si>", text("A1", "kind"), text("A2", "x"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream from = new ZipInputStream(new java.io.ByteArrayInputStream(whole));
                ZipOutputStream to = new ZipOutputStream(bytes)) {
            for (ZipEntry part = from.getNextEntry(); part != null; part = from.getNextEntry()) {
                if (!part.getName().equals(name)) {
                    to.putNextEntry(new ZipEntry(part.getName()));
                    from.transferTo(to);
                }
            }
            to.putNextEntry(new ZipEntry(name));
            to.write(content);
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
