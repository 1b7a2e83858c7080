package org.wangge.rehearsal.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.rehearsal.ReplayView;
import org.wangge.rehearsal.Replays;
import org.wangge.rehearsal.ShadowView;
import org.wangge.rehearsal.Shadows;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Ids;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** Rule sets tried on the cases of the past, and on those that come. */
@RestController
class ReplayController {

    private final Replays replays;
    private final Shadows shadows;

    ReplayController(Replays replays, Shadows shadows) {
        this.replays = replays;
        this.shadows = shadows;
    }

    record ReplayBody(
            @NotNull @Min(1) Integer version,
            @NotNull Instant from,
            @NotNull Instant to,
            @Size(max = 40) @Nullable String office) {}

    record ShadowBody(@NotNull Instant until) {}

    record NothingBody() {}

    @PostMapping("/api/v1/routing-rules/replay")
    Mono<ResponseEntity<ReplayView>> start(@Valid @RequestBody ReplayBody body, Call call) {
        return replays.start(new Replays.Order(body.version(), body.from(), body.to(), body.office()), call.over(body))
                .map(done -> answer(
                        ResponseEntity.status(HttpStatus.ACCEPTED)
                                .header(
                                        HttpHeaders.LOCATION,
                                        URI.create("/api/v1/routing-replays/"
                                                        + done.view().id())
                                                .toString()),
                        done));
    }

    private static ResponseEntity<ReplayView> answer(ResponseEntity.BodyBuilder response, Replays.Done done) {
        if (done.replayed()) {
            response.header("Idempotency-Replayed", "true");
        }
        return response.eTag(SeenVersion.etag(done.view().revision())).body(done.view());
    }

    @GetMapping("/api/v1/routing-replays")
    Mono<Page<ReplayView>> list(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Actor actor) {
        return replays.list(limit, cursor, actor);
    }

    @GetMapping("/api/v1/routing-replays/{id}")
    Mono<ResponseEntity<ReplayView>> find(@PathVariable String id, Actor actor, Locale locale) {
        return replays.find(parse(id, actor), actor, locale)
                .map(view -> ResponseEntity.ok()
                        .eTag(SeenVersion.etag(view.revision()))
                        .body(view));
    }

    @PostMapping("/api/v1/routing-replays/{id}/actions/cancel")
    Mono<ResponseEntity<ReplayView>> cancel(
            @PathVariable String id, @RequestBody(required = false) @Nullable NothingBody body, Call call) {
        return replays.cancel(parse(id, call.actor()), call).map(done -> answer(ResponseEntity.ok(), done));
    }

    @PostMapping("/api/v1/routing-rules/{version}/actions/shadow")
    Mono<ResponseEntity<ShadowView>> shadow(
            @PathVariable String version, @Valid @RequestBody ShadowBody body, Call call) {
        return shadows.begin(number(version, call.actor(), "routing-rules.not-found"), body.until(), call.over(body))
                .map(done -> {
                    ResponseEntity.BodyBuilder response = ResponseEntity.ok();
                    if (done.replayed()) {
                        response.header("Idempotency-Replayed", "true");
                    }
                    return answer(response, done.view());
                });
    }

    private static ResponseEntity<ShadowView> answer(ResponseEntity.BodyBuilder response, ShadowView view) {
        return response.eTag(SeenVersion.etag(view.revision())).body(view);
    }

    @GetMapping("/api/v1/routing-rules/{version}/shadow")
    Mono<ResponseEntity<ShadowView>> shadow(@PathVariable String version, Actor actor, Locale locale) {
        return shadows.find(number(version, actor, "routing-shadow.not-found"), actor, locale)
                .map(view -> answer(ResponseEntity.ok(), view));
    }

    private static UUID parse(String id, Actor actor) {
        actor.requireAny(Permission.CASE_ARBITRATE, Permission.REFERENCE_EDIT);
        return Ids.parse(id, "routing-replay.not-found");
    }

    /** What is no number names no set; that is said to those only who may ask at all. */
    private static int number(String version, Actor actor, String absentCode) {
        actor.requireAny(Permission.CASE_ARBITRATE, Permission.REFERENCE_EDIT);
        if (!version.matches("[1-9][0-9]{0,8}")) {
            throw new Refused(Refusal.of(absentCode));
        }
        return Integer.parseInt(version);
    }
}
