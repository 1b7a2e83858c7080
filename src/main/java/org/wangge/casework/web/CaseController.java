package org.wangge.casework.web;

import static org.wangge.casework.web.CaseBodies.orNone;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.casework.CaseFilter;
import org.wangge.casework.CaseMaps;
import org.wangge.casework.CaseRoutings;
import org.wangge.casework.CaseView;
import org.wangge.casework.Cases;
import org.wangge.casework.ReportCase;
import org.wangge.casework.TimelineEntry;
import org.wangge.casework.web.CaseBodies.PositionBody;
import org.wangge.casework.web.CaseBodies.ReportBody;
import org.wangge.casework.web.CaseBodies.SelfHandledBody;
import org.wangge.grid.Responsibilities;
import org.wangge.grid.ResponsibleWorker;
import org.wangge.routing.RoutingExplanation;
import org.wangge.routing.RoutingFacts;
import org.wangge.routing.RulingView;
import org.wangge.shared.Actor;
import org.wangge.shared.Cursor;
import org.wangge.shared.Ids;
import org.wangge.shared.MapClusters;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.QueryValues;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** Reporting, reading and listing cases. */
@RestController
@RequestMapping("/api/v1/cases")
class CaseController {

    private final Cases cases;
    private final Responsibilities responsibilities;
    private final CaseRoutings routings;
    private final CaseMaps maps;
    private final Clock clock;

    CaseController(Cases cases, CaseRoutings routings, Responsibilities responsibilities, CaseMaps maps, Clock clock) {
        this.cases = cases;
        this.routings = routings;
        this.responsibilities = responsibilities;
        this.maps = maps;
        this.clock = clock;
    }

    /** Who answers for the grid now, the primaries first. */
    record WorkerView(UUID id, String name, ResponsibleWorker.Duty duty) {}

    /** Why the case is with its office, and who knows the ground; nobody when nobody answers for the grid. */
    record RoutingAnswer(
            CaseView.AreaView area,
            CaseView.RoutingView routing,
            List<WorkerView> workers,
            @Nullable RulingView decision,
            List<RoutingExplanation.Step> trace,
            @Nullable Boolean agrees,
            @Nullable RulingView present,
            @Nullable RoutingFacts facts,
            String summary) {}

    @PostMapping
    Mono<ResponseEntity<CaseView>> report(
            @Valid @RequestBody ReportBody body, Actor actor, Operation operation, Locale locale) {
        return cases.report(report(body), actor, operation.over(body), locale)
                .map(done -> answer(
                        ResponseEntity.created(
                                URI.create("/api/v1/cases/" + done.view().id())),
                        done));
    }

    private static ReportCase report(ReportBody body) {
        PositionBody at = body.position();
        SelfHandledBody settled = body.selfHandled();
        return new ReportCase(
                body.categoryCode(),
                body.description(),
                at == null ? null : at.measured(),
                body.gridCode(),
                body.address(),
                body.occurredAt(),
                body.reportedAt(),
                orNone(body.mediaIds()),
                Boolean.TRUE.equals(body.urgent()),
                settled == null ? null : new ReportCase.SelfHandled(settled.result(), orNone(settled.mediaIds())));
    }

    static ResponseEntity<CaseView> answer(ResponseEntity.BodyBuilder response, Cases.Done done) {
        if (done.replayed()) {
            response.header("Idempotency-Replayed", "true");
        }
        return response.eTag(SeenVersion.etag(done.view().version())).body(done.view());
    }

    @GetMapping
    Mono<Page<CaseView>> list(
            QueryValues query,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            @RequestParam(required = false) @Size(max = 60) @Nullable String q,
            Actor actor,
            Locale locale) {
        return cases.list(CaseFilter.read(query), limit, cursor, count, actor, locale);
    }

    /** The list as a map of one zoom, whole. */
    @GetMapping(params = "zoom", produces = "application/geo+json")
    Mono<MapClusters> clusters(QueryValues query, @RequestParam @Min(0) @Max(22) int zoom, Actor actor) {
        return maps.clusters(CaseFilter.read(query.whole()), zoom, actor);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<CaseView>> find(@PathVariable String id, Actor actor, Locale locale) {
        return cases.find(Ids.parse(id, "case.not-found"), actor, locale)
                .map(view -> ResponseEntity.ok()
                        .eTag(SeenVersion.etag(view.version()))
                        .body(view));
    }

    @GetMapping("/{id}/routing")
    Mono<RoutingAnswer> routing(@PathVariable String id, Actor actor, Locale locale) {
        return routings.explain(Ids.parse(id, "case.not-found"), actor, locale)
                .flatMap(explained -> responsibilities
                        .responsibleFor(explained.view().area().gridCode(), clock.instant())
                        .map(worker -> new WorkerView(worker.accountId(), worker.name(), worker.duty()))
                        .collectList()
                        .map(workers -> answer(explained, workers)));
    }

    private static RoutingAnswer answer(CaseRoutings.Explained explained, List<WorkerView> workers) {
        RoutingExplanation why = explained.why();
        return new RoutingAnswer(
                explained.view().area(),
                explained.view().routing(),
                workers,
                why.decision(),
                why.trace(),
                why.agrees(),
                why.present(),
                why.facts(),
                explained.summary());
    }

    @GetMapping("/{id}/timeline")
    Mono<Page<TimelineEntry>> timeline(
            @PathVariable String id,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Actor actor,
            Locale locale) {
        Cursor after = Cursor.read(cursor, "timeline");
        int sequence = after == null ? 0 : after.number();
        return cases.timeline(Ids.parse(id, "case.not-found"), sequence, limit + 1, actor, locale)
                .collectList()
                .map(lines ->
                        Page.of(lines, limit, last -> new Cursor("timeline", "", String.valueOf(last.sequence()))));
    }
}
