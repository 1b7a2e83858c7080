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
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.notification.Device;
import org.wangge.notification.Devices;
import org.wangge.notification.NoticeView;
import org.wangge.notification.Notices;
import org.wangge.shared.Actor;
import org.wangge.shared.Ids;
import org.wangge.shared.Page;
import reactor.core.publisher.Mono;

/** The signed-in person's inbox and devices. */
@RestController
@RequestMapping("/api/v1/me")
class NoticeController {

    private final Notices notices;
    private final Devices devices;
    private final Clock clock;

    NoticeController(Notices notices, Devices devices, Clock clock) {
        this.notices = notices;
        this.devices = devices;
        this.clock = clock;
    }

    record DeviceRequest(
            @NotBlank @Size(max = 4096) String registrationToken,
            @NotNull Device.Platform platform,
            @Size(max = 40) @Nullable String appVersion,

            @Size(max = 35) @Pattern(regexp = "[A-Za-z]{2,8}([-_][A-Za-z0-9#_-]*)?") @Nullable
            String locale) {

        /** Phones name their language in many ways; there are texts in two. */
        String language() {
            return locale != null && locale.split("[-_]")[0].equalsIgnoreCase("en") ? "en" : "zh-CN";
        }
    }

    /** The device as its owner sees it, without the address. */
    record DeviceAnswer(
            String installationId,
            Device.Platform platform,
            @Nullable String appVersion,
            String locale) {}

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
    Mono<NoticeView> read(@PathVariable String id, Actor actor, Locale locale) {
        return notices.markRead(Ids.parse(id, "notice.not-found"), actor, locale);
    }

    @PostMapping("/notices/actions/read-all")
    Mono<ReadAllAnswer> readAll(Actor actor) {
        return notices.markAllRead(actor).map(ReadAllAnswer::new);
    }

    @PutMapping("/devices/{installationId}")
    Mono<DeviceAnswer> register(
            @PathVariable @Size(min = 1, max = 100) @Pattern(regexp = "[A-Za-z0-9_.:-]+") String installationId,
            @Valid @RequestBody DeviceRequest body,
            Actor actor) {
        Device device = new Device(
                installationId,
                actor.id(),
                body.registrationToken(),
                Device.AddressKind.REGISTRATION_TOKEN,
                body.platform(),
                body.appVersion(),
                body.language(),
                clock.instant());
        return devices.register(device)
                .map(saved -> new DeviceAnswer(saved.id(), saved.platform(), saved.appVersion(), saved.locale()));
    }

    @DeleteMapping("/devices/{installationId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(@PathVariable String installationId, Actor actor) {
        return devices.remove(installationId, actor);
    }
}
