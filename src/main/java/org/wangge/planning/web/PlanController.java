package org.wangge.planning.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
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
import org.wangge.planning.InspectionPlans;
import org.wangge.planning.PlanKind;
import org.wangge.planning.PlanStep;
import org.wangge.planning.PlanView;
import org.wangge.planning.ProgressView;
import org.wangge.planning.web.PlanningBodies.CampaignBody;
import org.wangge.planning.web.PlanningBodies.NothingBody;
import org.wangge.planning.web.PlanningBodies.PlanBody;
import org.wangge.routing.Calendars;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Ids;
import org.wangge.shared.Page;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** Plans and campaigns. */
@RestController
@RequestMapping("/api/v1")
class PlanController {

    private final InspectionPlans plans;
    private final Calendars calendars;

    PlanController(InspectionPlans plans, Calendars calendars) {
        this.plans = plans;
        this.calendars = calendars;
    }

    @PostMapping("/inspection-plans")
    Mono<ResponseEntity<PlanView>> createPlan(@Valid @RequestBody PlanBody body, Call call) {
        return plans.create(body.draft(calendars.current().zone()), call.over(body))
                .map(made -> made("/api/v1/inspection-plans/", made));
    }

    @PostMapping("/campaigns")
    Mono<ResponseEntity<PlanView>> createCampaign(@Valid @RequestBody CampaignBody body, Call call) {
        return plans.create(body.draft(calendars.current().zone()), call.over(body))
                .map(made -> made("/api/v1/campaigns/", made));
    }

    private static ResponseEntity<PlanView> made(String path, InspectionPlans.Done made) {
        return answer(ResponseEntity.created(URI.create(path + made.view().id())), made);
    }

    private static ResponseEntity<PlanView> answer(ResponseEntity.BodyBuilder response, InspectionPlans.Done done) {
        if (done.replayed()) {
            response.header("Idempotency-Replayed", "true");
        }
        return response.eTag(SeenVersion.etag(done.view().version())).body(done.view());
    }

    @GetMapping("/inspection-plans")
    Mono<Page<PlanView>> listPlans(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Actor actor,
            Locale locale) {
        return plans.list(PlanKind.PLAN, limit, cursor, count, actor, locale);
    }

    @GetMapping("/campaigns")
    Mono<Page<PlanView>> listCampaigns(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Actor actor,
            Locale locale) {
        return plans.list(PlanKind.CAMPAIGN, limit, cursor, count, actor, locale);
    }

    @GetMapping("/inspection-plans/{id}")
    Mono<ResponseEntity<PlanView>> findPlan(@PathVariable String id, Actor actor, Locale locale) {
        return plans.find(parse(id), PlanKind.PLAN, actor, locale).map(PlanController::answer);
    }

    @GetMapping("/campaigns/{id}")
    Mono<ResponseEntity<PlanView>> findCampaign(@PathVariable String id, Actor actor, Locale locale) {
        return plans.find(parse(id), PlanKind.CAMPAIGN, actor, locale).map(PlanController::answer);
    }

    @GetMapping("/campaigns/{id}/progress")
    Mono<ProgressView> progress(@PathVariable String id, Actor actor, Locale locale) {
        return plans.progress(parse(id), actor, locale);
    }

    @PostMapping("/inspection-plans/{id}/actions/{action:activate|pause|end}")
    Mono<ResponseEntity<PlanView>> actOnPlan(
            @PathVariable String id,
            @PathVariable String action,
            @RequestBody(required = false) @Nullable NothingBody body,
            Call call) {
        return plans.act(parse(id), PlanKind.PLAN, step(action), call).map(done -> answer(ResponseEntity.ok(), done));
    }

    @PostMapping("/campaigns/{id}/actions/{action:start|end}")
    Mono<ResponseEntity<PlanView>> actOnCampaign(
            @PathVariable String id,
            @PathVariable String action,
            @RequestBody(required = false) @Nullable NothingBody body,
            Call call) {
        return plans.act(parse(id), PlanKind.CAMPAIGN, step(action), call)
                .map(done -> answer(ResponseEntity.ok(), done));
    }

    private static PlanStep step(String action) {
        return PlanStep.valueOf(action.toUpperCase(Locale.ROOT));
    }

    private static ResponseEntity<PlanView> answer(PlanView view) {
        return ResponseEntity.ok().eTag(SeenVersion.etag(view.version())).body(view);
    }

    private static UUID parse(String id) {
        return Ids.parse(id, "plan.not-found");
    }
}
