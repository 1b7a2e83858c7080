package org.wangge.grid;

import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.shared.LocalizedText;

/**
 * A grid (网格): the area a grid worker walks. Its boundary stays in the directory; this is what others need to know.
 *
 * @param path district/sub-district/community/grid
 * @param anchor a point inside, for a marker on a map
 * @param areaSquareMetres on the ellipsoid
 * @param revision the publication this description belongs to
 */
public record GridCell(GridPath path, LocalizedText name, GeoPoint anchor, double areaSquareMetres, long revision) {

    /** Twelve digits: county 6, sub-district 3, sequence 3. Can equal a community's code; only the path tells them apart. */
    public String code() {
        return path.code();
    }

    public String communityCode() {
        return path.codes().get(2);
    }

    /** The sub-district in which the grid lies; who handles its cases is asked of {@link Offices#responsibleFor}. */
    public String officeCode() {
        return path.codes().get(1);
    }
}
