package org.wangge.grid;

import org.wangge.shared.Actor;
import reactor.core.publisher.Mono;

/** Publishes boundaries. A publication is all or nothing and is seen by every instance within seconds. */
public interface GridImports {

    /**
     * How to import.
     *
     * @param dryRun only report
     * @param allowGaps publish in spite of gaps and overlaps, for a district that is not finished
     */
    record Options(boolean dryRun, boolean allowGaps) {}

    /**
     * Compares a GeoJSON FeatureCollection with the present grids of the districts it names, and publishes it unless it is a dry
     * run. A dry run answers with the faults; otherwise {@code grid.import-faulty} carries them and nothing is stored.
     * {@code grid.revision-conflict} when somebody else published meanwhile. May be repeated: what is there already gives no new
     * revision. {@link Actor#SYSTEM} may publish any district, people only their own.
     */
    Mono<ImportReport> importGeoJson(byte[] featureCollection, Options options, Actor actor);
}
