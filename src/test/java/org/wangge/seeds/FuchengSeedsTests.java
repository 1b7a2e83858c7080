package org.wangge.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Awaited.done;
import static org.wangge.fixtures.Awaited.value;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.wangge.fixtures.TestStore;
import org.wangge.grid.Directory;
import org.wangge.grid.Division;
import org.wangge.grid.Divisions;
import org.wangge.grid.GridCell;
import org.wangge.grid.GridCells;
import org.wangge.grid.GridImports;
import org.wangge.grid.GridTown;
import org.wangge.grid.ImportReport;
import org.wangge.grid.Location;
import org.wangge.grid.Office;
import org.wangge.grid.Offices;
import org.wangge.grid.directory.AreaMaps;
import org.wangge.grid.directory.GridMaps;
import org.wangge.grid.geo.Boundaries;
import org.wangge.grid.geo.CellShape;
import org.wangge.grid.geo.CoverageCheck;
import org.wangge.grid.geo.DatumShift;
import org.wangge.grid.geo.Ground;
import org.wangge.shared.Actor;
import org.wangge.shared.Datum;
import org.wangge.shared.GeoPoint;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The demonstration district. To draw the grids anew after a change of the divisions or of {@link FuchengGrids}:
 * {@code mvn test -Dtest=FuchengSeedsTests -Dseeds.write=true}.
 */
class FuchengSeedsTests {

    private static final TestStore STORE = TestStore.open();
    private static final Directory DIRECTORY = new Directory(STORE);
    private static List<CellShape> shapes = List.of();

    @BeforeAll
    static void seed() throws IOException {
        if (Boolean.getBoolean("seeds.write")) {
            Files.writeString(SeedFiles.GRIDS, SeedFiles.geoJson(new FuchengGrids(SeedFiles.divisions()).draw()));
        }
        done(DIRECTORY.get(Divisions.class).putAll(SeedFiles.divisions()));
        done(DIRECTORY.get(Offices.class).replaceAll(SeedFiles.offices()));
        ImportReport report = value(DIRECTORY
                .get(GridImports.class)
                .importFile(Files.readAllBytes(SeedFiles.GRIDS), new GridImports.Options(false, false), Actor.SYSTEM));
        assertThat(report.revision()).isEqualTo(1);
        GridMaps maps = DIRECTORY.get(GridMaps.class);
        shapes = maps.select(new GridMaps.Selection(maps.now(), List.of("510703"), List.of(), null, null));
    }

    @AfterAll
    static void close() {
        DIRECTORY.close();
        STORE.close();
    }

    @Test
    void the_file_in_the_repository_is_what_the_program_draws() {
        String drawn = SeedFiles.geoJson(new FuchengGrids(SeedFiles.divisions()).draw());
        assertThat(SeedFiles.text(SeedFiles.GRIDS)).isEqualTo(drawn);
    }

    @Test
    void the_grids_tile_the_district_in_one_piece() {
        assertThat(shapes).hasSizeGreaterThanOrEqualTo(600);
        CoverageCheck.Coverage coverage = CoverageCheck.of(shapes);
        assertThat(coverage.findings()).isEmpty();
        assertThat(coverage.parts()).isEqualTo(1);
        assertThat(coverage.areaSquareMetres() / 1e6).as("square kilometres").isBetween(400.0, 800.0);
    }

