package org.wangge.notification.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.wangge.notification.NoticeGroup;
import org.wangge.notification.OwnNoticeSettings;
import org.wangge.notification.model.NoticeSettings;
import org.wangge.notification.model.NoticeSettings.QuietHours;
import org.wangge.shared.Actor;
import org.wangge.shared.SeenVersion;
import reactor.core.publisher.Mono;

/** How the signed-in person wants to be called. */
@RestController
@RequestMapping("/api/v1/me/notice-settings")
class NoticeSettingsController {

    private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";

    private final OwnNoticeSettings settings;

    NoticeSettingsController(OwnNoticeSettings settings) {
        this.settings = settings;
    }

    record HoursBody(
            @NotNull @Pattern(regexp = TIME) String start,
            @NotNull @Pattern(regexp = TIME) String end) {}

    /** What was read may come back: the version in it is not heeded. */
    @JsonIgnoreProperties("version")
    record SettingsRequest(
            @Valid @Nullable HoursBody quietHours,
            @Pattern(regexp = "zh-CN|en") @Nullable String language,
            @Size(max = 20) @Nullable List<@NotNull NoticeGroup> pushOff,
            @Pattern(regexp = TIME) @Nullable String digestAt) {

        NoticeSettings of(Actor actor) {
            return new NoticeSettings(
                    actor.id(),
                    quietHours == null ? null : new QuietHours(quietHours.start, quietHours.end),
                    language,
                    pushOff == null ? List.of() : NoticeSettings.names(pushOff),
                    digestAt,
                    0);
        }
    }

    record SettingsView(
            @Nullable QuietHours quietHours,
            @Nullable String language,
            List<String> pushOff,
            @Nullable String digestAt,
            long version) {}

    @GetMapping
    Mono<ResponseEntity<SettingsView>> find(Actor actor) {
        return settings.find(actor).map(NoticeSettingsController::answer);
    }

    @PutMapping
    Mono<ResponseEntity<SettingsView>> replace(
            @Valid @RequestBody SettingsRequest body, SeenVersion seen, Actor actor) {
        return settings.replace(body.of(actor), seen.version()).map(NoticeSettingsController::answer);
    }

    private static ResponseEntity<SettingsView> answer(NoticeSettings found) {
        return ResponseEntity.ok()
                .eTag(SeenVersion.etag(found.version()))
                .body(new SettingsView(
                        found.quietHours(), found.language(), found.off(), found.digestAt(), found.version()));
    }
}
