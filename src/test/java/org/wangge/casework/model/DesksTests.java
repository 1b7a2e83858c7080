package org.wangge.casework.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.casework.model.CaseFixtures.DISPATCHER;
import static org.wangge.casework.model.CaseFixtures.EMERGENCY;
import static org.wangge.casework.model.CaseFixtures.HANDLER;
import static org.wangge.casework.model.CaseFixtures.MONDAY;
import static org.wangge.casework.model.CaseFixtures.NEIGHBOUR;
import static org.wangge.casework.model.CaseFixtures.NEXT_DOOR;
import static org.wangge.casework.model.CaseFixtures.REASON;
import static org.wangge.casework.model.CaseFixtures.SUPERVISOR;
import static org.wangge.casework.model.CaseFixtures.URBAN;
import static org.wangge.casework.model.CaseFixtures.apply;
import static org.wangge.casework.model.CaseFixtures.by;
import static org.wangge.casework.model.CaseFixtures.facts;
import static org.wangge.casework.model.CaseFixtures.in;
import static org.wangge.casework.model.CaseFixtures.play;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.wangge.account.Department;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseCommand;
import org.wangge.casework.CaseState;
import org.wangge.casework.DeskKind;
import org.wangge.casework.StepOutcome;
import org.wangge.casework.model.BetweenOffices.Objection;
import org.wangge.casework.model.CaseFixtures.Step;
import org.wangge.shared.Actor;
import org.wangge.shared.Reason;
import org.wangge.work.Decision;

/** A case between desks: whose it is, by when they answer, what the district decides, and what stays of the handler's limit. */
@NullUnmarked
class DesksTests {

    private static final Reason NOT_OURS = new Reason("NOT_ON_DUTY_LIST", "清单上没有");
    private static final CaseCommand OBJECT = new CaseCommand.Because(CaseAction.RETURN, NOT_OURS);

    private static CaseFile offered() {
        return play(in(CaseState.FILED), MONDAY, by(DISPATCHER, CaseAction.TRANSFER));
    }

    private static CaseFile escalated() {
        return play(in(CaseState.FILED), MONDAY, by(DISPATCHER, CaseAction.ESCALATE));
    }

    private static CaseFile answered(CaseFile file, boolean accept, Actor who, Instant when) {
        return apply(file, new CaseCommand.AnswerTransfer(accept, accept ? null : REASON), who, facts(when));
    }

    private static String refusal(CaseFile file, Step step, Instant when) {
        return ((Decision.No<CaseFile>) CaseMachine.decide(file, step.command(), step.actor(), step.facts(when, file)))
                .refusal()
                .code();
    }

    private static StageClock running(CaseFile file) {
        List<StageClock> running = file.clocks().stream()
                .filter(clock -> clock.state() == StageClock.State.RUNNING)
                .toList();
        assertThat(running).hasSize(1);
        return running.get(0);
    }

    private static CaseFile arbitrated(CaseFile file, Desk desk, Department lead, Boolean upheld) {
        CaseContext facts = facts(MONDAY).with(desk);
        return apply(
                file,
                new CaseCommand.Arbitrate(
                        desk.isDistricts() ? null : desk.code(),
                        lead == null ? null : lead.code(),
                        List.of(),
                        upheld,
                        REASON),
                SUPERVISOR,
                lead == null ? facts : facts.with(lead));
    }

    @Test
    void a_case_of_an_earlier_version_waits_at_the_office_of_its_grid() {
        CaseFile old = CaseFileBuilder.builder(in(CaseState.FILED))
                .desk(null)
                .between(null)
                .build();
        assertThat(old.desk().code()).isEqualTo("510703001");
        assertThat(old.desk().kind()).isEqualTo(DeskKind.OFFICE);
        assertThat(old.desk().areas()).containsExactly("510703/510703001");
        assertThat(play(old, MONDAY, by(DISPATCHER, CaseAction.DISPATCH)).state())
                .isEqualTo(CaseState.DISPATCHED);
    }

