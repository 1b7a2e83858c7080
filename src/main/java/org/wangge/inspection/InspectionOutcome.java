package org.wangge.inspection;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.checklist.Checklist;
import org.wangge.hazard.Hazards;
import org.wangge.inspection.model.Doubts;
import org.wangge.inspection.model.Failures;
import org.wangge.inspection.model.InspectionFile;
import org.wangge.media.MediaStore;
import org.wangge.place.Place;
import org.wangge.place.Places;
import org.wangge.planning.InspectionTasks;
import org.wangge.shared.Actor;
import org.wangge.shared.Refused;
import reactor.core.publisher.Mono;

/** What follows from an inspection in other modules: hazards, the place's date of inspection, the photos. All of it repeatable. */
@Component
class InspectionOutcome {

    private final InspectionReading reading;
    private final Hazards hazards;
    private final Places places;
    private final InspectionTasks tasks;
    private final MediaStore media;

    InspectionOutcome(
            InspectionReading reading, Hazards hazards, Places places, InspectionTasks tasks, MediaStore media) {
        this.reading = reading;
        this.hazards = hazards;
        this.places = places;
        this.tasks = tasks;
        this.media = media;
    }

    /** Demands that the task, if one is named, is this place's and still to be done. */
    Mono<Void> requireOpenTask(@Nullable UUID taskId, Place place, Actor actor) {
        return taskId == null ? Mono.empty() : tasks.requireToDo(taskId, place.id(), actor);
    }

    /** The task that was fulfilled, if there is such a one; what became of it since is marked. */
    Mono<UUID> fulfilledTask(@Nullable UUID taskId, Place place, Actor actor, Doubts doubts) {
        return taskId == null
                ? Mono.empty()
                : tasks.requireToDo(taskId, place.id(), actor)
                        .thenReturn(taskId)
                        .onErrorResume(Refused.class, refused -> {
                            boolean unknown = refused.refusal().code().equals("task.unknown");
                            doubts.add(
                                    unknown ? DoubtCode.TASK_UNKNOWN : DoubtCode.TASK_ENDED,
                                    "/taskId",
                                    taskId.toString());
                            return unknown ? Mono.empty() : Mono.just(taskId);
                        });
    }

    Mono<Void> settle(InspectionFile file) {
        return media.attach(file.mediaIds())
                .then(file.state() == InspectionState.SUBMITTED ? submitted(file) : Mono.empty())
                .then(task(file));
    }

    private Mono<Void> task(InspectionFile file) {
        UUID task = file.taskId();
        if (task == null) {
            return Mono.empty();
        }
        InspectionFile.Result result = file.result();
        return switch (file.state()) {
            case STARTED -> tasks.started(task, file.id());
            case SUBMITTED -> tasks.done(task, file.id(), endOf(file), result == null ? 0 : result.failed());
            case ABANDONED -> tasks.abandoned(task, file.id());
        };
    }

    private static Instant endOf(InspectionFile file) {
        return file.submittedAt() == null ? file.updatedAt() : file.submittedAt();
    }

    /** Read only when they are needed. */
    private Mono<List<Checklist>> otherVersions(InspectionFile file, Checklist used) {
        return Failures.areAllIn(file, used) ? Mono.just(List.of()) : reading.versions(used.code());
    }

    private Mono<Void> submitted(InspectionFile file) {
        UUID placeId = file.place().id();
        return places.get(placeId)
                .zipWith(reading.checklist(file))
                .flatMap(read -> otherVersions(file, read.getT2())
                        .map(versions -> Failures.hazards(file, read.getT1(), read.getT2(), versions)))
                .flatMap(hazards::found)
                .then(Mono.defer(() -> places.noteInspected(placeId, endOf(file))));
    }
}
