package org.wangge.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wangge.notification.model.Audience;
import org.wangge.notification.model.NoticePlan;
import org.wangge.notification.model.Policies;
import org.wangge.notification.model.TaskPolicy;
import org.wangge.place.RiskColour;
import org.wangge.planning.PlanKind;
import org.wangge.planning.TaskState;
import org.wangge.planning.events.TaskEvent;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;

class RecipientsTests {

    private static final GridPath AREA = GridPath.of("510703", "510703001");
    private static final UUID HERE = new UUID(1, 1);
    private static final UUID MOVED_AWAY = new UUID(1, 2);

    @Test
    void a_task_is_told_to_those_it_names_only_while_they_may_see_it() {
        TaskEvent due = new TaskEvent(
                new UUID(9, 9),
                Instant.parse("2026-01-05T01:20:00Z"),
                new UUID(2, 1),
                TaskState.DUE,
                PlanKind.PLAN,
                new UUID(3, 1),
                "小餐馆",
                RiskColour.BLUE,
                AREA,
                List.of(MOVED_AWAY, HERE),
                Instant.parse("2026-01-09T15:59:59Z"),
                null,
                null);
        NoticePlan telling = TaskPolicy.telling(due, Policies.of(due), ZoneId.of("Asia/Shanghai"));
        Recipients.Known known = new Recipients.Known(
                Map.of(Permission.INSPECTION_READ, Map.of(AREA, List.of(HERE))),
                Map.of(),
                Map.of(AREA.code(), List.of(HERE, MOVED_AWAY)),
                Map.of(),
                Set.of(HERE, MOVED_AWAY));
        assertThat(known.of(Audience.ASSIGNEES, telling)).containsExactly(HERE);
        assertThat(known.of(Audience.GRID_WORKERS, telling)).containsExactly(HERE);
        assertThat(known.of(Audience.DESK, telling)).as("nobody was asked for").isEmpty();
    }
}
