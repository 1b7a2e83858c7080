package org.wangge.notification.model;

import static org.wangge.notification.model.Audience.ASSIGNEES;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wangge.planning.events.TaskEvent;
import org.wangge.shared.Permission;

/**
 * Who is told that inspections are to be done, or were not. A campaign makes dozens of tasks at once for one person, so what
 * begins or is missed within a quarter of an hour, or in one night, is one notice that counts them, and the phone rings once.
 */
public final class TaskPolicy {

    private TaskPolicy() {}

    /** The grid may have other workers by now than when the task was made, so both may be told, if they still work there. */
    static List<Row> rows(TaskEvent task, List<Row> policy) {
        return Row.applying(policy, task);
    }

    public static NoticePlan telling(TaskEvent task, List<Row> policy, ZoneId zone) {
        return new NoticePlan(
                task.eventId(),
                task.at(),
                TellingTime.together(task.at(), zone),
                new Subject.OfTasks(List.of(task.taskId()), task.placeId(), task.placeName()),
                false,
                task.area(),
                rows(task, policy),
                Map.of(ASSIGNEES, task.assigneeIds()),
                null,
                Set.of(),
                Permission.INSPECTION_READ);
    }
}
