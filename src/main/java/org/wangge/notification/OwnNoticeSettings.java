package org.wangge.notification;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.notification.model.NoticeSettings;
import org.wangge.notification.model.NoticeSettings.QuietHours;
import org.wangge.notification.store.NoticeSettingsStore;
import org.wangge.shared.Actor;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/** How the signed-in person wants to be called. */
@Component
public class OwnNoticeSettings {

    private final NoticeSettingsStore store;

    OwnNoticeSettings(NoticeSettingsStore store) {
        this.store = store;
    }

    /** Those of the actor; of who never changed anything those that everybody has. */
    public Mono<NoticeSettings> find(Actor actor) {
        return store.find(actor.id()).defaultIfEmpty(NoticeSettings.unchanged(actor.id()));
    }

    /**
     * Replaces the actor's. Refuses {@code notice-settings.invalid} when the quiet hours begin and end at the same time. Repeatable,
     * also with the version seen.
     *
     * @param wanted the version in it is not heeded
     * @param seen refuses {@code notice-settings.stale} when it is not the present version, unless that says the same; null says nothing
     */
    public Mono<NoticeSettings> replace(NoticeSettings wanted, @Nullable Long seen) {
        QuietHours quiet = wanted.quietHours();
        if (quiet != null && !quiet.last()) {
            return Mono.error(() -> new Refused(Refusal.of("notice-settings.invalid")
                    .withFaults(List.of(Refusal.Fault.of("/quietHours/end", "notice-settings.no-hours")))));
        }
        return store.replace(wanted, seen).switchIfEmpty(Mono.defer(() -> alreadyOrStale(wanted)));
    }

    private Mono<NoticeSettings> alreadyOrStale(NoticeSettings wanted) {
        return store.find(wanted.id())
                .defaultIfEmpty(NoticeSettings.unchanged(wanted.id()))
                .flatMap(present -> present.version() > 0 && present.saysSame(wanted)
                        ? Mono.just(present)
                        : Mono.error(() -> new Refused(
                                Refusal.of("notice-settings.stale").withPresent(present.version(), List.of()))));
    }
}
