package org.wangge.grid.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import org.wangge.grid.model.Publication;
import org.wangge.grid.model.PublicationRules;
import org.wangge.grid.model.Publications;
import org.wangge.grid.store.CellStore;
import org.wangge.grid.store.PublicationStore;
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
import org.wangge.work.Decision;
import org.wangge.work.VersionedWrites;
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
    private final CellStore cells;
    private final PublicationStore publications;
    private final GridSettings settings;
    private final RedrawPreview preview;
    private final Blocking blocking;
    private final Clock clock;

    PublishingImports(
            GridSnapshots snapshots,
            Divisions divisions,
            CellStore cells,
            PublicationStore publications,
            GridSettings settings,
            RedrawPreview preview,
            Blocking blocking,
            Clock clock) {
        this.snapshots = snapshots;
        this.divisions = divisions;
        this.cells = cells;
        this.publications = publications;
        this.settings = settings;
        this.preview = preview;
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
                            .switchIfEmpty(Mono.defer(() -> decide(read.getT1(), options, actor, read.getT2()))));
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
                .flatMap(key -> publications
                        .find()
                        .filter(all -> operation.isAmong(all.operations(), all.caption()))
                        .map(all -> new Imported(
                                plan.report().published(all.publishedBy(key).orElse(all.revision())), true)));
    }

    private ImportPlan plan(byte[] file, Options options, Actor actor) {
        Surroundings around = new Surroundings() {
            @Override
            public @Nullable GridPath community(String code) {
                Optional<Division> known = divisions
                        .find(code)
                        .filter(division -> division.level() == Division.Level.COMMUNITY)
                        .filter(division -> division.code().equals(code));
                return known.isPresent()
                        ? divisions.pathOf(code, moment(options)).orElse(null)
                        : null;
            }

            @Override
            public boolean mayPublish(String district) {
                return actor.equals(Actor.SYSTEM) || actor.sharesDistrict(GridPath.of(district));
            }
        };
        return ImportPlan.of(contents(file, options), snapshots.at(moment(options)), around, options);
    }

    private Instant moment(Options options) {
        return options.effectiveFrom() == null ? clock.instant() : options.effectiveFrom();
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

    private Mono<Imported> decide(ImportPlan plan, Options options, Actor actor, Operation operation) {
        ImportReport report = plan.report();
        return publications.find().flatMap(all -> {
            Optional<Refusal> refusal = options.dryRun() && options.effectiveFrom() == null
                    ? Optional.empty()
                    : PublicationRules.refusal(all, options.effectiveFrom(), clock.instant());
            if (refusal.isPresent()) {
                return Mono.error(() -> new Refused(refusal.get()));
            }
            if (options.dryRun()) {
                return dryRun(plan, options);
            }
            Long seen = options.seenRevision();
            if (seen != null && seen != report.baseRevision()) {
                return Mono.error(() -> new Refused(
                        Refusal.of("grid.stale", report.baseRevision()).withPresent(report.baseRevision(), List.of())));
            }
            if (!report.publishable()) {
                return Mono.error(() -> new Refused(refusal(report)));
            }
            return (report.changesNothing() ? Mono.just(report) : publish(plan, options, actor, operation))
                    .map(done -> new Imported(done, false));
        });
    }

    private Mono<Imported> dryRun(ImportPlan plan, Options options) {
        Instant from = moment(options);
        GridSnapshot before = snapshots.at(from);
        return blocking.call(PLANNING, () -> GridSnapshot.of(before.revision(), plan.shapes()))
                .flatMap(after -> preview.of(before, after, from))
                .map(moves -> new Imported(plan.report(), false, moves));
    }

    private Mono<ImportReport> publish(ImportPlan plan, Options options, Actor actor, Operation operation) {
        return publications.nextRevision().flatMap(revision -> {
            List<CellShape> shapes =
                    plan.shapes().stream().map(shape -> shape.at(revision)).toList();
            Publication publication = new Publication(
                    revision,
                    shapes.size(),
                    clock.instant(),
                    actor.id().toString(),
                    actor.name(),
                    options.effectiveFrom(),
                    List.copyOf(plan.districts()),
                    null);
            return cells.write(shapes)
                    .then(Mono.defer(() -> counted(publication, plan.report().baseRevision(), operation)))
                    .onErrorResume(failure -> discard(revision).then(Mono.error(failure)))
                    .flatMap(all -> published(plan.report(), publication, all, actor));
        });
    }

    /** Makes it count; of two that were built on the same ground only the first. */
    private Mono<Publications> counted(Publication publication, long base, Operation operation) {
        return VersionedWrites.bySystem(
                publications::find,
                all -> {
                    Decision<Publications> decision = PublicationRules.publish(
                            all, publication, base, operation.key(), settings.keptGrids(), publication.at());
                    if (decision instanceof Decision.No<Publications> no) {
                        throw new Refused(no.refusal());
                    }
                    return decision;
                },
                (all, next) -> publications.change(all, next, operation, publication.at()));
    }

    private Mono<ImportReport> published(ImportReport report, Publication publication, Publications all, Actor actor) {
        LOG.info(
                "outcome=grid-published revision={} grids={} from={} by={}",
                publication.revision(),
                publication.cells(),
                publication.effectiveFrom(),
                actor.id());
        return snapshots.refreshIfChanged().then(purge(all)).thenReturn(report.published(publication.revision()));
    }

    /** What is left behind is found by the next purge. */
    private Mono<Void> discard(long revision) {
        return cells.discard(revision).onErrorResume(failure -> {
            LOG.warn("outcome=grid-not-discarded revision={}", revision, failure);
            return Mono.empty();
        });
    }

    private Mono<Void> purge(Publications all) {
        List<Long> kept = all.standing().stream().map(Publication::revision).toList();
        return cells.purge(all.revision(), kept).onErrorResume(failure -> {
            LOG.warn("outcome=grid-not-purged", failure);
            return Mono.empty();
        });
    }

    private static Refusal refusal(ImportReport report) {
        return Refusal.of("grid.import-faulty", report.faults().size())
                .withFaults(report.faults().stream()
                        .limit(ImportReport.FAULTS_TOLD)
                        .map(fault -> new Refusal.Fault(fault.pointer(), fault.code(), fault.arguments()))
                        .toList());
    }
}
