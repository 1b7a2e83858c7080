package org.wangge.grid.geo;

import org.locationtech.jts.geom.Geometry;
import org.wangge.shared.LocalizedText;

/**
 * An area that consists of grids: a community, a sub-district, or what an office handles; or a unit of one.
 *
 * @param grids how many it has, zero of a unit
 * @param boundary the union of its grids, or what was drawn of a unit; valid
 */
public record AreaShape(
        String code, LocalizedText name, String parentCode, int grids, double areaSquareMetres, Geometry boundary) {}
