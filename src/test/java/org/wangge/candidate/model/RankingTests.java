package org.wangge.candidate.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.wangge.candidate.CandidateKind;
import org.wangge.candidate.ReasonCode;
import org.wangge.dutylist.DutyClass;
import org.wangge.dutylist.DutyLists.Duty;
import org.wangge.grid.ResponsibleWorker;
import org.wangge.notification.Reach;

class RankingTests {

    private static final String LEAD = "510703-SJJ";

    /** What is said of a candidate, beginning with nothing. */
    private static final class Draft {
        private final CandidateKind kind;
        private final String id;
        private Set<String> departments;
        private boolean ofOffice = true;
        private ResponsibleWorker.@Nullable Duty grid;
        private boolean onDuty;
        private long open;
        private @Nullable Double metres;
        private long past;
        private boolean reachable = true;

        private Draft(CandidateKind kind, String id, String... departments) {
            this.kind = kind;
            this.id = id;
            this.departments = Set.of(departments);
        }

        private Candidate done() {
            return new Candidate(
                    kind,
                    id,
                    "名" + id,
                    departments,
                    ofOffice,
                    grid,
                    onDuty,
                    open,
                    metres,
                    past,
                    reachable ? Reach.Level.YES : Reach.Level.NO);
        }
    }

    private static Draft department(String code) {
        Draft draft = new Draft(CandidateKind.DEPARTMENT, code, code);
        draft.ofOffice = !code.startsWith("510703-");
        return draft;
    }

    private static Draft person(String id, String... departments) {
        Draft draft = new Draft(CandidateKind.PERSON, id, departments);
        draft.ofOffice = departments.length > 0 && !departments[0].startsWith("510703-");
        return draft;
    }

    private static Asked asked(@Nullable DutyClass duty) {
        return new Asked(false, duty == null ? null : new Duty(duty, duty == DutyClass.BASIC ? null : LEAD, "示例", 1));
    }

    private static List<String> order(Asked asked, Draft... drafts) {
        List<Candidate> candidates = new ArrayList<>();
        for (Draft draft : drafts) {
            candidates.add(draft.done());
        }
        return Ranking.rank(asked, candidates, 50).stream()
                .map(ranked -> ranked.candidate().id())
                .toList();
    }

    private static List<String> reasons(Asked asked, Draft draft) {
        return Ranking.rank(asked, List.of(draft.done()), 50).get(0).reasons().stream()
                .map(reason -> reason.code() + " " + reason.weight()
                        + (reason.value() == null ? "" : " (" + reason.value() + ")"))
                .toList();
    }

