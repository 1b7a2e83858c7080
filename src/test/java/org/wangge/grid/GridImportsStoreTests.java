package org.wangge.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.wangge.fixtures.Awaited.value;
import static org.wangge.grid.Directory.ADMIN;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wangge.grid.GridImports.Options;
import org.wangge.shared.Actor;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.test.StepVerifier;

class GridImportsStoreTests extends GridImporting {

    @Test
    void a_dry_run_reports_the_difference_and_stores_nothing() {
        publish(GridFile.threeGrids());
        GridFile next = new GridFile()
                .box("510703001001", "顺河街社区第1网格", "510703001001", 0, 0.5)
                .box("510703001003", "顺河街社区第2网格", "510703001001", 0.5, 1)
                .square("510703001002", "北街社区新名", "510703001002", 1);

        ImportReport report = imported(next, new Options(true, false, true), ADMIN);

        assertThat(report.dryRun()).isTrue();
        assertThat(report.publishable()).isTrue();
        assertThat(report.revision()).isNull();
        assertThat(report.added()).containsExactly("510703001003");
        assertThat(report.removed()).containsExactly("510703002001");
        assertThat(report.changed()).containsExactly(new ImportReport.Changed("510703001002", List.of("name")));
        assertThat(report.reshaped()).singleElement().satisfies(reshaped -> {
            assertThat(reshaped.code()).isEqualTo("510703001001");
            assertThat(reshaped.areaAfter() / reshaped.areaBefore()).isBetween(0.499, 0.501);
            assertThat(reshaped.differenceSquareMetres() / reshaped.areaBefore())
                    .isBetween(0.499, 0.501);
        });
        assertThat(report.unchanged()).isZero();
        assertThat(directory.get(GridCells.class).revision()).isEqualTo(1);
        assertThat(documents()).isEqualTo(3);
    }

    @Test
    void a_grid_that_is_no_more_is_remembered_as_it_was_last() {
        publish(GridFile.threeGrids());
        GridCells grids = directory.get(GridCells.class);
        GridCell before = grids.get("510703002001");
        publish(new GridFile()
                .square("510703001001", "顺河街社区第1网格", "510703001001", 0)
                .square("510703001002", "北街社区第1网格", "510703001002", 1)
                .square("510703002009", "普明寺社区第9网格", "510703002001", 2));
        assertThat(grids.find("510703002001")).isEmpty();
        assertThat(value(grids.former("510703002001"))).isEqualTo(before);
        StepVerifier.create(grids.former("510703002777")).verifyComplete();
    }

    @Test
    void a_point_is_so_far_from_a_grid_and_in_it_not_at_all() {
        publish(GridFile.threeGrids());
        GridCells grids = directory.get(GridCells.class);
        GeoPoint middle = grids.get("510703001001").anchor();
        assertThat(grids.distanceMetres("510703001001", middle)).isZero();
        // A degree of longitude is some 95 kilometres there, and a square has a hundredth of one.
        assertThat(grids.distanceMetres("510703002001", middle)).isBetween(1_300.0, 1_600.0);
        assertThat(grids.distanceMetres("510703001001", new GeoPoint(0, 0))).isGreaterThan(9_000_000);
    }

    @Test
    void the_same_file_again_publishes_nothing_wherever_its_rings_begin_and_turn() {
        publish(GridFile.threeGrids());
        GridFile turned = new GridFile()
                .polygon(
                        "510703001001",
                        "顺河街社区第1网格",
                        "510703001001",
                        "[[[104.71,31.41],[104.71,31.4],[104.7,31.4],[104.7,31.41],[104.71,31.41]]]")
                .square("510703001002", "北街社区第1网格", "510703001002", 1)
                .square("510703002001", "普明寺社区第1网格", "510703002001", 2);

        ImportReport report = publish(turned);

        assertThat(report.changesNothing()).isTrue();
        assertThat(report.revision()).isNull();
        assertThat(directory.get(GridCells.class).revision()).isEqualTo(1);
    }

