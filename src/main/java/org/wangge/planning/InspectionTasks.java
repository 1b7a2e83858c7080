package org.wangge.planning;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import org.wangge.place.Places;
import org.wangge.planning.model.TaskFile;
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
import reactor.core.publisher.Mono;

/** What is to be inspected, and what came of it. Whoever asks sees the tasks of the own area. */
@Component
public class InspectionTasks {

    private static final List<TaskState> TO_DO =
            List.of(TaskState.PLANNED, TaskState.DUE, TaskState.MISSED, TaskState.STARTED);
    private static final List<TaskState> SKIPPABLE = List.of(TaskState.PLANNED, TaskState.DUE, TaskState.MISSED);
    private static final int NEAREST_OF = 2_000;

    private final TaskStore store;
    private final PlanningQueries queries;
    private final Places places;
    private final Reasons reasons;
    private final Clock clock;

    InspectionTasks(TaskStore store, PlanningQueries queries, Places places, Reasons reasons, Clock clock) {
        this.store = store;
        this.queries = queries;
        this.places = places;
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
        Actor actor = call.actor().require(Permission.INSPECTION_PLAN);
        return visible(id, actor).flatMap(task -> {
            boolean replayed = call.operation().isAmong(task.operations());
            return (replayed || task.state() == TaskState.SKIPPED ? Mono.just(task) : skipped(task, because, call))
                    .map(skipped -> new Done(view(skipped, null, actor, call.locale()), replayed));
        });
    }

    private Mono<TaskFile> skipped(TaskFile task, Reason because, Call call) {
        Long seen = call.seenVersion();
        if (seen != null && seen != task.version()) {
            return Mono.error(() -> new Refused(stale(task, call.actor())));
        }
        if (!SKIPPABLE.contains(task.state())) {
            return Mono.error(() -> new Refused(wrongState(task, Step.SKIP, call.actor())));
        }
        reasons.check("skip", because, call.deviceTime() != null);
        Update change = new Update()
                .set("state", TaskState.SKIPPED)
                .set("skippedBecause", because.text() == null ? because.code() : because.code() + ": " + because.text())
                .set("skipReason", because)
                .set("skippedAt", clock.instant())
                .unset("turnsAt");
        return store.skip(task.id(), seen, change, call.operation())
                .switchIfEmpty(Mono.defer(() -> store.find(task.id())).flatMap(now -> outrun(now, seen, call)))
                .flatMap(skipped -> noteNextDue(skipped).thenReturn(skipped));
    }

    /** Perhaps it was skipped just now, by the same request sent twice. */
    private static Mono<TaskFile> outrun(TaskFile now, @Nullable Long seen, Call call) {
        if (now.state() == TaskState.SKIPPED) {
            return Mono.just(now);
        }
        return Mono.error(
                () -> new Refused(seen == null ? wrongState(now, Step.SKIP, call.actor()) : stale(now, call.actor())));
    }

    private static Refusal stale(TaskFile task, Actor actor) {
        return Refusal.of("task.stale").withPresent(task.version(), task.state(), openActions(task, actor));
    }

    private enum Step {
        START,
        SKIP
    }

    private static Refusal wrongState(TaskFile task, Step step, Actor actor) {
        return Refusal.of("task.wrong-state", task.state(), step)
                .withPresent(task.version(), task.state(), openActions(task, actor));
    }

    /** For inspections: demands that this task is of that place and still to be done. */
    public Mono<Void> requireToDo(UUID id, UUID placeId, Actor actor) {
        return store.findVisible(id, actor)
                .filter(task -> task.placeId().equals(placeId))
                .switchIfEmpty(Mono.error(() -> new Refused(Refusal.field("task.unknown", "/taskId"))))
                .flatMap(task -> TO_DO.contains(task.state())
                        ? Mono.<Void>empty()
                        : Mono.error(() -> new Refused(wrongState(task, Step.START, actor))));
    }

    /** For inspections: somebody is there. Repeatable; a task that was done meanwhile stays done. */
    public Mono<Void> started(UUID id, UUID inspectionId) {
        Update change = new Update()
                .set("state", TaskState.STARTED)
                .set("inspectionId", inspectionId)
                .unset("turnsAt");
        return store.change(id, TO_DO, change, null).then();
    }

    /** For inspections: it is done, on time or late. Repeatable. */
    public Mono<Void> done(UUID id, UUID inspectionId, Instant at, int failed) {
        Update change = new Update()
                .set("state", TaskState.DONE)
                .set("inspectionId", inspectionId)
                .set("doneAt", at)
                .set("failed", failed)
                .unset("turnsAt");
        return store.change(id, TO_DO, change, null).flatMap(this::noteNextDue);
    }

    /** For inspections: it was broken off, and is to be done again. Repeatable. */
    public Mono<Void> abandoned(UUID id, UUID inspectionId) {
        return store.find(id)
                .filter(task -> inspectionId.equals(task.inspectionId()))
                .flatMap(task -> store.change(
                        id,
                        List.of(TaskState.STARTED),
                        new Update()
                                .set("state", TaskState.DUE)
                                .unset("inspectionId")
                                .set("turnsAt", task.dueAt()),
                        null))
                .then();
    }

    private Mono<Void> noteNextDue(TaskFile task) {
        return store.nextDue(task.placeId())
                .flatMap(due -> places.noteNextDue(task.placeId(), due).thenReturn(true))
                .switchIfEmpty(Mono.defer(
                        () -> places.noteNextDue(task.placeId(), null).thenReturn(true)))
                .then();
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
                TO_DO.contains(task.state()) && task.dueAt().isBefore(clock.instant()),
                task.inspectionId(),
                done,
                done != null && done.isAfter(task.dueAt()),
                task.skippedBecause(),
                reasons.shown("skip", task.skipReason(), locale),
                task.version(),
                openActions(task, actor));
    }

    private static List<String> openActions(TaskFile task, Actor actor) {
        boolean toDo = TO_DO.contains(task.state());
        if (toDo && actor.may(Permission.INSPECT)) {
            return List.of("inspect");
        }
        return toDo && task.state() != TaskState.STARTED && actor.may(Permission.INSPECTION_PLAN)
                ? List.of("skip")
                : List.of();
    }
}
