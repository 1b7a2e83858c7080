package org.wangge.casework.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wangge.casework.CaseState;
import org.wangge.casework.Unclear;
import org.wangge.casework.model.CaseFile.Area;
import org.wangge.routing.RoutingDecision;
import org.wangge.shared.LocalizedText;

class FindableTests {

    private static final LocalizedText NAME = new LocalizedText("某处", "Somewhere");

    private static CaseFile in(CaseState state, boolean hosted, int returns, boolean border) {
        CaseFile file = CaseFixtures.in(state);
        Area area = file.area();
        Area changed = new Area(
                area.path(),
                area.gridName(),
                area.areaOfficeCode(),
                area.areaOfficeName(),
                hosted ? "510703900" : area.areaOfficeCode(),
                area.officeName(),
                area.ruleId(),
                area.reason(),
                area.gridRevision(),
                area.distanceMetres(),
                area.anchor(),
                border ? List.of(new RoutingDecision.Neighbour("510703001002", NAME, "510703001", NAME, 3)) : List.of(),
                area.unit());
        return CaseFileBuilder.builder(file).area(changed).returns(returns).build();
    }

    @Test
    void a_hosted_case_that_came_back_is_in_dispute_until_it_is_accepted() {
        assertThat(Findable.unclear(in(CaseState.FILED, true, 1, false))).containsExactly(Unclear.HOSTED_DISPUTE);
        assertThat(Findable.unclear(in(CaseState.DISPATCHED, true, 2, false))).containsExactly(Unclear.HOSTED_DISPUTE);
        assertThat(Findable.unclear(in(CaseState.HANDLING, true, 1, false))).isEmpty();
        assertThat(Findable.unclear(in(CaseState.FILED, true, 0, false))).isEmpty();
        assertThat(Findable.unclear(in(CaseState.FILED, false, 1, false))).isEmpty();
    }

    @Test
    void a_case_on_a_border_is_unclear_until_it_is_filed() {
        assertThat(Findable.unclear(in(CaseState.REPORTED, false, 0, true))).containsExactly(Unclear.BORDER);
        assertThat(Findable.unclear(in(CaseState.VERIFYING, false, 0, true))).containsExactly(Unclear.BORDER);
        assertThat(Findable.unclear(in(CaseState.FILED, false, 0, true))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = CaseState.class,
            names = {"CLOSED", "DECLINED", "MERGED", "VOIDED", "WITHDRAWN"})
    void what_has_ended_is_not_unclear(CaseState ended) {
        assertThat(Findable.unclear(in(ended, true, 2, true))).isEmpty();
    }

    @Test
    void what_is_clear_is_not_written_at_all() {
        assertThat(Findable.upToDate(in(CaseState.REPORTED, false, 0, false)).unclear())
                .isNull();
        assertThat(Findable.upToDate(in(CaseState.REPORTED, false, 0, true)).unclear())
                .containsExactly("BORDER");
    }
}