    @Test
    void a_gap_and_an_overlap_are_refused_with_their_size_unless_allowed() {
        GridFile faulty = new GridFile()
                .polygon(
                        "510703001001",
                        "顺河街社区第1网格",
                        "510703001001",
                        "[[[104.70,31.4],[104.73,31.4],[104.73,31.43],[104.70,31.43],[104.70,31.4]],"
                                + "[[104.71,31.41],[104.71,31.42],[104.72,31.42],[104.72,31.41],[104.71,31.41]]]")
                .polygon(
                        "510703001002",
                        "北街社区第1网格",
                        "510703001002",
                        "[[[104.725,31.4],[104.74,31.4],[104.74,31.43],[104.725,31.43],[104.725,31.4]]]");

        ImportReport report = imported(faulty, DRY_RUN, ADMIN);
        assertThat(report.faults())
                .extracting(ImportReport.Fault::code)
                .containsExactly("grid.import-gap", "grid.import-overlap");
        assertThat(report.faults().get(0).areaSquareMetres()).isBetween(1_050_000.0, 1_070_000.0);
        assertThat(report.faults().get(0).codes()).containsExactly("510703001001");
        assertThat(report.faults().get(0).geometry()).isNotNull();
        assertThat(report.faults().get(1).codes()).containsExactly("510703001001", "510703001002");

        assertThat(codeOf(() -> publish(faulty))).isEqualTo("grid.import-faulty");
        assertThat(documents()).isZero();
        assertThat(imported(faulty, new Options(false, true), ADMIN).revision()).isEqualTo(1);
    }

    @Test
    void ground_at_the_edge_is_not_lost_unless_that_is_meant() {
        assertThat(publish(GridFile.threeGrids()).revision())
                .as("nothing to compare with at first")
                .isEqualTo(1);
        GridFile without = new GridFile()
                .square("510703001001", "顺河街社区第1网格", "510703001001", 0)
                .box("510703001002", "北街社区第1网格", "510703001002", 1, 1.5);

        ImportReport report = imported(without, DRY_RUN, ADMIN);
        assertThat(report.publishable()).isFalse();
        assertThat(report.faults()).singleElement().satisfies(lost -> {
            assertThat(lost.code()).isEqualTo("grid.import-shrink");
            assertThat(lost.codes()).containsExactly("510703001002", "510703002001");
            assertThat(lost.areaSquareMetres()).isBetween(1_580_000.0, 1_600_000.0);
            assertThat(lost.geometry()).isNotNull();
        });
        assertThat(codeOf(() -> publish(without))).isEqualTo("grid.import-faulty");
        assertThat(codeOf(() -> imported(without, new Options(false, true), ADMIN)))
                .as("an edge is no gap")
                .isEqualTo("grid.import-faulty");
        assertThat(imported(without, new Options(false, false, true), ADMIN).revision())
                .isEqualTo(2);
    }

    @Test
    void slivers_and_ground_that_others_take_over_are_not_lost() {
        publish(GridFile.threeGrids());
        GridFile next = new GridFile()
                .box("510703001001", "顺河街社区第1网格", "510703001001", 0.0000001, 0.7)
                .box("510703001002", "北街社区第1网格", "510703001002", 0.7, 2.2)
                .box("510703002001", "普明寺社区第1网格", "510703002001", 2.2, 3.5);
        assertThat(publish(next).revision()).isEqualTo(2);
    }

    @Test
    void a_hole_is_told_once_as_a_gap() {
        GridFile nine = new GridFile();
        GridFile holed = new GridFile();
        for (int number = 0; number < 9; number++) {
            double west = 104.7 + number % 3 * 0.01;
            double south = 31.4 + number / 3 * 0.01;
            String square = String.format(
                    java.util.Locale.ROOT,
                    "[[[%1$.2f,%3$.2f],[%2$.2f,%3$.2f],[%2$.2f,%4$.2f],[%1$.2f,%4$.2f],[%1$.2f,%3$.2f]]]",
                    west,
                    west + 0.01,
                    south,
                    south + 0.01);
            String code = "51070300100" + (number + 1);
            nine.polygon(code, "第" + number + "网格", "510703001001", square);
            if (number != 4) {
                holed.polygon(code, "第" + number + "网格", "510703001001", square);
            }
        }
        publish(nine);
        assertThat(imported(holed, DRY_RUN, ADMIN).faults())
                .extracting(ImportReport.Fault::code)
                .containsExactly("grid.import-gap");
        ImportReport report = imported(holed, new Options(false, true), ADMIN);
        assertThat(report.revision()).isEqualTo(2);
        assertThat(report.warnings())
                .as("what is allowed is still told")
                .extracting(ImportReport.Fault::code)
                .containsExactly("grid.import-gap");
        assertThat(report.warnings().get(0).geometry()).isNotNull();
    }

