package org.wangge.dutylist.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.dutylist.DutyClass;
import org.wangge.dutylist.DutyDraft;
import org.wangge.dutylist.DutyList;
import org.wangge.dutylist.DutyListKeeping;
import org.wangge.dutylist.DutyListKeeping.Outcome;
import org.wangge.dutylist.model.DutyTable;
import org.wangge.dutylist.web.DutyListViews.ItemView;
import org.wangge.dutylist.web.DutyListViews.ListBody;
import org.wangge.dutylist.web.DutyListViews.ListView;
import org.wangge.dutylist.web.DutyListViews.ResultView;
import org.wangge.dutylist.web.DutyListViews.SummaryView;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Reading;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.SeenVersion;
import org.wangge.shared.Texts;
import org.wangge.table.CsvReader;
import org.wangge.table.ImportTurns;
import org.wangge.table.SentFile;
import org.wangge.table.Table;
import org.wangge.table.TableAnswers;
import org.wangge.table.TableWriter.Cells;
import org.wangge.table.UnreadableTable;
import org.wangge.table.XlsxReader;
import org.wangge.work.Blocking;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The duty lists of a district, and their administration. */
@RestController
@RequestMapping("/api/v1/duty-lists")
class DutyListController {

    private static final DataSize LARGEST_FILE = DataSize.ofMegabytes(2);
    private static final int MOST_ROWS = 2_000;
    private static final Duration LONGEST_READING = Duration.ofSeconds(30);

    private final DutyListKeeping lists;
    private final DutyListViews views;
    private final TableAnswers tables;
    private final ImportTurns turns;
    private final MessageSource messages;
    private final Blocking blocking;

    DutyListController(
            DutyListKeeping lists,
            DutyListViews views,
            TableAnswers tables,
            ImportTurns turns,
            MessageSource messages,
            Blocking blocking) {
        this.lists = lists;
        this.views = views;
        this.tables = tables;
        this.turns = turns;
        this.messages = messages;
        this.blocking = blocking;
    }

    @GetMapping
    Mono<Page<SummaryView>> list(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Actor actor,
            Locale locale) {
        return Mono.fromSupplier(
                () -> Page.cut(lists.list(actor), DutyList::officeCode, "duty-lists", limit, cursor, count)
                        .map(list -> views.summary(list, locale)));
    }

    @GetMapping("/{office}")
    Mono<ResponseEntity<ListView>> find(
            @PathVariable String office,
            @RequestParam(required = false) @Min(1) @Nullable Long version,
            Actor actor,
            Locale locale) {
        return lists.find(office, version, actor)
                .flatMap(list -> views.list(list, actor, locale))
                .map(view -> ResponseEntity.ok()
                        .eTag(SeenVersion.etag(view.version()))
                        .body(view));
    }

    @GetMapping(path = "/{office}.xlsx", produces = TableAnswers.XLSX)
    Mono<ResponseEntity<Flux<DataBuffer>>> table(@PathVariable String office, Actor actor, Locale locale) {
        List<String> headings = Arrays.stream(DutyTable.Column.values())
                .map(column -> column.heading(locale))
                .toList();
        return lists.find(office, null, actor)
                .flatMap(list -> views.items(list, actor, locale))
                .map(items -> tables.xlsx(
                        "duty-list-" + office,
                        headings,
                        Flux.just(items.stream().map(DutyListController::cells).toList()),
                        locale));
    }

    private static Cells cells(ItemView item) {
        return new Cells(Arrays.asList(
                item.category(),
                item.categoryName(),
                item.dutyClass(),
                item.leadDepartment(),
                item.leadDepartmentName(),
                item.basis()));
    }

    @PutMapping(path = "/{office}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<ResultView>> put(
            @PathVariable String office,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @Valid @RequestBody ListBody body,
            Call call,
            Reading reading) {
        call.actor().require(Permission.REFERENCE_EDIT);
        return taken(office, dryRun, body.draft(), call.over(body), reading);
    }

    /** A table by itself. */
    @PutMapping(
            path = "/{office}",
            consumes = {TableAnswers.CSV, TableAnswers.XLSX})
    Mono<ResponseEntity<ResultView>> putTable(
            @PathVariable String office,
            @RequestParam(defaultValue = "false") boolean dryRun,
            Call call,
            Reading reading,
            ServerHttpRequest request) {
        return taken(office, dryRun, request.getBody(), call, reading);
    }

    /** The same file as a browser's form sends it, in the part {@code file}. */
    @PutMapping(path = "/{office}", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Mono<ResponseEntity<ResultView>> putForm(
            @PathVariable String office,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestBody Flux<PartEvent> parts,
            Call call,
            Reading reading) {
        return taken(office, dryRun, SentFile.part(parts), call, reading);
    }

    private Mono<ResponseEntity<ResultView>> taken(
            String office, boolean dryRun, Flux<DataBuffer> sent, Call call, Reading reading) {
        call.actor().require(Permission.REFERENCE_EDIT);
        return turns.take(
                SentFile.joined(sent, LARGEST_FILE, Refusal.of("dutylist.unreadable")),
                file -> blocking.call(LONGEST_READING, () -> read(file, call))
                        .flatMap(said -> taken(office, dryRun, said.draft(), said.call(), reading)));
    }

    /** What a file says, with the call that knows it again. */
    private record Said(DutyDraft draft, Call call) {}

    private Said read(byte[] file, Call call) {
        try {
            Table table =
                    SentFile.isWorkbook(file) ? XlsxReader.read(file, MOST_ROWS) : CsvReader.read(file, MOST_ROWS);
            return new Said(DutyTable.read(table, this::dutyClass), call.over(Operation.hash(file)));
        } catch (UnreadableTable unreadable) {
            throw new Refused(
                    unreadable.tooLong()
                            ? Refusal.of("dutylist.too-long", MOST_ROWS)
                            : Refusal.of("dutylist.unreadable"));
        }
    }

    /** By its constant, by its word in either language, or as it stands over the printed lists. */
    private Optional<DutyClass> dutyClass(String text) {
        String folded = Texts.folded(text);
        return Arrays.stream(DutyClass.values())
                .filter(one -> folded.equals(Texts.folded(one.name()))
                        || folded.equals(one.officialName())
                        || folded.equals(word(one, Locale.SIMPLIFIED_CHINESE))
                        || folded.equals(word(one, Locale.ENGLISH)))
                .findFirst();
    }

    private String word(DutyClass one, Locale locale) {
        return Texts.folded(messages.getMessage("word.DutyClass." + one.name(), null, locale));
    }

    private Mono<ResponseEntity<ResultView>> taken(
            String office, boolean dryRun, DutyDraft draft, Call call, Reading reading) {
        Mono<Outcome> outcome = dryRun ? lists.rehearse(office, draft, call) : lists.put(office, draft, call, reading);
        return outcome.flatMap(done -> views.result(done, dryRun, call.actor(), call.locale())
                .map(view -> {
                    ResponseEntity.BodyBuilder response = ResponseEntity.ok().eTag(SeenVersion.etag(view.version()));
                    if (done.replayed()) {
                        response.header("Idempotency-Replayed", "true");
                    }
                    return response.body(view);
                }));
    }
}
