package org.wangge.grid.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.wangge.grid.GridTown;
import org.wangge.shared.Datum;

class MapSimplifierTests {

    private static final List<CellShape> DISTRICT = new ArrayList<>();
    private static int bytes;

    @BeforeAll
    static void read() throws IOException {
        GeoJsonReader.read(Files.readAllBytes(Path.of("seeds/fucheng/grid.geojson")), Datum.WGS84)
                .grids()
                .forEach(grid -> DISTRICT.add(GridTown.shape(DISTRICT.size(), grid.boundary(), 1)));
        bytes = GeoJsonWriter.write(DISTRICT, 1, Locale.ENGLISH, false).length;
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 13, 14, 16, 18, 22})
    void neighbours_keep_their_common_border(int zoom) {
        List<CellShape> simple = simplified(DISTRICT, zoom);
        CoverageCheck.Coverage coverage = CoverageCheck.of(simple);
        assertThat(coverage.findings()).isEmpty();
        assertThat(coverage.areaSquareMetres())
                .isCloseTo(CoverageCheck.of(DISTRICT).areaSquareMetres(), within(coverage.areaSquareMetres() / 100));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 8, 9, 10})
    void there_is_no_gap_where_grids_are_as_small_as_pixels(int zoom) {
        // Hundreds of pixels on each other are more crossings than a file may have, so the holes are looked for
        // directly.
        Geometry all = OverlayNGRobust.union(
                simplified(DISTRICT, zoom).stream().map(CellShape::boundary).toList());
        for (int part = 0; part < all.getNumGeometries(); part++) {
            assertThat(((Polygon) all.getGeometryN(part)).getNumInteriorRing()).isZero();
        }
    }

    @Test
    void a_map_of_a_low_zoom_has_fewer_bytes_and_the_same_grids() {
        int last = bytes * 4 / 5;
        for (int zoom : List.of(14, 12, 10, 8, 0)) {
            int simple = GeoJsonWriter.write(simplified(DISTRICT, zoom), 1, Locale.ENGLISH, true).length;
            assertThat(simple).isLessThanOrEqualTo(last);
            last = simple;
        }
        assertThat(last).as("of the whole district on one tile").isLessThan(bytes * 2 / 3);
    }

    private static List<CellShape> simplified(List<CellShape> shapes, int zoom) {
        Map<String, Geometry> simple = MapSimplifier.simplified(shapes, zoom);
        assertThat(simple).hasSameSizeAs(shapes);
        return shapes.stream()
                .map(shape -> new CellShape(shape.cell(), simple.get(shape.code())))
                .toList();
    }
}
