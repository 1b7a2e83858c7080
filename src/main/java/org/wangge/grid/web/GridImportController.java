package org.wangge.grid.web;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
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
import org.wangge.shared.Refused;
import org.wangge.shared.SeenVersion;
import org.wangge.table.ImportTurns;
import org.wangge.table.TableAnswers;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/grids/imports")
class GridImportController {

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
            ServerHttpRequest request) {
        actor.require(Permission.GRID_PUBLISH);
        long limit = settings.importLimit().toBytes();
        Mono<byte[]> sent = DataBufferUtils.join(request.getBody(), (int) Math.min(limit, Integer.MAX_VALUE))
                .onErrorMap(
                        DataBufferLimitException.class,
                        tooLarge -> new Refused(Refusal.of("request.too-large", limit / 1024)))
                .map(GridImportController::bytes)
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("grid.import-unreadable"))));
        GridImports.Options options =
                new GridImports.Options(dryRun, allowGaps, allowShrink, seen.version(), form(request), datum);
        return turns.take(sent, file -> imports.importFile(file, options, actor, operation))
                .map(done -> answer(done.replayed(), GridMapper.view(done.report(), messages, locale)));
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

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
