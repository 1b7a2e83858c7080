package org.wangge.grid;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wangge.shared.Operation;
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

    /**
     * Names a worker for a grid and a period. Refuses {@code grid.not-found}; {@code grid.period-invalid} when it ends before it
     * begins; {@code grid.period-range} when it is over already, begins more than a day ago, or lies more than ten years ahead;
     * {@code grid.duty-taken} when somebody else is primary, or substitute, at a time of it; {@code grid.worker-busy} when the
     * worker has a duty in this grid then that this one does not go with. Two that are written at the same moment and do not go
     * together may both be refused, but are never both kept. Repeatable by its operation.
     */
    Mono<Responsibility.Done> add(ResponsibleWorker worker, Instant now, UUID by, Operation operation);

    /**
     * Ends a responsibility at a moment that is not past. One that has not begun by then is withdrawn: it stays on record and
     * never holds. Refuses {@code grid.responsibility-not-found}, {@code grid.responsibility-past} when it is over already,
     * {@code grid.period-range} for a moment in the past or more than ten years ahead, and {@code grid.duty-taken} and
     * {@code grid.worker-busy} when it would then last longer and meet another. Repeatable by its operation.
     */
    Mono<Responsibility.Done> end(Ending ending, Instant now, UUID by, Operation operation);

    /**
     * Which one is to end, and when.
     *
     * @param id as {@link #history} tells it
     */
    record Ending(String gridCode, String id, Instant at) {}

    /**
     * Who answers for a grid at a moment, primaries first, then their substitutes, then by name. Empty when nobody does. Who
     * has two duties there is named once.
     */
    Flux<ResponsibleWorker> responsibleFor(String gridCode, Instant at);

    /** The same for many grids in one query; a grid without anybody is not in the map. */
    Mono<Map<String, List<ResponsibleWorker>>> responsibleFor(Collection<String> gridCodes, Instant at);

    /**
     * The accounts of the primaries of many grids and of who stands in for them, those who stand in first; a grid that only has
     * backups has an empty list, one without anybody none.
     */
    default Mono<Map<String, List<UUID>>> primariesOf(Collection<String> gridCodes, Instant at) {
        return responsibleFor(gridCodes, at)
                .map(byGrid -> byGrid.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> entry.getValue().stream()
                                        .filter(worker -> worker.duty() != ResponsibleWorker.Duty.BACKUP)
                                        .sorted(Comparator.comparing(ResponsibleWorker::duty)
                                                .reversed())
                                        .map(ResponsibleWorker::accountId)
                                        .toList())));
    }

    /** The grids a worker answers for at a moment, by code. Empty when there are none. */
    Flux<ResponsibleWorker> gridsOf(UUID accountId, Instant at);

    /** The same for many workers in one query; who answers for none is not in the map. */
    Mono<Map<UUID, List<ResponsibleWorker>>> gridsOf(Collection<UUID> accountIds, Instant at);

    /** Everything that was ever assigned in a grid, what is to come and what was withdrawn too; newest first. */
    Flux<Responsibility> history(String gridCode);
}
