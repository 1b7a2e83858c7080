package org.wangge.announcement.web;

import jakarta.validation.Valid;
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
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.announcement.AnnouncementAction;
import org.wangge.announcement.AnnouncementAlerts;
import org.wangge.announcement.AnnouncementDraft;
import org.wangge.announcement.AnnouncementKind;
import org.wangge.announcement.AnnouncementView;
import org.wangge.announcement.Announcements;
import org.wangge.announcement.UnreadView;
import org.wangge.audit.ReadKind;
import org.wangge.audit.ReferenceChanges;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Ids;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Reading;
import org.wangge.shared.Role;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** Announcements. */
@RestController
@RequestMapping("/api/v1/announcements")
class AnnouncementController {

    private static final String CAP = "application/cap+xml";

    private final Announcements announcements;
    private final AnnouncementAlerts alerts;
    private final ReferenceChanges audit;

    AnnouncementController(Announcements announcements, AnnouncementAlerts alerts, ReferenceChanges audit) {
        this.announcements = announcements;
        this.alerts = alerts;
        this.audit = audit;
    }

    record TitleBody(
            @NotBlank @Size(max = 100) String zh,
            @Size(max = 200) @Nullable String en) {}

    record TextBody(
            @NotBlank @Size(max = 5000) String zh,
            @Size(max = 10000) @Nullable String en) {}

    record AnnouncementBody(
            @NotNull AnnouncementKind kind,
            @NotNull @Valid TitleBody title,
            @NotNull @Valid TextBody text,
            @NotEmpty @Size(max = 200) List<@NotNull @Pattern(regexp = "[0-9A-Z]{1,20}") String> areas,
            @Size(max = 5) @Nullable Set<@NotNull Role> roles,
            @Nullable Boolean urgent,
            @NotNull Instant expiresAt) {

        AnnouncementDraft draft() {
            return new AnnouncementDraft(
                    kind,
                    text(title.zh(), title.en()),
                    text(text.zh(), text.en()),
                    areas,
                    roles == null ? Set.of() : roles,
                    urgent == null ? kind == AnnouncementKind.EMERGENCY : urgent,
                    expiresAt);
        }

        private static LocalizedText text(String zh, @Nullable String en) {
            return new LocalizedText(zh, en == null ? "" : en);
        }
    }

    record NothingBody() {}

    @PostMapping
    Mono<ResponseEntity<AnnouncementView>> announce(
            @Valid @RequestBody AnnouncementBody body, Call call, Reading reading) {
        return Mono.defer(() -> announcements.announce(body.draft(), call.over(body)))
                .delayUntil(done -> told(done, reading))
                .map(done -> answer(
                        ResponseEntity.created(URI.create(
                                "/api/v1/announcements/" + done.view().id())),
                        done));
    }

    private Mono<Void> told(Announcements.Done done, Reading reading) {
        return done.difference().isEmpty()
                ? Mono.empty()
                : audit.changed(
                        reading,
                        ReadKind.ANNOUNCEMENT_CHANGE,
                        "announcements/" + done.view().id(),
                        done.difference());
    }

    private static ResponseEntity<AnnouncementView> answer(
            ResponseEntity.BodyBuilder response, Announcements.Done done) {
        if (done.replayed()) {
            response.header("Idempotency-Replayed", "true");
        }
        return response.eTag(SeenVersion.etag(done.view().version())).body(done.view());
    }

    @GetMapping
    Mono<Page<AnnouncementView>> list(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Actor actor) {
        return announcements.list(limit, cursor, count, actor);
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<AnnouncementView>> find(@PathVariable String id, Actor actor) {
        return announcements
                .find(parse(id), actor)
                .map(view -> ResponseEntity.ok()
                        .eTag(SeenVersion.etag(view.version()))
                        .body(view));
    }

    @GetMapping(path = "/{id}/cap", produces = CAP)
    Mono<ResponseEntity<byte[]>> alert(@PathVariable String id, Actor actor) {
        return alerts.alert(parse(id), actor)
                .map(alert ->
                        ResponseEntity.ok().contentType(MediaType.valueOf(CAP)).body(alert));
    }

    @GetMapping("/{id}/unread")
    Mono<Page<UnreadView>> unread(
            @PathVariable String id,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Actor actor) {
        actor.require(Permission.ANNOUNCE);
        return announcements.unread(parse(id), limit, cursor, count, actor);
    }

    @PostMapping("/{id}/actions/withdraw")
    Mono<ResponseEntity<AnnouncementView>> withdraw(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable NothingBody body,
            Call call,
            Reading reading) {
        return act(id, AnnouncementAction.WITHDRAW, call, reading);
    }

    @PostMapping("/{id}/actions/remind")
    Mono<ResponseEntity<AnnouncementView>> remind(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable NothingBody body,
            Call call,
            Reading reading) {
        return act(id, AnnouncementAction.REMIND, call, reading);
    }

    private Mono<ResponseEntity<AnnouncementView>> act(
            String id, AnnouncementAction action, Call call, Reading reading) {
        call.actor().require(Permission.ANNOUNCE);
        return announcements
                .act(parse(id), action, call)
                .delayUntil(done -> told(done, reading))
                .map(done -> answer(ResponseEntity.ok(), done));
    }

    private static UUID parse(String id) {
        return Ids.parse(id, "announcement.not-found");
    }
}
