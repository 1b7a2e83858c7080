package org.wangge.grid;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import would do, or did.
 *
 * @param baseRevision the publication it was compared with
 * @param revision the new publication; null when nothing was published (a dry run, or no difference)
 * @param added codes of new grids
 * @param removed codes of grids of the same districts that are no longer there
 * @param reshaped grids with another boundary
 * @param changed grids with another name or community
 * @param unchanged how many stay as they are
 * @param faults empty when it can be published
 * @param warnings gaps, overlaps and lost ground that are published all the same, because the caller allows them
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
        List<Fault> faults,
        List<Fault> warnings) {

    /** A grid whose boundary moved; {@code differenceSquareMetres} is the area that is in only one of both. */
    public record Reshaped(String code, double areaBefore, double areaAfter, double differenceSquareMetres) {}

    /** A grid whose attributes changed: their names in the file. */
    public record Changed(String code, List<String> attributes) {}

    /**
     * Something wrong in the file.
     *
     * @param featureIndex from 0; null when it concerns several features
     * @param pointer JSON pointer into the file
     * @param code a {@code grid.import-…} code
     * @param arguments for its text
     * @param codes the grids concerned
     * @param areaSquareMetres of a gap or an overlap, else null
     * @param geometry GeoJSON of a gap or an overlap, else null
     */
    public record Fault(
            @Nullable Integer featureIndex,
            String pointer,
            String code,
            List<Object> arguments,
            List<String> codes,
            @Nullable Double areaSquareMetres,
            @Nullable Object geometry) {}

    /** The same when it was published under this number. */
    public ImportReport published(long number) {
        return new ImportReport(
                false, baseRevision, number, added, removed, reshaped, changed, unchanged, List.of(), warnings);
    }

    public boolean publishable() {
        return faults.isEmpty();
    }

    public boolean changesNothing() {
        return added.isEmpty() && removed.isEmpty() && reshaped.isEmpty() && changed.isEmpty();
    }
}
