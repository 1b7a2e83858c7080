package org.wangge.planning;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.wangge.place.Places;
import org.wangge.planning.store.TaskStore;
import reactor.core.publisher.Mono;

/** Tells places when their next visit is due. */
@Component
class NextVisits {

    private final TaskStore tasks;
    private final Places places;

    NextVisits(TaskStore tasks, Places places) {
        this.tasks = tasks;
        this.places = places;
    }

    /** Looks again after it was told: whoever tells last has seen all that changed before, so that no older date stays. */
    Mono<Void> note(UUID placeId) {
        return due(placeId).flatMap(due -> tell(placeId, due));
    }

    private Mono<Optional<Instant>> due(UUID placeId) {
        return tasks.nextDue(placeId).map(Optional::of).defaultIfEmpty(Optional.empty());
    }

    private Mono<Void> tell(UUID placeId, Optional<Instant> due) {
        return places.noteNextDue(placeId, due.orElse(null))
                .then(due(placeId))
                .flatMap(now -> now.equals(due) ? Mono.empty() : tell(placeId, now));
    }
}
