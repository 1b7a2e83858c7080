package org.wangge.grid.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.wangge.grid.GridTown;
import org.wangge.grid.geo.CoverageCheck.Kind;

class CoverageCheckTests {

    private static final List<CellShape> TOWN = GridTown.of(12, 12, 1);

    @Test
    void grids_that_tile_their_town_have_no_fault() {
        CoverageCheck.Coverage coverage = CoverageCheck.of(TOWN);
        assertThat(coverage.findings()).isEmpty();
        assertThat(coverage.parts()).isEqualTo(1);
        double sum = TOWN.stream()
                .mapToDouble(shape -> shape.cell().areaSquareMetres())
                .sum();
        assertThat(coverage.areaSquareMetres()).isCloseTo(sum, within(sum / 1000));
    }

    @Test
    void a_missing_grid_is_a_gap_of_its_size_between_its_neighbours() {
        List<CellShape> shapes = new ArrayList<>(TOWN);
        CellShape missing = shapes.remove(5 * 12 + 5);
        assertThat(CoverageCheck.of(shapes).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.GAP);
            assertThat(finding.areaSquareMetres()).isCloseTo(missing.cell().areaSquareMetres(), within(1.0));
            assertThat(finding.codes()).hasSize(8);
        });
    }

    @Test
    void a_corner_moved_inwards_leaves_a_gap_that_the_validator_alone_does_not_see() {
        List<CellShape> shapes = new ArrayList<>(TOWN);
        shapes.set(65, moved(shapes.get(65), 0.3));
        assertThat(CoverageCheck.of(shapes).findings())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.kind()).isEqualTo(Kind.GAP));
    }

    @Test
    void overlaps_are_those_that_comparing_every_pair_finds() {
        Random random = new Random(7);
        for (int round = 0; round < 12; round++) {
            List<CellShape> shapes = new ArrayList<>(TOWN);
            for (int change = 0; change < 4; change++) {
                int index = random.nextInt(shapes.size());
                shapes.set(index, moved(shapes.get(index), -0.2 - random.nextDouble() * 0.5));
            }
            Set<String> found = new TreeSet<>();
            CoverageCheck.of(shapes).findings().stream()
                    .filter(finding -> finding.kind() == Kind.OVERLAP)
                    .forEach(finding -> found.add(String.join("-", finding.codes())));
            assertThat(found).isEqualTo(everyPair(shapes));
        }
    }

    @Test
    void the_same_grid_twice_and_one_inside_another_are_overlaps() {
        List<CellShape> twice =
                List.of(TOWN.get(0), GridTown.shape(999, TOWN.get(0).boundary(), 1));
        assertThat(CoverageCheck.of(twice).findings())
                .extracting(CoverageCheck.Finding::kind)
                .containsExactly(Kind.OVERLAP);

        Geometry whole = TOWN.get(0).boundary();
        CellShape inner = GridTown.shape(999, Boundaries.FACTORY.createPolygon(shrunk(whole)), 1);
        assertThat(CoverageCheck.of(List.of(TOWN.get(0), inner)).findings())
                .extracting(CoverageCheck.Finding::kind)
                .containsExactly(Kind.OVERLAP);
    }

    @Test
    void an_invalid_ring_is_told_and_the_rest_is_checked_all_the_same() {
        List<CellShape> shapes = new ArrayList<>(TOWN.subList(0, 3));
        Geometry bowTie = Boundaries.FACTORY.createPolygon(new Coordinate[] {
            new Coordinate(104, 31),
            new Coordinate(104.1, 31.1),
            new Coordinate(104.1, 31),
            new Coordinate(104, 31.1),
            new Coordinate(104, 31)
        });
        shapes.add(new CellShape(TOWN.get(20).cell(), bowTie));
        assertThat(CoverageCheck.of(shapes).findings())
                .extracting(CoverageCheck.Finding::kind)
                .containsExactly(Kind.INVALID_RING);
    }

    private static Set<String> everyPair(List<CellShape> shapes) {
        Set<String> overlapping = new TreeSet<>();
        for (CellShape first : shapes) {
            for (CellShape second : shapes) {
                boolean candidate = first.code().compareTo(second.code()) < 0
                        && first.boundary()
                                .getEnvelopeInternal()
                                .intersects(second.boundary().getEnvelopeInternal());
                if (candidate
                        && Metres.area(first.boundary().intersection(second.boundary()))
                                > CoverageCheck.TOLERATED_SQUARE_METRES) {
                    overlapping.add(first.code() + "-" + second.code());
                }
            }
        }
        return overlapping;
    }

    /** Moves the first corner towards the middle, or with a negative part away from it. */
    private static CellShape moved(CellShape shape, double part) {
        Coordinate[] ring = shape.boundary().copy().getCoordinates();
        Coordinate middle = shape.boundary().getCentroid().getCoordinate();
        Coordinate corner =
                new Coordinate(ring[0].x + (middle.x - ring[0].x) * part, ring[0].y + (middle.y - ring[0].y) * part);
        ring[0] = corner;
        ring[ring.length - 1] = corner;
        return new CellShape(shape.cell(), Boundaries.FACTORY.createPolygon(ring));
    }

    private static Coordinate[] shrunk(Geometry boundary) {
        Coordinate middle = boundary.getCentroid().getCoordinate();
        Coordinate[] ring = boundary.copy().getCoordinates();
        for (int index = 0; index < ring.length; index++) {
            ring[index] = new Coordinate((ring[index].x + middle.x) / 2, (ring[index].y + middle.y) / 2);
        }
        return ring;
    }
}