    @Test
    void what_was_checked_against_another_publication_is_not_published() {
        long seen = publish(GridFile.threeGrids()).baseRevision();
        GridFile next = GridFile.threeGrids().square("510703002002", "普明寺社区第2网格", "510703002001", 3);
        assertThat(codeOf(() -> imported(next, new Options(false, false, false, seen), ADMIN)))
                .isEqualTo("grid.stale");
        assertThat(imported(next, new Options(false, false, false, seen + 1), ADMIN)
                        .revision())
                .isEqualTo(2);
    }

    @Test
    void a_publication_is_known_again_by_its_key() {
        Operation operation = new Operation("somebody:key", "POST /grids/imports", "test");
        var imports = directory.get(GridImports.class);
        byte[] file = GridFile.threeGrids().bytes();
        assertThat(value(imports.importFile(file, PUBLISH, ADMIN, operation)).replayed())
                .isFalse();
        for (int i = 2; i <= 13; i++) {
            // More publications than stay readable.
            byte[] next = GridFile.threeGrids()
                    .square("510703002002", "普明寺社区第" + i + "网格", "510703002001", 3)
                    .bytes();
            value(imports.importFile(
                    next, PUBLISH, ADMIN, new Operation("somebody:key-" + i, "POST /grids/imports", "test")));
        }
        GridImports.Imported again = value(imports.importFile(file, PUBLISH, ADMIN, operation));
        assertThat(again.replayed()).isTrue();
        assertThat(again.report().revision()).isEqualTo(1);
        assertThat(directory.get(GridCells.class).revision())
                .as("a late repeat publishes nothing")
                .isEqualTo(13);
        byte[] other = new GridFile()
                .square("510703001001", "顺河街社区第1网格", "510703001001", 0)
                .bytes();
        assertThat(codeOf(() -> value(imports.importFile(other, PUBLISH, ADMIN, operation))))
                .isEqualTo("idempotency.key-reused");
    }

    @Test
    void every_kind_of_fault_is_told_with_its_place_and_nothing_is_stored() {
        String square = "[[[104.7,31.4],[104.71,31.4],[104.71,31.41],[104.7,31.41],[104.7,31.4]]]";
        GridFile faulty = new GridFile()
                .polygon("51070300100", "短", "510703001001", square)
                .polygon("510703001001", "好", "510703001001", square)
                .polygon("510703001001", "重复", "510703001001", square)
                .polygon("510703001002", "社区不明", "510703001009", square)
                .polygon("510703001003", "不在这个街道", "510703002001", square)
                .polygon("510704001001", "别的区", "510704001001", square)
                .polygon(
                        "510703001004",
                        "没有闭合",
                        "510703001001",
                        "[[[104.7,31.4],[104.71,31.4],[104.71,31.41],[104.7,31.41]]]")
                .polygon(
                        "510703001005",
                        "自交",
                        "510703001001",
                        "[[[104.7,31.4],[104.71,31.41],[104.71,31.4],[104.7,31.41],[104.7,31.4]]]")
                .polygon(
                        "510703001006",
                        "越界",
                        "510703001001",
                        "[[[204.7,31.4],[104.71,31.4],[104.71,31.41],[204.7,31.4]]]")
                .raw(
                        "{\"type\":\"Feature\",\"properties\":{\"code\":\"510703001007\",\"communityCode\":\"510703001001\"},"
                                + "\"geometry\":null}")
                .raw(
                        "{\"type\":\"Feature\",\"properties\":{\"code\":\"510703001008\",\"name\":\"线\","
                                + "\"communityCode\":\"510703001001\"},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[]}}");

        ImportReport report = imported(faulty, DRY_RUN, ADMIN);

        assertThat(report.faults())
                .extracting(fault -> fault.pointer() + " " + fault.code())
                .containsExactlyInAnyOrder(
                        "/features/0/properties/code grid.import-code",
                        "/features/2/properties/code grid.import-duplicate",
                        "/features/3/properties/communityCode grid.import-community",
                        "/features/4/properties/code grid.import-nesting",
                        "/features/5/properties/code grid.import-district",
                        "/features/6/geometry/coordinates/0 grid.import-ring",
                        "/features/7/geometry grid.import-crossing",
                        "/features/8/geometry/coordinates/0/0 grid.import-coordinate",
                        "/features/9/properties/name grid.import-property",
                        "/features/9/geometry grid.import-geometry-missing",
                        "/features/10/geometry/type grid.import-geometry");
        assertThat(codeOf(() -> publish(faulty))).isEqualTo("grid.import-faulty");
        assertThat(documents()).isZero();
    }

