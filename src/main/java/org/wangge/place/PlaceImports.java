package org.wangge.place;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.wangge.place.ImportMatching.Match;
import org.wangge.place.ImportReport.Line;
import org.wangge.place.ImportReport.Outcome;
import org.wangge.place.model.MapBins;
import org.wangge.place.model.PlaceChange;
import org.wangge.place.model.PlaceChange.Described;
import org.wangge.place.model.PlaceColumn;
import org.wangge.place.model.PlaceFile;
import org.wangge.place.model.PlaceMachine;
import org.wangge.place.store.PlaceStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.shared.PhoneNumbers;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Refused;
import org.wangge.table.CsvReader;
import org.wangge.table.Table;
import org.wangge.table.UnreadableTable;
import org.wangge.table.XlsxReader;
import org.wangge.work.Blocking;
import org.wangge.work.Decision;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes tables of places in. What is right is written, what is not is reported; the same table again changes nothing. */
@Component
public class PlaceImports {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int BATCH = 200;
    private static final int AT_ONCE = 32;

    private final PlaceStore store;
    private final PlaceWriting writing;
    private final ImportLines lines;
    private final PlaceSettings settings;
    private final Blocking blocking;

    PlaceImports(PlaceStore store, PlaceWriting writing, ImportLines lines, PlaceSettings settings, Blocking blocking) {
        this.store = store;
        this.writing = writing;
        this.lines = lines;
        this.settings = settings;
        this.blocking = blocking;
    }

    /** What sort of file. */
    public enum Format {
        CSV,
        XLSX
    }

    /**
     * How to import.
     *
     * @param dryRun only report
     * @param allowDoubles write also what may be there already
     */
    public record Options(boolean dryRun, boolean allowDoubles) {}

    private record Step(Line line, @Nullable Mono<Line> writing) {}

    /**
     * Takes a table in. Refuses {@code place.import-unreadable}, {@code place.import-too-long}, {@code table.too-wide},
     * {@code table.too-large} and {@code place.import-columns}; faults of lines are in the report, by the headings of the file. Repeatable: lines are recognised by {@code id}, {@code externalId} or {@code licenceNumber}, else by kind,
     * name, address and place. Empty cells leave what is there.
     */
    public Mono<ImportReport> run(byte[] file, Format format, Options options, Actor actor) {
        actor.require(Permission.PLACE_IMPORT);
        ImportMatching matching = new ImportMatching(settings.doubleMetres());
        return blocking.call(LONGEST, () -> opened(file, format))
                .flatMap(opened -> Flux.fromIterable(opened.rows())
                        .buffer(BATCH)
                        .concatMap(rows -> blocking.call(LONGEST, () -> lines.read(rows, opened.columns(), actor))
                                .flatMapMany(batch -> take(batch, matching, options, actor)))
                        .reduceWith(() -> new ImportTally(opened.columns()), ImportTally::add)
                        .map(tally -> tally.report(options.dryRun())));
    }

    /** The rows are understood batch by batch, because what is understood takes more memory than what was read. */
    private record Opened(ImportColumns columns, List<Table.Row> rows) {}

    private Opened opened(byte[] file, Format format) {
        Table table = table(file, format);
        return new Opened(ImportColumns.of(table.headings()), table.rows());
    }

    private Table table(byte[] file, Format format) {
        try {
            return format == Format.CSV
                    ? CsvReader.read(file, settings.importLines())
                    : XlsxReader.read(file, settings.importLines());
        } catch (UnreadableTable unreadable) {
            throw new Refused(
                    unreadable.tooLong()
                            ? Refusal.of("place.import-too-long", settings.importLines())
                            : Refusal.of("place.import-unreadable"));
        }
    }

    private Flux<Line> take(List<ImportLine> batch, ImportMatching matching, Options options, Actor actor) {
        return known(batch, actor)
                .collectList()
                .flatMap(known -> neighbours(batch, known, actor)
                        .collectList()
                        .map(neighbours -> new ImportMatching.Neighbourhood(neighbours))
                        .map(neighbourhood -> batch.stream()
                                .map(line -> decide(line, known, neighbourhood, matching, options, actor))
                                .toList()))
                .flatMapMany(Flux::fromIterable)
                .flatMapSequential(
                        step -> step.writing() == null || options.dryRun() ? Mono.just(step.line()) : step.writing(),
                        AT_ONCE);
    }

    private Flux<PlaceFile> known(List<ImportLine> batch, Actor actor) {
        Set<UUID> ids = new HashSet<>();
        Set<String> externalIds = new HashSet<>();
        Set<String> licences = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (ImportLine line : batch) {
            add(ids, line.id());
            Described described = line.described();
            if (described != null) {
                add(externalIds, described.draft().externalId());
                add(licences, described.draft().licenceNumber());
                add(keys, ImportMatching.key(described));
            }
        }
        return store.known(ids, externalIds, licences, keys, actor);
    }

    private Flux<PlaceFile> neighbours(List<ImportLine> batch, Collection<PlaceFile> known, Actor actor) {
        Set<String> licences = new HashSet<>();
        Set<String> bins = new HashSet<>();
        batch.stream()
                .filter(line -> ImportMatching.namesNothing(line, known))
                .map(line -> Objects.requireNonNull(line.described()).draft())
                .forEach(draft -> {
                    add(licences, draft.licenceNumber());
                    bins.addAll(MapBins.around(draft.position().point()));
                });
        return store.candidates(licences, bins, actor);
    }

