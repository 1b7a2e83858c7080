package org.wangge.grid.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** Grids as tables: out and in again. */
@WanggeTest
class GridTablesApiTests {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @Autowired
    private Town town;

    private byte[] exported(String path, String accepted) {
        return requireNonNull(town.as("admin")
                .get()
                .uri("/api/v1/exports/" + path)
                .header("Accept", accepted)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody());
    }

    private WebTestClient.ResponseSpec imported(byte[] file, String type) {
        return town.as("admin")
                .post()
                .uri("/api/v1/grids/imports?dryRun=true")
                .header("Accept-Language", "en")
                .header(ContractCheck.ON_PURPOSE, "yes")
                .contentType(MediaType.parseMediaType(type))
                .bodyValue(file)
                .exchange();
    }

    @ParameterizedTest
    @CsvSource({"grids.csv,text/csv", "grids.xlsx," + XLSX})
    void what_was_exported_changes_nothing_when_it_comes_back(String path, String type) {
        JsonNode report =
                Town.bodyOf(imported(exported(path, type), type).expectStatus().isOk());
        assertThat(report.get("publishable").booleanValue()).isTrue();
        assertThat(report.get("unchanged").intValue()).isEqualTo(858);
        assertThat(report.get("added").size()
                        + report.get("removed").size()
                        + report.get("reshaped").size()
                        + report.get("changed").size())
                .isZero();
        assertThat(report.get("warnings").size()).isZero();
    }

    @Test
    void faults_name_their_line_and_their_column_as_the_file_does() {
        String square = "\"POLYGON((104.7 31.4, 104.71 31.4, 104.71 31.41, 104.7 31.41, 104.7 31.4))\"";
        String file = String.join(
                "\n",
                "网格编号,网格名称,社区编号,边界,备注",
                "5.10703E+11,甲,510703001002," + square + ",",
                "510703001001,,510703001002," + square + ",",
                "510703001002,乙,510703001002,,旧",
                "510703001003,丙,510703001002,\"POINT(104.7 31.4)\",",
                "510703001004,丁,510703001002,\"POLYGON((104.7 31.4, 104.71 31.4, 104.71 31.41))\",",
                "510703001005,戊,510703001002,\"POLYGON((31.4 104.7, 31.4 104.71, 31.41 104.71, 31.4 104.7))\",",
                "510703001006,己,999999999999," + square + ",");
        JsonNode report = Town.bodyOf(imported(file.getBytes(StandardCharsets.UTF_8), "text/csv")
                .expectStatus()
                .isOk());
        assertThat(report.get("faults")
                        .valueStream()
                        .map(fault -> fault.get("line").intValue() + " "
                                + fault.get("column").stringValue() + " "
                                + fault.get("code").stringValue()))
                .containsExactlyInAnyOrder(
                        "2 网格编号 grid.import-code",
                        "3 网格名称 grid.import-property",
                        "4 边界 grid.import-geometry-missing",
                        "5 边界 grid.import-geometry",
                        "6 边界 grid.import-wkt",
                        "7 边界 grid.import-coordinate",
                        "8 社区编号 grid.import-community");
        assertThat(report.get("warnings").size()).isEqualTo(1);
        assertThat(report.at("/warnings/0/code").stringValue()).isEqualTo("grid.import-column");
        assertThat(report.at("/warnings/0/column").stringValue()).isEqualTo("备注");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "code,name,wkt          | grid.import-columns",
                "code,name,communityCode,wkt,网格编号 | grid.import-columns",
                "code,name,communityCode,wkt | grid.import-unreadable"
            })
    void a_table_without_its_columns_or_lines_is_refused(String headings, String code) {
        JsonNode problem = Town.bodyOf(imported(headings.getBytes(StandardCharsets.UTF_8), "text/csv"));
        assertThat(problem.get("code").stringValue()).isEqualTo(code);
    }

    @Test
    void only_the_districts_own_grids_come_out_and_only_who_may_publish_takes_them_in() {
        byte[] office = exported("grids.csv?office=510703001", "text/csv");
        long lines = new String(office, StandardCharsets.UTF_8).lines().skip(1).count();
        assertThat(lines)
                .isEqualTo(town.get("admin", "/api/v1/grids?office=510703001&count=true&limit=1")
                        .get("total")
                        .longValue());
        town.as("worker-001-1")
                .post()
                .uri("/api/v1/grids/imports?dryRun=true")
                .header(ContractCheck.ON_PURPOSE, "yes")
                .contentType(MediaType.parseMediaType("text/csv"))
                .bodyValue(office)
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private byte[] map() {
        return requireNonNull(town.as("admin")
                .get()
                .uri("/api/v1/grids.geojson")
                .exchange()
                .expectBody()
                .returnResult()
                .getResponseBody());
    }

    private WebTestClient.ResponseSpec form(String part, byte[] file) {
        MultipartBodyBuilder parts = new MultipartBodyBuilder();
        parts.part(part, new ByteArrayResource(file)).filename("grids");
        return town.as("admin")
                .post()
                .uri("/api/v1/grids/imports?dryRun=true")
                .header(ContractCheck.ON_PURPOSE, "the checker reads no forms")
                .body(BodyInserters.fromMultipartData(parts.build()))
                .exchange();
    }

    @Test
    void a_browsers_form_may_send_each_kind_of_file() {
        for (byte[] file : List.of(exported("grids.csv", "text/csv"), exported("grids.xlsx", XLSX), map())) {
            JsonNode report = Town.bodyOf(form("file", file).expectStatus().isOk());
            assertThat(report.get("unchanged").intValue()).isEqualTo(858);
        }
        assertThat(Town.bodyOf(form("other", map()).expectStatus().isBadRequest())
                        .get("code")
                        .stringValue())
                .isEqualTo("grid.import-unreadable");
    }

    @Test
    void of_many_faults_fifty_are_told_with_the_number_of_all() {
        StringBuilder file = new StringBuilder("code,name,communityCode,wkt\n");
        for (int line = 0; line < 70; line++) {
            file.append("x,甲,510703001002,\"POLYGON((104.7 31.4, 104.71 31.4, 104.71 31.41, 104.7 31.4))\"\n");
        }
        byte[] bytes = file.toString().getBytes(StandardCharsets.UTF_8);
        JsonNode report = Town.bodyOf(imported(bytes, "text/csv").expectStatus().isOk());
        assertThat(report.get("faultCount").intValue()).isEqualTo(70);
        assertThat(report.get("faults")).hasSize(50);
        assertThat(report.get("warningCount").intValue()).isZero();
    }
}
