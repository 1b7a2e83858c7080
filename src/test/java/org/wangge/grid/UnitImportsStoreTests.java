package org.wangge.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;
import static org.wangge.grid.Directory.ADMIN;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.wangge.grid.GridImports.Form;
import org.wangge.grid.GridImports.Options;
import org.wangge.grid.ImportReport.Fault;
import org.wangge.shared.Actor;
import org.wangge.shared.Datum;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;

/** Units below the grids: what an import takes, proves and keeps. */
class UnitImportsStoreTests extends GridImporting {

    private static final String GRID = "510703001001";
    private static final String BESIDE = "510703001002";
    private static final String UNIT = "510703001001001";
    private static final String OTHER = "510703001001002";
    private static final GeoPoint IN_UNIT = new GeoPoint(104.702, 31.402);
    private static final Options DROP = new Options(false, false, false, null, Form.GEO_JSON, Datum.WGS84, true, null);

    private GridCells grids() {
        return directory.get(GridCells.class);
    }

    private static GridFile oneUnit() {
        return GridFile.threeGrids().raw(UnitFeature.of(UNIT, GRID, 0.1, 0.4, 0.1, 0.4));
    }

    private List<String> faults(GridFile file) {
        return imported(file, DRY_RUN, ADMIN).faults().stream()
                .map(fault -> fault.pointer() + " " + fault.code())
                .toList();
    }

    @Test
    void a_unit_inside_its_grid_is_published_and_found_by_a_point_in_it() {
        ImportReport report = publish(oneUnit());
        assertThat(report.added()).contains(UNIT, GRID);
        GridUnit unit = grids().unitAt(GRID, IN_UNIT).orElseThrow();
        assertThat(unit.code()).isEqualTo(UNIT);
        assertThat(unit.gridCode()).isEqualTo(GRID);
        assertThat(unit.name().zh()).isEqualTo("单元" + UNIT);
        assertThat(unit.areaSquareMetres()).isBetween(90_000.0, 100_000.0);
        assertThat(grids().unitAt(GRID, new GeoPoint(104.708, 31.408))).isEmpty();
        assertThat(grids().unitAt(BESIDE, IN_UNIT)).isEmpty();
        assertThat(grids().unitAt("nothing", IN_UNIT)).isEmpty();
        assertThat(publish(oneUnit()).changesNothing()).isTrue();
    }

    @Test
    void on_a_common_border_the_lowest_code_has_the_point() {
        publish(GridFile.threeGrids()
                .raw(UnitFeature.of(OTHER, GRID, 0.4, 0.7, 0.1, 0.4))
                .raw(UnitFeature.of(UNIT, GRID, 0.1, 0.4, 0.1, 0.4)));
        assertThat(grids().unitAt(GRID, new GeoPoint(104.704, 31.402)))
                .get()
                .extracting(GridUnit::code)
                .isEqualTo(UNIT);
    }

    @Test
    void a_unit_that_names_no_grid_belongs_to_the_one_it_lies_in() {
        publish(GridFile.threeGrids().raw(UnitFeature.of("JY-7", null, 1.1, 1.4, 0.1, 0.4)));
        assertThat(grids().unitAt(BESIDE, new GeoPoint(104.712, 31.402)))
                .get()
                .extracting(GridUnit::gridCode)
                .isEqualTo(BESIDE);
        assertThat(faults(GridFile.threeGrids().raw(UnitFeature.of("JY-7", null, 7.1, 7.4, 0.1, 0.4))))
                .containsExactly("/features/3/properties/parent grid.import-unit-place");
    }

