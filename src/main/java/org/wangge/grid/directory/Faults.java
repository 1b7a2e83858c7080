package org.wangge.grid.directory;

import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.wangge.grid.ImportReport.Fault;
import org.wangge.grid.geo.Boundaries;

/** Faults that are found on the ground. */
final class Faults {

    private Faults() {}

    static Fault ground(String code, List<String> codes, Geometry geometry, double areaSquareMetres) {
        return new Fault(
                null,
                null,
                null,
                "/features",
                code,
                List.of(String.join(", ", codes), Math.round(areaSquareMetres)),
                codes,
                areaSquareMetres,
                Boundaries.toGeoJson(geometry));
    }
}