    private static <T> void add(Set<T> all, @Nullable T one) {
        if (one != null) {
            all.add(one);
        }
    }

    private Step decide(
            ImportLine line,
            Collection<PlaceFile> known,
            ImportMatching.Neighbourhood neighbourhood,
            ImportMatching matching,
            Options options,
            Actor actor) {
        Described described = line.described();
        if (described == null) {
            return new Step(refused(line, line.faults()), null);
        }
        Match match = matching.match(line, described, known, neighbourhood);
        Fault retired = PlaceChange.retired(described, match instanceof Match.Known is ? is.file() : null);
        if (retired != null) {
            return new Step(
                    refused(
                            line,
                            List.of(Fault.of(
                                    "kind", retired.code(), described.kind().code()))),
                    null);
        }
        if (match instanceof Match.Known there) {
            return change(line, described, there.file(), actor);
        }
        if (match instanceof Match.Fresh fresh) {
            boolean doubtful = !fresh.doubles().isEmpty();
            Line told = new Line(
                    line.line(),
                    doubtful ? Outcome.SUSPECTED_DOUBLE : Outcome.NEW,
                    line.name(),
                    null,
                    List.of(),
                    fresh.doubles(),
                    line.notes());
            if (line.masked().owner() != null || line.masked().contact() != null) {
                return new Step(refused(line, masked(line)), null);
            }
            return new Step(told, doubtful && !options.allowDoubles() ? null : create(line, described, told, actor));
        }
        return new Step(refused(line, List.of(((Match.Refused) match).fault())), null);
    }

    private static Line refused(ImportLine line, List<Fault> faults) {
        return new Line(line.line(), Outcome.REFUSED, line.name(), null, faults, List.of(), line.notes());
    }

    private static Line told(ImportLine line, Outcome outcome, UUID placeId) {
        return new Line(line.line(), outcome, line.name(), placeId, List.of(), List.of(), line.notes());
    }

    private Mono<Line> create(ImportLine line, Described described, Line told, Actor actor) {
        String key = ImportMatching.key(described);
        Operation operation = key == null ? null : new Operation(key, "import", "import");
        return writing.create(described, actor, operation)
                .map(file -> new Line(
                        told.line(), Outcome.NEW, told.name(), file.id(), told.faults(), told.doubles(), told.notes()))
                .onErrorResume(
                        DuplicateKeyException.class,
                        // Another import is at it, or it lies where this person does not see it.
                        taken -> Mono.just(refused(line, List.of(Fault.of("externalId", "place.import-taken")))));
    }

    private Step change(ImportLine line, Described described, PlaceFile file, Actor actor) {
        if (!PlaceMachine.isEditable(file)) {
            return new Step(
                    refused(line, List.of(Fault.of("id", "place.wrong-state", file.name(), file.state()))), null);
        }
        if (!isShown(line.masked().owner(), file.owner())
                || !isShown(line.masked().contact(), file.contact())) {
            return new Step(refused(line, masked(line)), null);
        }
        return writing.change(file, completed(described, file), actor) instanceof Decision.Next<PlaceFile> next
                ? new Step(
                        told(line, Outcome.CHANGED, file.id()),
                        store.change(file, next, null)
                                .map(changed -> told(line, Outcome.CHANGED, file.id()))
                                .defaultIfEmpty(refused(line, List.of(Fault.of("id", "place.stale", file.name())))))
                : new Step(told(line, Outcome.SAME, file.id()), null);
    }

    /** Whether a number without its middle is what is shown of this person's. */
    private static boolean isShown(@Nullable String masked, Place.@Nullable Person known) {
        return masked == null || known != null && masked.equals(PhoneNumbers.masked(known.phone()));
    }

    private static List<Fault> masked(ImportLine line) {
        List<Fault> faults = new ArrayList<>();
        if (line.masked().owner() != null) {
            faults.add(Fault.of("ownerPhone", "field.phone-masked"));
        }
        if (line.masked().contact() != null) {
            faults.add(Fault.of("contactPhone", "field.phone-masked"));
        }
        return faults;
    }

    /** What the table leaves empty stays as it is. */
    private static Described completed(Described described, PlaceFile file) {
        PlaceDraft draft = described.draft();
        PlaceDraftBuilder completed = PlaceDraftBuilder.builder(draft)
                .owner(person(draft.owner(), file.owner()))
                .contact(person(draft.contact(), file.contact()));
        for (PlaceColumn.Field field : PlaceColumn.Field.values()) {
            field.complete(completed, draft, file);
        }
        boolean keepsIndustry = draft.industry() == null && file.kind().equals(draft.kind());
        return new Described(
                completed.build(),
                described.kind(),
                keepsIndustry ? file.industry() : described.industry(),
                described.area());
    }

    private static Place.@Nullable Person person(Place.@Nullable Person said, Place.@Nullable Person known) {
        return said == null
                        || known == null
                        || said.phone() != null
                        || !said.name().equals(known.name())
                ? (said == null ? known : said)
                : known;
    }
}
