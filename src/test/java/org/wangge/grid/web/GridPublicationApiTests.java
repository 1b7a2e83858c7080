package org.wangge.grid.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.wangge.fixtures.ControllerClient;
import org.wangge.grid.Directory;
import org.wangge.grid.Division;
import org.wangge.grid.Divisions;
import org.wangge.grid.GridFile;
import org.wangge.grid.GridImports;
import org.wangge.shared.LocalizedText;

class GridPublicationApiTests extends GridApi {

    @Test
    void the_proof_of_coverage_names_every_fault_with_its_place() {
        get("/grids/topology")
                .jsonPath("$.covered")
                .isEqualTo(true)
                .jsonPath("$.grids")
                .isEqualTo(3)
                .jsonPath("$.parts")
                .isEqualTo(1)
                .jsonPath("$.totals.GAP")
                .isEqualTo(0)
                .jsonPath("$.totals.NO_RESPONSIBLE_WORKER")
                .isEqualTo(2)
                .jsonPath("$.faults[0].codes[0]")
                .isEqualTo("510703001002")
                .jsonPath("$.faults[0].geometry.type")
                .isEqualTo("Polygon");

        GridFile overlapping = GridFile.threeGrids().box("510703002002", "普明寺社区第2网格", "510703002001", 2.5, 3.5);
        value(directory
                .get(GridImports.class)
                .importFile(overlapping.bytes(), new GridImports.Options(false, true), Directory.ADMIN));
        get("/grids/topology")
                .jsonPath("$.covered")
                .isEqualTo(false)
                .jsonPath("$.revision")
                .isEqualTo(2)
                .jsonPath("$.totals.OVERLAP")
                .isEqualTo(1)
                .jsonPath("$.faults[0].kind")
                .isEqualTo("OVERLAP")
                .jsonPath("$.faults[0].codes[1]")
                .isEqualTo("510703002002");
    }

    @Test
    void an_orphan_is_found_when_its_community_has_ended() {
        done(directory
                .get(Divisions.class)
                .putAll(List.of(new Division(
                        "510703001002",
                        new LocalizedText("北街社区", ""),
                        Division.Level.COMMUNITY,
                        "510703001",
                        null,
                        LocalDate.of(2025, 1, 1),
                        List.of(),
                        null,
                        false))));
        get("/grids/topology")
                .jsonPath("$.totals.ORPHAN")
                .isEqualTo(1)
                .jsonPath("$.faults[0].kind")
                .isEqualTo("ORPHAN")
                .jsonPath("$.faults[0].codes[0]")
                .isEqualTo("510703001002");
    }

