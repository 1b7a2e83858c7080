package org.wangge.inspection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
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

    /** The relay comes within a second or two; who comes later looks for himself whether anything is left. */
    private static final Duration JOINED_FOR = Duration.ofMinutes(1);

    private final InspectionContextReader reading;
    private final Hazards hazards;
    private final Places places;
    private final InspectionTasks tasks;
    private final MediaStore media;
    private final Cache<Settled, Mono<Void>> underWay =
            Caffeine.newBuilder().expireAfterWrite(JOINED_FOR).build();

    private record Settled(UUID inspection, long version) {}

    InspectionOutcome(
            InspectionContextReader reading, Hazards hazards, Places places, InspectionTasks tasks, MediaStore media) {
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

    /**
     * What clients look at next: the hazards, and that the task is done. It follows at once, in the request; the relay joins what is
     * under way, and sees that nothing is left, unless that process died.
     */
    Mono<Void> settle(InspectionFile file) {
        return settle(file, places.get(file.place().id()));
    }

    /** The same for who has read the place already. */
    Mono<Void> settle(InspectionFile file, Mono<Place> place) {
        return file.state() == InspectionState.SUBMITTED
                ? underWay.get(
                        new Settled(file.id(), file.version()),
                        absent -> submitted(file, place)
                                .doOnError(failed -> underWay.invalidate(absent))
                                .cache())
                : Mono.empty();
    }

    private Mono<Void> submitted(InspectionFile file, Mono<Place> place) {
        return Mono.when(done(file), hazards(file, place));
    }

    private Mono<Void> done(InspectionFile file) {
        InspectionFile.Result result = file.result();
        return file.taskId() == null
                ? Mono.empty()
                : tasks.done(file.taskId(), file.id(), endOf(file), result == null ? 0 : result.failed());
    }

    private Mono<Void> hazards(InspectionFile file, Mono<Place> place) {
        InspectionFile.Result result = file.result();
        return result != null && result.failed() == 0
                ? Mono.empty()
                : place.zipWith(reading.checklist(file))
                        .flatMap(read -> otherVersions(file, read.getT2())
                                .map(versions -> Failures.hazards(file, read.getT1(), read.getT2(), versions)))
                        .flatMap(hazards::found);
    }

    /** Read only when they are needed. */
    private Mono<List<Checklist>> otherVersions(InspectionFile file, Checklist used) {
        return Failures.areAllIn(file, used) ? Mono.just(List.of()) : reading.versions(used.code());
    }

    private static Instant endOf(InspectionFile file) {
        return file.submittedAt() == null ? file.updatedAt() : file.submittedAt();
    }

    /** The rest, which no answer waits for: photos stay, the task goes on or back, the place knows when it was and will be visited. */
    Mono<Void> follow(InspectionFile file) {
        UUID task = file.taskId();
        return settle(file)
                .then(media.attach(file.mediaIds()))
                .then(
                        switch (file.state()) {
                            case STARTED -> task == null ? Mono.empty() : tasks.started(task, file.id());
                            case ABANDONED -> task == null ? Mono.empty() : tasks.abandoned(task, file.id());
                            case SUBMITTED ->
                                places.noteInspected(file.place().id(), endOf(file))
                                        .then(
                                                task == null
                                                        ? Mono.empty()
                                                        : tasks.noteNextDue(
                                                                file.place().id()));
                        });
    }
}
