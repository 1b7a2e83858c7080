package org.wangge.place.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.audit.PersonalReads;
import org.wangge.audit.ReadKind;
import org.wangge.place.ImportReport;
import org.wangge.place.ImportReport.Outcome;
import org.wangge.place.PlaceFilter;
import org.wangge.place.PlaceImports;
import org.wangge.place.PlaceSettings;
import org.wangge.place.PlaceView;
import org.wangge.place.Places;
import org.wangge.place.model.PlaceColumn;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.shared.QueryValues;
import org.wangge.shared.Reading;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.table.ImportTurns;
import org.wangge.table.TableAnswers;
import org.wangge.table.TableWriter.Cells;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Places as tables: in and out. */
@RestController
@RequestMapping("/api/v1")
class PlaceTables {

    private static final String CSV = TableAnswers.CSV;
    private static final String XLSX = TableAnswers.XLSX;
    private static final int KIBIBYTE = 1024;

    private final Places places;
    private final PlaceImports imports;
    private final PlaceSettings settings;
    private final TableAnswers tables;
    private final MessageSource messages;
    private final ImportTurns turns;
    private final PersonalReads reads;

    PlaceTables(
            Places places,
            PlaceImports imports,
            PlaceSettings settings,
            TableAnswers tables,
            MessageSource messages,
            ImportTurns turns,
            PersonalReads reads) {
        this.reads = reads;
        this.places = places;
        this.imports = imports;
        this.settings = settings;
        this.tables = tables;
        this.messages = messages;
        this.turns = turns;
    }

    record FaultView(String column, String code, String detail) {}

    record LineView(
            int line,
            Outcome outcome,
            String name,
            @Nullable String placeId,
            List<FaultView> errors,
            List<ImportReport.Suspect> doubles,
            List<FaultView> notes) {}

    record CountView(Outcome outcome, long lines) {}

    record ReportView(
            boolean dryRun, List<CountView> counts, long faults, List<String> ignoredColumns, List<LineView> lines) {}

    /** Reads the body itself: a register is larger than what other calls may send. */
    @PostMapping(
            path = "/places/imports",
            consumes = {CSV, XLSX})
    Mono<ReportView> importPlaces(
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean allowDoubles,
            Actor actor,
            Locale locale,
            ServerHttpRequest request) {
        actor.require(Permission.PLACE_IMPORT);
        MediaType type = request.getHeaders().getContentType();
        PlaceImports.Format format = type != null && type.isCompatibleWith(MediaType.parseMediaType(CSV))
                ? PlaceImports.Format.CSV
                : PlaceImports.Format.XLSX;
        return turns.take(
                        joined(request.getBody()),
                        file -> imports.run(file, format, new PlaceImports.Options(dryRun, allowDoubles), actor))
                .map(report -> view(report, locale));
    }

