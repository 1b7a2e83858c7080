package org.wangge.grid.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
import org.wangge.grid.GridImports;
import org.wangge.grid.directory.GridSettings;
import org.wangge.shared.Actor;
import org.wangge.shared.Datum;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.SeenVersion;
import org.wangge.shared.Texts;
import org.wangge.table.ImportTurns;
import org.wangge.table.SentFile;
import org.wangge.table.TableAnswers;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/grids/imports")
class GridImportController {

    /** Enough of a file to see of which kind it is. */
    private static final int BEGINNING = 1024;

    private final GridImports imports;
    private final GridSettings settings;
    private final MessageSource messages;
    private final ImportTurns turns;

    GridImportController(GridImports imports, GridSettings settings, MessageSource messages, ImportTurns turns) {
        this.turns = turns;
        this.imports = imports;
        this.settings = settings;
        this.messages = messages;
    }

    /** Reads the body itself: a district is larger than what other calls may send. */
    @PostMapping(
            consumes = {
                GridMapController.GEO_JSON,
                MediaType.APPLICATION_JSON_VALUE,
                TableAnswers.CSV,
                TableAnswers.XLSX
            })
    Mono<ResponseEntity<GridViews.ImportView>> importGrids(
            Actor actor,
            Operation operation,
            SeenVersion seen,
            Locale locale,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean allowGaps,
            @RequestParam(defaultValue = "false") boolean allowShrink,
            @RequestParam(defaultValue = "WGS84") Datum datum,
            @RequestParam(defaultValue = "false") boolean dropUnits,
            @RequestParam(required = false) @Nullable String effectiveFrom,
            ServerHttpRequest request) {
        GridImports.Options options = new GridImports.Options(
                dryRun,
                allowGaps,
                allowShrink,
                seen.version(),
                form(request),
                datum,
                dropUnits,
                Moments.of("effectiveFrom", effectiveFrom));
        return importBody(request.getBody(), file -> options, new Sender(actor, operation, locale));
    }

    /** The same file as a browser's form sends it, in the part {@code file}; of which kind it is, its content shows. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Mono<ResponseEntity<GridViews.ImportView>> importForm(
            Actor actor,
            Operation operation,
            SeenVersion seen,
            Locale locale,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean allowGaps,
            @RequestParam(defaultValue = "false") boolean allowShrink,
            @RequestParam(defaultValue = "WGS84") Datum datum,
            @RequestParam(defaultValue = "false") boolean dropUnits,
            @RequestParam(required = false) @Nullable String effectiveFrom,
            @RequestBody Flux<PartEvent> parts) {
        Instant from = Moments.of("effectiveFrom", effectiveFrom);
        return importBody(
                SentFile.part(parts),
                file -> new GridImports.Options(
                        dryRun, allowGaps, allowShrink, seen.version(), formOf(file), datum, dropUnits, from),
                new Sender(actor, operation, locale));
    }

    /** Who sends a file. */
    private record Sender(Actor actor, Operation operation, Locale locale) {}

    private Mono<ResponseEntity<GridViews.ImportView>> importBody(
            Flux<DataBuffer> body, Function<byte[], GridImports.Options> options, Sender sender) {
        sender.actor().require(Permission.GRID_PUBLISH);
        Mono<byte[]> sent = SentFile.joined(body, settings.importLimit(), Refusal.of("grid.import-unreadable"));
        return turns.take(sent, file -> {
            GridImports.Options how = options.apply(file);
            return imports.importFile(file, how, sender.actor(), sender.operation())
                    .map(done -> answer(done.replayed(), GridMapper.view(done, how, messages, sender.locale())));
        });
    }

    /** A workbook is an archive, GeoJSON an object; no table of texts begins like either. */
    private static GridImports.Form formOf(byte[] file) {
        if (SentFile.isWorkbook(file)) {
            return GridImports.Form.XLSX;
        }
        String beginning = Texts.line(new String(file, 0, Math.min(file.length, BEGINNING), StandardCharsets.UTF_8));
        return beginning.startsWith("{") ? GridImports.Form.GEO_JSON : GridImports.Form.CSV;
    }

    private static ResponseEntity<GridViews.ImportView> answer(boolean replayed, GridViews.ImportView view) {
        ResponseEntity.BodyBuilder response = ResponseEntity.ok();
        if (replayed) {
            response.header("Idempotency-Replayed", "true");
        }
        return response.body(view);
    }

    private static GridImports.Form form(ServerHttpRequest request) {
        MediaType type = request.getHeaders().getContentType();
        if (type != null && type.isCompatibleWith(MediaType.parseMediaType(TableAnswers.CSV))) {
            return GridImports.Form.CSV;
        }
        return type != null && type.isCompatibleWith(MediaType.parseMediaType(TableAnswers.XLSX))
                ? GridImports.Form.XLSX
                : GridImports.Form.GEO_JSON;
    }
}
