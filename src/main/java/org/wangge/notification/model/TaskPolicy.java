package org.wangge.notification.model;

import static org.wangge.notification.model.Audience.ASSIGNEES;
import static org.wangge.notification.model.Audience.DESK;
import static org.wangge.notification.model.Audience.DISTRICT;
import static org.wangge.notification.model.Audience.GRID_WORKERS;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wangge.notification.NoticeKind;
import org.wangge.place.RiskColour;
import org.wangge.planning.PlanKind;
import org.wangge.planning.TaskState;
import org.wangge.planning.events.TaskEvent;
import org.wangge.shared.Permission;

/**
 * Who is told that inspections are to be done, or were not. A campaign makes dozens of tasks at once for one person, so what
 * begins or is missed within a quarter of an hour, or in one night, is one notice that counts them, and the phone rings once.
 */
public final class TaskPolicy {

    private TaskPolicy() {}

    /** The grid may have other workers by now than when the task was made, so both are told if they still work there. */
    static List<Row> rows(TaskEvent task) {
        Row assignees = new Row(ASSIGNEES, kind(task));
        Row workers = new Row(GRID_WORKERS, kind(task));
        if (task.state() != TaskState.MISSED) {
            return List.of(assignees, workers);
        }
        Row desk = new Row(DESK, kind(task));
        return escalates(task)
                ? List.of(assignees, workers, desk, new Row(DISTRICT, kind(task)))
                : List.of(assignees, workers, desk);
    }

    private static NoticeKind kind(TaskEvent task) {
        return task.state() == TaskState.MISSED ? NoticeKind.TASKS_MISSED : NoticeKind.TASKS_DUE;
    }

    /** A campaign is the district's own matter; a place of high risk must not stay unseen because an office is slow. */
    private static boolean escalates(TaskEvent task) {
        return task.planKind() == PlanKind.CAMPAIGN
                || task.colour() == RiskColour.RED
                || task.colour() == RiskColour.ORANGE;
    }

    public static NoticePlan telling(TaskEvent task, ZoneId zone) {
        return new NoticePlan(
                task.eventId(),
                task.at(),
                TellingTime.together(task.at(), zone),
                new Subject.OfTasks(List.of(task.taskId()), task.placeId(), task.placeName()),
                false,
                task.area(),
                rows(task),
                Map.of(ASSIGNEES, task.assigneeIds()),
                null,
                Set.of(),
                Permission.INSPECTION_READ);
    }
}
