package org.wangge.routing.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.routing.RuleFiles;
import org.wangge.routing.RuleSetView;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Operation;
import org.wangge.shared.Permission;
import org.wangge.shared.Reading;
import org.wangge.table.TableAnswers;
import org.wangge.table.TableWriter.Cells;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rule sets as files. */
@RestController
@RequestMapping("/api/v1/routing-rules")
class RuleFileController {

    private static final String DMN = "application/dmn+xml";

    private final RuleFiles files;
    private final RuleSetAnswers answers;
    private final TableAnswers tables;

    RuleFileController(RuleFiles files, RuleSetAnswers answers, TableAnswers tables) {
        this.files = files;
        this.answers = answers;
        this.tables = tables;
    }

    @GetMapping(path = "/{version}.xlsx", produces = TableAnswers.XLSX)
    Mono<ResponseEntity<Flux<DataBuffer>>> sheet(@PathVariable String version, Actor actor, Locale locale) {
        return files.sheet(RuleSetController.number(version, actor, Permission.AREA_READ), actor)
                .map(sheet -> tables.xlsx("routing-rules", sheet.headings(), Flux.just(cells(sheet)), locale));
    }

    private static List<Cells> cells(RuleFiles.Sheet sheet) {
        return sheet.rows().stream().map(row -> new Cells(new ArrayList<>(row))).toList();
    }

    @GetMapping(path = "/{version}.dmn", produces = DMN)
    Mono<ResponseEntity<byte[]>> dmn(@PathVariable String version, Actor actor) {
        return files.dmn(RuleSetController.number(version, actor, Permission.AREA_READ), actor)
                .map(file -> ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(DMN))
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                "attachment; filename=\"routing-rules-" + version + ".dmn\"")
                        .body(file));
    }

    @PutMapping(path = "/{version}", consumes = TableAnswers.XLSX)
    Mono<ResponseEntity<RuleSetView>> putSheet(
            @PathVariable String version, @RequestBody byte[] file, Call call, Reading reading) {
        return answers.told(
                files.putSheet(
                        RuleSetController.number(version, call.actor(), Permission.REFERENCE_EDIT),
                        file,
                        call.over(Operation.hash(file))),
                reading);
    }

    @PutMapping(
            path = "/{version}",
            consumes = {DMN, MediaType.APPLICATION_XML_VALUE})
    Mono<ResponseEntity<RuleSetView>> putDmn(
            @PathVariable String version, @RequestBody byte[] file, Call call, Reading reading) {
        return answers.told(
                files.putDmn(
                        RuleSetController.number(version, call.actor(), Permission.REFERENCE_EDIT),
                        file,
                        call.over(Operation.hash(file))),
                reading);
    }
}