    @Test
    void nothing_known_is_nothing_said() {
        assertThat(reasons(asked(null), department("510703001-YJ"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "BASIC, 510703001-YJ, OWN_DUTY 20",
        "BASIC, 510703-SJJ, DISTRICT_UNIT -10",
        "ASSIST, 510703001-YJ, ASSISTS 5",
        "ASSIST, 510703-SJJ, LEADS 300",
        "ASSIST, 510703-YJJ, DISTRICT_UNIT -10",
        "TAKEN_BACK, 510703001-YJ, TAKEN_BACK -600",
        "TAKEN_BACK, 510703-SJJ, LEADS 300",
        "TAKEN_BACK, 510703-YJJ, DISTRICT_UNIT -10",
    })
    void the_duty_list_says_whose_it_is(DutyClass duty, String code, String reason) {
        assertThat(reasons(asked(duty), department(code))).containsExactly(reason);
    }

    @Test
    void people_stand_as_their_departments_do_but_leave_the_lead_to_it() {
        assertThat(reasons(asked(DutyClass.ASSIST), person("p", LEAD))).containsExactly("LEADS 100");
        assertThat(reasons(asked(DutyClass.TAKEN_BACK), person("p", "510703001-YJ")))
                .containsExactly("TAKEN_BACK -600");
        assertThat(reasons(asked(null), person("p", "510703-YJJ"))).containsExactly("DISTRICT_UNIT -10");
    }

    private static Draft best(Draft draft) {
        draft.grid = ResponsibleWorker.Duty.PRIMARY;
        draft.onDuty = true;
        draft.metres = 0.0;
        draft.past = 1000;
        return draft;
    }

    private static Draft worst(Draft draft) {
        draft.open = 1000;
        draft.reachable = false;
        return draft;
    }

    @ParameterizedTest
    @EnumSource(
            value = DutyClass.class,
            names = {"ASSIST", "TAKEN_BACK"})
    void who_leads_by_law_is_first_whatever_else_speaks_for_others(DutyClass duty) {
        Asked urgent = new Asked(true, new Duty(duty, LEAD, "示例", 1));
        assertThat(order(
                        urgent,
                        best(department("510703001-YJ")),
                        best(person("of-the-lead", LEAD)),
                        best(department("510703-YJJ")),
                        worst(department(LEAD))))
                .startsWith(LEAD);
    }

    @Test
    void for_a_matter_taken_back_the_office_is_last_whatever_else_speaks_for_it() {
        Asked urgent = new Asked(true, new Duty(DutyClass.TAKEN_BACK, LEAD, "示例", 1));
        assertThat(order(
                        urgent,
                        best(department("510703001-YJ")),
                        worst(department("510703-YJJ")),
                        worst(person("no-handler")),
                        worst(department(LEAD))))
                .containsExactly(LEAD, "510703-YJJ", "no-handler", "510703001-YJ");
    }

    @Test
    void who_answers_for_the_grid_is_known_by_how() {
        Draft draft = person("p", "510703001-YJ");
        List<String> told = new ArrayList<>();
        for (ResponsibleWorker.Duty duty : ResponsibleWorker.Duty.values()) {
            draft.grid = duty;
            told.addAll(reasons(asked(null), draft));
        }
        assertThat(told).containsExactly("GRID_PRIMARY 30", "GRID_SUBSTITUTE 25", "GRID_BACKUP 10");
    }

    @Test
    void being_on_duty_weighs_more_when_it_is_urgent() {
        Draft draft = person("p", "510703001-YJ");
        draft.onDuty = true;
        assertThat(reasons(new Asked(false, null), draft)).containsExactly("ON_DUTY 20");
        assertThat(reasons(new Asked(true, null), draft)).containsExactly("ON_DUTY 45");
        Draft near = person("near", "510703001-YJ");
        near.metres = 100.0;
        near.past = 15;
        assertThat(order(new Asked(false, null), draft, near)).containsExactly("near", "p");
        assertThat(order(new Asked(true, null), draft, near)).containsExactly("p", "near");
    }

    @ParameterizedTest
    @CsvSource({
        "0, DISTANCE 20 (0)",
        "1250, DISTANCE 15 (1250)",
        "4999.6, DISTANCE 0 (5000)",
        "5000, DISTANCE 0 (5000)",
        "20015087, DISTANCE 0 (20015087)"
    })
    void nearer_is_better_and_far_is_only_told(double metres, String reason) {
        Draft draft = person("p", "510703001-YJ");
        draft.metres = metres;
        assertThat(reasons(asked(null), draft)).containsExactly(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "1, OPEN_LOAD -2 (1), PAST_WORK 1 (1)",
        "15, OPEN_LOAD -30 (15), PAST_WORK 15 (15)",
        "16, OPEN_LOAD -30 (16), PAST_WORK 15 (16)",
        "9000000000, OPEN_LOAD -30 (9000000000), PAST_WORK 15 (9000000000)"
    })
    void work_to_do_speaks_against_and_work_done_for_up_to_a_bound(long cases, String open, String past) {
        Draft draft = person("p", "510703001-YJ");
        draft.open = cases;
        draft.past = cases;
        assertThat(reasons(asked(null), draft)).containsExactly(past, open);
    }

    @Test
    void who_cannot_be_reached_or_cannot_handle_is_told_of_all_the_same() {
        Draft worker = person("worker");
        worker.grid = ResponsibleWorker.Duty.PRIMARY;
        worker.reachable = false;
        assertThat(reasons(asked(DutyClass.BASIC), worker))
                .containsExactly("GRID_PRIMARY 30", "NOT_A_HANDLER -250", "UNREACHABLE -40");
        assertThat(order(asked(DutyClass.BASIC), best(person("worker")), worst(department("510703001-YJ"))))
                .as("who can be dispatched to comes before who cannot")
                .containsExactly("510703001-YJ", "worker");
    }

    @Test
    void equals_are_in_the_order_of_their_ids_departments_first_and_no_more_than_wanted() {
        assertThat(order(asked(null), person("b", "x"), department("c"), person("a", "x"), department("d")))
                .containsExactly("c", "d", "a", "b");
        List<Candidate> many = IntStream.range(0, 80)
                .mapToObj(i -> person("p" + i, "x").done())
                .toList();
        assertThat(Ranking.rank(asked(null), many, 50)).hasSize(50);
        assertThat(Ranking.rank(asked(null), List.of(), 50)).isEmpty();
    }

    @Test
    void the_score_is_the_sum_of_the_weights() {
        Ranked ranked = Ranking.rank(
                        asked(DutyClass.BASIC),
                        List.of(worst(best(person("p", "510703001-YJ"))).done()),
                        1)
                .get(0);
        assertThat(ranked.score())
                .isEqualTo(20 + 30 + 20 + 15 + 20 - 30 - 40)
                .isEqualTo(ranked.reasons().stream()
                        .mapToInt(Ranked.Reason::weight)
                        .sum());
        assertThat(ranked.reasons())
                .extracting(Ranked.Reason::code)
                .containsExactly(
                        ReasonCode.OWN_DUTY,
                        ReasonCode.GRID_PRIMARY,
                        ReasonCode.ON_DUTY,
                        ReasonCode.PAST_WORK,
                        ReasonCode.DISTANCE,
                        ReasonCode.OPEN_LOAD,
                        ReasonCode.UNREACHABLE);
    }
}
