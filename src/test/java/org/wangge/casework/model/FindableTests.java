package org.wangge.casework.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wangge.casework.CaseState;
import org.wangge.casework.Unclear;
import org.wangge.casework.model.CaseFile.Area;
import org.wangge.routing.RoutingDecision;
import org.wangge.routing.RoutingFacts;
import org.wangge.routing.RoutingFactsBuilder;
import org.wangge.routing.Ruling;
import org.wangge.routing.rules.Outcome;
import org.wangge.shared.LocalizedText;
import org.wangge.shared.PersonName;
import org.wangge.shared.Reason;

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

    private static CaseFile ruled(CaseState state, Ruling.@Nullable FellThrough fellThrough) {
        RoutingFacts facts = RoutingFactsBuilder.builder()
                .area(CaseFixtures.AREA.value())
                .category("G0201")
                .source(RoutingFacts.Source.WORKER)
                .position(RoutingFacts.PositionQuality.INSIDE)
                .time(RoutingFacts.TimeClass.WORKING_HOURS)
                .words(List.of())
                .overlays(List.of())
                .build();
        Ruling ruling = new Ruling(
                fellThrough == Ruling.FellThrough.NO_RULES ? 0 : 1,
                null,
                fellThrough == null ? "grid-office" : null,
                fellThrough == null ? Outcome.Target.GRID_OFFICE : null,
                null,
                "510703001",
                null,
                null,
                List.of(),
                null,
                null,
                fellThrough,
                1,
                1,
                List.of(),
                facts);
        return CaseFileBuilder.builder(CaseFixtures.in(state)).ruling(ruling).build();
    }

    @ParameterizedTest
    @EnumSource(value = Ruling.FellThrough.class, mode = EnumSource.Mode.EXCLUDE, names = "NO_RULES")
    void what_the_rules_could_not_say_is_unclear_until_it_is_filed(Ruling.FellThrough why) {
        assertThat(Findable.unclear(ruled(CaseState.REPORTED, why))).containsExactly(Unclear.LAST_ROW);
        assertThat(Findable.unclear(ruled(CaseState.VERIFYING, why))).containsExactly(Unclear.LAST_ROW);
        assertThat(Findable.unclear(ruled(CaseState.FILED, why))).isEmpty();
        assertThat(Findable.unclear(ruled(CaseState.WITHDRAWN, why))).isEmpty();
    }

    @Test
    void a_row_that_decided_and_a_district_without_rules_leave_nothing_unclear() {
        assertThat(Findable.unclear(ruled(CaseState.REPORTED, null))).isEmpty();
        assertThat(Findable.unclear(ruled(CaseState.REPORTED, Ruling.FellThrough.NO_RULES)))
                .isEmpty();
        assertThat(Findable.unclear(CaseFileBuilder.builder(CaseFixtures.in(CaseState.REPORTED))
                        .ruling(null)
                        .build()))
                .as("of an earlier build")
                .isEmpty();
    }

    private static List<Unclear> hosted(CaseState state, BetweenOffices between) {
        return Findable.unclear(CaseFileBuilder.builder(in(state, true, 0, false))
                .between(between)
                .build());
    }

    @Test
    void a_hosted_case_that_offices_give_each_other_is_in_dispute_until_the_district_says_whose_it_is() {
        PersonName someone = new PersonName(new UUID(1, 1), "甲");
        Reason reason = new Reason("NOT_OURS", "不归我们");
        BetweenOffices offered = BetweenOffices.NOTHING.with(new BetweenOffices.Transfer(
                CaseFixtures.NEXT_DOOR, CaseFixtures.NEXT_DOOR, someone, CaseFixtures.MONDAY, reason));
        BetweenOffices given = BetweenOffices.NOTHING.handedOver(1);
        BetweenOffices decided = given.with(new BetweenOffices.Arbitration(
                new BetweenOffices.Named("510703003", NAME),
                null,
                List.of(),
                new BetweenOffices.Named("G0201", NAME),
                someone,
                CaseFixtures.MONDAY,
                reason,
                null));
        assertThat(hosted(CaseState.REPORTED, offered)).containsExactly(Unclear.HOSTED_DISPUTE);
        assertThat(hosted(CaseState.FILED, given)).containsExactly(Unclear.HOSTED_DISPUTE);
        assertThat(hosted(CaseState.FILED, decided)).isEmpty();
        assertThat(hosted(CaseState.HANDLING, given)).isEmpty();
        assertThat(Findable.unclear(CaseFileBuilder.builder(in(CaseState.FILED, false, 0, false))
                        .between(given)
                        .build()))
                .as("not hosted")
                .isEmpty();
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
