package org.wangge.casework.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.casework.model.CaseFixtures.MONDAY;
import static org.wangge.casework.model.CaseFixtures.command;
import static org.wangge.casework.model.CaseFixtures.facts;
import static org.wangge.casework.model.CaseFixtures.in;
import static org.wangge.casework.model.CaseFixtures.routed;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseCommand;
import org.wangge.casework.CaseState;
import org.wangge.shared.Actor;
import org.wangge.work.Decision;

class GridEffectsTests {

    private static Decision<CaseFile> decided(CaseFile file, CaseCommand command) {
        return CaseMachine.decide(file, command, Actor.SYSTEM, facts(MONDAY));
    }

    @Test
    void a_case_that_nobody_accepted_goes_to_the_office_that_has_its_spot_now() {
        Set<CaseState> moved = EnumSet.noneOf(CaseState.class);
        for (CaseState state : CaseState.values()) {
            CaseFile file = in(state);
            boolean goes = decided(file, command(CaseAction.FOLLOW_GRID)) instanceof Decision.Next<CaseFile>;
            assertThat(GridEffects.mayMove(file)).as(state.name()).isEqualTo(goes);
            if (goes) {
                moved.add(state);
            }
        }
        assertThat(moved)
                .containsExactlyInAnyOrder(
                        CaseState.REPORTED, CaseState.VERIFYING, CaseState.FILED, CaseState.DISPATCHED);
    }

    @Test
    void its_area_and_office_are_the_new_ones_and_its_state_clocks_and_handler_stay() {
        CaseFile before = in(CaseState.DISPATCHED);
        CaseFile after = ((Decision.Next<CaseFile>) decided(before, command(CaseAction.FOLLOW_GRID))).file();
        assertThat(after.area().officeCode()).isEqualTo("510703003");
        assertThat(after.area().gridRevision()).isEqualTo(2);
        assertThat(after.areas())
                .containsExactly(
                        "510703",
                        "510703/510703003",
                        "510703/510703003/510703003001",
                        "510703/510703003/510703003001/510703003009");
        assertThat(after.state()).isEqualTo(before.state());
        assertThat(after.clocks()).isEqualTo(before.clocks());
        assertThat(after.assignment()).isEqualTo(before.assignment());
        assertThat(after.lastLine().action()).isEqualTo(CaseAction.FOLLOW_GRID);
        assertThat(after.lastLine().text()).contains("网格重新划定");
    }

    @Test
    void it_stays_where_the_sub_district_or_the_handling_office_stays() {
        assertThat(decided(in(CaseState.FILED), new CaseCommand.FollowGrid(routed("510703001", "510703GXQ"))))
                .as("only the host changed")
                .isInstanceOf(Decision.Already.class);
        assertThat(decided(in(CaseState.FILED), new CaseCommand.FollowGrid(routed("510703003", "510703001"))))
                .as("the same office handles both")
                .isInstanceOf(Decision.Already.class);
    }
}
