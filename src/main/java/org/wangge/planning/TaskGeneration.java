package org.wangge.planning;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.grid.Responsibilities;
import org.wangge.place.Place;
import org.wangge.place.Places;
import org.wangge.planning.model.PlanFile;
import org.wangge.planning.model.TaskFile;
import org.wangge.planning.model.Windows;
import org.wangge.planning.store.PlanStore;
import org.wangge.planning.store.TaskStore;
import org.wangge.routing.Calendars;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes the tasks of plans, place by place in batches. Any number of generators at once make each task once. */
@Component
class TaskGeneration {

    private static final int PLACES_AT_A_TIME = 200;
    private static final int TASKS_AT_A_TIME = 500;

    private final PlanStore plans;
    private final TaskStore tasks;
    private final Places places;
    private final NextVisits visits;
    private final Responsibilities responsibilities;
    private final Calendars calendars;
    private final PlanningSettings settings;
    private final Clock clock;

    TaskGeneration(
            PlanStore plans,
            TaskStore tasks,
            Places places,
            NextVisits visits,
            Responsibilities responsibilities,
            Calendars calendars,
            PlanningSettings settings,
            Clock clock) {
        this.plans = plans;
        this.tasks = tasks;
        this.places = places;
        this.visits = visits;
        this.responsibilities = responsibilities;
        this.calendars = calendars;
        this.settings = settings;
        this.clock = clock;
    }

    /** As far ahead as the settings say; a campaign at once. Gives how many tasks are new. */
    Mono<Long> generate(PlanFile plan) {
        return generate(plan, today(clock.instant()).plus(settings.ahead()));
    }

    private LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, calendars.current().zone());
    }

    /** The tasks of all windows that begin until a day; none of a plan whose time is over. Gives how many are new. */
    Mono<Long> generate(PlanFile plan, LocalDate until) {
        boolean over = plan.to().isBefore(today(clock.instant()));
        return over || plan.colours().isEmpty()
                ? Mono.just(0L)
                : batch(plan, until, null)
                        .flatMap(made -> plans.noteGenerated(plan.id(), until).thenReturn(made));
    }

    private Mono<Long> batch(PlanFile plan, LocalDate until, @Nullable UUID after) {
        return places.select(plan.selection().kinds(), plan.colours(), plan.ground(), after, PLACES_AT_A_TIME)
                .collectList()
                .flatMap(batch -> batch.isEmpty()
                        ? Mono.just(0L)
                        : make(plan, batch, until)
                                .flatMap(made -> batch.size() < PLACES_AT_A_TIME
                                        ? Mono.just(made)
                                        : batch(
                                                        plan,
                                                        until,
                                                        batch.get(batch.size() - 1)
                                                                .id())
                                                .map(more -> made + more)));
    }

    private Mono<Long> make(PlanFile plan, List<Place> batch, LocalDate until) {
        Instant now = clock.instant();
        Set<String> gridCodes =
                batch.stream().map(place -> place.gridPath().code()).collect(Collectors.toSet());
        return Mono.zip(
                        tasks.windows(
                                plan.id(),
                                batch.stream().map(Place::id).toList(),
                                today(now),
                                calendars.current().zone()),
                        responsibilities.primariesOf(gridCodes, now))
                .flatMap(read -> {
                    Map<String, List<UUID>> workers = read.getT2();
                    Map<UUID, Instant> firstDue = new HashMap<>();
                    List<TaskFile> made = new ArrayList<>();
                    List<UUID> outgrown = new ArrayList<>();
                    for (Place place : batch) {
                        Windows.Present present =
                                Windows.present(plan, place, read.getT1().getOrDefault(place.id(), List.of()));
                        outgrown.addAll(present.outgrown());
                        made.addAll(Windows.tasks(plan, place, present, until, workers, calendars.current(), now));
                    }
                    made.forEach(task -> firstDue.merge(
                            task.placeId(), task.dueAt(), (one, other) -> one.isBefore(other) ? one : other));
                    return insert(made)
                            .flatMap(count -> tasks.skipOutgrown(outgrown)
                                    .then(noteDue(batch, firstDue))
                                    .thenReturn(count));
                });
    }

    private Mono<Long> insert(List<TaskFile> made) {
        return Flux.fromIterable(made)
                .buffer(TASKS_AT_A_TIME)
                .concatMap(tasks::insertNew)
                .reduce(0L, Long::sum);
    }

    /** A place that knows of an earlier visit keeps that. */
    private Mono<Void> noteDue(List<Place> batch, Map<UUID, Instant> firstDue) {
        return Flux.fromIterable(batch)
                .filter(place -> firstDue.containsKey(place.id()))
                .filter(place -> place.nextDueAt() == null
                        || firstDue.getOrDefault(place.id(), Instant.MAX).isBefore(place.nextDueAt()))
                .flatMap(place -> visits.note(place.id()), 16)
                .then();
    }
}
