package org.wangge.grid.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.wangge.grid.GridTown;
import org.wangge.grid.geo.CoverageCheck.Finding;
import org.wangge.grid.geo.CoverageCheck.Kind;
import org.wangge.shared.Datum;

/** Gaps that touch the outer edge in one vertex are gaps, and the proof of coverage finds all of them. */
class GapsAtTheEdgeTests {

    private static List<CellShape> district = List.of();

    @BeforeAll
    static void read() throws IOException {
        List<GridRecord> grids = GeoJsonReader.read(
                        Files.readAllBytes(Path.of("seeds/fucheng/grid.geojson")), Datum.WGS84)
                .grids();
        district = new ArrayList<>();
        for (GridRecord grid : grids) {
            district.add(GridTown.shape(district.size(), grid.boundary(), 1));
        }
    }

    @Test
    void a_gap_that_touches_the_outer_edge_in_one_vertex_is_a_hole_of_the_union() {
        List<Finding> findings =
                check("POLYGON((0 0,5 0,5 4,3 6,5 10,0 10,0 0))", "POLYGON((5 0,10 0,10 10,5 10,5 4,5 0))");
        assertThat(findings).singleElement().satisfies(gap -> {
            assertThat(gap.kind()).isEqualTo(Kind.GAP);
            assertThat(gap.geometry().equalsTopo(wkt("POLYGON((3 6,5 4,5 10,3 6))")))
                    .isTrue();
            assertThat(gap.codes()).hasSize(2);
        });
    }

    @Test
    void ground_between_grids_that_touch_in_nothing_but_corners_is_a_gap() {
        assertThat(check(
                        "POLYGON((1 0,2 0,2 1,1 1,1 0))",
                        "POLYGON((0 1,1 1,1 2,0 2,0 1))",
                        "POLYGON((2 1,3 1,3 2,2 2,2 1))",
                        "POLYGON((1 2,2 2,2 3,1 3,1 2))"))
                .singleElement()
                .satisfies(gap -> assertThat(gap.geometry().equalsTopo(wkt("POLYGON((1 1,2 1,2 2,1 2,1 1))")))
                        .isTrue());
    }

    @Test
    void a_grid_that_lies_in_a_gap_is_no_part_of_it() {
        assertThat(check("POLYGON((0 0,10 0,10 10,0 10,0 0),(2 2,8 2,8 8,2 8,2 2))", "POLYGON((4 4,6 4,6 6,4 6,4 4))"))
                .singleElement()
                .satisfies(gap -> assertThat(gap.geometry().getArea()).isCloseTo(32, within(1e-9)));
    }

    @Test
    void what_is_no_area_is_told_as_an_invalid_ring() {
        Geometry line = wkt("LINESTRING(0 0,1 1)");
        Geometry nothing = wkt("POLYGON EMPTY");
        List<CellShape> shapes = List.of(
                new CellShape(district.get(0).cell(), line),
                new CellShape(district.get(1).cell(), nothing),
                district.get(2));
        assertThat(CoverageCheck.of(shapes).findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.INVALID_RING, Kind.INVALID_RING);
    }

    @Test
    void gaps_cut_into_the_district_are_found_wherever_they_touch_the_edge() {
        Random random = new Random(510703);
        Map<Coordinate, List<Integer>> corners = corners();
        List<Coordinate> outer =
                List.of(Ground.union(district.stream().map(CellShape::boundary).toList())
                        .getCoordinates());
        for (int round = 0; round < 6; round++) {
            List<CellShape> cut = new ArrayList<>(district);
            List<Polygon> gaps = new ArrayList<>();
            while (gaps.size() < 3) {
                Coordinate corner = outer.get(random.nextInt(outer.size()));
                List<Integer> around = corners.getOrDefault(corner, List.of());
                if (around.size() == 2) {
                    widen(cut, corner, around.get(0), around.get(1), gaps);
                }
            }
            compare(cut, gaps, random);
        }
    }

