package org.wangge.casework.model;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseState;
import org.wangge.casework.events.CaseEvent;
import org.wangge.casework.model.CaseFile.Assignment;
import org.wangge.casework.model.CaseFile.FieldTask;
import org.wangge.casework.model.CaseFile.Name;

/** Makes the event that tells of a step. */
public final class Events {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Events() {}

    /** Of a new case. */
    public static CaseEvent of(CaseFile created) {
        return build(created, created.timeline().get(0), created.state(), created.version(), created.dueAt(), null);
    }

    /** Of a change; what the step took away (assignment, task) is still named, since it concerns those who had it. */
    public static CaseEvent of(CaseFile before, CaseChange change, TimelineLine line) {
        return build(
                before,
                line,
                Objects.requireNonNull((CaseState) change.fields().get("state")),
                before.version() + 1,
                change.fields().containsKey("dueAt") ? (Instant) change.fields().get("dueAt") : before.dueAt(),
                change);
    }

    private static CaseEvent build(
            CaseFile file,
            TimelineLine line,
            CaseState state,
            long version,
            @Nullable Instant dueAt,
            @Nullable CaseChange change) {
        Assignment assignment = newOrOld(change, "assignment", Assignment.class, file.assignment());
        // Whoever had a case before it came back is still concerned when it goes on elsewhere.
        String before = line.action() == CaseAction.MERGE ? file.previousDepartment() : null;
        FieldTask task = newOrOld(change, "task", FieldTask.class, file.task());
        CaseFile.Category category = newOrOld(change, "category", CaseFile.Category.class, file.category());
        Boolean urgent = newOrOld(change, "urgent", Boolean.class, file.urgent());
        Integer returns = newOrOld(change, "returns", Integer.class, file.returns());
        UUID mergedInto = newOrOld(change, "mergedInto", UUID.class, file.mergedInto());
        return new CaseEvent(
                line.id(),
                line.at(),
                line.action(),
                file.id(),
                file.number(),
                state,
                version,
                file.area().gridPath(),
                file.area().officeCode(),
                category == null ? "" : category.code(),
                category == null ? file.category().name() : category.name(),
                category != null && category.restricted(),
                Boolean.TRUE.equals(urgent),
                line.actor().id(),
                file.report().reporter().id(),
                Stream.concat(file.merged().stream(), change == null ? Stream.empty() : change.newMerged().stream())
                        .flatMap(CaseFile.MergedReport::reporterIds)
                        .distinct()
                        .toList(),
                assignment == null ? departmentOf(before) : assignment.departmentCode(),
                assignment == null ? personOf(before) : id(assignment.assignee()),
                task == null ? null : id(task.assignee()),
                task == null ? null : id(task.askedBy()),
                assignment == null ? null : id(assignment.by()),
                mergedInto,
                dueAt,
                returns == null ? 0 : returns,
                positive(change),
                line.mediaIds());
    }

    /** A party is a department, or a person when no department was named. */
    private static @Nullable UUID personOf(@Nullable String party) {
        return party == null || !ID.matcher(party).matches() ? null : UUID.fromString(party);
    }

    private static @Nullable String departmentOf(@Nullable String party) {
        return party == null || personOf(party) != null ? null : party;
    }

    private static @Nullable UUID id(@Nullable Name person) {
        return person == null ? null : person.id();
    }

    private static <T> @Nullable T newOrOld(@Nullable CaseChange change, String field, Class<T> type, @Nullable T old) {
        Object changed = change == null ? null : change.fields().get(field);
        return changed == null ? old : type.cast(changed);
    }

    private static boolean positive(@Nullable CaseChange change) {
        if (change == null) {
            return true;
        }
        Object finding = change.fields().get("check") == null
                ? change.fields().get("verification")
                : change.fields().get("check");
        return !(finding instanceof CaseFile.Finding found) || found.positive();
    }
}
