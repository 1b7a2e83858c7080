package org.wangge.inspection;

import java.util.UUID;
import org.springframework.stereotype.Component;
import org.wangge.inspection.store.InspectionStore;
import org.wangge.media.MediaReaders;
import org.wangge.shared.Actor;
import reactor.core.publisher.Mono;

/** Who may see an inspection may see its photos and its signature. */
@Component
class InspectionPhotos implements MediaReaders {

    private final InspectionStore inspections;

    InspectionPhotos(InspectionStore inspections) {
        this.inspections = inspections;
    }

    @Override
    public Mono<Boolean> mayRead(UUID mediaId, Actor actor) {
        return inspections.isMediaVisible(mediaId, actor);
    }

    @Override
    public Mono<Boolean> keeps(UUID mediaId) {
        return inspections.hasMedia(mediaId);
    }
}
