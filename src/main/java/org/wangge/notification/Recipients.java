package org.wangge.notification;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.Accounts;
import org.wangge.account.Person;
import org.wangge.grid.Responsibilities;
import org.wangge.notification.model.Audience;
import org.wangge.notification.model.NoticePlan;
import org.wangge.notification.model.Row;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds the people that a batch of steps concerns with one query for each kind of audience, however many steps there are. */
@Component
class Recipients {

    private final Accounts accounts;
    private final Responsibilities responsibilities;
    private final Watchers watchers;
    private final Clock clock;

    Recipients(Accounts accounts, Responsibilities responsibilities, Watchers watchers, Clock clock) {
        this.accounts = accounts;
        this.responsibilities = responsibilities;
        this.watchers = watchers;
        this.clock = clock;
    }

    /** Everybody these steps may concern. Who has left or was disabled is not among them. */
    Mono<Known> of(List<NoticePlan> steps) {
        return Mono.zip(
                        holders(steps),
                        accounts.handlersOf(departments(steps)),
                        responsibilities.primariesOf(
                                all(
                                        steps,
                                        Audience.GRID_WORKERS,
                                        step -> step.area().code()),
                                clock.instant()),
                        watchers.of(steps))
                .flatMap(read -> {
                    Map<String, List<UUID>> workers = read.getT3();
                    Map<UUID, List<UUID>> watching = read.getT4();
                    return active(steps, Stream.concat(workers.values().stream(), watching.values().stream()))
                            .map(people -> new Known(read.getT1(), read.getT2(), workers, watching, people));
                });
    }

    /** For each permission that matters those who hold it in the areas where it does. */
    private Mono<Map<Permission, Map<GridPath, List<UUID>>>> holders(List<NoticePlan> steps) {
        Map<Permission, Set<GridPath>> asked = new HashMap<>();
        for (NoticePlan step : steps) {
            step.rows().stream()
                    .map(Row::audience)
                    .forEach(audience -> Stream.of(
                                    Optional.ofNullable(audience.heldBy()), Optional.ofNullable(step.reader(audience)))
                            .flatMap(Optional::stream)
                            .forEach(permission -> asked.computeIfAbsent(permission, first -> new HashSet<>())
                                    .addAll(step.places(audience))));
        }
        return Flux.fromIterable(asked.entrySet())
                .flatMap(entry -> accounts.holding(entry.getKey(), entry.getValue())
                        .map(found -> Map.entry(entry.getKey(), ids(found))))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Map<GridPath, List<UUID>> ids(Map<GridPath, List<Person>> found) {
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().stream().map(Person::id).toList()));
    }

    /** What the steps with this audience name, each once. */
    private static <T> Set<T> all(List<NoticePlan> steps, Audience audience, Function<NoticePlan, @Nullable T> what) {
        Set<T> found = new HashSet<>();
        for (NoticePlan step : steps) {
            T named = what.apply(step);
            if (named != null && step.concerns(audience)) {
                found.add(named);
            }
        }
        return found;
    }

    private static Set<String> departments(List<NoticePlan> steps) {
        return steps.stream()
                .flatMap(step -> step.rows().stream().flatMap(row -> step.departments(row.audience()).stream()))
                .collect(Collectors.toSet());
    }

    private Mono<Set<UUID>> active(List<NoticePlan> steps, Stream<List<UUID>> found) {
        Set<UUID> ids = new HashSet<>();
        found.forEach(ids::addAll);
        for (NoticePlan step : steps) {
            step.rows().stream().map(Row::audience).forEach(audience -> ids.addAll(step.named(audience)));
        }
        return accounts.people(ids).map(Person::id).collect(Collectors.toSet());
    }

    /**
     * The people behind the audiences of some steps.
     *
     * @param watching by the id of the event, whom the rules name to know of it
     */
    record Known(
            Map<Permission, Map<GridPath, List<UUID>>> holders,
            Map<String, List<Person>> handlers,
            Map<String, List<UUID>> gridWorkers,
            Map<UUID, List<UUID>> watching,
            Set<UUID> active) {

        /** The people of one audience of one step, for those steps that were asked about. */
        List<UUID> of(Audience audience, NoticePlan step) {
            Permission reader = step.reader(audience);
            List<UUID> people = people(audience, step);
            return reader == null
                    ? people
                    : people.stream()
                            .filter(holding(reader, step.places(audience))::contains)
                            .toList();
        }

        private List<UUID> people(Audience audience, NoticePlan step) {
            Permission held = audience.heldBy();
            if (held != null) {
                return holding(held, step.places(audience));
            }
            if (audience == Audience.GRID_WORKERS) {
                return stillActive(gridWorkers.getOrDefault(step.area().code(), List.of()));
            }
            if (audience == Audience.WATCHERS) {
                return stillActive(watching.getOrDefault(step.eventId(), List.of()));
            }
            List<String> departments = step.departments(audience);
            return departments.isEmpty()
                    ? stillActive(step.named(audience))
                    : departments.stream()
                            .flatMap(department -> handlers.getOrDefault(department, List.of()).stream())
                            .map(Person::id)
                            .distinct()
                            .toList();
        }

        private List<UUID> holding(Permission permission, List<GridPath> areas) {
            Map<GridPath, List<UUID>> known = holders.getOrDefault(permission, Map.of());
            return areas.stream()
                    .flatMap(area -> known.getOrDefault(area, List.of()).stream())
                    .distinct()
                    .toList();
        }

        private List<UUID> stillActive(List<UUID> people) {
            return people.stream().filter(active::contains).toList();
        }
    }
}
