package org.wangge.hazard;

import java.util.UUID;
import org.springframework.stereotype.Component;
import org.wangge.hazard.store.HazardStore;
import org.wangge.media.MediaReaders;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import reactor.core.publisher.Mono;

/** Who may see a hazard may see its photos. */
@Component
class HazardPhotos implements MediaReaders {

    private final HazardStore hazards;

    HazardPhotos(HazardStore hazards) {
        this.hazards = hazards;
    }

    @Override
    public Mono<Boolean> mayRead(UUID mediaId, Actor actor) {
        return actor.may(Permission.HAZARD_READ) ? hazards.isMediaVisible(mediaId, actor) : Mono.just(false);
    }

    @Override
    public Mono<Boolean> keeps(UUID mediaId) {
        return hazards.hasMedia(mediaId);
    }
}