    @Test
    void a_mistake_of_type_is_told_by_what_is_wrong_and_where() {
        String good = "\"code\":\"510703001001\",\"name\":\"甲\",\"communityCode\":\"510703001001\"";
        String square = "[[[104.7,31.4],[104.71,31.4],[104.71,31.41],[104.7,31.41],[104.7,31.4]]]";
        String polygon = "{\"type\":\"Polygon\",\"coordinates\":" + square + "}";
        Map<String, String> faults = new LinkedHashMap<>();
        faults.put(feature(good, "null"), "/geometry grid.import-geometry-missing");
        faults.put("{\"type\":\"Feature\",\"properties\":{" + good + "}}", "/geometry grid.import-geometry-missing");
        faults.put(feature(good, "\"POLYGON\""), "/geometry grid.import-geometry-untyped");
        faults.put(feature(good, "{\"coordinates\":" + square + "}"), "/geometry/type grid.import-geometry-untyped");
        faults.put(feature(good, "{\"type\":\"Polygon\"}"), "/geometry/coordinates grid.import-coordinates");
        faults.put(
                feature(good, "{\"type\":\"MultiPolygon\",\"coordinates\":[]}"),
                "/geometry/coordinates grid.import-coordinates");
        faults.put(
                feature(good, "{\"type\":\"Polygon\",\"coordinates\":\"\"}"),
                "/geometry/coordinates grid.import-coordinates");
        faults.put(
                feature(good, "{\"type\":\"GeometryCollection\",\"geometries\":[" + polygon + "]}"),
                "/geometry/type grid.import-geometry");
        faults.put(
                feature(good, polygon.replace("[104.71,31.4]", "[\"104.71\",\"31.4\"]")),
                "/geometry/coordinates/0/1 grid.import-coordinate");
        faults.put(
                feature(good, polygon.replace("[104.71,31.4]", "[1e999,31.4]")),
                "/geometry/coordinates/0/1 grid.import-coordinate");
        faults.put(
                feature(good, polygon.replace("[104.71,31.4]", "[null,31.4]")),
                "/geometry/coordinates/0/1 grid.import-coordinate");
        faults.put(
                feature(good, polygon.replace("[104.71,31.4]", "[31.4,104.71]")),
                "/geometry/coordinates/0/1 grid.import-coordinate");
        faults.put(
                feature(good, polygon.replace("[104.71,31.41],[104.7,31.41]", "[104.71,31.4],[104.7,31.4]")),
                "/geometry/coordinates/0 grid.import-ring");
        faults.put(
                feature(good, polygon.replace("[104.71,31.41],", "[104.71,31.41],[104.72,31.42],[104.71,31.41],")),
                "/geometry grid.import-crossing");
        faults.put(
                feature(good.replace("\"510703001001\",\"name\"", "510703001001,\"name\""), polygon),
                "/properties/code grid.import-not-text");
        faults.put(feature(good.replace("\"甲\"", "true"), polygon), "/properties/name grid.import-not-text");
        faults.put(feature(good.replace("\"甲\"", "[\"甲\"]"), polygon), "/properties/name grid.import-not-text");
        faults.put(feature(good.replace("\"甲\"", "null"), polygon), "/properties/name grid.import-property");
        faults.put(feature(good.replace("\"甲\"", "\" \""), polygon), "/properties/name grid.import-property");
        faults.put(feature(good + ",\"nameEn\":7", polygon), "/properties/nameEn grid.import-not-text");
        faults.put(
                feature(good + ",\"nameEn\":\"" + "x".repeat(101) + "\"", polygon),
                "/properties/nameEn grid.import-property");
        faults.put("7", " grid.import-feature");
        faults.put("{\"type\":\"Polygon\",\"coordinates\":" + square + "}", " grid.import-feature");

        faults.forEach((feature, told) -> assertThat(
                        imported(new GridFile().raw(feature), DRY_RUN, ADMIN).faults())
                .as(feature)
                .extracting(fault -> fault.pointer() + " " + fault.code())
                .containsExactly("/features/0" + told));
        assertThat(imported(new GridFile().raw(feature("\"code\":1,\"name\":2", "null")), DRY_RUN, ADMIN)
                        .faults())
                .as("all mistakes of a feature at once")
                .hasSize(4);
    }

