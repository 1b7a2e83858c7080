package org.wangge.grid.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.wangge.fixtures.ContractCheck;
import org.wangge.fixtures.Town;
import org.wangge.fixtures.WanggeTest;
import tools.jackson.databind.JsonNode;

/** Units below the grids, over HTTP: a small one around the middle of a grid of the demonstration district. */
@WanggeTest
class UnitsApiTests {

    private static final String GRID = "510703001001";
    private static final String UNIT = "510703001001001";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @Autowired
    private Town town;

    private double longitude;
    private double latitude;

    @BeforeEach
    void a_unit_in_a_grid() {
        JsonNode anchor = town.get("admin", "/api/v1/grids/" + GRID).get("anchor");
        longitude = anchor.get("longitude").doubleValue();
        latitude = anchor.get("latitude").doubleValue();
        imported("", unit(0.00005)).expectStatus().isOk();
    }

    @AfterEach
    void as_it_was() {
        imported("?dropUnits=true", exported("/api/v1/grids.geojson"))
                .expectStatus()
                .isOk();
    }

    private byte[] unit(double half) {
        String box = "[[[%1$s,%2$s],[%3$s,%2$s],[%3$s,%4$s],[%1$s,%4$s],[%1$s,%2$s]]]"
                .formatted(longitude - half, latitude - half, longitude + half, latitude + half);
        return """
                {"type":"FeatureCollection","features":[{"type":"Feature",
                "properties":{"level":"unit","code":"%s","name":"阳光苑","nameEn":"Sunshine","parent":"%s"},
                "geometry":{"type":"Polygon","coordinates":%s}}]}""".formatted(UNIT, GRID, box).getBytes(StandardCharsets.UTF_8);
    }

    private WebTestClient.ResponseSpec imported(String query, byte[] file) {
        return imported(query, file, "application/geo+json");
    }

    private WebTestClient.ResponseSpec imported(String query, byte[] file, String type) {
        return town.as("admin")
                .post()
                .uri("/api/v1/grids/imports" + query)
                .header("Accept-Language", "en")
                .header(ContractCheck.ON_PURPOSE, "a file of its own")
                .contentType(MediaType.parseMediaType(type))
                .bodyValue(file)
                .exchange();
    }

    private byte[] exported(String path) {
        return requireNonNull(town.as("admin")
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody());
    }

    @Test
    void a_grid_lists_its_units_and_a_unit_is_read_by_its_code() {
        JsonNode grid = town.get("worker-001-1", "/api/v1/grids/" + GRID);
        assertThat(grid.get("level").stringValue()).isEqualTo("GRID");
        assertThat(grid.get("parentCode")).isEqualTo(grid.get("communityCode"));
        assertThat(grid.at("/units/0/code").stringValue()).isEqualTo(UNIT);
        assertThat(grid.at("/units/0/name").stringValue()).isEqualTo("阳光苑");
        JsonNode unit = town.get("worker-001-1", "/api/v1/grids/" + UNIT);
        assertThat(unit.get("level").stringValue()).isEqualTo("UNIT");
        assertThat(unit.get("parentCode").stringValue()).isEqualTo(GRID);
        assertThat(unit.get("path").stringValue()).isEqualTo(grid.get("path").stringValue() + "/" + UNIT);
        assertThat(unit.get("workers")).isEqualTo(grid.get("workers"));
        assertThat(unit.get("units")).isEmpty();
        assertThat(unit.get("boundary")).isNotEqualTo(grid.get("boundary"));
        assertThat(town.get("admin", "/api/v1/grids/510703001002").get("units")).isEmpty();
        assertThat(Town.bodyOf(town.as("admin")
                                .get()
                                .uri("/api/v1/grids/510703001001009")
                                .exchange())
                        .get("code")
                        .stringValue())
                .isEqualTo("grid.not-found");
    }

