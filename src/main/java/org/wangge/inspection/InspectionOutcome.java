package org.wangge.inspection;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.hazard.Hazards;
import org.wangge.inspection.model.InspectionFile;
import org.wangge.inspection.model.InspectionFiles;
import org.wangge.media.MediaStore;
import org.wangge.place.Place;
import org.wangge.place.Places;
import reactor.core.publisher.Mono;

/** What follows from an inspection in other modules: hazards, the place's date of inspection, the photos. All of it repeatable. */
@Component
class InspectionOutcome {

    private final InspectionReading reading;
    private final Hazards hazards;
    private final Places places;
    private final MediaStore media;

    InspectionOutcome(InspectionReading reading, Hazards hazards, Places places, MediaStore media) {
        this.reading = reading;
        this.hazards = hazards;
        this.places = places;
        this.media = media;
    }

    /** Demands that the task, if one is named, is this place's and still to be done. */
    Mono<Void> requireOpenTask(@Nullable UUID taskId, Place place) {
        return Mono.empty();
    }

    Mono<Void> settle(InspectionFile file) {
        return media.attach(file.mediaIds())
                .then(file.state() == InspectionState.SUBMITTED ? submitted(file) : Mono.empty());
    }

    private Mono<Void> submitted(InspectionFile file) {
        UUID placeId = file.place().id();
        return places.get(placeId)
                .zipWith(reading.checklist(file))
                .flatMap(read -> hazards.found(InspectionFiles.failures(file, read.getT1(), read.getT2())))
                .then(Mono.defer(() -> places.noteInspected(
                        placeId, file.submittedAt() == null ? file.updatedAt() : file.submittedAt())));
    }
}
