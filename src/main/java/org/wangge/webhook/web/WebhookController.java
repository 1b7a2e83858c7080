package org.wangge.webhook.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.audit.ReadKind;
import org.wangge.audit.ReferenceChanges;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Ids;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Reading;
import org.wangge.shared.SeenVersion;
import org.wangge.webhook.DeliveryState;
import org.wangge.webhook.DeliveryView;
import org.wangge.webhook.Replay;
import org.wangge.webhook.WebhookDeliveries;
import org.wangge.webhook.WebhookDraft;
import org.wangge.webhook.WebhookView;
import org.wangge.webhook.Webhooks;
import reactor.core.publisher.Mono;

/** Webhooks, and what was sent to them. */
@RestController
@RequestMapping("/api/v1/webhooks")
class WebhookController {

    private static final String REPLAYED = "Idempotency-Replayed";

    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;
    private final ReferenceChanges audit;

    WebhookController(Webhooks webhooks, WebhookDeliveries deliveries, ReferenceChanges audit) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.audit = audit;
    }

    record NewWebhook(
            @NotBlank @Size(max = 2000) String url,
            @Size(max = 100) @Nullable List<@NotNull @Size(max = 80) String> kinds,
            @NotBlank @Size(max = 100) String area,
            @Size(max = 200) @Nullable String description,
            @Nullable Boolean active) {

        WebhookDraft draft() {
            return new WebhookDraft(url.strip(), kinds, area.strip(), description, active);
        }
    }

    record WebhookChange(
            @Size(min = 1, max = 2000) @Nullable String url,
            @Size(max = 100) @Nullable List<@NotNull @Size(max = 80) String> kinds,
            @Size(min = 1, max = 100) @Nullable String area,
            @Size(max = 200) @Nullable String description,
            @Nullable Boolean active) {

        WebhookDraft draft() {
            return new WebhookDraft(
                    url == null ? null : url.strip(), kinds, area == null ? null : area.strip(), description, active);
        }
    }

    record ReplayBody(
            @Nullable Instant since,
            @Nullable UUID after,
            @Nullable UUID deliveryId) {}

    record NothingBody() {}

    @PostMapping
    Mono<ResponseEntity<WebhookView>> create(@Valid @RequestBody NewWebhook body, Call call, Reading reading) {
        return Mono.defer(() -> webhooks.create(body.draft(), call.over(body)))
                .flatMap(done -> told(done, reading))
                .map(done -> answer(
                        ResponseEntity.created(
                                URI.create("/api/v1/webhooks/" + done.view().id())),
                        done));
    }

    private Mono<Webhooks.Done> told(Webhooks.Done done, Reading reading) {
        return told(done.view().id(), done.difference(), reading).thenReturn(done);
    }

    private Mono<Void> told(UUID id, String difference, Reading reading) {
        return difference.isEmpty()
                ? Mono.empty()
                : audit.changed(reading, ReadKind.WEBHOOK_CHANGE, "webhooks/" + id, difference);
    }

    private static ResponseEntity<WebhookView> answer(ResponseEntity.BodyBuilder response, Webhooks.Done done) {
        if (done.replayed()) {
            response.header(REPLAYED, "true");
        }
        return response.eTag(SeenVersion.etag(done.view().version())).body(done.view());
    }

    private Mono<ResponseEntity<WebhookView>> answered(Mono<Webhooks.Done> written, Reading reading) {
        return written.flatMap(done -> told(done, reading)).map(done -> answer(ResponseEntity.ok(), done));
    }

    @GetMapping
    Mono<Page<WebhookView>> list(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Actor actor) {
        return webhooks.list(limit, cursor, count, actor);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<WebhookView>> find(@PathVariable String id, Actor actor) {
        actor.require(Permission.REFERENCE_EDIT);
        return webhooks.find(parse(id), actor)
                .map(view -> ResponseEntity.ok()
                        .eTag(SeenVersion.etag(view.version()))
                        .body(view));
    }

    @PatchMapping("/{id}")
    Mono<ResponseEntity<WebhookView>> edit(
            @PathVariable String id, @Valid @RequestBody WebhookChange body, Call call, Reading reading) {
        call.actor().require(Permission.REFERENCE_EDIT);
        return answered(webhooks.edit(parse(id), body.draft(), call.over(body)), reading);
    }

    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> delete(@PathVariable String id, Call call, Reading reading) {
        call.actor().require(Permission.REFERENCE_EDIT);
        UUID webhook = parse(id);
        return webhooks.delete(webhook, call)
                .flatMap(deleted -> told(webhook, deleted.difference(), reading)
                        .thenReturn(
                                deleted.replayed()
                                        ? ResponseEntity.noContent()
                                                .header(REPLAYED, "true")
                                                .build()
                                        : new ResponseEntity<>(HttpStatus.NO_CONTENT)));
    }

    @PostMapping("/{id}/actions/pause")
    Mono<ResponseEntity<WebhookView>> pause(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable NothingBody body,
            Call call,
            Reading reading) {
        call.actor().require(Permission.REFERENCE_EDIT);
        return answered(webhooks.pause(parse(id), call), reading);
    }

    @PostMapping("/{id}/actions/resume")
    Mono<ResponseEntity<WebhookView>> resume(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable NothingBody body,
            Call call,
            Reading reading) {
        call.actor().require(Permission.REFERENCE_EDIT);
        return answered(webhooks.resume(parse(id), call), reading);
    }

    @PostMapping("/{id}/actions/rotate-secret")
    Mono<ResponseEntity<WebhookView>> rotate(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable NothingBody body,
            Call call,
            Reading reading) {
        call.actor().require(Permission.REFERENCE_EDIT);
        return answered(webhooks.rotate(parse(id), call), reading);
    }

    @PostMapping("/{id}/actions/replay")
    Mono<ResponseEntity<WebhookView>> replay(
            @PathVariable String id, @Valid @RequestBody ReplayBody body, Call call, Reading reading) {
        call.actor().require(Permission.REFERENCE_EDIT);
        Replay from = new Replay(body.since(), body.after(), body.deliveryId());
        return answered(deliveries.replay(parse(id), from, call.over(body)), reading);
    }

    @PostMapping("/{id}/actions/test")
    Mono<ResponseEntity<DeliveryView>> test(
            @PathVariable String id, @RequestBody(required = false) @Nullable NothingBody body, Call call) {
        call.actor().require(Permission.REFERENCE_EDIT);
        return deliveries.test(parse(id), call).map(once -> {
            ResponseEntity.BodyBuilder response = ResponseEntity.ok();
            if (once.replayed()) {
                response.header(REPLAYED, "true");
            }
            return response.body(once.answer());
        });
    }

    @GetMapping("/{id}/deliveries")
    Mono<Page<DeliveryView>> deliveries(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable DeliveryState state,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Actor actor) {
        actor.require(Permission.REFERENCE_EDIT);
        return deliveries.list(parse(id), state, limit, cursor, count, actor);
    }

    private static UUID parse(String id) {
        return Ids.parse(id, "webhook.not-found");
    }
}
