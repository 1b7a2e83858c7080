package org.wangge.planning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Reviewed.isOpen;
import static org.wangge.fixtures.Reviewed.outcome;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wangge.fixtures.Reviewed;
import org.wangge.planning.TaskState;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;
import org.wangge.work.Decision;

/** Every state with every action, against the reviewed table; and what a step changes besides. */
class TaskMachineTests {

    private static final Instant DUE_AT = Instant.parse("2026-01-31T15:59:59Z");
    private static final UUID VISIT = new UUID(7, 7);

    private static TaskFile task(TaskState state) {
        return TaskFileBuilder.builder().state(state).dueAt(DUE_AT).build();
    }

    private static TaskFile after(Decision<TaskFile> decision) {
        assertThat(decision).isInstanceOf(Decision.Next.class);
        return ((Decision.Next<TaskFile>) decision).file();
    }

    @Test
    void each_action_leads_where_the_table_says_and_is_shown_where_it_can_be_done() {
        List<String[]> rows = Reviewed.rows("planning/task-transitions.csv");
        assertThat(rows).hasSize(TaskState.values().length * TaskAction.values().length);
        List<Actor> actors =
                List.of(Reviewed.actor(Permission.INSPECT), Reviewed.actor(Permission.INSPECTION_PLAN), Actor.SYSTEM);
        for (String[] row : rows) {
            TaskFile task = task(TaskState.valueOf(row[0]));
            TaskAction action = TaskAction.valueOf(row[1]);
            for (int i = 0; i < actors.size(); i++) {
                String to = row[i + 2];
                assertThat(outcome(TaskMachine.table(), task, action, actors.get(i)))
                        .as("%s %s by %s", row[0], action, actors.get(i).permissions())
                        .isEqualTo(to);
                assertThat(isOpen(TaskMachine.table(), task, action, actors.get(i)))
                        .as(
                                "%s %s is shown to %s",
                                row[0], action, actors.get(i).permissions())
                        .isEqualTo(!to.isEmpty() && !actors.get(i).equals(Actor.SYSTEM));
            }
        }
    }

    @Test
    void a_visit_that_is_told_of_twice_changes_the_task_once() {
        TaskFile started = after(TaskMachine.started(task(TaskState.DUE), VISIT));
        assertThat(started.version()).isEqualTo(2);
        assertThat(started.storedVersion()).isEqualTo(Map.of("changes", 1L));
        assertThat(TaskMachine.started(started, VISIT)).isInstanceOf(Decision.Already.class);
        assertThat(TaskMachine.brokenOff(started, new UUID(8, 8))).isInstanceOf(Decision.Already.class);
        TaskFile again = after(TaskMachine.brokenOff(started, VISIT));
        assertThat(again.state()).isEqualTo(TaskState.DUE);
        assertThat(again.turnsAt()).isEqualTo(DUE_AT);
        assertThat(again.inspectionId()).isNull();
    }

    @Test
    void time_changes_nothing_of_a_task_that_somebody_began_or_ended() {
        for (TaskState state : List.of(TaskState.STARTED, TaskState.DONE, TaskState.SKIPPED, TaskState.MISSED)) {
            TaskFile turned = after(TaskMachine.turned(task(state), null, DUE_AT.plus(Duration.ofDays(1))));
            assertThat(turned.state()).isEqualTo(state);
            assertThat(turned.turnsAt()).isNull();
        }
    }

    @Test
    void a_task_whose_place_is_not_there_any_more_is_left_out() {
        TaskFile left = after(TaskMachine.turned(task(TaskState.DUE), null, DUE_AT));
        assertThat(left.state()).isEqualTo(TaskState.SKIPPED);
        assertThat(left.skippedBecause()).isEqualTo("place-not-open");
    }
}
