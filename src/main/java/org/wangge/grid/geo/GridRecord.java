package org.wangge.grid.geo;

import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.wangge.grid.ImportReport.Fault;
import org.wangge.shared.Texts;

/**
 * One grid as a file has it.
 *
 * @param nameEn empty when the file gives none
 * @param boundary valid, wound as RFC 7946 wants, in WGS84
 */
public record GridRecord(Spot spot, String code, String name, String nameEn, String communityCode, Geometry boundary) {

    private static final int LONGEST_TEXT = 100;

    /**
     * What could be read of a file and what could not.
     *
     * @param warnings what is passed over
     * @param datumErrorMetres how exact the coordinates were converted: the largest distance of one of them, shifted back, from
     *     what the file has; 0 when nothing was converted
     */
    public record Contents(
            List<GridRecord> grids,
            List<UnitRecord> units,
            List<Fault> faults,
            List<Fault> warnings,
            double datumErrorMetres) {}

    /** Whether a text is not too long, and not missing where it must not be. */
    static boolean fits(String text, boolean required) {
        return (!required || !text.isBlank()) && Texts.length(text) <= LONGEST_TEXT;
    }
}