    @Test
    void a_place_in_a_unit_says_so_and_one_beside_it_does_not() {
        JsonNode inside =
                town.get("worker-001-1", "/api/v1/grids/locate?longitude=" + longitude + "&latitude=" + latitude);
        assertThat(inside.at("/grid/code").stringValue()).isEqualTo(GRID);
        assertThat(inside.at("/unit/code").stringValue()).isEqualTo(UNIT);
        assertThat(inside.at("/unit/name").stringValue()).isEqualTo("阳光苑");
        JsonNode beside = town.get(
                "worker-001-1", "/api/v1/grids/locate?longitude=" + (longitude + 0.0001) + "&latitude=" + latitude);
        assertThat(beside.get("unit").isNull()).isTrue();
    }

    @Test
    void units_are_a_level_of_the_map_with_its_filters_and_come_back_as_they_are() {
        String map = "/api/v1/grids.geojson?level=unit";
        JsonNode units = town.get("admin", map);
        assertThat(units.get("features")).hasSize(1);
        JsonNode properties = units.at("/features/0/properties");
        assertThat(properties.get("code").stringValue()).isEqualTo(UNIT);
        assertThat(properties.get("level").stringValue()).isEqualTo("UNIT");
        assertThat(properties.get("parentCode").stringValue()).isEqualTo(GRID);
        for (String found : new String[] {"&office=510703001", "&zoom=10", "&zoom=20", "&bbox=" + box(0.00002)}) {
            assertThat(town.get("admin", map + found).get("features")).hasSize(1);
        }
        String east = (longitude + 0.0001) + "," + latitude + "," + (longitude + 0.0002) + "," + (latitude + 0.0001);
        for (String none : new String[] {"&office=510703002", "&community=none", "&bbox=" + east}) {
            assertThat(town.get("admin", map + none).get("features")).isEmpty();
        }
        JsonNode report = Town.bodyOf(imported("?dryRun=true", exported(map)));
        assertThat(report.get("publishable").booleanValue()).isTrue();
        assertThat(report.get("unchanged").intValue()).isEqualTo(859);
    }

    private String box(double half) {
        return (longitude - half) + "," + (latitude - half) + "," + (longitude + half) + "," + (latitude + half);
    }

    @ParameterizedTest
    @CsvSource({"grids.csv, text/csv", "grids.xlsx, " + XLSX})
    void tables_of_grids_have_the_units_and_change_nothing_when_they_come_back(String path, String type) {
        byte[] table = exported("/api/v1/exports/" + path);
        JsonNode report = Town.bodyOf(imported("?dryRun=true", table, type));
        assertThat(report.get("unchanged").intValue()).isEqualTo(859);
        assertThat(report.get("removed").size() + report.get("changed").size()).isZero();
        assertThat(report.get("warnings")).isEmpty();
    }

    @Test
    void a_report_from_a_unit_says_in_which_and_keeps_it_when_the_units_go() {
        JsonNode made = reported(Map.of("longitude", longitude, "latitude", latitude));
        assertThat(made.at("/area/gridCode").stringValue()).isEqualTo(GRID);
        assertThat(made.at("/area/unit/code").stringValue()).isEqualTo(UNIT);
        as_it_was();
        JsonNode later =
                town.get("worker-001-1", "/api/v1/cases/" + made.get("id").stringValue());
        assertThat(later.at("/area/unit/name").stringValue()).isEqualTo("阳光苑");
        assertThat(reported(Map.of("longitude", longitude, "latitude", latitude))
                        .at("/area/unit")
                        .isNull())
                .isTrue();
    }

    private JsonNode reported(Map<String, Double> position) {
        return Town.bodyOf(
                town.post("worker-001-1", "/api/v1/cases", Map.of("description", "单元门口堆物", "position", position))
                        .expectStatus()
                        .isCreated());
    }

    @Test
    void a_unit_larger_than_its_grid_is_refused_in_words() {
        JsonNode report = Town.bodyOf(imported("?dryRun=true", unit(0.5)));
        assertThat(report.get("publishable").booleanValue()).isFalse();
        assertThat(report.at("/faults/0/code").stringValue()).isEqualTo("grid.import-unit-outside");
        assertThat(report.at("/faults/0/detail").stringValue())
                .contains("square metres of unit " + UNIT + " lie outside grid " + GRID);
        assertThat(Town.bodyOf(imported("", unit(0.5))).get("code").stringValue())
                .isEqualTo("grid.import-faulty");
    }
}
