package org.wangge.planning;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.wangge.place.Place;
import org.wangge.place.PlaceState;
import org.wangge.place.Places;
import org.wangge.planning.events.TaskEvent;
import org.wangge.planning.model.TaskFile;
import org.wangge.planning.store.TaskStore;
import org.wangge.shared.Ids;
import org.wangge.work.JobItems;
import org.wangge.work.RecurringJob;
import reactor.core.publisher.Mono;

/** Time as an actor: what is planned becomes due, what is due and was not done is missed, unless the place is closed. */
@Component
class TaskTurns implements RecurringJob {

    private static final int SIDE_BY_SIDE = 8;

    private final TaskStore tasks;
    private final Places places;
    private final JobItems items;
    private final Clock clock;

    TaskTurns(TaskStore tasks, Places places, JobItems items, Clock clock) {
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
                .filter(place -> place.state() == PlaceState.OPEN)
                .flatMap(open -> advance(task, open, now).defaultIfEmpty(task))
                .switchIfEmpty(Mono.defer(() -> skip(task)))
                .defaultIfEmpty(task);
    }

    private Mono<TaskFile> advance(TaskFile task, Place place, Instant now) {
        boolean missed = !now.isBefore(task.dueAt());
        return switch (task.state()) {
            case PLANNED, DUE -> {
                TaskState to = missed ? TaskState.MISSED : TaskState.DUE;
                Update change = new Update().set("state", to);
                if (missed) {
                    change.unset("turnsAt");
                } else {
                    change.set("turnsAt", task.dueAt());
                }
                yield tasks.change(task.id(), List.of(task.state()), change, event(task, place, to, now));
            }
            default -> settled(task);
        };
    }

    /** Somebody is there, or was, or need not go: time changes nothing any more. */
    private Mono<TaskFile> settled(TaskFile task) {
        return tasks.change(task.id(), List.of(task.state()), new Update().unset("turnsAt"), null);
    }

    private Mono<TaskFile> skip(TaskFile task) {
        Update change = new Update()
                .set("state", TaskState.SKIPPED)
                .set("skippedBecause", "place-not-open")
                .unset("turnsAt");
        return task.state() == TaskState.PLANNED || task.state() == TaskState.DUE
                ? tasks.change(task.id(), List.of(task.state()), change, null)
                : settled(task);
    }

    private static TaskEvent event(TaskFile task, Place place, TaskState to, Instant now) {
        return new TaskEvent(
                Ids.next(),
                now,
                task.id(),
                to,
                task.planKind(),
                place.id(),
                place.name(),
                place.colour(),
                task.gridPath(),
                task.assigneeIds(),
                task.dueAt());
    }
}
