package org.wangge.grid.directory;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.stereotype.Component;
import org.wangge.grid.Divisions;
import org.wangge.grid.ResponsibleWorker;
import org.wangge.grid.geo.CellShape;
import org.wangge.grid.geo.CoverageCheck;
import org.wangge.grid.store.WorkerStore;
import org.wangge.shared.GridPath;
import org.wangge.work.Blocking;
import reactor.core.publisher.Mono;

/** The proof of coverage for a district, computed once per publication; who is missing is looked up each time. */
@Component
public class Topology {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** What a report can complain about. */
    public enum Kind {
        GAP,
        OVERLAP,
        INVALID_RING,
        ORPHAN,
        NO_RESPONSIBLE_WORKER
    }

    /**
     * One fault.
     *
     * @param codes the grids concerned
     * @param geometry the gap, the overlap, or the grid
     */
    public record Fault(Kind kind, List<String> codes, Geometry geometry, double areaSquareMetres) {}

    /**
     * The state of a district's grids.
     *
     * @param covered no gap, no overlap, every boundary valid, at least one grid
     * @param parts into how many separate pieces the covered area falls
     */
    public record Report(
            String district,
            long revision,
            boolean covered,
            int grids,
            double areaSquareMetres,
            int parts,
            List<Fault> faults) {}

    private record Computed(long revision, CoverageCheck.Coverage coverage) {}

    private final GridSnapshots snapshots;
    private final Divisions divisions;
    private final WorkerStore workers;
    private final Blocking blocking;
    private final Clock clock;
    /** By district; a handful of entries, each replaced by the next revision's. */
    private final Map<String, Computed> computed = new ConcurrentHashMap<>();

    Topology(GridSnapshots snapshots, Divisions divisions, WorkerStore workers, Blocking blocking, Clock clock) {
        this.snapshots = snapshots;
        this.divisions = divisions;
        this.workers = workers;
        this.blocking = blocking;
        this.clock = clock;
    }

    /** Checks the grids of a district. May be repeated. */
    public Mono<Report> of(GridPath district) {
        GridSnapshot grid = snapshots.grid();
        List<CellShape> shapes = grid.within(district.upTo(1));
        Mono<Set<String>> manned = workers.inDistrict(district.district(), clock.instant())
                .map(ResponsibleWorker::gridCode)
                .collect(HashSet::new, Set::add);
        return Mono.zip(coverage(district.district(), grid.revision(), shapes), manned)
                .map(read -> report(district.district(), grid.revision(), shapes, read.getT1(), read.getT2()));
    }

    private Mono<CoverageCheck.Coverage> coverage(String district, long revision, List<CellShape> shapes) {
        Computed known = computed.get(district);
        if (known != null && known.revision() == revision) {
            return Mono.just(known.coverage());
        }
        return blocking.call(LONGEST, () -> CoverageCheck.of(shapes))
                .doOnNext(coverage -> computed.put(district, new Computed(revision, coverage)));
    }

    private Report report(
            String district,
            long revision,
            List<CellShape> shapes,
            CoverageCheck.Coverage coverage,
            Set<String> manned) {
        List<Fault> faults = new ArrayList<>();
        coverage.findings()
                .forEach(finding -> faults.add(new Fault(
                        Kind.valueOf(finding.kind().name()),
                        finding.codes(),
                        finding.geometry(),
                        finding.areaSquareMetres())));
        for (CellShape shape : shapes) {
            if (isOrphan(shape.cell().path())) {
                faults.add(whole(Kind.ORPHAN, shape));
            }
        }
        for (CellShape shape : shapes) {
            if (!manned.contains(shape.code())) {
                faults.add(whole(Kind.NO_RESPONSIBLE_WORKER, shape));
            }
        }
        boolean covered = coverage.complete() && !shapes.isEmpty();
        return new Report(
                district, revision, covered, shapes.size(), coverage.areaSquareMetres(), coverage.parts(), faults);
    }

    private boolean isOrphan(GridPath grid) {
        @Nullable GridPath community = divisions.pathOf(grid.codes().get(2)).orElse(null);
        return !grid.upTo(3).equals(community)
                || snapshots.areas().office(grid.codes().get(1)).isEmpty();
    }

    private static Fault whole(Kind kind, CellShape shape) {
        return new Fault(
                kind, List.of(shape.code()), shape.boundary(), shape.cell().areaSquareMetres());
    }
}
