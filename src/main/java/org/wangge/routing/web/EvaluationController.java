package org.wangge.routing.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.category.Categories;
import org.wangge.category.Category;
import org.wangge.grid.GridCells;
import org.wangge.routing.Router;
import org.wangge.routing.RoutingDecision;
import org.wangge.routing.RoutingExplanation;
import org.wangge.routing.RoutingExplanations;
import org.wangge.routing.RoutingFacts;
import org.wangge.routing.RoutingReport;
import org.wangge.routing.RulingView;
import org.wangge.shared.Actor;
import org.wangge.shared.Datum;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import org.wangge.shared.PhoneTime;
import org.wangge.shared.Position;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refusal.Fault;
import org.wangge.shared.Refused;
import org.wangge.shared.Role;
import reactor.core.publisher.Mono;

/** Where a report would go, without one. */
@RestController
@RequestMapping("/api/v1/routing-rules/evaluate")
class EvaluationController {

    private final RoutingExplanations explanations;
    private final Router router;
    private final GridCells grids;
    private final Categories categories;
    private final Clock clock;

    EvaluationController(
            RoutingExplanations explanations, Router router, GridCells grids, Categories categories, Clock clock) {
        this.explanations = explanations;
        this.router = router;
        this.grids = grids;
        this.categories = categories;
        this.clock = clock;
    }

    record PositionBody(
            @NotNull Double longitude,
            @NotNull Double latitude,
            @Nullable Datum datum,
            @Nullable Double accuracyMetres) {}

    /** A report as it is sent; what no rule looks at may be there. */
    @JsonIgnoreProperties({"address", "occurredAt", "mediaIds", "selfHandled"})
    record ReportBody(
            @Size(max = 40) @Nullable String categoryCode,
            @Size(max = 2000) @Nullable String description,
            @Valid @Nullable PositionBody position,
            @Pattern(regexp = "[0-9A-Z]{1,20}") @Nullable String gridCode,
            @Nullable PhoneTime reportedAt,
            @Nullable Boolean urgent,
            RoutingFacts.@Nullable Source source,
            @Nullable Role role) {}

    record EvaluateBody(
            @NotNull @Valid ReportBody report,
            @Min(1) @Nullable Integer version) {}

    record AreaView(String gridCode, String gridName, String officeCode, String officeName) {}

    record EvaluationView(
            AreaView area,
            @Nullable RulingView decision,
            String reason,
            List<RoutingExplanation.Step> trace,
            @Nullable RoutingFacts facts) {

        static EvaluationView of(RoutingExplanations.Evaluated done, Locale locale) {
            RoutingDecision where = done.where();
            return new EvaluationView(
                    new AreaView(
                            where.area().code(),
                            where.gridName().in(locale),
                            where.officeCode(),
                            where.officeName().in(locale)),
                    done.explanation().decision(),
                    where.reason().in(locale),
                    done.explanation().trace(),
                    done.explanation().facts());
        }
    }

    @PostMapping
    Mono<EvaluationView> evaluate(@Valid @RequestBody EvaluateBody body, Actor actor, Locale locale) {
        actor.require(Permission.AREA_READ);
        return Mono.defer(() -> {
                    Position position = position(body.report());
                    RoutingDecision where = where(body.report(), position, actor);
                    return explanations.evaluate(where, report(body.report(), position), body.version(), actor, locale);
                })
                .map(done -> EvaluationView.of(done, locale))
                .onErrorMap(Refused.class, EvaluationController::ofTheReport);
    }

    private @Nullable Position position(ReportBody report) {
        PositionBody at = report.position();
        return at == null
                ? null
                : grids.position(at.longitude(), at.latitude(), at.datum(), at.accuracyMetres(), "/position");
    }

    private RoutingDecision where(ReportBody report, @Nullable Position position, Actor actor) {
        List<String> districts =
                actor.scopes().stream().map(GridPath::district).distinct().toList();
        if (report.gridCode() != null) {
            return router.withPlace(router.route(report.gridCode(), districts), position);
        }
        if (position == null) {
            throw new Refused(
                    Refusal.of("request.invalid").withFaults(List.of(Fault.of("/position", "field.required"))));
        }
        return router.withPlace(router.route(position.point(), districts), position);
    }

    private RoutingReport report(ReportBody report, @Nullable Position position) {
        String code = report.categoryCode() == null ? Category.TO_BE_CLASSIFIED : report.categoryCode();
        Category category = categories
                .find(code)
                .orElseThrow(() -> new Refused(Refusal.field("category.unknown", "/categoryCode", code)));
        Instant at = report.reportedAt() == null ? null : report.reportedAt().moment();
        return new RoutingReport(
                category.code(),
                Boolean.TRUE.equals(report.urgent()) || category.emergency(),
                report.source() == null ? RoutingFacts.Source.WORKER : report.source(),
                position,
                report.description(),
                report.role() == null ? null : report.role().name(),
                at == null ? clock.instant() : at);
    }

    /** Its fields are one level down here. */
    private static Refused ofTheReport(Refused refused) {
        Refusal refusal = refused.refusal();
        return new Refused(refusal.withFaults(refusal.faults().stream()
                .map(fault -> new Fault("/report" + fault.pointer(), fault.code(), fault.arguments()))
                .toList()));
    }
}
