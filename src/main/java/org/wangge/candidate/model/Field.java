package org.wangge.candidate.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wangge.account.Department;
import org.wangge.account.Person;
import org.wangge.candidate.CandidateKind;
import org.wangge.casework.Dispatching.Tally;
import org.wangge.grid.ResponsibleWorker;
import org.wangge.notification.Reach;
import org.wangge.shared.GeoPoint;
import org.wangge.shared.Position;

/**
 * All that was read of those who could get a case.
 *
 * @param district code of the case's district
 * @param point of the case; null when not known
 * @param departments that may get it
 * @param handlers by department, one that has none with none
 * @param workers who answer for the grid and are active
 * @param duties how people answer for the grid
 * @param onDuty now, of all these people
 * @param positions of those on duty who said so lately
 * @param reach whether each of these people would hear of it
 */
public record Field(
        String district,
        @Nullable GeoPoint point,
        List<Department> departments,
        Map<String, List<Person>> handlers,
        List<Person> workers,
        Map<UUID, ResponsibleWorker.Duty> duties,
        Set<UUID> onDuty,
        Map<UUID, Position> positions,
        Tally open,
        Tally past,
        Map<UUID, Reach> reach) {

    /** Each of them with what is to be weighed. */
    public List<Candidate> candidates(Locale locale) {
        List<Candidate> all = new ArrayList<>();
        departments.forEach(department -> all.add(candidate(department, locale)));
        people(handlers, workers).values().forEach(person -> all.add(candidate(person)));
        return all;
    }

    /** The people among them, each once. */
    public static Map<UUID, Person> people(Map<String, List<Person>> handlers, List<Person> workers) {
        Map<UUID, Person> people = new LinkedHashMap<>();
        handlers.values().forEach(some -> some.forEach(person -> people.put(person.id(), person)));
        workers.forEach(person -> people.putIfAbsent(person.id(), person));
        return people;
    }

    private Candidate candidate(Department department, Locale locale) {
        List<UUID> own = handlers.getOrDefault(department.code(), List.of()).stream()
                .map(Person::id)
                .toList();
        return new Candidate(
                CandidateKind.DEPARTMENT,
                department.code(),
                department.name().in(locale),
                Set.of(department.code()),
                isOfOffice(department),
                null,
                own.stream().anyMatch(onDuty::contains),
                open.ofDepartments().getOrDefault(department.code(), 0L),
                null,
                past.ofDepartments().getOrDefault(department.code(), 0L),
                best(own));
    }

    /** How the one of them can be reached who can be best. */
    private Reach.Level best(List<UUID> people) {
        return people.stream()
                .map(person -> reach.getOrDefault(person, Reach.NOBODY).level())
                .min(Comparator.naturalOrder())
                .orElse(Reach.Level.NO);
    }

    private boolean isOfOffice(Department department) {
        return !department.officeCode().equals(district);
    }

    private Candidate candidate(Person person) {
        List<Department> theirs = departments.stream()
                .filter(department ->
                        handlers.getOrDefault(department.code(), List.of()).contains(person))
                .toList();
        Position position = positions.get(person.id());
        return new Candidate(
                CandidateKind.PERSON,
                person.id().toString(),
                person.name(),
                theirs.stream().map(Department::code).collect(Collectors.toSet()),
                theirs.stream().anyMatch(this::isOfOffice),
                duties.get(person.id()),
                onDuty.contains(person.id()),
                open.ofPeople().getOrDefault(person.id(), 0L),
                position == null || point == null ? null : position.point().distanceTo(point),
                past.ofPeople().getOrDefault(person.id(), 0L),
                best(List.of(person.id())));
    }
}