    @Test
    void heights_and_vertices_that_come_twice_are_passed_over() {
        GridFile file = new GridFile()
                .polygon(
                        "510703001001",
                        "顺河街社区第1网格",
                        "510703001001",
                        "[[[104.7,31.4,512.5],[104.7,31.4,512.5],[104.71,31.4,0],[104.71,31.41,null],"
                                + "[104.71,31.41,1],[104.7,31.41,1],[104.7,31.4,512.5]]]")
                .square("510703001002", "北街社区第1网格", "510703001002", 1)
                .square("510703002001", "普明寺社区第1网格", "510703002001", 2);
        publish(GridFile.threeGrids());
        assertThat(publish(file).unchanged()).isEqualTo(3);
    }

    @Test
    void coordinates_of_another_system_are_refused_by_its_name() {
        String file = new String(GridFile.threeGrids().bytes(), StandardCharsets.UTF_8);
        for (String known : List.of(
                "urn:ogc:def:crs:OGC:1.3:CRS84",
                "urn:ogc:def:crs:OGC::CRS84",
                "urn:ogc:def:crs:EPSG::4326",
                "urn:ogc:def:crs:EPSG::4490",
                "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
                "http://www.opengis.net/def/crs/EPSG/0/4326",
                "EPSG:4326",
                "epsg:4490",
                "OGC:CRS84",
                "WGS84",
                "CGCS2000")) {
            assertThat(value(directory
                                    .get(GridImports.class)
                                    .importFile(named(file, "\"" + known + "\""), DRY_RUN, ADMIN))
                            .publishable())
                    .as(known)
                    .isTrue();
        }
        for (String other :
                List.of("\"EPSG:3857\"", "\"EPSG:14326\"", "\"urn:ogc:def:crs:EPSG::4527\"", "4326", "null")) {
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> directory
                            .get(GridImports.class)
                            .importFile(named(file, other), DRY_RUN, ADMIN)
                            .block())
                    .satisfies(refused -> {
                        assertThat(refused.refusal().code()).isEqualTo("grid.import-crs");
                        assertThat(refused.refusal().faults())
                                .extracting(Refusal.Fault::pointer)
                                .containsExactly("/crs");
                        assertThat(refused.refusal().arguments().toString())
                                .contains(other.replace("\"", "").substring(0, 4));
                    });
        }
    }

    private static byte[] named(String file, String name) {
        return file.replaceFirst("\\{", "{\"crs\":{\"type\":\"name\",\"properties\":{\"name\":" + name + "}},")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String feature(String properties, String geometry) {
        return "{\"type\":\"Feature\",\"properties\":{" + properties + "},\"geometry\":" + geometry + "}";
    }

    @Test
    void what_is_no_feature_collection_is_refused_as_unreadable() {
        for (String rubbish :
                List.of("", "{", "[]", "{\"type\":\"Feature\"}", "{\"type\":\"FeatureCollection\",\"features\":[]}")) {
            assertThat(codeOf(() -> directory
                            .get(GridImports.class)
                            .importFile(rubbish.getBytes(StandardCharsets.UTF_8), PUBLISH, ADMIN)
                            .block()))
                    .isEqualTo("grid.import-unreadable");
        }
    }

    @Test
    void without_the_permission_nothing_is_even_read() {
        Actor reader = Directory.actor(Directory.DISTRICT, Permission.AREA_READ);
        StepVerifier.create(directory.get(GridImports.class).importFile(new byte[0], PUBLISH, reader))
                .verifyErrorMatches(failure -> failure instanceof Refused refused
                        && refused.refusal().code().equals("access.forbidden"));
    }
}