    /** The same file as a browser's form sends it, in the part {@code file}; which kind of table it is, its content shows. */
    @PostMapping(path = "/places/imports", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Mono<ReportView> importForm(
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean allowDoubles,
            @RequestBody Flux<PartEvent> parts,
            Actor actor,
            Locale locale) {
        actor.require(Permission.PLACE_IMPORT);
        Mono<byte[]> sent = joined(parts.handle((part, sink) -> {
            if (part instanceof FilePartEvent && part.name().equals("file")) {
                sink.next(part.content());
            } else {
                DataBufferUtils.release(part.content());
            }
        }));
        PlaceImports.Options options = new PlaceImports.Options(dryRun, allowDoubles);
        return turns.take(sent, file -> imports.run(file, formatOf(file), options, actor))
                .map(report -> view(report, locale));
    }

    /** A workbook is an archive, which no table of texts begins like. */
    private static PlaceImports.Format formatOf(byte[] file) {
        return file.length > 1 && file[0] == 'P' && file[1] == 'K' ? PlaceImports.Format.XLSX : PlaceImports.Format.CSV;
    }

    private Mono<byte[]> joined(Flux<DataBuffer> body) {
        long limit = settings.importLimit().toBytes();
        return DataBufferUtils.join(body, (int) Math.min(limit, Integer.MAX_VALUE))
                .onErrorMap(
                        DataBufferLimitException.class,
                        tooLarge -> new Refused(Refusal.of("request.too-large", limit / KIBIBYTE)))
                .map(PlaceTables::bytes)
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("place.import-unreadable"))));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private ReportView view(ImportReport report, Locale locale) {
        return new ReportView(
                report.dryRun(),
                Arrays.stream(Outcome.values())
                        .map(outcome -> new CountView(outcome, report.count(outcome)))
                        .toList(),
                report.faults(),
                report.ignoredColumns(),
                report.lines().stream()
                        .map(line -> new LineView(
                                line.line(),
                                line.outcome(),
                                line.name(),
                                line.placeId() == null ? null : line.placeId().toString(),
                                views(line.faults(), locale),
                                line.doubles(),
                                views(line.notes(), locale)))
                        .toList());
    }

    private List<FaultView> views(List<Refusal.Fault> faults, Locale locale) {
        return faults.stream().map(fault -> view(fault, locale)).toList();
    }

    private FaultView view(Refusal.Fault fault, Locale locale) {
        Object[] arguments = fault.arguments().toArray();
        // What is good advice in a form may not be in a table.
        String inTable = messages.getMessage("place.in-table." + fault.code(), arguments, "", locale);
        String text = inTable == null || inTable.isEmpty()
                ? messages.getMessage("problem." + fault.code() + ".detail", arguments, fault.code(), locale)
                : inTable;
        return new FaultView(fault.pointer(), fault.code(), text == null ? fault.code() : text);
    }

    @GetMapping(path = "/exports/places.csv", produces = CSV)
    Mono<ResponseEntity<Flux<DataBuffer>>> csv(
            QueryValues query,
            @RequestParam(required = false) @Nullable Boolean telephones,
            Reading reading,
            Locale locale) {
        boolean whole = whole(telephones, reading.actor());
        return given(
                tables.csv("places", headings(locale), rows(query, whole, reading.actor(), locale), locale),
                whole,
                query,
                reading);
    }

    @GetMapping(path = "/exports/places.xlsx", produces = XLSX)
    Mono<ResponseEntity<Flux<DataBuffer>>> xlsx(
            QueryValues query,
            @RequestParam(required = false) @Nullable Boolean telephones,
            Reading reading,
            Locale locale) {
        boolean whole = whole(telephones, reading.actor());
        return given(
                tables.xlsx("places", headings(locale), rows(query, whole, reading.actor(), locale), locale),
                whole,
                query,
                reading);
    }

    private static List<String> headings(Locale locale) {
        return Arrays.stream(PlaceColumn.values())
                .map(column -> column.heading(locale))
                .toList();
    }

    /** Whoever may have telephones gets them unless he says that he does not need them. */
    private static boolean whole(@Nullable Boolean telephones, Actor actor) {
        return telephones == null ? actor.may(Permission.PHONE_EXPORT) : telephones;
    }

    /** Nothing leaves the house before it is kept who took it. */
    private Mono<ResponseEntity<Flux<DataBuffer>>> given(
            ResponseEntity<Flux<DataBuffer>> table, boolean telephones, QueryValues query, Reading reading) {
        ReadKind kind = telephones ? ReadKind.PHONES_EXPORT : ReadKind.PLACES_EXPORT;
        return reads.tell(reading, kind, query.toString()).thenReturn(table);
    }

    private Flux<List<Cells>> rows(QueryValues query, boolean telephones, Actor actor, Locale locale) {
        actor.require(Permission.PLACE_READ);
        return places.all(PlaceFilter.read(query), telephones, actor, locale)
                .map(batch -> batch.stream().map(PlaceTables::cells).collect(Collectors.toList()));
    }

    private static Cells cells(PlaceView place) {
        List<@Nullable Object> values = new ArrayList<>();
        for (PlaceColumn column : PlaceColumn.values()) {
            values.add(value(place, column));
        }
        return new Cells(values);
    }

    private static @Nullable Object value(PlaceView place, PlaceColumn column) {
        PlaceView.PersonView owner = place.owner();
        PlaceView.PersonView contact = place.contact();
        return switch (column) {
            case ID -> place.id();
            case EXTERNAL_ID -> place.externalId();
            case KIND -> place.kindName();
            case NAME -> place.name();
            case ADDRESS -> place.address();
            case LONGITUDE -> place.position().longitude();
            case LATITUDE -> place.position().latitude();
            case DATUM -> place.position().datum();
            case OWNER_NAME -> owner == null ? null : owner.name();
            case OWNER_PHONE -> owner == null ? null : owner.phone();
            case CONTACT_NAME -> contact == null ? null : contact.name();
            case CONTACT_PHONE -> contact == null ? null : contact.phone();
            case LICENCE_NUMBER -> place.licenceNumber();
            case AREA -> place.areaSquareMetres();
            case INDUSTRY -> place.industryName();
            case STATE -> place.state();
            case COLOUR -> place.risk().colour();
            case SCORE -> place.risk().score();
            case GRID_CODE -> place.gridCode();
            case GRID_NAME -> place.gridName();
            case OFFICE_NAME -> place.officeName();
            case LAST_INSPECTED_AT -> place.lastInspectedAt();
            case NEXT_DUE_AT -> place.nextDueAt();
        };
    }
}
