package org.wangge.routing.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.routing.FindingView;
import org.wangge.routing.RuleSetAction;
import org.wangge.routing.RuleSetMaking;
import org.wangge.routing.RuleSetView;
import org.wangge.routing.RuleSets;
import org.wangge.routing.model.RuleSetChange;
import org.wangge.routing.model.RuleSetMachine;
import org.wangge.routing.web.RuleBodies.ContentBody;
import org.wangge.routing.web.RuleBodies.DraftBody;
import org.wangge.routing.web.RuleBodies.NothingBody;
import org.wangge.routing.web.RuleBodies.PublishBody;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Reading;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** Rule sets and their life. */
@RestController
@RequestMapping("/api/v1/routing-rules")
class RuleSetController {

    private final RuleSets sets;
    private final RuleSetMaking making;
    private final RuleSetAnswers answers;

    RuleSetController(RuleSets sets, RuleSetMaking making, RuleSetAnswers answers) {
        this.sets = sets;
        this.making = making;
        this.answers = answers;
    }

    record FindingsView(List<FindingView> items) {}

    record ChangesView(List<RuleSetChange> items) {}

    @GetMapping
    Mono<Page<RuleSetView>> list(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Actor actor) {
        return sets.list(limit, cursor, actor);
    }

    @PostMapping
    Mono<ResponseEntity<RuleSetView>> create(
            @Valid @RequestBody(required = false) @Nullable DraftBody body, Call call, Reading reading) {
        return making.create(body == null ? null : body.basedOn(), call.over(String.valueOf(body)))
                .flatMap(done -> answers.told(done, reading))
                .map(done -> RuleSetAnswers.answer(
                        ResponseEntity.created(URI.create(
                                "/api/v1/routing-rules/" + done.view().version())),
                        done));
    }

    @GetMapping("/{version}")
    Mono<ResponseEntity<RuleSetView>> find(@PathVariable String version, Actor actor, Locale locale) {
        return sets.find(number(version, actor, Permission.AREA_READ), actor, locale)
                .map(view -> ResponseEntity.ok()
                        .eTag(SeenVersion.etag(view.revision()))
                        .body(view));
    }

    @PutMapping(path = "/{version}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<RuleSetView>> edit(
            @PathVariable String version, @Valid @RequestBody ContentBody body, Call call, Reading reading) {
        return answers.told(
                sets.edit(number(version, call.actor(), Permission.REFERENCE_EDIT), body.content(), call.over(body)),
                reading);
    }

    @GetMapping("/{version}/findings")
    Mono<FindingsView> findings(@PathVariable String version, Actor actor, Locale locale) {
        actor.requireAny(Permission.CASE_ARBITRATE, Permission.REFERENCE_EDIT);
        return sets.findings(number(version, actor, Permission.AREA_READ), actor, locale)
                .map(FindingsView::new);
    }

    @GetMapping("/{version}/changes")
    Mono<ChangesView> changes(@PathVariable String version, Actor actor) {
        return sets.changes(number(version, actor, Permission.REFERENCE_EDIT), actor)
                .map(ChangesView::new);
    }

    @PostMapping("/{version}/actions/{action:check|approve|withdraw}")
    Mono<ResponseEntity<RuleSetView>> act(
            @PathVariable String version,
            @PathVariable String action,
            @RequestBody(required = false) @Nullable NothingBody body,
            Call call,
            Reading reading) {
        return acted(version, RuleSetAction.valueOf(action.toUpperCase(Locale.ROOT)), null, call, reading);
    }

    @PostMapping("/{version}/actions/publish")
    Mono<ResponseEntity<RuleSetView>> publish(
            @PathVariable String version,
            @Valid @RequestBody(required = false) @Nullable PublishBody body,
            Call call,
            Reading reading) {
        Instant from = body == null ? null : body.effectiveFrom();
        return acted(version, RuleSetAction.PUBLISH, from, call.over(String.valueOf(from)), reading);
    }

    private Mono<ResponseEntity<RuleSetView>> acted(
            String version, RuleSetAction action, @Nullable Instant from, Call call, Reading reading) {
        RuleSetMachine.table().requirePermission(action, call.actor());
        return answers.told(sets.act(number(version, call.actor(), Permission.AREA_READ), action, from, call), reading);
    }

    @PostMapping("/{version}/actions/roll-back")
    Mono<ResponseEntity<RuleSetView>> rollBack(
            @PathVariable String version,
            @RequestBody(required = false) @Nullable NothingBody body,
            Call call,
            Reading reading) {
        return answers.told(making.rollBack(number(version, call.actor(), Permission.REFERENCE_EDIT), call), reading);
    }

    /** What is no number names no set; that is said to those only who may do this at all. */
    static int number(String version, Actor actor, Permission needed) {
        actor.require(needed);
        if (!version.matches("[1-9][0-9]{0,8}")) {
            throw new Refused(Refusal.of("routing-rules.not-found"));
        }
        return Integer.parseInt(version);
    }
}
