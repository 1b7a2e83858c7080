package org.wangge.planning.model;

import static org.wangge.planning.TaskState.DONE;
import static org.wangge.planning.TaskState.DUE;
import static org.wangge.planning.TaskState.MISSED;
import static org.wangge.planning.TaskState.PLANNED;
import static org.wangge.planning.TaskState.SKIPPED;
import static org.wangge.planning.TaskState.STARTED;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.wangge.place.Place;
import org.wangge.place.PlaceState;
import org.wangge.planning.TaskState;
import org.wangge.planning.events.TaskEvent;
import org.wangge.shared.Actor;
import org.wangge.shared.Ids;
import org.wangge.shared.Permission;
import org.wangge.shared.Reason;
import org.wangge.shared.Refusal;
import org.wangge.work.Decision;
import org.wangge.work.Transitions;
import org.wangge.work.Transitions.Asked;
import org.wangge.work.Transitions.Row;

/** What becomes of a task in which state, and where that leads: the whole table, and what each step changes besides. */
public final class TaskMachine {

    /** Somebody has to go there, or is there. */
    public static final Set<TaskState> TO_DO = Set.of(PLANNED, DUE, MISSED, STARTED);

    private static final Set<TaskState> WAITING = Set.of(PLANNED, DUE);

    private static final Transitions<TaskFile, Void, TaskAction, TaskState> TABLE = new Transitions<>(
            "task",
            TaskFile::state,
            List.of(
                    row(TaskAction.INSPECT, TO_DO, STARTED, Permission.INSPECT),
                    // The inspection is stored first, and noted here after it.
                    row(TaskAction.INSPECT, TO_DO, STARTED, null),
                    row(TaskAction.SKIP, Set.of(PLANNED, DUE, MISSED), SKIPPED, Permission.INSPECTION_PLAN),
                    row(TaskAction.FINISH, TO_DO, DONE, null),
                    row(TaskAction.BREAK_OFF, Set.of(STARTED), DUE, null),
                    row(TaskAction.FALL_DUE, WAITING, DUE, null),
                    row(TaskAction.MISS, WAITING, MISSED, null),
                    row(TaskAction.LEAVE_OUT, WAITING, SKIPPED, null)));

    private TaskMachine() {}

    private static Row<TaskFile, Void, TaskAction, TaskState> row(
            TaskAction action, Set<TaskState> from, TaskState to, @Nullable Permission permission) {
        return new Row<>(action, from, Set.of(to), permission, List.of());
    }

    /** The whole table. */
    public static Transitions<TaskFile, Void, TaskAction, TaskState> table() {
        return TABLE;
    }

    /** Skipped for a reason, by whom the table lets do it. */
    public static Decision<TaskFile> skipped(TaskFile task, Reason because, Actor actor, Instant now) {
        String words = because.text() == null ? because.code() : because.code() + ": " + because.text();
        return decided(
                task,
                new Asked<>(TaskAction.SKIP, null, actor, now),
                next -> next.skippedBecause(words)
                        .skipReason(because)
                        .skippedAt(now)
                        .turnsAt(null));
    }

    /** Somebody is there. */
    public static Decision<TaskFile> started(TaskFile task, UUID inspectionId) {
        return task.state() == STARTED && inspectionId.equals(task.inspectionId())
                ? new Decision.Already<>()
                : bySystem(
                        task,
                        TaskAction.INSPECT,
                        next -> next.inspectionId(inspectionId).turnsAt(null));
    }

    /** The inspection is done, on time or late. */
    public static Decision<TaskFile> finished(TaskFile task, UUID inspectionId, Instant at, int failed) {
        return bySystem(
                task,
                TaskAction.FINISH,
                next -> next.inspectionId(inspectionId)
                        .doneAt(at)
                        .failed(failed)
                        .turnsAt(null));
    }

    /** The inspection was broken off, and is to be done again; that of somebody else changes nothing. */
    public static Decision<TaskFile> brokenOff(TaskFile task, UUID inspectionId) {
        return inspectionId.equals(task.inspectionId())
                ? bySystem(
                        task,
                        TaskAction.BREAK_OFF,
                        next -> next.inspectionId(null).turnsAt(task.dueAt()))
                : new Decision.Already<>();
    }

    /**
     * What time makes of it by now. Of one that somebody began or ended it makes nothing any more.
     *
     * @param place null when there is none
     */
    public static Decision<TaskFile> turned(TaskFile task, @Nullable Place place, Instant now) {
        if (!WAITING.contains(task.state())) {
            return new Decision.Next<>(following(task).turnsAt(null).build(), List.of());
        }
        if (place == null || place.state() != PlaceState.OPEN) {
            return bySystem(
                    task,
                    TaskAction.LEAVE_OUT,
                    next -> next.skippedBecause("place-not-open").turnsAt(null));
        }
        boolean missed = !now.isBefore(task.dueAt());
        Decision<TaskFile> turned = bySystem(
                task,
                missed ? TaskAction.MISS : TaskAction.FALL_DUE,
                next -> next.turnsAt(missed ? null : task.dueAt()));
        return turned instanceof Decision.Next<TaskFile> next
                ? new Decision.Next<>(next.file(), List.of(event(next.file(), place, now)))
                : turned;
    }

    private static TaskEvent event(TaskFile task, Place place, Instant now) {
        return new TaskEvent(
                Ids.next(),
                now,
                task.id(),
                task.state(),
                task.planKind(),
                place.id(),
                place.name(),
                place.colour(),
                task.gridPath(),
                task.assigneeIds(),
                task.dueAt(),
                task.officeCode(),
                task.version());
    }

    private static Decision<TaskFile> bySystem(
            TaskFile task, TaskAction action, UnaryOperator<TaskFileBuilder> change) {
        return decided(task, new Asked<>(action, null, Actor.SYSTEM, Instant.EPOCH), change);
    }

    private static Decision<TaskFile> decided(
            TaskFile task, Asked<Void, TaskAction> asked, UnaryOperator<TaskFileBuilder> change) {
        Refusal refusal = TABLE.refusal(task, asked);
        if (refusal != null) {
            return new Decision.No<>(refusal);
        }
        TaskState to = TABLE.targets(task, asked).iterator().next();
        return new Decision.Next<>(change.apply(following(task).state(to)).build(), List.of());
    }

    private static TaskFileBuilder following(TaskFile task) {
        return TaskFileBuilder.builder(task).changes(task.version());
    }
}
