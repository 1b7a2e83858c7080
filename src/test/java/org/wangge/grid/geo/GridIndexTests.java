package org.wangge.grid.geo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.wangge.grid.GridTown;
import org.wangge.shared.GeoPoint;

class GridIndexTests {

    private static final List<CellShape> TOWN = GridTown.of(25, 20, 1);
    private static final GridIndex INDEX = new GridIndex(TOWN);

    @Test
    void a_hundred_thousand_points_are_located_as_a_plain_scan_does() {
        Random random = new Random(20260105);
        AtomicInteger inside = new AtomicInteger();
        List<GeoPoint> points = IntStream.range(0, 100_000)
                .mapToObj(round -> new GeoPoint(
                        GridTown.WEST - 0.004 + random.nextDouble() * 0.112,
                        GridTown.SOUTH - 0.004 + random.nextDouble() * 0.092))
                .toList();
        points.parallelStream().forEach(point -> {
            CellShape expected = scan(point);
            assertThat(INDEX.containing(point)).isSameAs(expected);
            if (expected != null) {
                inside.incrementAndGet();
            }
        });
        assertThat(inside.get()).isBetween(70_000, 99_000);
    }

    @Test
    void a_point_on_a_border_is_in_the_grid_with_the_lowest_code_in_whatever_order_they_came() {
        List<CellShape> reversed = new ArrayList<>(TOWN);
        Collections.reverse(reversed);
        GridIndex other = new GridIndex(reversed);
        int shared = 0;
        for (CellShape shape : TOWN) {
            for (Coordinate corner : shape.boundary().getCoordinates()) {
                GeoPoint point = new GeoPoint(corner.x, corner.y);
                List<String> claimants = TOWN.stream()
                        .filter(candidate -> covers(candidate, point))
                        .map(CellShape::code)
                        .sorted()
                        .toList();
                assertThat(requireNonNull(INDEX.containing(point)).code()).isEqualTo(claimants.get(0));
                assertThat(requireNonNull(other.containing(point)).code()).isEqualTo(claimants.get(0));
                shared += claimants.size() > 1 ? 1 : 0;
            }
        }
        assertThat(shared).isGreaterThan(2000);
    }

    @Test
    void holes_and_several_parts_are_respected() {
        LinearRing outer = ring(104.0, 31.0, 104.1, 31.1);
        LinearRing hole = ring(104.04, 31.04, 104.06, 31.06);
        Geometry withHole = Boundaries.FACTORY.createPolygon(outer, new LinearRing[] {hole});
        Geometry island = Boundaries.FACTORY.createPolygon(ring(104.2, 31.0, 104.21, 31.01));
        Geometry both = Boundaries.FACTORY.createMultiPolygon(new Polygon[] {(Polygon) withHole, (Polygon) island});
        GridIndex index = new GridIndex(List.of(GridTown.shape(0, both, 1)));

        assertThat(index.containing(new GeoPoint(104.02, 31.02))).isNotNull();
        assertThat(index.containing(new GeoPoint(104.205, 31.005))).isNotNull();
        assertThat(index.containing(new GeoPoint(104.05, 31.05))).isNull();
        assertThat(index.containing(new GeoPoint(104.15, 31.005))).isNull();
    }

    @Test
    void outside_the_nearest_grid_is_found_in_real_metres_in_every_direction() {
        GridIndex square = new GridIndex(
                List.of(GridTown.shape(0, Boundaries.FACTORY.createPolygon(ring(104.0, 31.0, 104.1, 31.1)), 1)));
        // At 31 N a degree of longitude is about 95.5 km, one of latitude about 110.9 km.
        GridIndex.Near east = square.nearest(new GeoPoint(104.1 + 40 / 95_506.0, 31.05), 50);
        GridIndex.Near north = square.nearest(new GeoPoint(104.05, 31.1 + 40 / 110_861.0), 50);
        assertThat(requireNonNull(east).distanceMetres()).isCloseTo(40, within(0.2));
        assertThat(requireNonNull(north).distanceMetres()).isCloseTo(40, within(0.2));
        assertThat(square.nearest(new GeoPoint(104.1 + 51 / 95_506.0, 31.05), 50))
                .isNull();
        assertThat(square.nearest(new GeoPoint(104.05, 31.1 + 51 / 110_861.0), 50))
                .isNull();
    }

    @Test
    void an_empty_index_contains_nothing() {
        GridIndex empty = new GridIndex(List.of());
        assertThat(empty.containing(new GeoPoint(104.7, 31.4))).isNull();
        assertThat(empty.nearest(new GeoPoint(104.7, 31.4), 50)).isNull();
        assertThat(empty.touching(new Envelope(100, 110, 30, 32))).isEmpty();
    }

    private static LinearRing ring(double west, double south, double east, double north) {
        return Boundaries.FACTORY.createLinearRing(new Coordinate[] {
            new Coordinate(west, south),
            new Coordinate(east, south),
            new Coordinate(east, north),
            new Coordinate(west, north),
            new Coordinate(west, south)
        });
    }

    private static @Nullable CellShape scan(GeoPoint point) {
        for (CellShape shape : TOWN) {
            if (covers(shape, point)) {
                return shape;
            }
        }
        return null;
    }

    private static boolean covers(CellShape shape, GeoPoint point) {
        Coordinate coordinate = new Coordinate(point.longitude(), point.latitude());
        return shape.boundary().getEnvelopeInternal().contains(coordinate)
                && SimplePointInAreaLocator.locate(coordinate, shape.boundary()) != Location.EXTERIOR;
    }
}
