package org.wangge.grid.directory;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.wangge.grid.Division;
import org.wangge.grid.Divisions;
import org.wangge.grid.GridImports;
import org.wangge.grid.ImportReport;
import org.wangge.grid.geo.CellShape;
import org.wangge.grid.geo.GeoJsonReader;
import org.wangge.grid.geo.GridRecord;
import org.wangge.grid.geo.GridTableReader;
import org.wangge.grid.geo.Tangle;
import org.wangge.grid.store.CellStore;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.table.CsvReader;
import org.wangge.table.UnreadableTable;
import org.wangge.table.XlsxReader;
import org.wangge.work.Blocking;
import reactor.core.publisher.Mono;

@Component
class PublishingImports implements GridImports {

    private static final Logger LOG = LoggerFactory.getLogger(PublishingImports.class);
    /** The whole check of a file that somebody sent. */
    private static final Duration PLANNING = Duration.ofSeconds(30);
    /** The same at the first start, when others wait for the machine too. */
    private static final Duration SEEDING = Duration.ofMinutes(2);
    /** Of a table; no district has more grids and units. */
    private static final int MOST_LINES = 20_000;

    private final GridSnapshots snapshots;
    private final Divisions divisions;
    private final CellStore store;
    private final Blocking blocking;
    private final Clock clock;

    PublishingImports(GridSnapshots snapshots, Divisions divisions, CellStore store, Blocking blocking, Clock clock) {
        this.snapshots = snapshots;
        this.divisions = divisions;
        this.store = store;
        this.blocking = blocking;
        this.clock = clock;
    }

    @Override
    public Mono<Imported> importFile(byte[] file, Options options, Actor actor, Operation operation) {
        return Mono.defer(() -> {
            if (!actor.equals(Actor.SYSTEM)) {
                actor.require(Permission.GRID_PUBLISH);
            }
            return snapshots
                    .refreshIfChanged()
                    .then(planned(file, options, actor))
                    .zipWith(over(file, options, operation))
                    .flatMap(read -> repeated(read.getT1(), options, read.getT2())
                            .switchIfEmpty(Mono.defer(() -> decide(read.getT1(), options, actor, read.getT2())
                                    .map(report -> new Imported(report, false)))));
        });
    }

    private Mono<ImportPlan> planned(byte[] file, Options options, Actor actor) {
        return blocking.call(actor.equals(Actor.SYSTEM) ? SEEDING : PLANNING, () -> plan(file, options, actor))
                .onErrorMap(TimeoutException.class, late -> Tangle.tooComplex());
    }

    private Mono<Operation> over(byte[] file, Options options, Operation operation) {
        return operation.key() == null
                ? Mono.just(operation)
                : blocking.call(PLANNING, () -> operation.over(List.of(options, Operation.hash(file))));
    }

    /** Empty unless this operation has published before. What came after it may be why the file has faults today. */
    private Mono<Imported> repeated(ImportPlan plan, Options options, Operation operation) {
        return Mono.justOrEmpty(operation.key())
                .filter(key -> !options.dryRun())
                .flatMap(store::publishedBy)
                .filter(known -> operation.isAmong(List.of(known.operation())))
                .map(known -> new Imported(plan.report().published(known.revision()), true));
    }

    private ImportPlan plan(byte[] file, Options options, Actor actor) {
        Surroundings around = new Surroundings() {
            @Override
            public @Nullable GridPath community(String code) {
                Optional<Division> known = divisions
                        .find(code)
                        .filter(division -> division.level() == Division.Level.COMMUNITY)
                        .filter(division -> division.code().equals(code));
                return known.isPresent() ? divisions.pathOf(code).orElse(null) : null;
            }

            @Override
            public boolean mayPublish(String district) {
                return actor.equals(Actor.SYSTEM) || actor.sharesDistrict(GridPath.of(district));
            }
        };
        return ImportPlan.of(contents(file, options), snapshots.grid(), around, options);
    }

    private GridRecord.Contents contents(byte[] file, Options options) {
        try {
            return switch (options.form()) {
                case GEO_JSON -> GeoJsonReader.read(file, options.datum());
                case CSV -> GridTableReader.read(CsvReader.read(file, MOST_LINES), options.datum());
                case XLSX -> GridTableReader.read(XlsxReader.read(file, MOST_LINES), options.datum());
            };
        } catch (UnreadableTable unreadable) {
            throw new Refused(
                    unreadable.tooLong()
                            ? Refusal.of("grid.import-too-long", MOST_LINES)
                            : Refusal.of("grid.import-unreadable"));
        }
    }

    private Mono<ImportReport> decide(ImportPlan plan, Options options, Actor actor, Operation operation) {
        ImportReport report = plan.report();
        if (options.dryRun()) {
            return Mono.just(report);
        }
        Long seen = options.seenRevision();
        if (seen != null && seen != report.baseRevision()) {
            return Mono.error(() -> new Refused(
                    Refusal.of("grid.stale", report.baseRevision()).withPresent(report.baseRevision(), List.of())));
        }
        if (!report.publishable()) {
            return Mono.error(() -> new Refused(refusal(report)));
        }
        if (report.changesNothing()) {
            return Mono.just(report);
        }
        return publish(plan, actor, operation);
    }

    private Mono<ImportReport> publish(ImportPlan plan, Actor actor, Operation operation) {
        long base = plan.report().baseRevision();
        return store.nextRevision().flatMap(revision -> {
            List<CellShape> shapes =
                    plan.shapes().stream().map(shape -> shape.at(revision)).toList();
            return store.write(shapes)
                    .then(store.switchIfStill(
                            base,
                            revision,
                            shapes.size(),
                            clock.instant(),
                            actor.id().toString(),
                            operation.done(clock.instant())))
                    .onErrorResume(failure -> discard(revision).then(Mono.error(failure)))
                    .flatMap(switched -> switched
                            ? published(plan.report(), revision, shapes.size(), actor)
                            : discard(revision).then(Mono.error(() -> conflict(base))));
        });
    }

    private Mono<ImportReport> published(ImportReport report, long revision, int grids, Actor actor) {
        LOG.info("outcome=grid-published revision={} grids={} by={}", revision, grids, actor.id());
        return snapshots.refreshIfChanged().then(purge()).thenReturn(report.published(revision));
    }

    /** What is left behind is found by the next purge. */
    private Mono<Void> discard(long revision) {
        return store.discard(revision).onErrorResume(failure -> {
            LOG.warn("outcome=grid-not-discarded revision={}", revision, failure);
            return Mono.empty();
        });
    }

    private Mono<Void> purge() {
        return store.purge().onErrorResume(failure -> {
            LOG.warn("outcome=grid-not-purged", failure);
            return Mono.empty();
        });
    }

    private static Refused conflict(long base) {
        return new Refused(Refusal.of("grid.revision-conflict", base));
    }

    private static Refusal refusal(ImportReport report) {
        return Refusal.of("grid.import-faulty", report.faults().size())
                .withFaults(report.faults().stream()
                        .limit(ImportReport.FAULTS_TOLD)
                        .map(fault -> new Refusal.Fault(fault.pointer(), fault.code(), fault.arguments()))
                        .toList());
    }
}
