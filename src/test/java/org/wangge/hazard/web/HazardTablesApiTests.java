package org.wangge.hazard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.CaseStories.DISPATCHER;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.HazardStories;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import org.wangge.table.CsvReader;
import org.wangge.table.Table;
import org.wangge.table.XlsxReader;
import tools.jackson.databind.JsonNode;

@WanggeTest
class HazardTablesApiTests {

    private static final String CSV = "/api/v1/exports/hazards.csv";
    private static final String XLSX = "/api/v1/exports/hazards.xlsx";

    @Autowired
    private Town town;

    private HazardStories stories;

    @BeforeEach
    void set_up() {
        stories = new HazardStories(town);
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

    @Test
    void the_list_of_a_filter_is_given_out_as_a_table_in_both_forms_and_languages() throws Exception {
        JsonNode place = stories.restaurant();
        JsonNode general = stories.rectifying(place);
        JsonNode major = stories.listed(stories.major(place), "PROVINCE");
        String filter = "?sort=foundAt&place=" + place.get("id").stringValue();
        Table chinese = CsvReader.read(exported(DISPATCHER, CSV + filter, "zh-CN"), 100);
        assertThat(chinese.headings()).startsWith("编号", "状态", "等级", "场所").endsWith("销号时间");
        assertThat(chinese.rows())
                .extracting(row -> row.cell(0))
                .containsExactlyInAnyOrder(
                        general.get("number").stringValue(), major.get("number").stringValue());
        Table.Row first = chinese.rows().get(0);
        assertThat(first.cells()).contains("小餐饮", "餐饮业", "否").doesNotContain("CANYIN", "RECTIFYING", "false");
        String found = general.get("number").stringValue().equals(first.cell(0))
                ? general.get("foundAt").stringValue()
                : major.get("foundAt").stringValue();
        assertThat(first.cell(chinese.headings().indexOf("发现时间")))
                .as("by the district's clock")
                .isEqualTo(OffsetDateTime.parse(found)
                        .atZoneSameInstant(ZoneId.of("Asia/Shanghai"))
                        .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")));
        Table english = XlsxReader.read(exported(DISPATCHER, XLSX + filter + "&level=MAJOR", "en"), 100);
        assertThat(english.headings()).startsWith("number", "state", "level", "placeName");
        assertThat(english.rows()).hasSize(1);
        Table.Row row = english.rows().get(0);
        assertThat(row.cell(2)).isEqualTo("major");
        assertThat(row.cell(english.headings().indexOf("listingLevel"))).isEqualTo("province");
        assertThat(row.cell(english.headings().indexOf("noticeNumber")))
                .isEqualTo(major.at("/notice/number").stringValue());
        assertThat(CsvReader.read(exported("dispatcher-003", CSV + filter, "en"), 100)
                        .rows())
                .as("another office has none of them")
                .isEmpty();
    }

    @Test
    void what_cannot_be_read_is_refused_by_name() {
        for (String path : List.of(CSV + "?level=HUGE", XLSX + "?foundMonth=2026-13", CSV + "?colour=RED")) {
            town.as(DISPATCHER)
                    .get()
                    .uri(path)
                    .header(ContractCheck.ON_PURPOSE, "yes")
                    .exchange()
                    .expectStatus()
                    .isBadRequest()
                    .expectHeader()
                    .contentType("application/problem+json");
        }
    }
}
