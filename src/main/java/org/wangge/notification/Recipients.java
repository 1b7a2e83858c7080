package org.wangge.notification;

import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wangge.account.Accounts;
import org.wangge.account.Person;
import org.wangge.casework.events.CaseEvent;
import org.wangge.grid.Responsibilities;
import org.wangge.grid.ResponsibleWorker;
import org.wangge.notification.model.Audience;
import org.wangge.notification.model.NoticePolicy;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import reactor.core.publisher.Mono;

/** Finds the people that a batch of steps concerns with one query for each kind of audience, however many steps there are. */
@Component
class Recipients {

    private final Accounts accounts;
    private final Responsibilities responsibilities;
    private final Clock clock;

    Recipients(Accounts accounts, Responsibilities responsibilities, Clock clock) {
        this.accounts = accounts;
        this.responsibilities = responsibilities;
        this.clock = clock;
    }

    /** Everybody these steps may concern. Who has left or was disabled is not among them. */
    Mono<Known> of(List<CaseEvent> steps) {
        return Mono.zip(
                        accounts.holding(Permission.CASE_FILE, all(steps, Audience.DESK, CaseEvent::area)),
                        accounts.holding(Permission.CASE_ARBITRATE, all(steps, Audience.DISTRICT, CaseEvent::area)),
                        accounts.handlersOf(all(steps, Audience.HANDLERS, Recipients::departmentAtLarge)),
                        responsibilities.responsibleFor(
                                all(
                                        steps,
                                        Audience.GRID_WORKERS,
                                        step -> step.area().code()),
                                clock.instant()))
                .flatMap(read -> {
                    Map<String, List<UUID>> workers = primaries(read.getT4());
                    return active(steps, workers.values())
                            .map(people -> new Known(read.getT1(), read.getT2(), read.getT3(), workers, people));
                });
    }

    /** What the steps with this audience name, each once. */
    private static <T> Set<T> all(List<CaseEvent> steps, Audience audience, Function<CaseEvent, @Nullable T> what) {
        Set<T> found = new HashSet<>();
        for (CaseEvent step : steps) {
            T named = what.apply(step);
            if (named != null && NoticePolicy.rows(step).stream().anyMatch(row -> row.audience() == audience)) {
                found.add(named);
            }
        }
        return found;
    }

    /** The whole department has it as long as nobody in it is named. */
    private static @Nullable String departmentAtLarge(CaseEvent step) {
        return step.assigneeId() == null ? step.departmentCode() : null;
    }

    private static Map<String, List<UUID>> primaries(Map<String, List<ResponsibleWorker>> byGrid) {
        return byGrid.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().stream()
                                .filter(worker -> worker.duty() == ResponsibleWorker.Duty.PRIMARY)
                                .map(ResponsibleWorker::accountId)
                                .toList()));
    }

    private Mono<Set<UUID>> active(List<CaseEvent> steps, Collection<List<UUID>> workers) {
        Set<UUID> ids = new HashSet<>();
        workers.forEach(ids::addAll);
        for (CaseEvent step : steps) {
            NoticePolicy.rows(step).forEach(row -> ids.addAll(named(row.audience(), step)));
        }
        return accounts.people(ids).map(Person::id).collect(Collectors.toSet());
    }

    /** Those whom the step itself names. */
    private static List<UUID> named(Audience audience, CaseEvent step) {
        return switch (audience) {
            case REPORTERS ->
                Stream.concat(Stream.of(step.reporterId()), step.otherReporterIds().stream())
                        .toList();
            case HANDLERS -> Stream.ofNullable(step.assigneeId()).toList();
            case SENDER -> Stream.ofNullable(step.dispatchedById()).toList();
            case ASKED -> Stream.ofNullable(step.askedId()).toList();
            case ASKER -> Stream.ofNullable(step.askedById()).toList();
            case DESK, DISTRICT, GRID_WORKERS -> List.of();
        };
    }

    /** The people behind the audiences of some steps. */
    record Known(
            Map<GridPath, List<Person>> desks,
            Map<GridPath, List<Person>> districts,
            Map<String, List<Person>> handlers,
            Map<String, List<UUID>> gridWorkers,
            Set<UUID> active) {

        /** The people of one audience of one step, for those steps that were asked about. */
        List<UUID> of(Audience audience, CaseEvent step) {
            return switch (audience) {
                case DESK -> ids(desks.get(step.area()));
                case DISTRICT -> ids(districts.get(step.area()));
                case GRID_WORKERS ->
                    stillActive(gridWorkers.getOrDefault(step.area().code(), List.of()));
                case HANDLERS -> {
                    String department = departmentAtLarge(step);
                    yield department == null ? stillActive(named(audience, step)) : ids(handlers.get(department));
                }
                case REPORTERS, SENDER, ASKED, ASKER -> stillActive(named(audience, step));
            };
        }

        private List<UUID> stillActive(List<UUID> people) {
            return people.stream().filter(active::contains).toList();
        }

        private static List<UUID> ids(@Nullable List<Person> people) {
            return people == null ? List.of() : people.stream().map(Person::id).toList();
        }
    }
}
