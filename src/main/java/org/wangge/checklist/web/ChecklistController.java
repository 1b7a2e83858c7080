package org.wangge.checklist.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.checklist.Checklist;
import org.wangge.checklist.Checklists;
import org.wangge.checklist.web.ChecklistViews.ChecklistSummary;
import org.wangge.checklist.web.ChecklistViews.ChecklistView;
import org.wangge.checklist.web.ChecklistViews.PutChecklistRequest;
import org.wangge.shared.Actor;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** Checklists: read by who inspects, published by who edits reference data. */
@RestController
@RequestMapping("/api/v1/checklists")
class ChecklistController {

    private final Checklists checklists;

    ChecklistController(Checklists checklists) {
        this.checklists = checklists;
    }

    @GetMapping
    Mono<Page<ChecklistSummary>> list(
            @RequestParam(defaultValue = "false") boolean retired,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Actor actor,
            Locale locale) {
        actor.require(Permission.PLACE_READ);
        return checklists
                .list(retired)
                .collectList()
                .map(all -> Page.cut(all, Checklist::code, "checklists " + retired, limit, cursor, count)
                        .map(list -> ChecklistSummary.of(list, locale)));
    }

    @GetMapping("/{code}")
    Mono<ResponseEntity<ChecklistView>> find(
            @PathVariable String code,
            @RequestParam(required = false) @Min(1) @Nullable Integer version,
            Actor actor,
            Locale locale) {
        actor.require(Permission.PLACE_READ);
        return (version == null ? checklists.latest(code) : checklists.version(code, version))
                .map(list -> answer(list, locale))
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("checklist.not-found", code))));
    }

    @PutMapping("/{code}")
    Mono<ResponseEntity<ChecklistView>> publish(
            @PathVariable String code,
            @Valid @RequestBody PutChecklistRequest body,
            SeenVersion seen,
            Actor actor,
            Locale locale) {
        return checklists.publish(body.draft(code), seen, actor).map(list -> answer(list, locale));
    }

    private static ResponseEntity<ChecklistView> answer(Checklist list, Locale locale) {
        return ResponseEntity.ok().eTag(SeenVersion.etag(list.version())).body(ChecklistView.of(list, locale));
    }
}
