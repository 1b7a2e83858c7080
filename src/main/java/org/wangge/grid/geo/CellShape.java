package org.wangge.grid.geo;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.wangge.grid.GridCell;
import org.wangge.shared.GeoPoint;

/**
 * A grid with its boundary and its units.
 *
 * @param boundary polygon or multipolygon in WGS84 degrees, x is the longitude; never changed once here
 * @param units by code; empty when it has none
 */
public record CellShape(GridCell cell, Geometry boundary, List<UnitShape> units) {

    public CellShape {
        units = UnitShape.byCode(units);
    }

    /** A grid without units. */
    public CellShape(GridCell cell, Geometry boundary) {
        this(cell, boundary, List.of());
    }

    public String code() {
        return cell.code();
    }

    /** The same with these units. */
    public CellShape with(Collection<UnitShape> others) {
        return new CellShape(cell, boundary, List.copyOf(others));
    }

    /** The same drawn otherwise. */
    public CellShape drawn(Geometry otherwise) {
        return new CellShape(cell, otherwise, units);
    }

    /** The same as part of another publication. */
    public CellShape at(long revision) {
        return new CellShape(
                new GridCell(cell.path(), cell.name(), cell.anchor(), cell.areaSquareMetres(), revision),
                boundary,
                units);
    }

    /** The unit that contains the point or has it on its border, the lowest code among several; empty when none does. */
    public Optional<UnitShape> unitAt(GeoPoint point) {
        Coordinate place = new Coordinate(point.longitude(), point.latitude());
        return units.stream()
                .filter(unit -> unit.boundary().getEnvelopeInternal().contains(place)
                        && SimplePointInAreaLocator.locate(place, unit.boundary()) != Location.EXTERIOR)
                .findFirst();
    }
}
