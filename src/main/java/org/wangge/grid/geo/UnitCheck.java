package org.wangge.grid.geo;

import java.util.HashMap;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/** The proof that units lie in their grids. One for each import; never call it on an event loop. */
public final class UnitCheck {

    private final Map<String, PreparedGeometry> grids = new HashMap<>();

    /** What of a unit sticks out of a grid; empty when it is no more than comes from rounding coordinates. */
    public Geometry outside(Geometry unit, CellShape grid) {
        PreparedGeometry area =
                grids.computeIfAbsent(grid.code(), code -> PreparedGeometryFactory.prepare(grid.boundary()));
        if (!area.covers(unit)) {
            Geometry rest = Ground.without(unit, grid.boundary());
            if (Metres.area(rest) > CoverageCheck.TOLERATED_SQUARE_METRES) {
                return rest;
            }
        }
        return Boundaries.FACTORY.createPolygon();
    }
}
