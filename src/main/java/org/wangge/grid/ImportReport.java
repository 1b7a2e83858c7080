package org.wangge.grid;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import would do, or did.
 *
 * @param baseRevision the publication it was compared with
 * @param revision the new publication; null when nothing was published (a dry run, or no difference)
 * @param added codes of new grids and units
 * @param removed codes of grids and units of the same districts that are no longer there
 * @param reshaped grids and units with another boundary
 * @param changed grids and units with another name, community or grid
 * @param unchanged how many stay as they are
 * @param datumErrorMetres how exact the coordinates were converted to WGS84, at worst; 0 when they were not
 * @param faults empty when it can be published
 * @param warnings gaps, overlaps and lost ground that are published all the same, because the caller allows them; units
 *     that lie in no grid any more
 */
public record ImportReport(
        boolean dryRun,
        long baseRevision,
        @Nullable Long revision,
        List<String> added,
        List<String> removed,
        List<Reshaped> reshaped,
        List<Changed> changed,
        int unchanged,
        double datumErrorMetres,
        List<Fault> faults,
        List<Fault> warnings) {

    /** An answer tells so many of the faults, and of the warnings, and the number of all. */
    public static final int FAULTS_TOLD = 50;

    /** A grid or unit whose boundary moved; {@code differenceSquareMetres} is the area that is in only one of both. */
    public record Reshaped(String code, double areaBefore, double areaAfter, double differenceSquareMetres) {}

    /** A grid or unit whose attributes changed: their names in the file. */
    public record Changed(String code, List<String> attributes) {}

    /**
     * Something wrong in the file.
     *
     * @param featureIndex from 0; null when it concerns several features, and in a table
     * @param line of a table, from 1; null when it concerns several, and in GeoJSON
     * @param column heading in the table as the file has it; null when it concerns the whole line, and in GeoJSON
     * @param pointer JSON pointer into the file; {@code /lines/…} in a table
     * @param code a {@code grid.import-…} code
     * @param arguments for its text
     * @param codes the grids and units concerned
     * @param areaSquareMetres of a gap or an overlap, else null
     * @param geometry GeoJSON of a gap or an overlap, else null
     */
    public record Fault(
            @Nullable Integer featureIndex,
            @Nullable Integer line,
            @Nullable String column,
            String pointer,
            String code,
            List<Object> arguments,
            List<String> codes,
            @Nullable Double areaSquareMetres,
            @Nullable Object geometry) {}

    /** The same when it was published under this number. */
    public ImportReport published(long number) {
        return new ImportReport(
                false,
                baseRevision,
                number,
                added,
                removed,
                reshaped,
                changed,
                unchanged,
                datumErrorMetres,
                List.of(),
                warnings);
    }

    public boolean publishable() {
        return faults.isEmpty();
    }

    public boolean changesNothing() {
        return added.isEmpty() && removed.isEmpty() && reshaped.isEmpty() && changed.isEmpty();
    }
}
