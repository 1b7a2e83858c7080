package org.wangge.notification.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.account.BearerToken;
import org.wangge.account.SignIns;
import org.wangge.notification.Channel;
import org.wangge.notification.Device;
import org.wangge.notification.Devices;
import org.wangge.notification.NoticeView;
import org.wangge.notification.Notices;
import org.wangge.notification.Receipt;
import org.wangge.notification.model.PhoneWords;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.Ids;
import org.wangge.shared.Operation;
import org.wangge.shared.Page;
import org.wangge.shared.SeenVersion;
import org.wangge.work.DoneOperations.Once;
import reactor.core.publisher.Mono;

/** The signed-in person's inbox and devices. */
@RestController
@RequestMapping("/api/v1/me")
class NoticeController {

    private final Notices notices;
    private final Devices devices;
    private final SignIns signIns;
    private final Clock clock;

    NoticeController(Notices notices, Devices devices, SignIns signIns, Clock clock) {
        this.notices = notices;
        this.devices = devices;
        this.signIns = signIns;
        this.clock = clock;
    }

    record DeviceRequest(
            @NotBlank @Size(max = 4096) String registrationToken,
            @NotNull Device.Platform platform,
            @Nullable String appVersion,
            @Nullable String locale) {}

    /** The device as its owner sees it, without the address. */
    record DeviceAnswer(
            String installationId,
            Device.Platform platform,
            @Nullable String appVersion,
            String locale,
            long version) {}

    record ReadAllAnswer(long read) {}

    @GetMapping("/notices")
    Mono<Page<NoticeView>> inbox(
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count,
            Actor actor,
            Locale locale) {
        return notices.inbox(actor, unread, limit, cursor, count, locale);
    }

    @PostMapping("/notices/{id}/actions/read")
    Mono<ResponseEntity<NoticeView>> read(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Channel channel,
            @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization,
            Call call) {
        UUID notice = Ids.parse(id, "notice.not-found");
        return session(authorization)
                .flatMap(session -> notices.markRead(notice, new Receipt(channel, session), call))
                .map(NoticeController::answer);
    }

    @PostMapping("/notices/{id}/actions/receive")
    Mono<ResponseEntity<NoticeView>> receive(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Channel channel,
            @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization,
            Call call) {
        UUID notice = Ids.parse(id, "notice.not-found");
        return session(authorization)
                .flatMap(session -> notices.receive(notice, new Receipt(channel, session), call))
                .map(NoticeController::answer);
    }

    private Mono<UUID> session(String authorization) {
        return signIns.sessionOf(BearerToken.in(authorization));
    }

    @PostMapping("/notices/actions/read-all")
    Mono<ResponseEntity<ReadAllAnswer>> readAll(Actor actor, Operation operation) {
        return notices.markAllRead(actor, operation)
                .map(once -> answer(new Once<>(new ReadAllAnswer(once.answer()), once.replayed())));
    }

    private static <T> ResponseEntity<T> answer(Once<T> once) {
        ResponseEntity.BodyBuilder response = ResponseEntity.ok();
        return (once.replayed() ? response.header("Idempotency-Replayed", "true") : response).body(once.answer());
    }

    @PutMapping("/devices/{installationId}")
    Mono<ResponseEntity<DeviceAnswer>> register(
            @PathVariable @Size(min = 1, max = 100) @Pattern(regexp = "[A-Za-z0-9_.:-]+") String installationId,
            @Valid @RequestBody DeviceRequest body,
            @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization,
            SeenVersion seen,
            Actor actor) {
        return session(authorization)
                .flatMap(session -> devices.register(device(installationId, body, actor, session), seen.version()))
                .map(saved -> ResponseEntity.ok()
                        .eTag(SeenVersion.etag(saved.seenVersion()))
                        .body(new DeviceAnswer(
                                saved.id(),
                                saved.platform(),
                                saved.appVersion(),
                                saved.locale(),
                                saved.seenVersion())));
    }

    private Device device(String installationId, DeviceRequest body, Actor actor, UUID session) {
        return new Device(
                installationId,
                actor.id(),
                body.registrationToken(),
                Device.AddressKind.REGISTRATION_TOKEN,
                body.platform(),
                PhoneWords.appVersion(body.appVersion()),
                PhoneWords.language(body.locale()),
                clock.instant(),
                session,
                null);
    }

    @DeleteMapping("/devices/{installationId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(@PathVariable String installationId, Actor actor) {
        return devices.remove(installationId, actor);
    }
}
