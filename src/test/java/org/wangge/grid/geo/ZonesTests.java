package org.wangge.grid.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.wangge.grid.GridCell;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;

/** Which grids lie in a zone that somebody else drew. */
class ZonesTests {

    private static final CellShape WEST = cell("000001", 104.70);
    private static final CellShape EAST = cell("000002", 104.71);
    private static final List<CellShape> BOTH = List.of(WEST, EAST);
    private static final Zones ZONES = new Zones(BOTH, new GridIndex(BOTH));

    /** A hundredth of a degree wide and high. */
    private static CellShape cell(String code, double west) {
        return new CellShape(
                new GridCell(
                        new GridPath("510703/510703001/510703001001/510703" + code),
                        new LocalizedText("格", ""),
                        new GeoPoint(west + 0.005, 31.405),
                        1_000_000,
                        1),
                Boundaries.FACTORY.toGeometry(new Envelope(west, west + 0.01, 31.40, 31.41)));
    }

    private static List<GeoPoint> ring(double... pairs) {
        List<GeoPoint> ring = new ArrayList<>();
        for (int at = 0; at < pairs.length; at += 2) {
            ring.add(new GeoPoint(pairs[at], pairs[at + 1]));
        }
        return ring;
    }

    private static List<GeoPoint> box(double west, double east) {
        return ring(west, 31.3, east, 31.3, east, 31.5, west, 31.5, west, 31.3);
    }

    @Test
    void a_grid_is_in_it_with_a_part_but_not_with_a_sliver_along_its_border() {
        assertThat(ZONES.touched(List.of(box(104.6, 104.8)), List.of())).containsExactly(WEST, EAST);
        assertThat(ZONES.touched(List.of(box(104.6, 104.705)), List.of())).containsExactly(WEST);
        assertThat(ZONES.touched(List.of(box(104.6, 104.71001)), List.of())).containsExactly(WEST);
        assertThat(ZONES.touched(List.of(box(105, 106)), List.of())).isEmpty();
        assertThat(ZONES.touched(List.of(box(104.712, 104.7121)), List.of())).containsExactly(EAST);
    }

    @Test
    void a_ring_that_crosses_itself_is_mended_and_one_without_ground_touches_nothing() {
        List<GeoPoint> bow = ring(104.70, 31.40, 104.71, 31.41, 104.71, 31.40, 104.70, 31.41, 104.70, 31.40);
        assertThat(ZONES.touched(List.of(bow), List.of())).containsExactly(WEST);
        List<GeoPoint> flat = ring(104.70, 31.40, 104.71, 31.41, 104.70, 31.40, 104.70, 31.40);
        assertThat(ZONES.touched(List.of(flat), List.of())).isEmpty();
    }

    @Test
    void circles_are_points_small_ones_and_such_as_hold_a_country() {
        GeoPoint inEast = new GeoPoint(104.715, 31.405);
        assertThat(ZONES.touched(List.of(), List.of(new GeoPoint.Circle(inEast, 0))))
                .containsExactly(EAST);
        assertThat(ZONES.touched(List.of(), List.of(new GeoPoint.Circle(inEast, 1_000))))
                .containsExactly(WEST, EAST);
        assertThat(ZONES.touched(List.of(), List.of(new GeoPoint.Circle(new GeoPoint(100, 31), 500_000))))
                .containsExactly(WEST, EAST);
        assertThat(ZONES.touched(List.of(), List.of(new GeoPoint.Circle(new GeoPoint(90, 31), 200_000))))
                .isEmpty();
    }
}
