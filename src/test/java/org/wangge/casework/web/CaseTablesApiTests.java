package org.wangge.casework.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;
import static org.wangge.fixtures.CaseStories.DISTRICT;
import static org.wangge.fixtures.CaseStories.HANDLER;
import static org.wangge.fixtures.CaseStories.WORKER;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.fixtures.CaseStories;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.table.CsvReader;
import org.wangge.table.Table;
import org.wangge.table.XlsxReader;
import tools.jackson.databind.JsonNode;

/** The list of cases as offices file it: a table that people read without knowing our codes. */
@WanggeTest
class CaseTablesApiTests {

    private static final String CSV = "/api/v1/exports/cases.csv";
    private static final String XLSX = "/api/v1/exports/cases.xlsx";
    private static final int MANY = 1000;

    @Autowired
    private Town town;

    private CaseStories stories;
    private String word;

    @BeforeEach
    void stories() {
        stories = new CaseStories(town);
        word = "w" + UUID.randomUUID().toString().substring(0, 8);
    }

    private byte[] exported(String user, String path, String language) {
        return Objects.requireNonNull(town.as(user)
                .get()
                .uri(path + (path.contains("?") ? "&q=" : "?q=") + word)
                .header("Accept-Language", language)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody());
    }

    private Table csv(String user, String query, String language) throws Exception {
        return CsvReader.read(exported(user, CSV + query, language), MANY);
    }

    private static String cell(Table table, int row, String heading) {
        return table.rows().get(row).cell(table.headings().indexOf(heading));
    }

    private JsonNode reported(Map<String, Object> saying) {
        Map<String, Object> report = CaseStories.lockedExit(word);
        report.putAll(saying);
        return Town.bodyOf(
                stories.report(WORKER, report, UUID.randomUUID()).expectStatus().isCreated());
    }

    @Test
    void chinese_readers_get_chinese_words_and_the_time_on_their_wall() throws Exception {
        JsonNode file = reported(Map.of("urgent", true, "occurredAt", "2026-01-04T20:30:00Z"));
        Table table = csv(DISPATCHER, "", "zh-CN");
        assertThat(table.headings()).startsWith("编号", "状态", "类别编码", "类别").endsWith("更新时间");
        assertThat(cell(table, 0, "编号")).isEqualTo(file.get("number").stringValue());
        assertThat(cell(table, 0, "状态")).isEqualTo("待受理");
        assertThat(cell(table, 0, "是否紧急")).isEqualTo("是");
        assertThat(cell(table, 0, "是否自办")).isEqualTo("否");
        assertThat(cell(table, 0, "发生时间")).isEqualTo("2026-01-05 04:30");
        assertThat(cell(table, 0, "处置部门")).isEmpty();
    }

    @Test
    void english_readers_get_english_ones_in_a_workbook_too() throws Exception {
        stories.closed(word);
        Table table = XlsxReader.read(exported(DISPATCHER, XLSX, "en"), MANY);
        assertThat(table.headings()).startsWith("Number", "State");
        assertThat(cell(table, 0, "State")).isEqualTo("closed");
        assertThat(cell(table, 0, "Overdue")).isEqualTo("no");
        assertThat(cell(table, 0, "Returns")).isEqualTo("0");
        assertThat(cell(table, 0, "Result")).isEqualTo("已打开");
        assertThat(String.join("", table.headings())).matches("[ -~]+");
    }

    @Test
    void the_filters_and_the_order_are_those_of_the_list() throws Exception {
        JsonNode first = stories.reported(word);
        JsonNode second = stories.filed(word);
        List<String> listed = new ArrayList<>();
        for (JsonNode file : town.all(DISPATCHER, "/api/v1/cases?sort=dueAt&q=" + word)) {
            listed.add(file.get("number").stringValue());
        }
        assertThat(listed).hasSize(2);
        assertThat(csv(DISPATCHER, "?sort=dueAt", "en").rows())
                .extracting(row -> row.cell(0))
                .containsExactlyElementsOf(listed);
        assertThat(csv(DISPATCHER, "?waiting=DISPATCH", "en").rows())
                .extracting(row -> row.cell(0))
                .containsExactly(second.get("number").stringValue());
        assertThat(csv(DISPATCHER, "?state=REPORTED", "en").rows())
                .extracting(row -> row.cell(0))
                .containsExactly(first.get("number").stringValue());
    }

    @Test
    void everyone_gets_the_cases_of_their_area_only() throws Exception {
        stories.dispatched(word);
        assertThat(csv(DISPATCHER, "", "en").rows()).hasSize(1);
        assertThat(csv(DISTRICT, "", "en").rows()).hasSize(1);
        assertThat(csv(HANDLER, "", "en").rows()).hasSize(1);
        assertThat(csv("dispatcher-003", "", "en").rows()).isEmpty();
        assertThat(csv("dispatcher-003", "?office=510703001", "en").rows()).isEmpty();
        assertThat(csv("handler-003", "", "en").rows()).isEmpty();
        town.as("admin").get().uri(CSV).exchange().expectStatus().isForbidden();
        town.anybody().get().uri(CSV).exchange().expectStatus().isUnauthorized();
    }

    @Test
    void what_a_spreadsheet_would_run_is_a_text() {
        reported(Map.of("description", "=HYPERLINK(\"http://x\") " + word, "address", "+86 号院"));
        String text = new String(exported(DISPATCHER, CSV, "zh-CN"), StandardCharsets.UTF_8);
        assertThat(text).contains("'=HYPERLINK").contains("'+86 号院").doesNotContain(",=HYPERLINK");
    }

    @Test
    void a_table_is_longer_than_a_batch_and_has_every_case_once() throws Exception {
        int cases = 203;
        List<JsonNode> made = new ArrayList<>();
        while (made.size() < cases) {
            made.add(stories.reported(word + " " + made.size()));
        }
        for (String order : List.of("", "?sort=dueAt", "?sort=-dueAt", "?sort=reportedAt")) {
            assertThat(csv(DISPATCHER, order, "en").rows())
                    .extracting(row -> row.cell(0))
                    .hasSize(cases)
                    .doesNotHaveDuplicates();
        }
        made.forEach(file -> stories.acted(WORKER, file, "withdraw", CaseStories.because("OTHER", "测试完毕")));
    }

    @Test
    void a_table_has_no_pages() {
        town.as(DISPATCHER)
                .get()
                .uri(CSV + "?limit=5")
                .header(ContractCheck.ON_PURPOSE, "1")
                .exchange()
                .expectStatus()
                .isBadRequest();
    }
}
