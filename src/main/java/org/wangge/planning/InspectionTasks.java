package org.wangge.planning;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.planning.model.TaskAction;
import org.wangge.planning.model.TaskFile;
import org.wangge.planning.model.TaskMachine;
import org.wangge.planning.store.PlanningQueries;
import org.wangge.planning.store.TaskStore;
import org.wangge.reason.Reasons;
import org.wangge.shared.Actor;
import org.wangge.shared.Call;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.Page;
import org.wangge.shared.Permission;
import org.wangge.shared.Reason;
import org.wangge.shared.Refusal;
import org.wangge.shared.Refused;
import org.wangge.work.Decision;
import org.wangge.work.Transitions.Asked;
import org.wangge.work.VersionedWrites;
import reactor.core.publisher.Mono;

/** What is to be inspected, and what came of it. Whoever asks sees the tasks of the own area. */
@Component
public class InspectionTasks {

    private static final int NEAREST_OF = 2_000;

    private final TaskStore store;
    private final PlanningQueries queries;
    private final NextVisits visits;
    private final Reasons reasons;
    private final Clock clock;

    InspectionTasks(TaskStore store, PlanningQueries queries, NextVisits visits, Reasons reasons, Clock clock) {
        this.store = store;
        this.queries = queries;
        this.visits = visits;
        this.reasons = reasons;
        this.clock = clock;
    }

    /** One task; refuses {@code task.not-found}. */
    public Mono<TaskView> find(UUID id, Actor actor, Locale locale) {
        actor.require(Permission.INSPECTION_READ);
        return visible(id, actor).map(task -> view(task, null, actor, locale));
    }

    private Mono<TaskFile> visible(UUID id, Actor actor) {
        return store.findVisible(id, actor).switchIfEmpty(Mono.error(() -> new Refused(Refusal.of("task.not-found"))));
    }

    /** A page of tasks, what is due first first; or the nearest first where a centre is given, then on one page only. */
    public Mono<Page<TaskView>> list(
            TaskFilter filter, int limit, @Nullable String cursor, boolean count, Actor actor, Locale locale) {
        actor.require(Permission.INSPECTION_READ);
        return filter.near() == null
                ? byDate(filter, limit, cursor, count, actor, locale)
                : byDistance(filter, filter.near(), limit, actor, locale);
    }

    private Mono<Page<TaskView>> byDate(
            TaskFilter filter, int limit, @Nullable String cursor, boolean count, Actor actor, Locale locale) {
        return queries.tasks(filter, actor, clock.instant(), limit, cursor, count)
                .map(page -> page.map(task -> view(task, null, actor, locale)));
    }

    private Mono<Page<TaskView>> byDistance(
            TaskFilter filter, GeoPoint.Circle near, int limit, Actor actor, Locale locale) {
        return queries.firstTasks(filter, actor, clock.instant(), NEAREST_OF)
                .map(tasks -> tasks.stream()
                        .filter(task -> near.contains(point(task)))
                        .map(task -> view(task, point(task).distanceTo(near.centre()), actor, locale))
                        .sorted(Comparator.comparing(view -> view.distanceMetres() == null ? 0 : view.distanceMetres()))
                        .limit(limit)
                        .toList())
                .map(Page::single);
    }

    private static GeoPoint point(TaskFile task) {
        return new GeoPoint(task.longitude(), task.latitude());
    }

    /**
     * What a write came to.
     *
     * @param replayed whether the same operation had done it before
     */
    public record Done(TaskView view, boolean replayed) {}

    /**
     * Says why a task need not be done. Refuses {@code task.stale} when the version seen is not the present one,
     * {@code task.wrong-state} and {@code reason.unknown}. Repeatable; what is skipped already stays so.
     */
    public Mono<Done> skip(UUID id, Reason because, Call call) {
        Actor actor = call.actor();
        TaskMachine.table().requirePermission(TaskAction.SKIP, actor);
        return VersionedWrites.change(
                        () -> visible(id, actor),
                        call,
                        task -> task.state() == TaskState.SKIPPED,
                        task -> TaskMachine.table().present(Refusal.of("task.stale"), task, actor, clock.instant()),
                        task -> Mono.fromSupplier(() -> skipped(task, because, call)),
                        (task, next) -> store.change(task, next, call.operation(), clock.instant()))
                .delayUntil(written -> noteNextDue(written.file().placeId()))
                .map(written -> new Done(view(written.file(), null, actor, call.locale()), written.replayed()));
    }

    private Decision<TaskFile> skipped(TaskFile task, Reason because, Call call) {
        Decision<TaskFile> decision = TaskMachine.skipped(task, because, call.actor(), clock.instant());
        if (decision instanceof Decision.Next) {
            reasons.check(TaskAction.SKIP.code(), because, call.deviceTime() != null);
        }
        return decision;
    }

    /** For inspections: demands that this task is of that place and still to be done. */
    public Mono<Void> requireToDo(UUID id, UUID placeId, Actor actor) {
        return store.findVisible(id, actor)
                .filter(task -> task.placeId().equals(placeId))
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.field("task.unknown", "/taskId"))))
                .flatMap(task -> {
                    Refusal refusal = TaskMachine.table()
                            .refusal(task, new Asked<>(TaskAction.INSPECT, null, actor, clock.instant()));
                    return refusal == null ? Mono.empty() : Mono.error(() -> new Refused(refusal));
                });
    }

    /** For inspections: somebody is there. Repeatable; a task that was done meanwhile stays done. */
    public Mono<Void> started(UUID id, UUID inspectionId) {
        return bySystem(id, task -> TaskMachine.started(task, inspectionId)).then();
    }

    /** For inspections: it is done, on time or late. Repeatable. */
    public Mono<Void> done(UUID id, UUID inspectionId, Instant at, int failed) {
        return bySystem(id, task -> TaskMachine.finished(task, inspectionId, at, failed))
                .then();
    }

    /** For inspections: it was broken off, and is to be done again. Repeatable. */
    public Mono<Void> abandoned(UUID id, UUID inspectionId) {
        return bySystem(id, task -> TaskMachine.brokenOff(task, inspectionId)).then();
    }

    private Mono<TaskFile> bySystem(UUID id, Function<TaskFile, Decision<TaskFile>> decide) {
        return VersionedWrites.bySystem(
                () -> store.find(id), decide, (task, next) -> store.change(task, next, null, clock.instant()));
    }

    /** Tells the place when its next visit is due, once a task of it was done or skipped. Repeatable. */
    public Mono<Void> noteNextDue(UUID placeId) {
        return visits.note(placeId);
    }

    private TaskView view(TaskFile task, @Nullable Double distance, Actor actor, Locale locale) {
        Instant done = task.doneAt();
        return new TaskView(
                task.id(),
                task.state(),
                task.planId(),
                task.planKind(),
                task.planName(),
                task.placeId(),
                task.placeName(),
                task.address(),
                task.longitude(),
                task.latitude(),
                distance,
                task.checklistCode(),
                task.gridPath().code(),
                task.gridName().in(locale),
                task.officeCode(),
                task.officeName().in(locale),
                task.assigneeIds(),
                task.opensAt(),
                task.dueAt(),
                TaskMachine.TO_DO.contains(task.state()) && task.dueAt().isBefore(clock.instant()),
                task.inspectionId(),
                done,
                done != null && done.isAfter(task.dueAt()),
                task.skippedBecause(),
                reasons.shown("skip", task.skipReason(), locale),
                task.version(),
                TaskMachine.table().openActions(task, actor, clock.instant()));
    }
}
