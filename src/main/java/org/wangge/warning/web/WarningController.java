package org.wangge.warning.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.audit.ReadKind;
import org.wangge.audit.ReferenceChanges;
import org.wangge.routing.OverlayKind;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Ids;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.QueryValues;
import org.wangge.shared.Reading;
import org.wangge.shared.Role;
import org.wangge.shared.SeenVersion;
import org.wangge.warning.WarningActions;
import org.wangge.warning.WarningActions.AnnouncementWish;
import org.wangge.warning.WarningActions.OverlayWish;
import org.wangge.warning.WarningFilter;
import org.wangge.warning.WarningView;
import org.wangge.warning.Warnings;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Official warnings. */
@RestController
@RequestMapping("/api/v1/warnings")
class WarningController {

    private static final String CAP = "application/cap+xml";
    private static final String REPLAYED = "Idempotency-Replayed";

    private final Warnings warnings;
    private final WarningActions actions;
    private final ReferenceChanges audit;

    WarningController(Warnings warnings, WarningActions actions, ReferenceChanges audit) {
        this.warnings = warnings;
        this.actions = actions;
        this.audit = audit;
    }

    record OverlayBody(
            @Size(min = 1, max = 200) @Nullable List<@NotNull @Pattern(regexp = "[0-9A-Z]{1,20}") String> areas,
            @Nullable OverlayKind kind,
            @DecimalMin("0.01") @DecimalMax("1") @Nullable Double clockFactor,
            @Nullable Instant until) {}

    record TitleBody(
            @NotBlank @Size(max = 100) String zh,
            @Size(max = 200) @Nullable String en) {}

    record TextBody(
            @NotBlank @Size(max = 5000) String zh,
            @Size(max = 10000) @Nullable String en) {}

    record AnnouncementBody(
            @Valid @Nullable TitleBody title,
            @Valid @Nullable TextBody text,
            @Size(min = 1, max = 200) @Nullable List<@NotNull @Pattern(regexp = "[0-9A-Z]{1,20}") String> areas,
            @Size(max = 5) @Nullable Set<@NotNull Role> roles,
            @Nullable Boolean urgent,
            @Nullable Instant expiresAt) {

        AnnouncementWish wish() {
            return new AnnouncementWish(
                    title == null ? null : text(title.zh(), title.en()),
                    text == null ? null : text(text.zh(), text.en()),
                    areas,
                    roles,
                    urgent,
                    expiresAt);
        }

        private static LocalizedText text(String zh, @Nullable String en) {
            return new LocalizedText(zh, en == null ? "" : en);
        }
    }

    record DismissBody(@NotBlank @Size(max = 500) String reason) {}

    record NothingBody() {}

    @PostMapping(consumes = {CAP, MediaType.APPLICATION_XML_VALUE})
    Mono<ResponseEntity<WarningView>> takeIn(@RequestBody byte[] alert, Call call, Reading reading) {
        call.actor().require(Permission.ANNOUNCE);
        return warnings.takeIn(alert, call)
                .delayUntil(done -> done.difference().isEmpty()
                        ? Mono.empty()
                        : audit.changed(
                                reading,
                                ReadKind.WARNING_CHANGE,
                                "warnings/" + done.view().id(),
                                done.difference()))
                .map(done -> answer(
                        done.replayed()
                                ? ResponseEntity.ok()
                                : ResponseEntity.created(URI.create(
                                        "/api/v1/warnings/" + done.view().id())),
                        done.view(),
                        done.replayed()));
    }

    private static ResponseEntity<WarningView> answer(
            ResponseEntity.BodyBuilder response, WarningView view, boolean replayed) {
        if (replayed) {
            response.header(REPLAYED, "true");
        }
        return response.eTag(SeenVersion.etag(view.version())).body(view);
    }

    @GetMapping
    Mono<Page<WarningView>> list(
            QueryValues query,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Actor actor) {
        actor.require(Permission.ANNOUNCE);
        return warnings.list(WarningFilter.read(query), limit, cursor, count, actor);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<WarningView>> find(@PathVariable String id, Actor actor, Locale locale) {
        actor.require(Permission.ANNOUNCE);
        return warnings.find(parse(id), actor, locale)
                .map(view -> ResponseEntity.ok()
                        .eTag(SeenVersion.etag(view.version()))
                        .body(view));
    }

    /** Another may have written it, so no browser is to take it for a page. */
    @GetMapping(path = "/{id}/cap", produces = CAP)
    Mono<ResponseEntity<byte[]>> original(@PathVariable String id, Actor actor) {
        actor.require(Permission.ANNOUNCE);
        return warnings.original(parse(id), actor)
                .map(alert -> ResponseEntity.ok()
                        .contentType(MediaType.valueOf(CAP))
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"warning.xml\"")
                        .body(alert));
    }

    @PostMapping("/{id}/actions/begin-overlay")
    Mono<ResponseEntity<WarningView>> beginOverlay(
            @PathVariable String id,
            @Valid @RequestBody(required = false) @Nullable OverlayBody body,
            Call call,
            Reading reading) {
        call.actor().require(Permission.CASE_ARBITRATE);
        OverlayWish wish = body == null
                ? new OverlayWish(null, null, null, null)
                : new OverlayWish(body.areas(), body.kind(), body.clockFactor(), body.until());
        return told(actions.beginOverlay(parse(id), wish, call.over(wish)), reading);
    }

    @PostMapping("/{id}/actions/announce")
    Mono<ResponseEntity<WarningView>> announce(
            @PathVariable String id,
            @Valid @RequestBody(required = false) @Nullable AnnouncementBody body,
            Call call,
            Reading reading) {
        call.actor().require(Permission.ANNOUNCE);
        AnnouncementWish wish = body == null ? new AnnouncementWish(null, null, null, null, null, null) : body.wish();
        return told(actions.announce(parse(id), wish, call.over(wish)), reading);
    }

    @PostMapping("/{id}/actions/end-overlay")
    Mono<ResponseEntity<WarningView>> endOverlay(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable NothingBody body,
            Call call,
            Reading reading) {
        call.actor().require(Permission.CASE_ARBITRATE);
        return told(actions.endOverlay(parse(id), call), reading);
    }

    @PostMapping("/{id}/actions/dismiss")
    Mono<ResponseEntity<WarningView>> dismiss(
            @PathVariable String id, @Valid @RequestBody DismissBody body, Call call, Reading reading) {
        call.actor().require(Permission.ANNOUNCE);
        return told(actions.dismiss(parse(id), body.reason(), call.over(body)), reading);
    }

    private Mono<ResponseEntity<WarningView>> told(Mono<WarningActions.Done> step, Reading reading) {
        return step.delayUntil(done -> Flux.fromIterable(done.traces())
                        .concatMap(trace -> audit.changed(reading, trace.kind(), trace.subject(), trace.change())))
                .map(done -> answer(ResponseEntity.ok(), done.view(), done.replayed()));
    }

    private static UUID parse(String id) {
        return Ids.parse(id, "warning.not-found");
    }
}
