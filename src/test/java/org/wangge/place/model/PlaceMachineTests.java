package org.wangge.place.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Reviewed.isOpen;
import static org.wangge.fixtures.Reviewed.outcome;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wangge.fixtures.Reviewed;
import org.wangge.place.PlaceState;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;

/** Every state with every action, against the reviewed table. */
class PlaceMachineTests {

    private static final Actor EDITOR = Reviewed.actor(Permission.PLACE_EDIT);
    private static final Actor READER = Reviewed.actor(Permission.PLACE_READ, Permission.INSPECT);

    @Test
    void each_action_leads_where_the_table_says_and_is_shown_where_it_can_be_done() {
        List<String[]> rows = Reviewed.rows("place/transitions.csv");
        assertThat(rows).hasSize(PlaceState.values().length * PlaceAction.values().length);
        for (String[] row : rows) {
            PlaceFile file =
                    PlaceFileBuilder.builder().state(PlaceState.valueOf(row[0])).build();
            PlaceAction action = PlaceAction.valueOf(row[1]);
            assertThat(outcome(PlaceMachine.table(), file, action, EDITOR))
                    .as("%s %s", row[0], action)
                    .isEqualTo(row[2]);
            assertThat(isOpen(PlaceMachine.table(), file, action, EDITOR))
                    .as("%s %s is shown", row[0], action)
                    .isEqualTo(!row[2].isEmpty());
            assertThat(isOpen(PlaceMachine.table(), file, action, READER)).isFalse();
        }
    }
}
