package org.wangge.grid;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Actor;
import org.wangge.shared.Datum;
import org.wangge.shared.Operation;
import reactor.core.publisher.Mono;

/** Publishes boundaries. A publication is all or nothing and is seen by every instance within seconds. */
public interface GridImports {

    /** What kind of file. */
    enum Form {
        GEO_JSON,
        CSV,
        XLSX
    }

    /**
     * How to import.
     *
     * @param dryRun only report
     * @param allowGaps publish in spite of gaps and overlaps, for a district that is not finished
     * @param allowShrink publish although ground at the edge that belongs to a grid now would belong to none
     * @param seenRevision the publication that whoever imports has looked at, null when it does not say
     * @param form of the file
     * @param datum of its coordinates, which are converted to WGS84
     * @param dropUnits do not keep the units of a district of which the file has grids and no unit
     * @param effectiveFrom when it takes effect, on every instance; null for at once
     */
    record Options(
            boolean dryRun,
            boolean allowGaps,
            boolean allowShrink,
            @Nullable Long seenRevision,
            Form form,
            Datum datum,
            boolean dropUnits,
            @Nullable Instant effectiveFrom) {

        public Options(
                boolean dryRun,
                boolean allowGaps,
                boolean allowShrink,
                @Nullable Long seenRevision,
                Form form,
                Datum datum) {
            this(dryRun, allowGaps, allowShrink, seenRevision, form, datum, false, null);
        }

        public Options(boolean dryRun, boolean allowGaps, boolean allowShrink, @Nullable Long seenRevision) {
            this(dryRun, allowGaps, allowShrink, seenRevision, Form.GEO_JSON, Datum.WGS84);
        }

        public Options(boolean dryRun, boolean allowGaps, boolean allowShrink) {
            this(dryRun, allowGaps, allowShrink, null);
        }

        public Options(boolean dryRun, boolean allowGaps) {
            this(dryRun, allowGaps, false);
        }
    }

    /**
     * What an import came to.
     *
     * @param replayed whether the same operation had published before; the report is then as of now, with its publication
     * @param moves what it would move, one entry for each kind; null unless it was a dry run
     */
    record Imported(
            ImportReport report, boolean replayed, @Nullable List<MovedByRedraw.Moves> moves) {

        public Imported(ImportReport report, boolean replayed) {
            this(report, replayed, null);
        }
    }

    /**
     * Compares a file with the present grids of the districts it names, and publishes it unless it is a dry run. The file is a
     * GeoJSON FeatureCollection, or a table with the boundaries as well-known text. It has all grids of the districts it names,
     * and may have their units. Units of a district replace all that are there; where the file has none, those stay that still lie
     * in a grid, and the others are warnings. A file of units alone leaves the grids as they are. A dry run answers with the faults; otherwise {@code grid.import-faulty} carries them and nothing is stored.
     * {@code grid.import-unreadable}
     * when it is no such file, {@code grid.import-crs} when it names another system of coordinates. {@code grid.stale} when another publication is in force than the one the caller has seen, {@code grid.revision-conflict}
     * when somebody else published meanwhile. May be repeated: what is there already gives no new
     * revision, and an operation that published one that is kept is known again. {@link Actor#SYSTEM} may publish any
     * district, people only their own.
     *
     * <p>One that takes effect later is compared with, and built on, what will hold until then. Refuses {@code
     * grid.effective-range} for a moment that is not in the future, or more than ten years ahead; {@code grid.scheduled-later} when
     * another is scheduled for that moment or after it, which was built on other ground; {@code grid.scheduled-many}.
     */
    Mono<Imported> importFile(byte[] file, Options options, Actor actor, Operation operation);

    /** The same for who will not repeat it under a key. */
    default Mono<ImportReport> importFile(byte[] file, Options options, Actor actor) {
        return importFile(file, options, actor, Operation.unkeyed("import")).map(Imported::report);
    }
}
