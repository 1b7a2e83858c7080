package org.wangge.planning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.fixtures.Reviewed.isOpen;
import static org.wangge.fixtures.Reviewed.outcome;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wangge.fixtures.Reviewed;
import org.wangge.planning.PlanKind;
import org.wangge.planning.PlanState;
import org.wangge.planning.PlanStep;
import org.wangge.shared.Actor;
import org.wangge.shared.Permission;

/** Every state with every step, against the reviewed table. */
class PlanMachineTests {

    private static final Actor PLANNER = Reviewed.actor(Permission.INSPECTION_PLAN);

    private static PlanFile plan(PlanKind kind, PlanState state, String path) {
        return PlanFileBuilder.builder()
                .kind(kind)
                .state(state)
                .paths(List.of(path))
                .build();
    }

    @Test
    void each_step_leads_where_the_table_says_and_is_shown_where_it_can_be_done() {
        List<String[]> rows = Reviewed.rows("planning/plan-transitions.csv");
        assertThat(rows).hasSize(PlanState.values().length * PlanStep.values().length);
        for (String[] row : rows) {
            PlanStep step = PlanStep.valueOf(row[1]);
            for (PlanKind kind : PlanKind.values()) {
                PlanFile plan = plan(kind, PlanState.valueOf(row[0]), "510703/510703001");
                String to = row[kind == PlanKind.PLAN ? 2 : 3];
                assertThat(outcome(PlanMachine.table(), plan, step, PLANNER))
                        .as("%s of a %s that is %s", step, kind, row[0])
                        .isEqualTo(to);
                assertThat(isOpen(PlanMachine.table(), plan, step, PLANNER))
                        .as("%s of a %s that is %s is shown", step, kind, row[0])
                        .isEqualTo(!to.isEmpty());
                assertThat(isOpen(PlanMachine.table(), plan, step, Reviewed.actor(Permission.INSPECTION_READ)))
                        .isFalse();
            }
        }
    }

    @Test
    void a_plan_that_reaches_beyond_the_own_area_is_only_looked_at() {
        PlanFile beyond = plan(PlanKind.PLAN, PlanState.DRAFT, "510704");
        assertThat(outcome(PlanMachine.table(), beyond, PlanStep.ACTIVATE, PLANNER))
                .isEmpty();
        assertThat(PlanMachine.table().openActions(beyond, PLANNER, java.time.Instant.EPOCH))
                .isEmpty();
    }
}
