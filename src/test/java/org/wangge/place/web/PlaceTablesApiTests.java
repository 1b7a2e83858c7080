package org.wangge.place.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.place.PlaceStories.DISPATCHER;
import static org.wangge.place.PlaceStories.HANDLER;
import static org.wangge.place.PlaceStories.WORKER;
import static org.wangge.place.PlaceStories.restaurant;
import static org.wangge.table.Workbooks.number;
import static org.wangge.table.Workbooks.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.place.PlaceStories;
import org.wangge.place.model.PlaceColumn;
import org.wangge.table.CsvReader;
import org.wangge.table.Table;
import org.wangge.table.UnreadableTable;
import org.wangge.table.Workbooks;
import org.wangge.table.XlsxReader;
import tools.jackson.databind.JsonNode;

@WanggeTest
class PlaceTablesApiTests {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv");
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final String ON_PURPOSE = "X-Wrong-On-Purpose";

    @Autowired
    private Town town;

    private WebTestClient.ResponseSpec imported(String user, String query, MediaType type, byte[] file) {
        return town.as(user)
                .post()
                .uri("/api/v1/places/imports" + query)
                .contentType(type)
                .bodyValue(file)
                .exchange();
    }

    private byte[] exported(String user, String path) {
        return Objects.requireNonNull(town.as(user)
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody());
    }

    private static String outcomes(JsonNode report) {
        return report.get("counts")
                .valueStream()
                .filter(count -> count.get("lines").longValue() > 0)
                .map(count -> count.get("outcome").stringValue() + " " + count.get("lines"))
                .collect(java.util.stream.Collectors.joining(", "));
    }

    private WebTestClient.ResponseSpec form(String part, byte[] file) {
        MultipartBodyBuilder parts = new MultipartBodyBuilder();
        parts.part("dryRun", "ignored");
        parts.part(part, new ByteArrayResource(file)).filename("places");
        return town.as(DISPATCHER)
                .post()
                .uri("/api/v1/places/imports?dryRun=true")
                .header(ON_PURPOSE, "the checker reads no forms")
                .body(BodyInserters.fromMultipartData(parts.build()))
                .exchange();
    }

    @Test
    void a_form_with_the_table_as_its_file_is_taken_too() {
        String table = "类型,名称,地址,经度,纬度\n小餐饮,表单餐馆,表单街1号,104.7581,31.4537\n";
        assertThat(outcomes(Town.bodyOf(form("file", table.getBytes(StandardCharsets.UTF_8))
                        .expectStatus()
                        .isOk())))
                .isEqualTo("NEW 1");
        byte[] workbook = exported(DISPATCHER, "/api/v1/exports/places.xlsx?kind=CANYIN");
        assertThat(Town.bodyOf(form("file", workbook).expectStatus().isOk())
                        .get("lines")
                        .size())
                .isPositive();
        assertThat(Town.bodyOf(form("other", workbook).expectStatus().isEqualTo(422))
                        .get("code")
                        .stringValue())
                .isEqualTo("place.import-unreadable");
    }

    @Test
    void a_table_is_tried_taken_in_given_out_and_taken_in_again_unchanged() throws UnreadableTable {
        String table = "类型,名称,地址,经度,纬度,安全联系人,安全联系人电话,证照编号\n"
                + "小餐饮,=导入餐馆,导入街1号,104.7581,31.4537,王五,19900001234,92IMPORT1\n"
                + "SHANGDIAN,导入商店,导入街2号,104.7583,31.4550,,,92IMPORT2\n"
                + "SHANGDIAN,导入错误,导入街3号,x,31.4550,,,92IMPORT3\n";
        byte[] file = table.getBytes(StandardCharsets.UTF_8);
        JsonNode dry = Town.bodyOf(
                imported(DISPATCHER, "?dryRun=true", CSV, file).expectStatus().isOk());
        assertThat(dry.get("dryRun").booleanValue()).isTrue();
        assertThat(outcomes(dry)).isEqualTo("NEW 2, REFUSED 1");
        assertThat(dry.at("/lines/2/errors/0/column").stringValue()).isEqualTo("经度");
        assertThat(dry.at("/lines/2/errors/0/detail").stringValue()).isNotBlank();
        assertThat(outcomes(Town.bodyOf(
                        imported(DISPATCHER, "", CSV, file).expectStatus().isOk())))
                .isEqualTo("NEW 2, REFUSED 1");

        byte[] csv = exported(DISPATCHER, "/api/v1/exports/places.csv?q=导入街");
        assertThat(new String(csv, StandardCharsets.UTF_8)).contains(",'=导入餐馆,");
        Table read = CsvReader.read(csv, 10);
        assertThat(read.headings()).startsWith("编号", "外部编号", "类型", "名称");
        assertThat(read.rows()).extracting(row -> row.cell(3)).containsExactly("=导入餐馆", "导入商店");
        byte[] xlsx = exported(DISPATCHER, "/api/v1/exports/places.xlsx?q=导入街");
        assertThat(XlsxReader.read(xlsx, 10).rows())
                .extracting(row -> row.cells().subList(0, 10))
                .isEqualTo(read.rows().stream()
                        .map(row -> row.cells().subList(0, 10))
                        .toList());

        assertThat(outcomes(Town.bodyOf(
                        imported(DISPATCHER, "", CSV, csv).expectStatus().isOk())))
                .isEqualTo("SAME 2");
        assertThat(outcomes(Town.bodyOf(
                        imported(DISPATCHER, "", XLSX, xlsx).expectStatus().isOk())))
                .isEqualTo("SAME 2");
    }

