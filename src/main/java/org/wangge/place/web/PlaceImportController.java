package org.wangge.place.web;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.place.ImportReport;
import org.wangge.place.ImportReport.Outcome;
import org.wangge.place.PlaceImports;
import org.wangge.place.PlaceSettings;
import org.wangge.shared.Call;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.table.ImportTurns;
import org.wangge.table.SentFile;
import org.wangge.table.TableAnswers;
import org.wangge.work.Blocking;
import org.wangge.work.DoneOperations;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Taking tables of places in. */
@RestController
@RequestMapping("/api/v1/places/imports")
class PlaceImportController {

    private static final Duration LONGEST_READING = Duration.ofSeconds(30);

    private final PlaceImports imports;
    private final PlaceSettings settings;
    private final MessageSource messages;
    private final ImportTurns turns;
    private final DoneOperations operations;
    private final Blocking blocking;

    PlaceImportController(
            PlaceImports imports,
            PlaceSettings settings,
            MessageSource messages,
            ImportTurns turns,
            DoneOperations operations,
            Blocking blocking) {
        this.imports = imports;
        this.settings = settings;
        this.messages = messages;
        this.turns = turns;
        this.operations = operations;
        this.blocking = blocking;
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
    @PostMapping(consumes = {TableAnswers.CSV, TableAnswers.XLSX})
    Mono<ResponseEntity<ReportView>> importPlaces(
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean allowDoubles,
            Call call,
            ServerHttpRequest request) {
        call.actor().require(Permission.PLACE_IMPORT);
        MediaType type = request.getHeaders().getContentType();
        PlaceImports.Format format = type != null && type.isCompatibleWith(MediaType.parseMediaType(TableAnswers.CSV))
                ? PlaceImports.Format.CSV
                : PlaceImports.Format.XLSX;
        return taken(request.getBody(), file -> format, new PlaceImports.Options(dryRun, allowDoubles), call);
    }

    /** The same file as a browser's form sends it, in the part {@code file}; which kind of table it is, its content shows. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Mono<ResponseEntity<ReportView>> importForm(
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean allowDoubles,
            @RequestBody Flux<PartEvent> parts,
            Call call) {
        call.actor().require(Permission.PLACE_IMPORT);
        return taken(
                SentFile.part(parts),
                PlaceImportController::formatOf,
                new PlaceImports.Options(dryRun, allowDoubles),
                call);
    }

    private Mono<ResponseEntity<ReportView>> taken(
            Flux<DataBuffer> sent,
            Function<byte[], PlaceImports.Format> format,
            PlaceImports.Options options,
            Call call) {
        return turns.take(
                        SentFile.joined(sent, settings.importLimit(), Refusal.of("place.import-unreadable")),
                        file -> over(file, options, call)
                                .flatMap(operation -> operations.once(
                                        operation,
                                        "/api/v1/places/imports",
                                        ReportView.class,
                                        begun -> imports.run(file, format.apply(file), options, call.actor())
                                                .map(report -> view(report, call.locale())))))
                .map(once -> {
                    ResponseEntity.BodyBuilder response = ResponseEntity.ok();
                    if (once.replayed()) {
                        response.header("Idempotency-Replayed", "true");
                    }
                    return response.body(once.answer());
                });
    }

    /** A dry run does nothing, so nothing of it is kept; the import after it may have the same key. */
    private Mono<Operation> over(byte[] file, PlaceImports.Options options, Call call) {
        Operation operation = call.operation();
        return options.dryRun() || operation.key() == null
                ? Mono.just(Operation.unkeyed(operation.requestId()))
                : blocking.call(LONGEST_READING, () -> operation.over(List.of(options, Operation.hash(file))));
    }

    private static PlaceImports.Format formatOf(byte[] file) {
        return SentFile.isWorkbook(file) ? PlaceImports.Format.XLSX : PlaceImports.Format.CSV;
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
}
