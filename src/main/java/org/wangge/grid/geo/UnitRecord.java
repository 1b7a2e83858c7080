package org.wangge.grid.geo;

import org.locationtech.jts.geom.Geometry;

/**
 * One unit as a file has it.
 *
 * @param nameEn empty when the file gives none
 * @param gridCode the grid it names, empty when it lets its place decide
 * @param boundary valid, wound as RFC 7946 wants, in WGS84
 */
public record UnitRecord(Spot spot, String code, String name, String nameEn, String gridCode, Geometry boundary) {

    /** The property that names the grid. */
    public static final String PARENT = "parent";
}