    @Test
    void an_offer_is_seen_by_the_other_office_and_rests_the_dispatch_clock_until_it_is_answered() {
        CaseFile file = offered();
        assertThat(file.state()).isEqualTo(CaseState.FILED);
        assertThat(file.desk().code()).isEqualTo("510703001");
        assertThat(file.areas()).contains("510703/510703001", "510703/510703003");
        assertThat(running(file).stage()).isEqualTo(Stage.TRANSFER);
        // A working hour from 09:20 on a Monday.
        assertThat(file.dueAt()).isEqualTo(MONDAY.plus(Duration.ofHours(1)));
        for (CaseAction action : List.of(
                CaseAction.DISPATCH,
                CaseAction.TRANSFER,
                CaseAction.ESCALATE,
                CaseAction.REFILE,
                CaseAction.UNFILE,
                CaseAction.MERGE)) {
            assertThat(refusal(file, by(DISPATCHER, action), MONDAY))
                    .as(action.name())
                    .isEqualTo("case.transfer-pending");
        }
        assertThat(refusal(file, by(DISPATCHER, CaseAction.ANSWER_TRANSFER), MONDAY))
                .isEqualTo("case.not-yours");
    }

    @Test
    void who_takes_it_has_it_with_a_fresh_dispatch_clock_and_the_first_office_only_reads_it() {
        Instant later = MONDAY.plus(Duration.ofMinutes(40));
        CaseFile taken = answered(offered(), true, NEIGHBOUR, later);
        assertThat(taken.desk()).isEqualTo(NEXT_DOOR);
        assertThat(taken.between().transfer()).isNull();
        assertThat(taken.between().handOvers()).isEqualTo(1);
        assertThat(running(taken).stage()).isEqualTo(Stage.DISPATCH);
        assertThat(taken.dueAt()).isEqualTo(later.plus(Duration.ofMinutes(15)));
        assertThat(refusal(taken, by(DISPATCHER, CaseAction.DISPATCH), later)).isEqualTo("case.at-other-desk");
        assertThat(CaseMachine.table().openActions(taken, DISPATCHER, later)).containsExactly("comment");
        assertThat(taken.lastLine().wording().outcome()).isEqualTo(StepOutcome.ACCEPTED);
        assertThat(taken.areas()).contains("510703/510703001/510703001002/510703001001", "510703/510703003");
        CaseFile closed = play(
                taken,
                later,
                by(NEIGHBOUR, CaseAction.DISPATCH),
                by(HANDLER, CaseAction.ACCEPT),
                by(HANDLER, CaseAction.RESOLVE),
                by(NEIGHBOUR, CaseAction.CLOSE));
        assertThat(play(closed, later, by(NEIGHBOUR, CaseAction.REOPEN)).desk()).isEqualTo(NEXT_DOOR);
    }

    @Test
    void a_refusal_is_an_objection_that_lies_with_the_district() {
        CaseFile refused = answered(offered(), false, NEIGHBOUR, MONDAY);
        assertThat(refused.desk().isDistricts()).isTrue();
        assertThat(refused.between().handOvers()).isEqualTo(1);
        Objection objection = requireNonNull(refused.between().objection());
        assertThat(objection.state()).isEqualTo(Objection.State.OPEN);
        assertThat(objection.officeCode()).isEqualTo("510703003");
        assertThat(objection.departmentCode()).isNull();
        assertThat(objection.item()).isEqualTo("G0201");
        assertThat(CaseMachine.table().openActions(refused, SUPERVISOR, MONDAY)).contains("arbitrate", "dispatch");
        CaseFile upheld = arbitrated(refused, Desk.of(refused.area().desk()), null, null);
        assertThat(upheld.between().objection().state()).isEqualTo(Objection.State.UPHELD);
        CaseFile rejected = arbitrated(refused, NEXT_DOOR, null, null);
        assertThat(rejected.between().objection().state()).isEqualTo(Objection.State.REJECTED);
        assertThat(refusal(upheld, by(DISPATCHER, CaseAction.TRANSFER), MONDAY)).isEqualTo("case.arbitrated");
        assertThat(refusal(rejected, by(NEIGHBOUR, CaseAction.ESCALATE), MONDAY))
                .isEqualTo("case.arbitrated");
    }

