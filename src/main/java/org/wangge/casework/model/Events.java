package org.wangge.casework.model;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.CaseAction;
import org.wangge.casework.DeskKind;
import org.wangge.casework.StepOutcome;
import org.wangge.casework.events.CaseEvent;
import org.wangge.casework.model.BetweenOffices.Arbitration;
import org.wangge.casework.model.BetweenOffices.Assisting;
import org.wangge.casework.model.BetweenOffices.Named;
import org.wangge.casework.model.BetweenOffices.Transfer;
import org.wangge.casework.model.CaseFile.Assignment;
import org.wangge.casework.model.CaseFile.FieldTask;
import org.wangge.casework.model.CaseFile.Finding;
import org.wangge.shared.PersonName;

/** Makes the event that tells of a step. */
public final class Events {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Events() {}

    /** Of a new case. */
    public static CaseEvent of(CaseFile created) {
        return of(created, created);
    }

    /** Of a step; what it took away (assignment, task) is still named, since it concerns those who had it. */
    static CaseEvent of(CaseFile before, CaseFile after) {
        TimelineLine line = after.lastLine();
        Assignment assignment = after.assignment() == null ? before.assignment() : after.assignment();
        // Whoever had a case before it came back is still concerned when it goes on elsewhere.
        String earlier = line.action() == CaseAction.MERGE ? before.previousDepartment() : null;
        FieldTask task = after.task() == null ? before.task() : after.task();
        return new CaseEvent(
                line.id(),
                line.at(),
                line.action(),
                after.id(),
                after.number(),
                after.state(),
                after.version(),
                after.area().gridPath(),
                after.area().officeCode(),
                after.category().code(),
                after.category().name(),
                after.category().restricted(),
                after.urgent(),
                line.actor().id(),
                after.report().reporter().id(),
                after.merged().stream()
                        .flatMap(MergedReport::reporterIds)
                        .distinct()
                        .toList(),
                assignment == null ? departmentOf(earlier) : assignment.departmentCode(),
                assignment == null ? personOf(earlier) : id(assignment.assignee()),
                task == null ? null : id(task.assignee()),
                task == null ? null : id(task.askedBy()),
                assignment == null ? null : id(assignment.by()),
                after.mergedInto(),
                after.dueAt(),
                after.returns(),
                positive(before, after),
                line.mediaIds(),
                desks(before, after),
                line.action() == CaseAction.REPORT && after.ruling() != null
                        ? after.ruling().watchers()
                        : null,
                new CaseEvent.Seen(after.areas(), after.parties(), ChangedFields.between(before, after)));
    }

    private static CaseEvent.Desks desks(CaseFile before, CaseFile after) {
        Arbitration word = after.lastLine().action() == CaseAction.ARBITRATE
                ? after.between().arbitration()
                : null;
        Stream<Desk> offered = Stream.of(before, after)
                .map(file -> file.between().transfer())
                .filter(Objects::nonNull)
                .map(Transfer::to);
        Stream<Desk> others = Stream.concat(
                Stream.concat(Stream.of(before.desk()), offered),
                word == null ? Stream.of() : Stream.concat(after.between().desks(), Stream.of(home(after))));
        return new CaseEvent.Desks(
                after.desk().code(),
                after.desk().isDistricts(),
                after.isAtHome()
                        ? List.of(after.area().gridPath())
                        : after.desk().paths(),
                others.filter(desk -> !desk.isDistricts() && !desk.isSameAs(after.desk()))
                        .flatMap(desk -> desk.paths().stream())
                        .distinct()
                        .toList(),
                word == null ? List.of() : concerned(word),
                before.isReturnedToDistrict() || after.isReturnedToDistrict());
    }

    private static Desk home(CaseFile file) {
        return new Desk(
                DeskKind.OFFICE,
                file.area().officeCode(),
                file.area().officeName(),
                List.of(file.area().path()));
    }

    /** Departments that the district named. */
    private static List<String> concerned(Arbitration word) {
        return Stream.concat(
                        Stream.ofNullable(word.lead()).map(Named::code),
                        word.assisting().stream()
                                .filter(assisting -> assisting.areas().isEmpty())
                                .map(Assisting::code))
                .toList();
    }

    /** A party is a department, or a person when no department was named. */
    private static @Nullable UUID personOf(@Nullable String party) {
        return party == null || !ID.matcher(party).matches() ? null : UUID.fromString(party);
    }

    private static @Nullable String departmentOf(@Nullable String party) {
        return party == null || personOf(party) != null ? null : party;
    }

    private static @Nullable UUID id(@Nullable PersonName person) {
        return person == null ? null : person.id();
    }

    /** What the look of this step found; true when it was none. */
    private static boolean positive(CaseFile before, CaseFile after) {
        TimelineLine.Wording wording = after.lastLine().wording();
        if (wording != null && wording.outcome() == StepOutcome.REFUSED) {
            return false;
        }
        Finding found = Objects.equals(before.check(), after.check()) ? null : after.check();
        if (found == null && !Objects.equals(before.verification(), after.verification())) {
            found = after.verification();
        }
        return found == null || found.positive();
    }
}
