package org.wangge.grid;

import org.wangge.shared.GeoPoint;
import org.wangge.shared.LocalizedText;

/**
 * A unit (单元) below a grid: an estate, a block, a building with its yard. It tells where in a grid something is; who answers for
 * it and who handles it are the grid's.
 *
 * @param code never twelve digits, so that it is no grid's; the standard has fifteen
 * @param gridCode the grid in which it lies
 * @param anchor a point inside, for a marker on a map
 * @param areaSquareMetres on the ellipsoid
 */
public record GridUnit(String code, LocalizedText name, String gridCode, GeoPoint anchor, double areaSquareMetres) {}
