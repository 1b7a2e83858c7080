package org.wangge.candidate;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.wangge.account.Accounts;
import org.wangge.account.Department;
import org.wangge.account.Departments;
import org.wangge.account.Person;
import org.wangge.candidate.model.Field;
import org.wangge.casework.Dispatching;
import org.wangge.casework.Dispatching.Matter;
import org.wangge.casework.Dispatching.Tally;
import org.wangge.grid.Responsibilities;
import org.wangge.grid.ResponsibleWorker;
import org.wangge.notification.Devices;
import org.wangge.notification.Reach;
import org.wangge.roster.Duty;
import org.wangge.roster.OnDuty;
import org.wangge.shared.Actor;
import org.wangge.shared.Position;
import reactor.core.publisher.Mono;

/** Reads what is to be known of all candidates at once: twelve queries at most, however many there are, in five rounds. */
@Component
class FieldReader {

    private final Dispatching dispatching;
    private final Departments departments;
    private final Accounts accounts;
    private final Responsibilities responsibilities;
    private final Duty duty;
    private final Devices devices;
    private final Clock clock;

    FieldReader(
            Dispatching dispatching,
            Departments departments,
            Accounts accounts,
            Responsibilities responsibilities,
            Duty duty,
            Devices devices,
            Clock clock) {
        this.dispatching = dispatching;
        this.departments = departments;
        this.accounts = accounts;
        this.responsibilities = responsibilities;
        this.duty = duty;
        this.devices = devices;
        this.clock = clock;
    }

    /** What hangs on the case alone. */
    private record Ground(List<Department> departments, List<ResponsibleWorker> workers, Set<UUID> onDuty, Tally past) {

        private List<String> codes() {
            return departments.stream().map(Department::code).toList();
        }
    }

    /** Who they are. */
    private record Staff(Map<String, List<Person>> handlers, List<Person> workers) {

        private Set<UUID> ids() {
            return Field.people(handlers, workers).keySet();
        }
    }

    /** How they stand. */
    private record Standing(Tally open, Map<UUID, Position> positions, Map<UUID, Reach> reach) {}

    Mono<Field> read(Matter matter, Actor actor) {
        Instant now = clock.instant();
        return ground(matter, actor, now)
                .flatMap(ground -> staff(ground)
                        .flatMap(staff ->
                                standing(ground, staff, now).map(standing -> field(matter, ground, staff, standing))));
    }

    private Mono<Ground> ground(Matter matter, Actor actor, Instant now) {
        String district = matter.grid().district();
        Mono<List<Department>> theirs = departments
                .list(actor, null, false)
                .map(Departments.View::department)
                .filter(department -> department.district().equals(district)
                        && matter.offices().contains(department.officeCode()))
                .collectList();
        Mono<List<ResponsibleWorker>> workers =
                responsibilities.responsibleFor(matter.grid().code(), now).collectList();
        Mono<Set<UUID>> onDuty = duty.onDuty(Set.copyOf(matter.offices()), now)
                .map(found -> found.stream().map(OnDuty::accountId).collect(Collectors.toSet()));
        return Mono.zip(
                        theirs,
                        workers,
                        onDuty,
                        dispatching.pastWork(
                                matter.categoryCode(), matter.grid().upTo(1)))
                .map(read -> new Ground(read.getT1(), read.getT2(), read.getT3(), read.getT4()));
    }

    private Mono<Staff> staff(Ground ground) {
        Collection<UUID> workers =
                ground.workers().stream().map(ResponsibleWorker::accountId).toList();
        return Mono.zip(
                accounts.handlersOf(ground.codes()), accounts.people(workers).collectList(), Staff::new);
    }

    private Mono<Standing> standing(Ground ground, Staff staff, Instant now) {
        Set<UUID> ids = staff.ids();
        Set<UUID> inTheField = ids.stream().filter(ground.onDuty()::contains).collect(Collectors.toSet());
        return Mono.zip(dispatching.openLoad(ids, ground.codes()), duty.positions(inTheField, now), devices.reach(ids))
                .map(read -> new Standing(read.getT1(), read.getT2(), read.getT3()));
    }

    private static Field field(Matter matter, Ground ground, Staff staff, Standing standing) {
        return new Field(
                matter.grid().district(),
                matter.point(),
                ground.departments(),
                staff.handlers(),
                staff.workers(),
                ground.workers().stream()
                        .collect(Collectors.toMap(
                                ResponsibleWorker::accountId, ResponsibleWorker::duty, (first, second) -> first)),
                ground.onDuty(),
                standing.positions(),
                standing.open(),
                ground.past(),
                standing.reach());
    }
}