    @Test
    void what_offices_gave_away_twice_goes_to_the_district_whatever_the_second_answers() {
        CaseFile once = answered(offered(), true, NEIGHBOUR, MONDAY);
        CaseFile again = play(once, MONDAY, by(NEIGHBOUR, CaseAction.TRANSFER));
        CaseFile twice = answered(again, true, DISPATCHER, MONDAY);
        assertThat(twice.between().handOvers()).isEqualTo(2);
        assertThat(twice.desk().isDistricts()).isTrue();
        assertThat(twice.between().objection()).isNull();
        assertThat(DeskEffects.movedByItself(again, twice)).isEqualTo(DeskEffects.Cause.GIVEN_AWAY_TWICE);
        assertThat(refusal(twice, by(NEIGHBOUR, CaseAction.DISPATCH), MONDAY)).isEqualTo("case.at-other-desk");
    }

    @Test
    void an_offer_lapses_when_its_time_is_over_and_not_before() {
        CaseFile file = offered();
        Step lapse = by(Actor.SYSTEM, CaseAction.LAPSE_TRANSFER);
        assertThat(refusal(file, lapse, MONDAY.plus(Duration.ofMinutes(59)))).isEqualTo("case.transfer-pending");
        CaseFile lapsed = play(file, MONDAY.plus(Duration.ofMinutes(60)), lapse);
        assertThat(lapsed.desk().isDistricts()).isTrue();
        assertThat(running(lapsed).stage()).isEqualTo(Stage.DISPATCH);
        assertThat(refusal(lapsed, lapse, MONDAY.plus(Duration.ofHours(2)))).isEqualTo("case.transfer-absent");
        assertThat(lapsed.clocks().stream()
                        .filter(clock -> clock.stage() == Stage.TRANSFER)
                        .findFirst())
                .hasValueSatisfying(clock -> assertThat(clock.state()).isEqualTo(StageClock.State.STOPPED));
        assertThat(refusal(lapsed, by(NEIGHBOUR, CaseAction.ANSWER_TRANSFER), MONDAY.plus(Duration.ofHours(2))))
                .isEqualTo("case.transfer-absent");
    }

    @Test
    void an_hour_of_the_evening_is_the_first_of_the_next_working_day() {
        // 17:30 in Fucheng; half an hour is left of that day.
        Instant evening = Instant.parse("2026-01-05T09:30:00Z");
        CaseFile file = play(in(CaseState.FILED), evening, by(DISPATCHER, CaseAction.TRANSFER));
        assertThat(file.dueAt()).isEqualTo(Instant.parse("2026-01-06T00:30:00Z"));
    }

    @Test
    void the_handlers_limit_goes_on_with_the_same_department_and_begins_anew_with_another_across_desks() {
        CaseFile back = play(
                play(in(CaseState.FILED), MONDAY, by(DISPATCHER, CaseAction.DISPATCH)),
                MONDAY.plus(Duration.ofMinutes(30)),
                by(HANDLER, CaseAction.RETURN),
                by(DISPATCHER, CaseAction.TRANSFER));
        Instant later = MONDAY.plus(Duration.ofMinutes(50));
        CaseFile next = answered(back, true, NEIGHBOUR, later);
        CaseFile same = play(next, later, by(NEIGHBOUR, CaseAction.DISPATCH));
        // Two hours, of which half an hour was used before it came back.
        assertThat(same.dueAt()).isEqualTo(later.plus(Duration.ofMinutes(90)));
        CaseFile other = play(next, later, new Step(NEIGHBOUR, new CaseCommand.Dispatch(URBAN.code(), null, null)));
        assertThat(other.dueAt()).isEqualTo(later.plus(Duration.ofHours(2)));
    }

    @Test
    void an_objection_by_the_duty_list_opens_the_review_by_itself() {
        CaseFile objected = apply(in(CaseState.HANDLING), OBJECT, HANDLER, facts(MONDAY));
        assertThat(objected.state()).isEqualTo(CaseState.FILED);
        assertThat(objected.desk().isDistricts()).isTrue();
        Objection objection = requireNonNull(objected.between().objection());
        assertThat(objection.departmentCode()).isEqualTo(EMERGENCY.code());
        assertThat(objection.officeCode()).isEqualTo("510703001");
        assertThat(objection.by().id()).isEqualTo(HANDLER.id());
        assertThat(refusal(objected, by(DISPATCHER, CaseAction.DISPATCH), MONDAY))
                .isEqualTo("case.at-other-desk");

        Desk home = Desk.of(objected.area().desk());
        assertThat(arbitrated(objected, home, URBAN, null).between().objection().state())
                .isEqualTo(Objection.State.UPHELD);
        CaseFile rejected = arbitrated(objected, home, EMERGENCY, null);
        assertThat(rejected.between().objection().state()).isEqualTo(Objection.State.REJECTED);
        assertThat(rejected.between().arbitration().upheld()).isFalse();
        assertThat(arbitrated(objected, home, EMERGENCY, true)
                        .between()
                        .objection()
                        .state())
                .isEqualTo(Objection.State.UPHELD);
        assertThat(play(rejected, MONDAY, by(DISPATCHER, CaseAction.DISPATCH)).state())
                .isEqualTo(CaseState.DISPATCHED);
        assertThat(refusal(rejected, new Step(DISPATCHER, new CaseCommand.Dispatch(URBAN.code(), null, null)), MONDAY))
                .isEqualTo("case.lead-decided");
    }

