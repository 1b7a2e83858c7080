package org.wangge.casework;

import java.util.UUID;
import org.springframework.stereotype.Component;
import org.wangge.casework.store.CaseStore;
import org.wangge.media.MediaReaders;
import org.wangge.shared.Actor;
import reactor.core.publisher.Mono;

/** Who may see a case may see its photos. */
@Component
class CasePhotos implements MediaReaders {

    private final CaseStore cases;

    CasePhotos(CaseStore cases) {
        this.cases = cases;
    }

    @Override
    public Mono<Boolean> mayRead(UUID mediaId, Actor actor) {
        return cases.isMediaVisible(mediaId, actor);
    }

    @Override
    public Mono<Boolean> keeps(UUID mediaId) {
        return cases.hasMedia(mediaId);
    }
}