    @Test
    void a_unit_that_sticks_out_of_its_grid_is_told_with_the_ground_outside() {
        GridFile file = GridFile.threeGrids().raw(UnitFeature.of(UNIT, GRID, 0.5, 1.5, 0.1, 0.4));
        List<Fault> faults = imported(file, DRY_RUN, ADMIN).faults();
        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("grid.import-unit-outside");
            assertThat(fault.featureIndex()).isEqualTo(3);
            assertThat(fault.pointer()).isEqualTo("/features/3/geometry");
            assertThat(fault.codes()).containsExactly(UNIT, GRID);
            assertThat(fault.areaSquareMetres()).isBetween(150_000.0, 170_000.0);
            assertThat(fault.geometry()).isNotNull();
        });
        assertThat(codeOf(() -> publish(file))).isEqualTo("grid.import-faulty");
        assertThat(documents()).isZero();
    }

    @Test
    void a_unit_may_stick_out_as_far_as_rounding_goes() {
        // Ten centimetres by five metres: half a square metre.
        publish(GridFile.threeGrids().raw(UnitFeature.of(UNIT, GRID, 0.5, 1.0001, 0.1, 0.105)));
        assertThat(faults(GridFile.threeGrids().raw(UnitFeature.of(UNIT, GRID, 0.5, 1.01, 0.1, 0.4))))
                .containsExactly("/features/3/geometry grid.import-unit-outside");
    }

    @ParameterizedTest
    @CsvSource({"0.3, 0.6", "0.1, 0.4", "0.2, 0.3"})
    void two_units_that_share_ground_are_told(double west, double east) {
        List<Fault> faults = imported(oneUnit().raw(UnitFeature.of(OTHER, GRID, west, east, 0.1, 0.4)), DRY_RUN, ADMIN)
                .faults();
        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("grid.import-unit-overlap");
            assertThat(fault.codes()).containsExactly(UNIT, OTHER);
            assertThat(fault.areaSquareMetres()).isGreaterThan(30_000);
            assertThat(fault.geometry()).isNotNull();
        });
    }

    @Test
    void what_units_are_called_and_where_they_belong_is_checked() {
        assertThat(faults(oneUnit()
                        .raw(UnitFeature.of("A-1", "510703001009", 0.5, 0.6, 0.1, 0.4))
                        .raw(UnitFeature.of(UNIT, GRID, 0.5, 0.6, 0.1, 0.4))
                        .raw(UnitFeature.of(BESIDE, GRID, 0.5, 0.6, 0.1, 0.4))
                        .raw(UnitFeature.of("510703001099", GRID, 0.5, 0.6, 0.1, 0.4))
                        .raw(UnitFeature.of("a/1", GRID, 0.5, 0.6, 0.1, 0.4))
                        .raw(UnitFeature.of("LOCATE", GRID, 0.5, 0.6, 0.1, 0.4))))
                .containsExactly(
                        "/features/4/properties/parent grid.import-unit-parent",
                        "/features/5/properties/code grid.import-duplicate",
                        "/features/6/properties/code grid.import-unit-code",
                        "/features/7/properties/code grid.import-unit-code",
                        "/features/8/properties/code grid.import-unit-code",
                        "/features/9/properties/code grid.import-unit-code");
        assertThat(faults(new GridFile()
                        .raw(UnitFeature.of(UNIT, GRID, 0.1, 0.4, 0.1, 0.4).replace("\"unit\"", "\"room\""))
                        .raw(UnitFeature.of(UNIT, GRID, 0.1, 0.4, 0.1, 0.4).replace("\"unit\"", "5"))
                        .raw(UnitFeature.of(UNIT, GRID, 0.1, 0.4, 0.1, 0.4).replace("\"" + GRID + "\"", "[]"))
                        .raw(UnitFeature.of(UNIT, GRID, 0.1, 0.4, 0.1, 0.4).replace("Polygon", "Point"))))
                .contains(
                        "/features/0/properties/level grid.import-level",
                        "/features/1/properties/level grid.import-not-text",
                        "/features/2/properties/parent grid.import-not-text",
                        "/features/3/geometry/type grid.import-geometry");
    }

    @Test
    void what_is_wrong_with_the_grids_is_told_before_their_units_are_judged() {
        GridFile file =
                new GridFile().square("1", "错", "510703001001", 0).raw(UnitFeature.of(UNIT, GRID, 0.1, 0.4, 0.1, 0.4));
        assertThat(faults(file)).containsExactly("/features/0/properties/code grid.import-code");
    }

    @Test
    void a_grid_has_999_units_at_most() {
        GridFile file = GridFile.threeGrids();
        for (int number = 0; number < 1_000; number++) {
            double west = number % 40 * 0.02;
            double south = number / 40 * 0.02;
            file.raw(UnitFeature.of("U" + number, GRID, west, west + 0.015, south, south + 0.015));
        }
        assertThat(faults(file)).containsExactly("/features grid.import-unit-count");
    }

    @Test
    void a_file_of_units_alone_replaces_those_of_its_district_and_leaves_the_grids() {
        publish(oneUnit());
        ImportReport report = publish(new GridFile().raw(UnitFeature.of(OTHER, BESIDE, 1.1, 1.4, 0.1, 0.4)));
        assertThat(report.added()).containsExactly(OTHER);
        assertThat(report.removed()).containsExactly(UNIT);
        assertThat(report.unchanged()).isEqualTo(3);
        assertThat(grids().unitAt(GRID, IN_UNIT)).isEmpty();
        Actor elsewhere = Directory.actor(GridPath.of("510704"), Permission.GRID_PUBLISH);
        assertThat(imported(new GridFile().raw(UnitFeature.of(UNIT, GRID, 0.1, 0.4, 0.1, 0.4)), DRY_RUN, elsewhere)
                        .faults())
                .extracting(Fault::code)
                .containsExactly("grid.import-district");
    }

    @Test
    void a_unit_of_another_district_keeps_its_code() {
        publish(oneUnit());
        imported(new GridFile().square("510704001001", "芙蓉溪社区第1网格", "510704001001", 5), PUBLISH, Actor.SYSTEM);
        assertThat(imported(
                                new GridFile().raw(UnitFeature.of(UNIT, "510704001001", 5.1, 5.4, 0.1, 0.4)),
                                DRY_RUN,
                                Actor.SYSTEM)
                        .faults())
                .extracting(Fault::code)
                .containsExactly("grid.import-duplicate");
        assertThat(grids().unitAt(GRID, IN_UNIT)).isPresent();
    }

    @Test
    void a_file_without_units_keeps_those_that_still_lie_in_a_grid_and_warns_of_the_others() {
        publish(oneUnit()
                .raw(UnitFeature.of(OTHER, GRID, 0.6, 0.9, 0.1, 0.4))
                .raw(UnitFeature.of("510703001001003", GRID, 0.45, 0.55, 0.1, 0.4)));
        GridFile split = new GridFile()
                .box(GRID, "顺河街社区第1网格", "510703001001", 0, 0.5)
                .box("510703001003", "顺河街社区第2网格", "510703001001", 0.5, 1)
                .square(BESIDE, "北街社区第1网格", "510703001002", 1)
                .square("510703002001", "普明寺社区第1网格", "510703002001", 2);
        ImportReport report = publish(split);
        assertThat(report.removed()).containsExactly("510703001001003");
        assertThat(report.changed()).containsExactly(new ImportReport.Changed(OTHER, List.of("parent")));
        assertThat(report.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo("grid.import-unit-dropped");
            assertThat(warning.codes()).containsExactly("510703001001003", GRID);
        });
        assertThat(grids().unitAt(GRID, IN_UNIT)).isPresent();
        assertThat(grids().unitAt("510703001003", new GeoPoint(104.708, 31.402)))
                .get()
                .extracting(GridUnit::code)
                .isEqualTo(OTHER);
        assertThat(publish(split).changesNothing()).isTrue();
        assertThat(imported(split, DROP, ADMIN).removed()).containsExactly(UNIT, OTHER);
        assertThat(grids().unitAt(GRID, IN_UNIT)).isEmpty();
    }

    @Test
    void a_table_has_units_with_their_level_and_grid() {
        String table = String.join(
                "\n",
                "层级,网格编号,网格名称,社区编号,上级网格,边界",
                "," + GRID
                        + ",第1网格,510703001001,,\"POLYGON((104.7 31.4,104.71 31.4,104.71 31.41,104.7 31.41,104.7 31.4))\"",
                "单元," + UNIT + ",阳光苑,," + GRID
                        + ",\"POLYGON((104.701 31.401,104.704 31.401,104.704 31.404,104.701 31.404,104.701 31.401))\"",
                "UNIT," + OTHER + ",东苑,,510703001077,"
                        + "\"POLYGON((104.706 31.401,104.709 31.401,104.709 31.404,104.706 31.404,104.706 31.401))\"",
                "楼,X1,楼,,," + "\"POLYGON((104.706 31.401,104.709 31.401,104.709 31.404,104.706 31.401))\"");
        assertThat(taken(table).faults())
                .extracting(fault -> fault.line() + " " + fault.column() + " " + fault.code())
                .containsExactlyInAnyOrder("5 层级 grid.import-level", "5 社区编号 grid.import-property");
        String without = table.substring(0, table.lastIndexOf('\n'));
        assertThat(taken(without).faults())
                .extracting(fault -> fault.line() + " " + fault.column() + " " + fault.code())
                .containsExactly("4 上级网格 grid.import-unit-parent");
        assertThat(taken(without.replace("510703001077", "")).publishable()).isTrue();
    }

    private ImportReport taken(String table) {
        return value(directory
                .get(GridImports.class)
                .importFile(
                        table.getBytes(StandardCharsets.UTF_8),
                        new Options(true, false, false, null, Form.CSV, Datum.WGS84),
                        ADMIN));
    }

    @Test
    void other_instances_and_those_that_start_later_know_the_units() {
        publish(oneUnit());
        try (Directory later = new Directory(store)) {
            value(later.get(GridCells.class).refreshIfChanged());
            assertThat(later.get(GridCells.class).unitAt(GRID, IN_UNIT)).isEqualTo(grids().unitAt(GRID, IN_UNIT));
        }
    }

    @Test
    void what_was_stored_before_there_were_units_has_none() {
        publish(GridFile.threeGrids());
        done(store.template().updateMulti(new Query(), new Update().unset("units"), "grid_cells"));
        try (Directory later = new Directory(store)) {
            value(later.get(GridCells.class).refreshIfChanged());
            assertThat(later.get(GridCells.class).get(GRID).code()).isEqualTo(GRID);
            assertThat(later.get(GridCells.class).unitAt(GRID, IN_UNIT)).isEmpty();
        }
    }
}
