package org.wangge.place.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.wangge.place.PlaceState;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.Permission;
import org.wangge.shared.Reason;
import org.wangge.shared.Role;
import org.wangge.work.Transitions.Asked;

/** Every state with every action, against the reviewed table. */
class PlaceMachineTests {

    private static final Instant NOW = Instant.parse("2026-01-05T02:00:00Z");

    private static List<String[]> table() throws IOException {
        return new ClassPathResource("place/transitions.csv")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(",", -1))
                .toList();
    }

    private static Actor actor(Permission... permissions) {
        return new Actor(
                new UUID(1, 1),
                "某人",
                Set.of(Role.GRID_WORKER),
                Set.of(permissions),
                List.of(GridPath.of("510703")),
                Set.of());
    }

    @Test
    void each_action_leads_where_the_table_says_and_is_shown_where_it_can_be_done() throws IOException {
        List<String[]> rows = table();
        assertThat(rows).hasSize(PlaceState.values().length * PlaceAction.values().length);
        for (String[] row : rows) {
            PlaceState from = PlaceState.valueOf(row[0]);
            PlaceAction action = PlaceAction.valueOf(row[1]);
            PlaceState to = row[2].isEmpty() ? null : PlaceState.valueOf(row[2]);
            PlaceFile file = PlaceFileBuilder.builder().state(from).build();
            assertThat(outcome(file, action)).as("%s %s", from, action).isEqualTo(to);
            assertThat(open(file, Permission.PLACE_EDIT).contains(action.code()))
                    .as("%s %s is shown", from, action)
                    .isEqualTo(to != null);
            assertThat(open(file, Permission.PLACE_READ, Permission.INSPECT)).isEmpty();
        }
    }

    private static @Nullable PlaceState outcome(PlaceFile file, PlaceAction action) {
        Asked<Reason, PlaceAction> asked = new Asked<>(action, null, actor(Permission.PLACE_EDIT), NOW);
        return PlaceMachine.table().refusal(file, asked) == null
                ? PlaceMachine.table().targets(file, asked).iterator().next()
                : null;
    }

    private static List<String> open(PlaceFile file, Permission... permissions) {
        return PlaceMachine.table().openActions(file, actor(permissions), NOW);
    }
}