    /** Draws a grid's border with its neighbour anew, from a corner at the outer edge over a point inside the grid. */
    private static void widen(List<CellShape> cut, Coordinate corner, int number, int neighbour, List<Polygon> gaps) {
        Geometry present = cut.get(number).boundary();
        if (!present.equalsExact(district.get(number).boundary())) {
            return;
        }
        Coordinate[] ring = present.getCoordinates();
        int last = ring.length - 1;
        for (int at = 0; at < last; at++) {
            Coordinate next = ring[at + 1];
            boolean ahead = ring[at].equals2D(corner) && holds(district.get(neighbour), next);
            boolean back = next.equals2D(corner) && holds(district.get(neighbour), ring[at]);
            if (ahead || back) {
                Coordinate middle = present.getCentroid().getCoordinate();
                Coordinate dent = new Coordinate(
                        (ring[at].x + next.x) / 2 * 0.7 + middle.x * 0.3,
                        (ring[at].y + next.y) / 2 * 0.7 + middle.y * 0.3);
                List<Coordinate> dented = new ArrayList<>(List.of(ring));
                dented.add(at + 1, dent);
                Polygon smaller = Boundaries.FACTORY.createPolygon(dented.toArray(Coordinate[]::new));
                Polygon gap = Boundaries.FACTORY.createPolygon(new Coordinate[] {ring[at], next, dent, ring[at]});
                if (smaller.isValid() && present.covers(gap)) {
                    cut.set(number, new CellShape(cut.get(number).cell(), smaller));
                    gaps.add(gap);
                }
                return;
            }
        }
    }

    /** The oracle knows nothing of unions: sums of areas, and points that are looked up one by one. */
    private static void compare(List<CellShape> cut, List<Polygon> gaps, Random random) {
        List<Finding> found = CoverageCheck.of(cut).findings();
        assertThat(found).hasSameSizeAs(gaps).allSatisfy(gap -> {
            assertThat(gap.kind()).isEqualTo(Kind.GAP);
            assertThat(gap.geometry().isValid()).isTrue();
        });
        double missing = area(district) - area(cut);
        assertThat(found.stream().mapToDouble(gap -> gap.geometry().getArea()).sum())
                .isCloseTo(missing, within(missing / 1e6));
        for (Polygon gap : gaps) {
            Envelope box = gap.getEnvelopeInternal();
            for (int sample = 0; sample < 50; sample++) {
                Coordinate point = new Coordinate(
                        box.getMinX() + random.nextDouble() * box.getWidth(),
                        box.getMinY() + random.nextDouble() * box.getHeight());
                boolean inGrid = cut.stream().anyMatch(shape -> inside(shape.boundary(), point));
                boolean inDistrict = district.stream().anyMatch(shape -> inside(shape.boundary(), point));
                boolean told = found.stream().anyMatch(finding -> inside(finding.geometry(), point));
                assertThat(told).as("%s", point).isEqualTo(inDistrict && !inGrid);
            }
        }
    }

    private static Map<Coordinate, List<Integer>> corners() {
        Map<Coordinate, List<Integer>> corners = new HashMap<>();
        for (int number = 0; number < district.size(); number++) {
            Coordinate[] ring = district.get(number).boundary().getCoordinates();
            for (int at = 1; at < ring.length; at++) {
                corners.computeIfAbsent(ring[at], corner -> new ArrayList<>()).add(number);
            }
        }
        return corners;
    }

    private static boolean holds(CellShape shape, Coordinate corner) {
        return List.of(shape.boundary().getCoordinates()).contains(corner);
    }

    private static boolean inside(Geometry area, Coordinate point) {
        return area.getEnvelopeInternal().contains(point)
                && SimplePointInAreaLocator.locate(point, area) == Location.INTERIOR;
    }

    private static double area(List<CellShape> shapes) {
        return shapes.stream().mapToDouble(shape -> shape.boundary().getArea()).sum();
    }

    private static List<Finding> check(String... areas) {
        List<CellShape> shapes = new ArrayList<>();
        for (String area : areas) {
            shapes.add(new CellShape(district.get(shapes.size()).cell(), wkt(area)));
        }
        return CoverageCheck.of(shapes).findings();
    }

    private static Geometry wkt(String text) {
        try {
            return new WKTReader(Boundaries.FACTORY).read(text);
        } catch (ParseException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
