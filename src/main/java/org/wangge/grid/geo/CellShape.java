package org.wangge.grid.geo;

import org.locationtech.jts.geom.Geometry;
import org.wangge.grid.GridCell;

/**
 * A grid with its boundary.
 *
 * @param boundary polygon or multipolygon in WGS84 degrees, x is the longitude; never changed once here
 */
public record CellShape(GridCell cell, Geometry boundary) {

    public String code() {
        return cell.code();
    }
}