    @Test
    void boundaries_are_exported_as_geojson_and_come_back_as_the_same_file() {
        byte[] exported = client.get()
                .uri("/api/v1/grids.geojson")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("application/geo+json")
                .expectBody()
                .jsonPath("$.features.length()")
                .isEqualTo(3)
                .jsonPath("$.features[0].properties.communityCode")
                .isEqualTo("510703001001")
                .returnResult()
                .getResponseBody();
        assertThat(value(directory
                                .get(GridImports.class)
                                .importFile(
                                        requireNonNull(exported),
                                        new GridImports.Options(true, false),
                                        Directory.ADMIN))
                        .unchanged())
                .isEqualTo(3);
        for (String accepted : List.of("application/json", "*/*", "text/html,*/*;q=0.8")) {
            client.get()
                    .uri("/api/v1/grids.geojson")
                    .header("Accept", accepted)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .contentType("application/geo+json");
        }
        client.get()
                .uri("/api/v1/grids?office=510703001&zoom=9")
                .accept(MediaType.parseMediaType("application/geo+json"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.features.length()")
                .isEqualTo(2);
    }

    @Test
    void communities_sub_districts_and_offices_are_drawn_as_the_union_of_their_grids() {
        get("/grids.geojson?level=community").jsonPath("$.features.length()").isEqualTo(3);
        get("/grids.geojson?level=subdistrict")
                .jsonPath("$.features.length()")
                .isEqualTo(2)
                .jsonPath("$.features[0].id")
                .isEqualTo("510703001")
                .jsonPath("$.features[0].properties.grids")
                .isEqualTo(2)
                .jsonPath("$.features[0].properties.name")
                .isEqualTo("城厢街道")
                .jsonPath("$.features[0].geometry.type")
                .isEqualTo("Polygon");
        get("/grids.geojson?level=office").jsonPath("$.features[1].id").isEqualTo("510703GXQ");
        get("/grids.geojson?level=subdistrict&bbox=104.701,31.402,104.702,31.403")
                .jsonPath("$.features.length()")
                .isEqualTo(1)
                .jsonPath("$.features[0].properties.grids")
                .isEqualTo(2);
        refused("/grids.geojson?level=street", "request.malformed");
    }

    @Test
    void an_import_over_http_reports_and_publishes() {
        GridFile next = GridFile.threeGrids().square("510703002002", "普明寺社区第2网格", "510703002001", 3);
        imported(next, "?dryRun=true", 200)
                .jsonPath("$.publishable")
                .isEqualTo(true)
                .jsonPath("$.revision")
                .isEmpty()
                .jsonPath("$.added[0]")
                .isEqualTo("510703002002");
        imported(next, "", 200).jsonPath("$.revision").isEqualTo(2);
        imported(new GridFile().square("1", "x", "510703002001", 0), "?dryRun=true", 200)
                .jsonPath("$.publishable")
                .isEqualTo(false)
                .jsonPath("$.faults[0].featureIndex")
                .isEqualTo(0)
                .jsonPath("$.faults[0].detail")
                .isEqualTo("“1”不是 12 位的网格编号。");
        imported(new GridFile().square("1", "x", "510703002001", 0), "", ControllerClient.REFUSED)
                .jsonPath("$.code")
                .isEqualTo("grid.import-faulty");
    }

    @Test
    void lists_and_maps_answer_for_the_moment_that_is_asked() {
        imported(
                        GridFile.threeGrids().square("510703002002", "普明寺社区第2网格", "510703002001", 3),
                        "?effectiveFrom=2026-01-31T16:00:00Z",
                        200)
                .jsonPath("$.revision")
                .isEqualTo(2)
                .jsonPath("$.effectiveFrom")
                .isEqualTo("2026-01-31T16:00:00Z")
                .jsonPath("$.moves")
                .isEqualTo(null);
        get("/grids?count=true").jsonPath("$.total").isEqualTo(3);
        get("/grids?count=true&asOf=2026-01-31T16:00:00Z").jsonPath("$.total").isEqualTo(4);
        get("/grids.geojson?asOf=2026-01-31T16:00:00Z")
                .jsonPath("$.features.length()")
                .isEqualTo(4);
        get("/grids/510703002002?asOf=2026-02-02T00:00:00Z")
                .jsonPath("$.revision")
                .isEqualTo(2);
        get("/grids/locate?longitude=104.735&latitude=31.405&asOf=2026-02-02T00:00:00Z")
                .jsonPath("$.grid.code")
                .isEqualTo("510703002002");
        refused("/grids/510703002002", "grid.not-found");
        refused("/grids?asOf=2025-01-01T00:00:00Z", "grid.as-of-unknown");
        refused("/grids?asOf=gestern", "request.malformed");
        get("/grids/imports?state=SCHEDULED").jsonPath("$.items.length()").isEqualTo(1);
        refused("/grids/imports/x", "grid.import-not-found");
        imported(GridFile.threeGrids(), "?dryRun=true&effectiveFrom=2025-01-01T00:00:00Z", ControllerClient.REFUSED)
                .jsonPath("$.code")
                .isEqualTo("grid.effective-range");
    }
}
