package org.wangge.table;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wangge.fixtures.Awaited.value;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.wangge.shared.Refused;
import org.wangge.table.TableWriter.Cells;
import org.wangge.work.Blocking;
import reactor.core.publisher.Flux;

/** Tables as offices send and want them. */
class TablesTests {

    private static final Blocking BLOCKING = new Blocking();
    private static final TableWriter WRITER = new TableWriter(BLOCKING);

    @AfterAll
    static void end() {
        BLOCKING.destroy();
    }

    private static Table csv(String text) throws UnreadableTable {
        return CsvReader.read(text.getBytes(StandardCharsets.UTF_8), 100);
    }

    private static byte[] whole(Flux<byte[]> pieces) {
        return value(pieces.reduce(new byte[0], (one, other) -> {
            byte[] both = Arrays.copyOf(one, one.length + other.length);
            System.arraycopy(other, 0, both, one.length, other.length);
            return both;
        }));
    }

    private static Flux<List<Cells>> batches(Object... values) {
        return Flux.just(List.of(new Cells(Arrays.asList(values))));
    }

    @Test
    void csv_is_read_with_quotes_empty_lines_and_a_mark_and_names_the_line_of_each_row() throws UnreadableTable {
        Table table = csv("\uFEFF名称,地址\r\n\r\n \"老王,餐馆\" , 滨江路3号 \r\n,\r\n\"两\n行\",x\r\n末,行");
        assertThat(table.headings()).containsExactly("名称", "地址");
        assertThat(table.rows())
                .containsExactly(
                        new Table.Row(3, List.of("老王,餐馆", "滨江路3号")),
                        new Table.Row(5, List.of("两\n行", "x")),
                        new Table.Row(7, List.of("末", "行")));
        assertThat(table.rows().get(0).cell(7)).isEmpty();
    }

    @Test
    void csv_in_the_chinese_character_set_and_with_other_separators_is_read_too() throws UnreadableTable {
        byte[] chinese = "名称;地址\n绵阳，老王餐馆;a,b".getBytes(Charset.forName("GB18030"));
        Table table = CsvReader.read(chinese, 100);
        assertThat(table.headings()).containsExactly("名称", "地址");
        assertThat(table.rows().get(0).cells()).containsExactly("绵阳，老王餐馆", "a,b");
        assertThat(csv("a\tb\n1\t2").rows().get(0).cells()).containsExactly("1", "2");
    }

    @Test
    void what_is_no_table_is_told_and_so_is_one_that_is_too_long() {
        byte[] picture = {(byte) 0x89, 'P', 'N', 'G', 0, 0, 0, (byte) 0xFF, (byte) 0xFE};
        assertThatThrownBy(() -> CsvReader.read(picture, 100)).isInstanceOf(UnreadableTable.class);
        assertThatThrownBy(() -> csv("a,b\n\"never closed,1")).isInstanceOf(UnreadableTable.class);
        assertThatThrownBy(() -> XlsxReader.read(picture, 100)).isInstanceOf(UnreadableTable.class);
        assertThatThrownBy(() -> XlsxReader.read(new byte[0], 100)).isInstanceOf(UnreadableTable.class);
        assertThatThrownBy(() -> CsvReader.read("a\n1\n2\n3".getBytes(StandardCharsets.UTF_8), 2))
                .isInstanceOfSatisfying(
                        UnreadableTable.class,
                        told -> assertThat(told.tooLong()).isTrue());
    }

    @Test
    void a_zip_that_is_no_workbook_and_one_made_to_hurt_are_told() throws IOException {
        assertThatThrownBy(() -> XlsxReader.read(zip("readme.txt", 1), 100)).isInstanceOf(UnreadableTable.class);
        byte[] bomb = zip("xl/worksheets/sheet1.xml", 200);
        assertThat(bomb.length).isLessThan(1024 * 1024);
        assertThatThrownBy(() -> XlsxReader.read(bomb, 100))
                .isInstanceOfSatisfying(
                        Refused.class, told -> assertThat(told.refusal().code()).isEqualTo("table.too-large"));
    }

    private static byte[] zip(String name, int mebibytes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            byte[] mebibyte = new byte[1024 * 1024];
            for (int i = 0; i < mebibytes; i++) {
                zip.write(mebibyte);
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void a_workbook_comes_back_as_it_was_written_also_in_many_pieces() throws UnreadableTable {
        Flux<List<Cells>> batches = Flux.range(0, 10)
                .map(batch -> IntStream.range(0, 50)
                        .mapToObj(row -> new Cells(Arrays.asList("店" + (batch * 50 + row), 19900001234L, 104.76, null)))
                        .toList());
        byte[] file = whole(WRITER.xlsx("places", List.of("name", "phone", "longitude", "none"), batches));
        Table table = XlsxReader.read(file, 1000);
        assertThat(table.headings()).containsExactly("name", "phone", "longitude", "none");
        assertThat(table.rows()).hasSize(500);
        assertThat(table.rows().get(499).line()).isEqualTo(501);
        assertThat(table.rows().get(499).cells()).startsWith("店499", "19900001234", "104.76");
        assertThatThrownBy(() -> XlsxReader.read(file, 499))
                .isInstanceOfSatisfying(
                        UnreadableTable.class,
                        told -> assertThat(told.tooLong()).isTrue());
    }

    @Test
    void nothing_that_is_written_can_be_run_and_what_was_defused_is_read_as_it_was() throws UnreadableTable {
        List<String> dangerous = List.of(
                "=1+1",
                "+8619900001234",
                "-2",
                "@SUM(A1)",
                "\tx",
                "'quoted",
                "plain",
                "＝1+1",
                "＋1",
                "－1",
                "＠A1",
                "'＝1");
        byte[] csv = whole(WRITER.csv(
                List.of("a"), Flux.fromIterable(dangerous).map(text -> List.of(new Cells(List.of(text))))));
        String text = new String(csv, StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFFa\r\n'=1+1\r\n'+8619900001234\r\n'-2\r\n'@SUM(A1)\r\n");
        assertThat(text).endsWith("'＝1+1\r\n'＋1\r\n'－1\r\n'＠A1\r\n''＝1\r\n");
        assertThat(CsvReader.read(csv, 100).rows())
                .extracting(row -> row.cell(0))
                .containsExactlyElementsOf(dangerous);
        byte[] xlsx = whole(WRITER.xlsx("a", List.of("a"), batches("=1+1", -2)));
        Table table = XlsxReader.read(xlsx, 100);
        assertThat(requireNonNull(table.rows().get(0)).cells()).containsExactly("=1+1", "-2");
        assertThat(new String(unpacked(xlsx), StandardCharsets.UTF_8))
                .containsPattern("('|&apos;|&#39;)=1\\+1")
                .doesNotContain("<f>");
    }

    private static byte[] unpacked(byte[] file) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (ZipFile parts = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            for (ZipArchiveEntry part : Collections.list(parts.getEntries())) {
                parts.getInputStream(part).transferTo(all);
            }
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        return all.toByteArray();
    }

    @Test
    void a_table_without_rows_has_its_headings() throws UnreadableTable {
        assertThat(CsvReader.read(whole(WRITER.csv(List.of("a", "b"), Flux.empty())), 10))
                .isEqualTo(new Table(List.of("a", "b"), List.of()));
        assertThat(XlsxReader.read(whole(WRITER.xlsx("x", List.of("a", "b"), Flux.empty())), 10))
                .isEqualTo(new Table(List.of("a", "b"), List.of()));
    }
}
