package org.wangge.notification.push;

import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.wangge.notification.model.NoticeSettings;
import org.wangge.notification.store.NoticeSettingsStore;
import org.wangge.routing.RoutingSettings;
import reactor.core.publisher.Mono;

/** How those want to be called who are about to be. They are asked at each try, so that what was changed meanwhile counts. */
@Component
class RecipientSettings {

    private final NoticeSettingsStore store;
    private final ZoneId zone;

    RecipientSettings(NoticeSettingsStore store, RoutingSettings routing) {
        this.store = store;
        this.zone = routing.zone();
    }

    /** By whose clock quiet hours are. */
    ZoneId zone() {
        return zone;
    }

    /** Of each of these people. One query. */
    Mono<Of> of(Collection<UUID> people) {
        return store.of(people).collectMap(NoticeSettings::id).map(Of::new);
    }

    /** Those of several people, as they were a moment ago. */
    record Of(Map<UUID, NoticeSettings> changed) {

        NoticeSettings get(UUID person) {
            NoticeSettings own = changed.get(person);
            return own == null ? NoticeSettings.unchanged(person) : own;
        }
    }
}
