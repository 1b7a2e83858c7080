package org.wangge.planning;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.grid.Location;
import org.wangge.grid.MovedByRedraw;
import org.wangge.grid.Offices;
import org.wangge.planning.model.TaskFile;
import org.wangge.planning.store.TaskStore;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.GridPath;
import org.wangge.work.JobItems;
import reactor.core.publisher.Flux;

/** A task keeps the grid, the office and the worker that its place had when it was made; the next one has the new ones. */
@Component
class TasksRedrawn implements MovedByRedraw {

    private static final String READING = "tasks-redrawn";

    private final TaskStore tasks;
    private final Offices offices;
    private final JobItems items;

    TasksRedrawn(TaskStore tasks, Offices offices, JobItems items) {
        this.tasks = tasks;
        this.offices = offices;
        this.items = items;
    }

    @Override
    public Kind kind() {
        return Kind.TASKS;
    }

    @Override
    public Flux<Move> moves(Redraw redraw) {
        return items.readable(READING, tasks.open(redraw.districts())).mapNotNull(task -> move(task, redraw));
    }

    /** Null when its spot stays in its grid. */
    private @Nullable Move move(TaskFile task, Redraw redraw) {
        Location location = redraw.after().locate(new GeoPoint(task.longitude(), task.latitude()));
        GridPath next = location instanceof Location.Outside
                ? null
                : location.orRefuse().path();
        if (next != null && next.value().equals(task.path())) {
            return null;
        }
        return new Move(
                task.id().toString(),
                task.placeName(),
                new GridPath(task.path()).code(),
                next == null ? null : next.code(),
                task.officeCode(),
                next == null
                        ? null
                        : offices.responsibleFor(next, redraw.at()).handling().code(),
                next == null ? Becomes.WITHOUT_GRID : Becomes.STAYS);
    }
}
