package org.wangge.notification.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wangge.notification.NoticeKind;
import org.wangge.place.RiskColour;
import org.wangge.planning.PlanKind;
import org.wangge.planning.TaskState;
import org.wangge.planning.events.TaskEvent;
import org.wangge.shared.GridPath;

class TaskPolicyTests {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final UUID WORKER = new UUID(1, 1);

    private static TaskEvent task(int number, TaskState state, PlanKind kind, RiskColour colour, String at) {
        return new TaskEvent(
                new UUID(9, number),
                Instant.parse(at),
                new UUID(2, number),
                state,
                kind,
                new UUID(3, number),
                "小餐馆",
                colour,
                GridPath.of("510703", "510703001"),
                List.of(WORKER),
                Instant.parse("2026-01-09T15:59:59Z"),
                null,
                null);
    }

    private static List<Row> rows(TaskEvent task) {
        return TaskPolicy.rows(task, Policies.of(task));
    }

    private static NoticePlan telling(TaskEvent task) {
        return TaskPolicy.telling(task, Policies.of(task), ZONE);
    }

    private static UUID noticeOf(TaskEvent task) {
        return telling(task).noticeId(WORKER, NoticeKind.TASKS_DUE);
    }

    private static TaskEvent due(int number, String at) {
        return task(number, TaskState.DUE, PlanKind.PLAN, RiskColour.BLUE, at);
    }

    @ParameterizedTest
    @CsvSource({
        "DUE, CAMPAIGN, RED, TASKS_DUE: ASSIGNEES GRID_WORKERS",
        "DUE, PLAN, BLUE, TASKS_DUE: ASSIGNEES GRID_WORKERS",
        "MISSED, PLAN, BLUE, TASKS_MISSED: ASSIGNEES GRID_WORKERS DESK",
        "MISSED, PLAN, YELLOW, TASKS_MISSED: ASSIGNEES GRID_WORKERS DESK",
        "MISSED, PLAN, ORANGE, TASKS_MISSED: ASSIGNEES GRID_WORKERS DESK DISTRICT",
        "MISSED, PLAN, RED, TASKS_MISSED: ASSIGNEES GRID_WORKERS DESK DISTRICT",
        "MISSED, CAMPAIGN, BLUE, TASKS_MISSED: ASSIGNEES GRID_WORKERS DESK DISTRICT"
    })
    void what_is_missed_goes_further_up_the_graver_it_is(
            TaskState state, PlanKind kind, RiskColour colour, String told) {
        List<Row> rows = rows(task(1, state, kind, colour, "2026-01-05T01:20:00Z"));
        assertThat(rows.get(0).notice() + ": "
                        + rows.stream().map(row -> row.audience().name()).collect(Collectors.joining(" ")))
                .isEqualTo(told);
        assertThat(rows).extracting(Row::notice).containsOnly(rows.get(0).notice());
    }

    @ParameterizedTest
    @CsvSource({
        // Midnight in Mianyang, and just before the morning: rung at eight.
        "2026-01-04T16:00:03Z, 2026-01-05T00:00:00Z",
        "2026-01-04T23:59:59Z, 2026-01-05T00:00:00Z",
        // By day at the end of the quarter.
        "2026-01-05T00:00:00Z, 2026-01-05T00:15:00Z",
        "2026-01-05T01:20:00Z, 2026-01-05T01:30:00Z",
        "2026-01-05T12:44:59Z, 2026-01-05T12:45:00Z",
        // At night the next morning.
        "2026-01-05T13:01:00Z, 2026-01-06T00:00:00Z"
    })
    void phones_ring_by_day_and_once_for_what_happens_together(String at, String pushAt) {
        assertThat(telling(due(1, at)).pushAt()).isEqualTo(pushAt);
    }

    @Test
    void tasks_of_one_night_are_one_notice_and_later_ones_another() {
        UUID first = noticeOf(due(1, "2026-01-04T16:00:03Z"));
        assertThat(noticeOf(due(2, "2026-01-04T16:01:10Z"))).isEqualTo(first);
        assertThat(noticeOf(due(3, "2026-01-05T04:00:00Z"))).isNotEqualTo(first);
        assertThat(telling(due(1, "2026-01-04T16:00:03Z")).noticeId(WORKER, NoticeKind.TASKS_MISSED))
                .isNotEqualTo(first);
    }
}