    @Test
    void who_dispatches_at_the_districts_desk_decides_an_open_objection_too() {
        CaseFile objected = apply(in(CaseState.HANDLING), OBJECT, HANDLER, facts(MONDAY));
        assertThat(play(objected, MONDAY, by(SUPERVISOR, CaseAction.DISPATCH))
                        .between()
                        .objection()
                        .state())
                .isEqualTo(Objection.State.REJECTED);
        assertThat(play(objected, MONDAY, new Step(SUPERVISOR, new CaseCommand.Dispatch(URBAN.code(), null, null)))
                        .between()
                        .objection()
                        .state())
                .isEqualTo(Objection.State.UPHELD);
    }

    @Test
    void the_word_of_the_district_lets_the_office_dispatch_what_came_back_twice() {
        CaseFile twice = CaseFixtures.returnedTwice();
        CaseFile decided = arbitrated(twice, NEXT_DOOR, null, null);
        assertThat(decided.desk()).isEqualTo(NEXT_DOOR);
        CaseFile sent = play(decided, MONDAY, by(NEIGHBOUR, CaseAction.DISPATCH));
        CaseFile back = play(sent, MONDAY, by(HANDLER, CaseAction.RETURN));
        assertThat(back.desk().isDistricts())
                .as("it was decided, and came back all the same")
                .isTrue();
        assertThat(DeskEffects.movedByItself(sent, back)).isEqualTo(DeskEffects.Cause.RETURNED_AGAIN);
        assertThat(CaseMachine.table().openActions(back, SUPERVISOR, MONDAY)).contains("arbitrate");
    }

    @Test
    void the_district_decides_only_what_lies_with_it() {
        assertThat(refusal(in(CaseState.FILED), by(SUPERVISOR, CaseAction.ARBITRATE), MONDAY))
                .isEqualTo("case.office-decides");
        assertThat(refusal(in(CaseState.HANDLING), by(SUPERVISOR, CaseAction.ARBITRATE), MONDAY))
                .isEqualTo("case.wrong-state");
        assertThat(arbitrated(escalated(), NEXT_DOOR, URBAN, null).parties()).contains(URBAN.code());
    }

    @Test
    void a_case_that_ends_takes_its_offer_with_it() {
        CaseFile voided = play(offered(), MONDAY, by(SUPERVISOR, CaseAction.VOID));
        assertThat(voided.between().transfer()).isNull();
        assertThat(voided.clocks()).allMatch(clock -> clock.state() == StageClock.State.STOPPED);
        CaseFile concluded = play(offered(), MONDAY, by(Actor.SYSTEM, CaseAction.CONCLUDE));
        assertThat(concluded.between().transfer()).isNull();
    }

    @Test
    void a_dispatcher_of_the_whole_district_works_at_its_desk() {
        assertThat(CaseMachine.table().openActions(escalated(), CaseFixtures.BOTH, MONDAY))
                .contains("dispatch", "unfile", "refile", "merge");
        Actor dispatcher = new Actor(
                DISPATCHER.id(),
                "dispatcher",
                DISPATCHER.roles(),
                DISPATCHER.permissions(),
                SUPERVISOR.scopes(),
                DISPATCHER.departments());
        assertThat(CaseMachine.table().openActions(escalated(), dispatcher, MONDAY))
                .contains("dispatch", "transfer")
                .doesNotContain("escalate", "arbitrate");
    }
}
