package org.wangge.grid;

import org.jspecify.annotations.Nullable;
import org.wangge.shared.Actor;
import org.wangge.shared.Operation;
import reactor.core.publisher.Mono;

/** Publishes boundaries. A publication is all or nothing and is seen by every instance within seconds. */
public interface GridImports {

    /**
     * How to import.
     *
     * @param dryRun only report
     * @param allowGaps publish in spite of gaps and overlaps, for a district that is not finished
     * @param allowShrink publish although ground at the edge that belongs to a grid now would belong to none
     * @param seenRevision the publication that whoever imports has looked at, null when it does not say
     */
    record Options(
            boolean dryRun,
            boolean allowGaps,
            boolean allowShrink,
            @Nullable Long seenRevision) {

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
     */
    record Imported(ImportReport report, boolean replayed) {}

    /**
     * Compares a GeoJSON FeatureCollection with the present grids of the districts it names, and publishes it unless it is a dry
     * run. A dry run answers with the faults; otherwise {@code grid.import-faulty} carries them and nothing is stored.
     * {@code grid.stale} when another publication is in force than the one the caller has seen, {@code grid.revision-conflict}
     * when somebody else published meanwhile. May be repeated: what is there already gives no new
     * revision, and an operation that published one of the last ten is known again. {@link Actor#SYSTEM} may publish any
     * district, people only their own.
     */
    Mono<Imported> importGeoJson(byte[] featureCollection, Options options, Actor actor, Operation operation);

    /** The same for who will not repeat it under a key. */
    default Mono<ImportReport> importGeoJson(byte[] featureCollection, Options options, Actor actor) {
        return importGeoJson(featureCollection, options, actor, new Operation(null, "", "import"))
                .map(Imported::report);
    }
}