    private byte[] exported(String user, String path, String language) {
        return Objects.requireNonNull(town.as(user)
                .get()
                .uri(path)
                .header("Accept-Language", language)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody());
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, 小餐饮, 餐饮业, 营业, 黄", "en, Small restaurant, Catering, open, yellow"})
    void an_export_is_in_the_words_of_its_reader_without_telephones_and_comes_in_again_unchanged(
            String language, String kind, String industry, String state, String colour) throws UnreadableTable {
        new PlaceStories(town).registered(restaurant("词语餐馆" + language));
        for (MediaType type : new MediaType[] {CSV, XLSX}) {
            String path = "/api/v1/exports/places" + (type == CSV ? ".csv" : ".xlsx") + "?q=词语餐馆" + language;
            byte[] file = exported(DISPATCHER, path, language);
            Table table = type == CSV ? CsvReader.read(file, 10) : XlsxReader.read(file, 10);
            assertThat(table.rows())
                    .singleElement()
                    .satisfies(row -> assertThat(row.cells())
                            .contains(kind, industry, state, colour, "199****1234", "199****5678")
                            .doesNotContain("19900001234", "CANYIN", "OPEN"));
            assertThat(outcomes(Town.bodyOf(
                            imported(DISPATCHER, "", type, file).expectStatus().isOk())))
                    .isEqualTo("SAME 1");
        }
        assertThat(Town.bodyOf(town.as(DISPATCHER)
                                .get()
                                .uri("/api/v1/places?q=词语餐馆" + language)
                                .exchange())
                        .at("/items/0/owner/phone")
                        .stringValue())
                .isEqualTo("199****1234");
    }

    @Test
    void a_merged_cell_holds_for_its_lines_where_places_share_it_and_is_refused_where_they_do_not() {
        String headings = text("A1", "类型")
                + text("B1", "名称")
                + text("C1", "地址")
                + text("D1", "经度")
                + text("E1", "纬度")
                + text("F1", "证照编号");
        String spot = number("D%d", "104.76", 0) + number("E%d", "31.4576", 0);
        byte[] file = Workbooks.merged(
                List.of("A2:A5", "C2:C3", "F3:F4", "B5:C5"),
                headings,
                text("A2", "CANYIN") + text("B2", "合并一店") + text("C2", "合并街1号") + spot.replace("%d", "2"),
                text("B3", "合并二店") + spot.replace("%d", "3") + text("F3", "HB-0001"),
                text("B4", "合并三店") + text("C4", "合并街3号") + spot.replace("%d", "4"),
                text("B5", "合并四店") + spot.replace("%d", "5"));
        JsonNode report = Town.bodyOf(
                imported(DISPATCHER, "?dryRun=true", XLSX, file).expectStatus().isOk());
        assertThat(report.get("lines")
                        .valueStream()
                        .map(line -> line.get("outcome").stringValue() + " "
                                + line.at("/errors/0/column").asString("") + " "
                                + line.at("/errors/0/code").asString("")))
                .containsExactly(
                        "NEW  ", "NEW  ", "REFUSED 证照编号 place.import-merged", "REFUSED 地址 place.import-merged");
        assertThat(report.at("/lines/2/errors/0/detail").stringValue()).contains("HB-0001", "合并");
    }

    @Test
    void what_a_spreadsheet_made_of_a_cell_is_refused_with_its_column() {
        String headings = text("A1", "类型")
                + text("B1", "名称")
                + text("C1", "地址")
                + text("D1", "经度")
                + text("E1", "纬度")
                + text("F1", "证照编号")
                + text("G1", "面积")
                + text("H1", "备注");
        byte[] file = Workbooks.of(
                headings,
                line(2, text("B2", "一号店"), text("C2", "甲1号"), number("F2", "9.2510703123456704E17", 0)),
                line(3, text("B3", "二号店"), number("C3", "46093", 2), ""),
                line(4, text("B4", "三号店"), text("C4", "甲3号"), "<c r=\"F4\" t=\"e\"><v>#REF!</v></c>"),
                line(5, "<c r=\"B5\" t=\"b\"><v>1</v></c>", text("C5", "甲4号"), ""),
                line(6, number("B6", "1949", 0), text("C6", "甲5号"), number("F6", "510703000000123", 0))
                        + number("G6", "0.5", 5),
                line(7, number("B7", "1950", 0), text("C7", "甲6号"), number("F7", "510703000000123", 0))
                        + number("G7", "80.5", 6)
                        + text("H7", "x"));
        JsonNode report = Town.bodyOf(
                imported(DISPATCHER, "?dryRun=true", XLSX, file).expectStatus().isOk());
        assertThat(report.get("ignoredColumns").valueStream().map(JsonNode::stringValue))
                .containsExactly("备注");
        assertThat(report.get("lines")
                        .valueStream()
                        .map(line -> line.get("outcome").stringValue() + " "
                                + line.at("/errors/0/column").asString("") + " "
                                + line.at("/errors/0/code").asString("")))
                .containsExactly(
                        "REFUSED 证照编号 place.import-rounded",
                        "REFUSED 地址 place.import-date",
                        "REFUSED 证照编号 place.import-error",
                        "REFUSED 名称 place.import-truth",
                        "REFUSED 面积 place.import-percent",
                        "NEW  ");
        assertThat(report.at("/lines/5/name").stringValue()).isEqualTo("1950");
    }

    private static String line(int row, String name, String address, String licence) {
        return text("A" + row, "CANYIN")
                + name
                + address
                + number("D" + row, "104.7%d".formatted(580 + row), 0)
                + number("E" + row, "31.45760000000001", 0)
                + licence;
    }

    @Test
    void advice_for_a_table_can_be_followed_in_a_table() {
        String table = "类型,名称,地址,经度,纬度\n小餐饮,远方餐馆,远方街1号,100.1,20.2\n没有这种,近处餐馆,近处街1号,104.7581,31.4537\n";
        JsonNode report = Town.bodyOf(imported(DISPATCHER, "?dryRun=true", CSV, table.getBytes(StandardCharsets.UTF_8))
                .expectStatus()
                .isOk());
        assertThat(report.at("/lines/0/errors/0/code").stringValue()).isEqualTo("grid.outside-district");
        assertThat(report.at("/lines/0/errors/0/detail").stringValue())
                .contains("坐标系")
                .doesNotContain("选择网格");
        assertThat(report.at("/lines/1/errors/0/detail").stringValue()).contains("小餐饮");
    }

    @Test
    void what_is_no_table_is_refused_whatever_it_calls_itself() {
        byte[] rubbish = {1, 2, 3, 0, 5};
        for (MediaType type : new MediaType[] {CSV, XLSX}) {
            JsonNode refused = Town.bodyOf(
                    imported(DISPATCHER, "", type, rubbish).expectStatus().isEqualTo(422));
            assertThat(refused.get("code").stringValue()).isEqualTo("place.import-unreadable");
        }
        JsonNode columns = Town.bodyOf(imported(DISPATCHER, "", CSV, "a,b\n1,2".getBytes(StandardCharsets.UTF_8))
                .expectStatus()
                .isEqualTo(422));
        assertThat(columns.get("code").stringValue()).isEqualTo("place.import-columns");
        assertThat(columns.at("/errors/0/pointer").stringValue()).isEqualTo("kind");
        town.as(DISPATCHER)
                .post()
                .uri("/api/v1/places/imports")
                .contentType(CSV)
                .header(ON_PURPOSE, "yes")
                .exchange()
                .expectStatus()
                .isEqualTo(422)
                .expectBody();
        imported(DISPATCHER, "", MediaType.APPLICATION_PDF, rubbish)
                .expectStatus()
                .isEqualTo(415)
                .expectBody();
        imported(WORKER, "", CSV, rubbish).expectStatus().isForbidden().expectBody();
    }

    @Test
    void a_report_stays_small_and_counts_what_it_does_not_tell() {
        String heading = "kind,name,address,longitude,latitude," + "未知".repeat(500) + "\n";
        byte[] table = (heading + "没有,名,街,x,y\n".repeat(2_000)).getBytes(StandardCharsets.UTF_8);
        byte[] answer = Objects.requireNonNull(imported(DISPATCHER, "?dryRun=true", CSV, table)
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody());
        assertThat(answer.length).isLessThan(50_000);
        JsonNode report = new tools.jackson.databind.json.JsonMapper().readTree(answer);
        assertThat(outcomes(report)).isEqualTo("REFUSED 2000");
        assertThat(report.get("faults").intValue()).isEqualTo(4_000);
        assertThat(report.get("lines")
                        .valueStream()
                        .mapToInt(line -> line.get("errors").size())
                        .sum())
                .isEqualTo(50);
        assertThat(report.at("/ignoredColumns/0").stringValue()).hasSize(101).endsWith("…");
    }

    @Test
    void small_files_that_would_do_big_harm_are_refused() {
        for (String at : new String[] {"FXSHRXW1", "A99999999"}) {
            JsonNode refused =
                    Town.bodyOf(imported(DISPATCHER, "", XLSX, Workbooks.of(text("A1", "kind"), text(at, "x")))
                            .expectStatus()
                            .isEqualTo(422));
            assertThat(refused.get("code").stringValue()).isEqualTo("place.import-unreadable");
        }
        String wide = "x,".repeat(300_000);
        JsonNode refused = Town.bodyOf(imported(DISPATCHER, "", CSV, wide.getBytes(StandardCharsets.UTF_8))
                .expectStatus()
                .isEqualTo(422));
        assertThat(refused.get("code").stringValue()).isEqualTo("table.too-wide");
        assertThat(refused.get("detail").stringValue()).contains("200");
    }

    @Test
    void too_much_is_refused() {
        byte[] large = new byte[17 * 1024 * 1024];
        java.util.Arrays.fill(large, (byte) 'x');
        imported(DISPATCHER, "", CSV, large).expectStatus().isEqualTo(413).expectBody();
        String headings = "kind,name,address,longitude,latitude\n";
        byte[] lines = (headings + "a,b,c,1,1\n".repeat(20_001)).getBytes(StandardCharsets.UTF_8);
        JsonNode refused = Town.bodyOf(
                imported(DISPATCHER, "?dryRun=true", CSV, lines).expectStatus().isEqualTo(422));
        assertThat(refused.get("code").stringValue()).isEqualTo("place.import-too-long");
    }

    @Test
    void an_export_has_what_the_reader_may_see_and_takes_the_filters_of_the_list() throws UnreadableTable {
        new PlaceStories(town).registered(restaurant("导出餐馆"));
        Table seen = CsvReader.read(exported(HANDLER, "/api/v1/exports/places.csv?q=导出餐馆&kind=CANYIN"), 10);
        assertThat(seen.rows()).hasSize(1);
        assertThat(CsvReader.read(exported("worker-003-1", "/api/v1/exports/places.csv?q=导出餐馆"), 10)
                        .rows())
                .isEmpty();
        town.as(HANDLER)
                .get()
                .uri("/api/v1/exports/places.csv?colour=PINK")
                .header(ON_PURPOSE, "yes")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody();
    }

    @Test
    void the_contract_names_the_headings_of_an_import() {
        String headings = Town.read(town.anybody()
                        .get()
                        .uri("/openapi.json")
                        .exchange()
                        .expectBody()
                        .returnResult()
                        .getResponseBody())
                .at("/components/schemas/TableForm/description")
                .stringValue();
        assertThat(PlaceColumn.values())
                .filteredOn(PlaceColumn::isRead)
                .allSatisfy(column -> assertThat(headings)
                        .contains("`%s` %s".formatted(column.key(), column.heading(Locale.CHINESE))));
    }
}