    @Test
    void the_areas_above_the_grids_are_valid_and_tile_the_district_at_every_zoom() {
        Map<AreaMaps.Level, Integer> counts = Map.of(AreaMaps.Level.COMMUNITY, 249, AreaMaps.Level.SUBDISTRICT, 13);
        for (AreaMaps.Level level : AreaMaps.Level.values()) {
            for (Integer zoom : new Integer[] {null, 12, 14}) {
                byte[] map = value(DIRECTORY
                        .get(AreaMaps.class)
                        .geoJson(
                                new GridMaps.Selection(
                                        DIRECTORY.get(GridMaps.class).now(), List.of("510703"), List.of(), null, null),
                                level,
                                zoom,
                                Locale.ENGLISH));
                List<CellShape> areas = new ArrayList<>();
                for (JsonNode feature : new JsonMapper().readTree(map).get("features")) {
                    Map<?, ?> geometry = new JsonMapper().convertValue(feature.get("geometry"), Map.class);
                    areas.add(GridTown.shape(areas.size(), Boundaries.fromGeoJson(geometry), 1));
                    assertThat(feature.at("/properties/label").stringValue()).isNotBlank();
                }
                assertThat(areas).hasSize(counts.getOrDefault(level, areas.size()));
                CoverageCheck.Coverage coverage = CoverageCheck.of(areas);
                assertThat(coverage.findings()).isEmpty();
                assertThat(coverage.areaSquareMetres())
                        .isCloseTo(CoverageCheck.of(shapes).areaSquareMetres(), Percentage.withPercentage(1));
            }
        }
    }

    @Test
    void every_community_and_every_sub_district_is_one_piece() {
        Map<String, List<Geometry>> areas = new TreeMap<>();
        for (CellShape shape : shapes) {
            areas.computeIfAbsent(shape.cell().path().upTo(2).value(), path -> new ArrayList<>())
                    .add(shape.boundary());
            areas.computeIfAbsent(shape.cell().path().upTo(3).value(), path -> new ArrayList<>())
                    .add(shape.boundary());
        }
        assertThat(areas).hasSize(13 + 249);
        Set<String> scattered = new HashSet<>();
        areas.forEach((path, boundaries) -> {
            if (Ground.union(boundaries).getNumGeometries() > 1) {
                scattered.add(path);
            }
        });
        assertThat(scattered).isEmpty();
    }

    @Test
    void the_known_place_of_each_town_lies_in_it_in_both_datums() {
        Map<String, Office> offices = SeedFiles.offices().stream().collect(Collectors.toMap(Office::code, one -> one));
        for (Division town : SeedFiles.divisions()) {
            GeoPoint place = town.approximately();
            if (town.level() != Division.Level.TOWNSHIP || town.validTo() != null || place == null) {
                continue;
            }
            assertThat(offices).containsKey(town.code());
            DatumShift.Degrees published = DatumShift.fromWgs84(place, Datum.GCJ02);
            assertThat(subDistrict(place)).as(town.names().zh()).isEqualTo(town.code());
            assertThat(subDistrict(new GeoPoint(published.longitude(), published.latitude())))
                    .as(town.names().zh())
                    .isEqualTo(town.code());
        }
    }

    @Test
    void the_place_of_the_story_lies_in_the_first_grid_of_chengxiang() {
        GridCells cells = DIRECTORY.get(GridCells.class);
        GridCell grid = cells.locate(new GeoPoint(104.7600, 31.4576)).orRefuse();
        assertThat(grid.code()).isEqualTo("510703001001");
        GeoPoint shifted = DatumShift.toWgs84(104.7600, 31.4576, Datum.GCJ02);
        assertThat(cells.locate(shifted)).isInstanceOf(Location.Inside.class);
        assertThat(cells.locate(shifted).orRefuse().officeCode()).isEqualTo("510703001");
    }

    @Test
    void every_community_has_grids_and_no_name_comes_twice_in_a_sub_district() {
        Set<String> communities =
                shapes.stream().map(shape -> shape.cell().communityCode()).collect(Collectors.toSet());
        Set<String> names = new HashSet<>();
        for (Division division : SeedFiles.divisions()) {
            if (division.level() == Division.Level.COMMUNITY) {
                assertThat(communities).contains(division.code());
                assertThat(names.add(division.parentCode() + division.names().zh()))
                        .as(division.names().zh())
                        .isTrue();
            }
        }
        assertThat(communities).hasSize(249);
    }

    private static String subDistrict(GeoPoint point) {
        return DIRECTORY.get(GridCells.class).locate(point).orRefuse().officeCode();
    }
}
