package org.wangge.grid.geo;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.wangge.grid.GridUnit;

/**
 * A unit with its boundary.
 *
 * @param boundary polygon or multipolygon in WGS84 degrees, x is the longitude; never changed once here
 */
public record UnitShape(GridUnit unit, Geometry boundary) {

    public String code() {
        return unit.code();
    }

    /** The same unit in this grid. */
    public UnitShape in(String gridCode) {
        return gridCode.equals(unit.gridCode())
                ? this
                : new UnitShape(
                        new GridUnit(unit.code(), unit.name(), gridCode, unit.anchor(), unit.areaSquareMetres()),
                        boundary);
    }

    static List<UnitShape> byCode(Collection<UnitShape> units) {
        return units.stream().sorted(Comparator.comparing(UnitShape::code)).toList();
    }
}
