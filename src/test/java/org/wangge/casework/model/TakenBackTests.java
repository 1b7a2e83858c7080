package org.wangge.casework.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.casework.model.CaseFixtures.DISPATCHER;
import static org.wangge.casework.model.CaseFixtures.EMERGENCY;
import static org.wangge.casework.model.CaseFixtures.HANDLER;
import static org.wangge.casework.model.CaseFixtures.MARKET;
import static org.wangge.casework.model.CaseFixtures.MONDAY;
import static org.wangge.casework.model.CaseFixtures.SUPERVISOR;
import static org.wangge.casework.model.CaseFixtures.facts;
import static org.wangge.casework.model.CaseFixtures.in;

import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.wangge.account.Department;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseCommand;
import org.wangge.casework.CaseState;
import org.wangge.dutylist.DutyClass;
import org.wangge.shared.Actor;
import org.wangge.shared.PersonName;
import org.wangge.shared.Reason;
import org.wangge.work.Decision;

/** What was taken back from the offices goes to a department of the district, unless the district says why not. */
@NullUnmarked
class TakenBackTests {

    private static final Reason URGENT = new Reason("URGENT", "先关停");

    private static Decision<CaseFile> dispatched(CaseFile file, Actor actor, Department to, Reason reason) {
        return CaseMachine.decide(
                file,
                new CaseCommand.Dispatch(to.code(), null, null, reason),
                actor,
                facts(MONDAY).with(to));
    }

    private static String refused(Decision<CaseFile> decision) {
        return decision instanceof Decision.No<CaseFile> no ? no.refusal().code() : "not refused: " + decision;
    }

    private static CaseFile moved(Decision<CaseFile> decision) {
        return ((Decision.Next<CaseFile>) decision).file();
    }

    @Test
    void a_dispatcher_gives_it_to_a_department_of_the_district_only_with_or_without_a_reason() {
        CaseFile file = CaseFixtures.takenBack();
        assertThat(refused(dispatched(file, DISPATCHER, EMERGENCY, null))).isEqualTo("case.taken-back");
        assertThat(refused(dispatched(file, DISPATCHER, EMERGENCY, URGENT))).isEqualTo("case.taken-back");
        assertThat(moved(dispatched(file, DISPATCHER, MARKET, null)).state()).isEqualTo(CaseState.DISPATCHED);
    }

    @Test
    void both_may_dispatch_it_from_the_beginning_and_of_other_matters_only_the_office() {
        assertThat(CaseMachine.table().openActions(CaseFixtures.takenBack(), DISPATCHER, MONDAY))
                .contains("dispatch");
        assertThat(CaseMachine.table().openActions(CaseFixtures.takenBack(), SUPERVISOR, MONDAY))
                .contains("dispatch");
        assertThat(CaseMachine.table().openActions(in(CaseState.FILED), SUPERVISOR, MONDAY))
                .doesNotContain("dispatch");
    }

    @Test
    void the_refusal_names_the_department_that_leads() {
        Decision<CaseFile> decision = dispatched(CaseFixtures.takenBack(), DISPATCHER, EMERGENCY, null);
        assertThat(((Decision.No<CaseFile>) decision).refusal().arguments()).isEqualTo(List.of(MARKET.name()));
    }

    @Test
    void the_district_gives_it_to_an_office_with_a_reason_which_stands_in_the_timeline() {
        CaseFile file = CaseFixtures.takenBack();
        assertThat(refused(dispatched(file, SUPERVISOR, EMERGENCY, null))).isEqualTo("case.taken-back-reason");
        CaseFile after = moved(dispatched(file, SUPERVISOR, EMERGENCY, URGENT));
        assertThat(after.lastLine().reason()).isEqualTo(URGENT);
        assertThat(after.lastLine().text()).isEqualTo("先关停");
        assertThat(moved(dispatched(file, SUPERVISOR, MARKET, null)).state()).isEqualTo(CaseState.DISPATCHED);
    }

    @Test
    void a_person_of_no_department_of_the_district_is_of_an_office() {
        PersonName someone = new PersonName(HANDLER.id(), HANDLER.name());
        CaseCommand toPerson = new CaseCommand.Dispatch(null, HANDLER.id(), null);
        CaseContext ofTheDistrict = facts(MONDAY).with(someone, null);
        assertThat(refused(CaseMachine.decide(
                        CaseFixtures.takenBack(), toPerson, DISPATCHER, ofTheDistrict.ofAnOffice(true))))
                .isEqualTo("case.taken-back");
        assertThat(moved(CaseMachine.decide(CaseFixtures.takenBack(), toPerson, DISPATCHER, ofTheDistrict))
                        .state())
                .isEqualTo(CaseState.DISPATCHED);
    }

    @Test
    void what_the_office_does_or_assists_in_it_dispatches_anywhere() {
        for (DutyClass dutyClass : List.of(DutyClass.BASIC, DutyClass.ASSIST)) {
            CaseFile file = CaseFileBuilder.builder(in(CaseState.FILED))
                    .duty(new CaseDuty(dutyClass, MARKET.code(), MARKET.name(), 3))
                    .build();
            assertThat(moved(dispatched(file, DISPATCHER, EMERGENCY, null)).state())
                    .isEqualTo(CaseState.DISPATCHED);
            assertThat(moved(dispatched(file, DISPATCHER, MARKET, null)).state())
                    .isEqualTo(CaseState.DISPATCHED);
            assertThat(refused(dispatched(file, SUPERVISOR, MARKET, null))).isEqualTo("case.office-dispatches");
        }
    }

    @Test
    void what_came_back_for_the_list_names_the_category_of_that_moment() {
        CaseFile given = moved(dispatched(in(CaseState.FILED), DISPATCHER, EMERGENCY, null));
        CaseFile back = moved(CaseMachine.decide(
                given,
                new CaseCommand.Because(CaseAction.RETURN, new Reason(Reason.NOT_ON_DUTY_LIST, null)),
                HANDLER,
                facts(MONDAY)));
        assertThat(back.lastLine().reason()).isEqualTo(new Reason(Reason.NOT_ON_DUTY_LIST, null, "G0201"));
        CaseFile other = moved(CaseMachine.decide(
                given,
                new CaseCommand.Because(CaseAction.RETURN, new Reason("NOT_OURS", null)),
                HANDLER,
                facts(MONDAY)));
        assertThat(other.lastLine().reason()).isEqualTo(new Reason("NOT_OURS", null));
    }
}
