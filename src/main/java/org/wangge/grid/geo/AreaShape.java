package org.wangge.grid.geo;

import org.locationtech.jts.geom.Geometry;
import org.wangge.shared.LocalizedText;

/**
 * An area that consists of grids: a community, a sub-district, or what an office handles.
 *
 * @param grids how many it has
 * @param boundary the union of its grids, valid
 */
public record AreaShape(
        String code, LocalizedText name, String parentCode, int grids, double areaSquareMetres, Geometry boundary) {}
