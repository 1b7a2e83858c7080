package org.wangge.planning;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.wangge.place.Places;
import org.wangge.planning.model.TaskFile;
import org.wangge.planning.model.TaskMachine;
import org.wangge.planning.store.TaskStore;
import org.wangge.work.Decision;
import org.wangge.work.JobItems;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Mono;

/** Time as an actor: what is planned becomes due, what is due and was not done is missed, unless the place is closed. */
@Component
class TaskDueJob implements RecurringJob {

    private static final int SIDE_BY_SIDE = 8;

    private final TaskStore tasks;
    private final Places places;
    private final JobItems items;
    private final Clock clock;

    TaskDueJob(TaskStore tasks, Places places, JobItems items, Clock clock) {
        this.items = items;
        this.tasks = tasks;
        this.places = places;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "inspection-tasks";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Mono<Boolean> isNeeded() {
        return tasks.turning(clock.instant()).hasElements();
    }

    @Override
    public Mono<Void> run() {
        Instant now = clock.instant();
        return items.each(
                name(),
                items.readable(name(), tasks.turning(now)),
                TaskFile::id,
                SIDE_BY_SIDE,
                task -> turn(task, now));
    }

    private Mono<TaskFile> turn(TaskFile task, Instant now) {
        return places.get(task.placeId())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(place ->
                        TaskMachine.turned(task, place.orElse(null), now) instanceof Decision.Next<TaskFile> next
                                ? tasks.change(task, next, null, now)
                                : Mono.empty())
                // Whoever changed it meanwhile decided by the same time; the next round looks again.
                .defaultIfEmpty(task);
    }
}
