package org.wangge.routing.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
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
import org.wangge.audit.ReadKind;
import org.wangge.audit.ReferenceChanges;
import org.wangge.routing.OverlayDraft;
import org.wangge.routing.OverlayKind;
import org.wangge.routing.OverlayView;
import org.wangge.routing.RoutingOverlays;
import org.wangge.routing.web.RuleBodies.NothingBody;
import org.wangge.routing.web.RuleBodies.RowBody;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Ids;
import org.wangge.shared.Page;
import org.wangge.shared.Reading;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** Emergency overlays. */
@RestController
@RequestMapping("/api/v1/routing-overlays")
class OverlayController {

    private final RoutingOverlays overlays;
    private final ReferenceChanges audit;

    OverlayController(RoutingOverlays overlays, ReferenceChanges audit) {
        this.overlays = overlays;
        this.audit = audit;
    }

    record OverlayBody(
            @NotBlank @Size(max = 100) String name,
            @NotNull OverlayKind kind,
            @NotEmpty @Size(max = 200) List<@NotNull @Pattern(regexp = "[0-9A-Z]{1,20}") String> areas,
            @Size(max = 200) @Nullable List<@Valid @NotNull RowBody> rows,
            @DecimalMin("0.01") @DecimalMax("1") @Nullable Double clockFactor,
            @NotNull Instant until) {

        OverlayDraft draft() {
            return new OverlayDraft(
                    name, kind, areas, RowBody.rules(rows == null ? List.of() : rows), clockFactor, until);
        }
    }

    record UntilBody(@NotNull Instant until) {}

    @PostMapping
    Mono<ResponseEntity<OverlayView>> begin(@Valid @RequestBody OverlayBody body, Call call, Reading reading) {
        return Mono.defer(() -> overlays.begin(body.draft(), call.over(body)))
                .flatMap(done -> told(done, reading))
                .map(done -> answer(
                        ResponseEntity.created(URI.create(
                                "/api/v1/routing-overlays/" + done.view().id())),
                        done));
    }

    private Mono<RoutingOverlays.Done> told(RoutingOverlays.Done done, Reading reading) {
        return done.difference().isEmpty()
                ? Mono.just(done)
                : audit.changed(
                                reading,
                                ReadKind.ROUTING_OVERLAY_CHANGE,
                                "routing-overlays/" + done.view().id(),
                                done.difference())
                        .thenReturn(done);
    }

    private static ResponseEntity<OverlayView> answer(ResponseEntity.BodyBuilder response, RoutingOverlays.Done done) {
        if (done.replayed()) {
            response.header("Idempotency-Replayed", "true");
        }
        return response.eTag(SeenVersion.etag(done.view().version())).body(done.view());
    }

    @GetMapping
    Mono<Page<OverlayView>> list(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Actor actor,
            Locale locale) {
        return overlays.list(limit, cursor, actor, locale);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<OverlayView>> find(@PathVariable String id, Actor actor, Locale locale) {
        return overlays.find(parse(id), actor, locale)
                .map(view -> ResponseEntity.ok()
                        .eTag(SeenVersion.etag(view.version()))
                        .body(view));
    }

    @PostMapping("/{id}/actions/end")
    Mono<ResponseEntity<OverlayView>> end(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable NothingBody body,
            Call call,
            Reading reading) {
        return overlays.end(parse(id), call)
                .flatMap(done -> told(done, reading))
                .map(done -> answer(ResponseEntity.ok(), done));
    }

    @PostMapping("/{id}/actions/extend")
    Mono<ResponseEntity<OverlayView>> extend(
            @PathVariable String id, @Valid @RequestBody UntilBody body, Call call, Reading reading) {
        return overlays.extend(parse(id), body.until(), call.over(body))
                .flatMap(done -> told(done, reading))
                .map(done -> answer(ResponseEntity.ok(), done));
    }

    private static UUID parse(String id) {
        return Ids.parse(id, "routing-overlay.not-found");
    }
}
