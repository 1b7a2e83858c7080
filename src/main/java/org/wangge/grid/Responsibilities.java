package org.wangge.grid;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who is responsible for which grid, and when. Kept by grid code, so that new boundaries keep the people. */
public interface Responsibilities {

    /**
     * Makes a worker responsible from a moment on. An assignment of the same worker to the same grid that is open then ends
     * there, so that a worker changes from backup to primary in one call. Refuses {@code grid.not-found} and
     * {@code grid.period-invalid}. May be repeated.
     */
    Mono<Void> assign(ResponsibleWorker worker);

    /**
     * The same for many at once, for seeds and imports: nothing is stored when one of them is refused. May be repeated; it does
     * not end other assignments.
     */
    Mono<Void> assignAll(Collection<ResponsibleWorker> workers);

    /** Ends what is open for this worker in this grid; nothing open is no error. May be repeated. */
    Mono<Void> end(String gridCode, UUID accountId, Instant at);

    /** Ends everything that is open for a worker who leaves. May be repeated. */
    Mono<Void> endAll(UUID accountId, Instant at);

    /** Shows a worker under a new name or phone in all grids. May be repeated. */
    Mono<Void> rename(UUID accountId, String name, @Nullable String phone);

    /** Who answers for a grid at a moment, primaries first, then by name. Empty when nobody does. */
    Flux<ResponsibleWorker> responsibleFor(String gridCode, Instant at);

    /** The same for many grids in one query; a grid without anybody is not in the map. */
    Mono<Map<String, List<ResponsibleWorker>>> responsibleFor(Collection<String> gridCodes, Instant at);

    /** The accounts of the primaries of many grids; a grid that only has backups has an empty list, one without anybody none. */
    default Mono<Map<String, List<UUID>>> primariesOf(Collection<String> gridCodes, Instant at) {
        return responsibleFor(gridCodes, at)
                .map(byGrid -> byGrid.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> entry.getValue().stream()
                                        .filter(worker -> worker.duty() == ResponsibleWorker.Duty.PRIMARY)
                                        .map(ResponsibleWorker::accountId)
                                        .toList())));
    }

    /** The grids a worker answers for at a moment, by code. Empty when there are none. */
    Flux<ResponsibleWorker> gridsOf(UUID accountId, Instant at);

    /** The same for many workers in one query; who answers for none is not in the map. */
    Mono<Map<UUID, List<ResponsibleWorker>>> gridsOf(Collection<UUID> accountIds, Instant at);

    /** Everything that was ever assigned in a grid, newest first. */
    Flux<ResponsibleWorker> history(String gridCode);
}
