package org.wangge.casework.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.casework.model.CaseFixtures.DISPATCHER;
import static org.wangge.casework.model.CaseFixtures.HANDLER;
import static org.wangge.casework.model.CaseFixtures.MONDAY;
import static org.wangge.casework.model.CaseFixtures.OTHER_WORKER;
import static org.wangge.casework.model.CaseFixtures.by;
import static org.wangge.casework.model.CaseFixtures.in;
import static org.wangge.casework.model.CaseFixtures.play;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wangge.casework.CaseAction;
import org.wangge.casework.CaseCommand;
import org.wangge.casework.CaseState;
import org.wangge.casework.model.StageClock.State;
import org.wangge.shared.Limit;
import org.wangge.shared.LimitKind;

/** Rules R1 to R9 of the domain, on cases that are played through the machine. */
class ClocksTests {

    private static final Duration LIMIT = Duration.ofHours(2);

    private static StageClock newest(CaseFile file, Stage stage) {
        List<StageClock> runs =
                file.clocks().stream().filter(clock -> clock.stage() == stage).toList();
        return runs.get(runs.size() - 1);
    }

    private static Instant after(long minutes) {
        return MONDAY.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void a_report_starts_the_accept_clock_of_fifteen_minutes() {
        CaseFile file = in(CaseState.REPORTED);
        assertThat(newest(file, Stage.ACCEPT).dueAt()).isEqualTo(after(15));
        assertThat(file.dueAt()).isEqualTo(after(15));
    }

    @Test
    void r1_declining_ends_the_accept_clock() {
        CaseFile file = play(in(CaseState.REPORTED), after(5), by(DISPATCHER, CaseAction.DECLINE));
        assertThat(newest(file, Stage.ACCEPT).state()).isEqualTo(State.STOPPED);
        assertThat(file.dueAt()).isNull();
    }

    @Test
    void a_case_waiting_for_filing_shows_no_handling_deadline() {
        assertThat(in(CaseState.REPORTED).clocks())
                .extracting(StageClock::stage)
                .containsExactly(Stage.ACCEPT);
        assertThat(in(CaseState.FILED).dueAt()).isEqualTo(after(15));
    }

    @Test
    void r2_rework_goes_on_with_what_was_left_when_it_was_resolved() {
        CaseFile resolved = play(in(CaseState.HANDLING), after(50), by(HANDLER, CaseAction.RESOLVE));
        CaseFile reworked = play(resolved, after(300), by(DISPATCHER, CaseAction.REWORK));
        assertThat(newest(reworked, Stage.HANDLE).state()).isEqualTo(State.RUNNING);
        assertThat(reworked.dueAt()).isEqualTo(after(300 + 70));
    }

    @Test
    void r3_a_return_pauses_handling_and_starts_dispatch() {
        CaseFile returned = play(in(CaseState.HANDLING), after(30), by(HANDLER, CaseAction.RETURN));
        StageClock handling = newest(returned, Stage.HANDLE);
        assertThat(handling.state()).isEqualTo(State.PAUSED);
        assertThat(handling.dueAt()).isNull();
        assertThat(handling.remainingMillis()).isEqualTo(Duration.ofMinutes(90).toMillis());
        assertThat(newest(returned, Stage.DISPATCH).dueAt()).isEqualTo(after(45));
        assertThat(returned.dueAt()).isEqualTo(after(45));
    }

    @Test
    void r7_the_same_department_resumes() {
        CaseFile returned = play(in(CaseState.HANDLING), after(30), by(HANDLER, CaseAction.RETURN));
        CaseFile again = play(returned, after(40), by(DISPATCHER, CaseAction.DISPATCH));
        assertThat(newest(again, Stage.HANDLE).dueAt()).isEqualTo(after(40 + 90));
        assertThat(newest(again, Stage.DISPATCH).state()).isEqualTo(State.STOPPED);
    }

    @Test
    void r8_another_department_starts_afresh() {
        CaseFile returned = play(in(CaseState.HANDLING), after(30), by(HANDLER, CaseAction.RETURN));
        CaseFile other = play(
                returned,
                after(40),
                new CaseFixtures.Step(DISPATCHER, new CaseCommand.Dispatch("510703001-CG", null, null)));
        assertThat(newest(other, Stage.HANDLE).dueAt()).isEqualTo(after(40).plus(LIMIT));
        assertThat(newest(other, Stage.HANDLE).startedAt()).isEqualTo(after(40));
    }

    @Test
    void revoking_counts_like_a_return_but_is_none() {
        CaseFile revoked = play(in(CaseState.HANDLING), after(30), by(DISPATCHER, CaseAction.REVOKE));
        assertThat(newest(revoked, Stage.HANDLE).state()).isEqualTo(State.PAUSED);
        assertThat(revoked.returns()).isZero();
    }

    @Test
    void r9_the_accept_clock_rests_while_a_worker_verifies() {
        CaseFile asked = play(in(CaseState.REPORTED), after(5), by(DISPATCHER, CaseAction.REQUEST_VERIFICATION));
        assertThat(newest(asked, Stage.ACCEPT).state()).isEqualTo(State.PAUSED);
        assertThat(asked.dueAt()).isEqualTo(after(35));
        CaseFile answered = play(asked, after(25), by(OTHER_WORKER, CaseAction.VERIFY));
        assertThat(newest(answered, Stage.ACCEPT).dueAt()).isEqualTo(after(25 + 10));
        assertThat(answered.dueAt()).isEqualTo(after(35));
    }

    @Test
    void checking_has_a_clock_of_its_own_for_each_round() {
        CaseFile asked = play(in(CaseState.RESOLVED), after(60), by(DISPATCHER, CaseAction.REQUEST_CHECK));
        assertThat(asked.dueAt()).isEqualTo(after(90));
        CaseFile answered = play(asked, after(95), by(OTHER_WORKER, CaseAction.CHECK));
        assertThat(newest(answered, Stage.CHECK).late()).isTrue();
        assertThat(answered.dueAt()).isNull();
    }

    @Test
    void lateness_is_kept_when_the_clock_goes_on() {
        CaseFile late = play(in(CaseState.HANDLING), after(150), by(HANDLER, CaseAction.RETURN));
        assertThat(newest(late, Stage.HANDLE).late()).isTrue();
        CaseFile again = play(late, after(160), by(DISPATCHER, CaseAction.DISPATCH));
        assertThat(newest(again, Stage.HANDLE).late()).isTrue();
        assertThat(again.dueAt()).isEqualTo(after(160));
    }

    @Test
    void reopening_starts_dispatch_and_gives_the_next_handler_a_fresh_limit() {
        CaseFile reopened = play(in(CaseState.CLOSED), after(60), by(DISPATCHER, CaseAction.REOPEN));
        assertThat(reopened.dueAt()).isEqualTo(after(75));
        CaseFile dispatched = play(reopened, after(70), by(DISPATCHER, CaseAction.DISPATCH));
        assertThat(dispatched.dueAt()).isEqualTo(after(70).plus(LIMIT));
    }

    @Test
    void provisional_deadlines_move_when_the_calendar_arrives_and_only_they() {
        Instant lastEvening = Instant.parse("2026-12-31T09:00:00Z");
        Clocks before = Clocks.of(List.of(), CaseFixtures.calendar(2026), lastEvening)
                .start(Stage.HANDLE, new Limit(2, LimitKind.WORK_HOUR));
        assertThat(before.provisional()).isTrue();
        Clocks after = Clocks.of(before.list(), CaseFixtures.calendar(2026, 2027), lastEvening.plusSeconds(60))
                .recompute();
        assertThat(after.provisional()).isNull();
        assertThat(after.list().get(0).calendarVersion()).isEqualTo(2);
        Clocks continuous =
                Clocks.of(List.of(), CaseFixtures.calendar(2026), lastEvening).start(Stage.ACCEPT, Clocks.DESK);
        assertThat(continuous.provisional()).isNull();
        assertThat(continuous.recompute().list()).isEqualTo(continuous.list());
    }
}
