package org.wangge.hazard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.hazard.model.HazardFixtures.MONDAY;
import static org.wangge.hazard.model.HazardFixtures.REASON;
import static org.wangge.hazard.model.HazardFixtures.RESULT;
import static org.wangge.hazard.model.HazardFixtures.after;
import static org.wangge.hazard.model.HazardFixtures.command;
import static org.wangge.hazard.model.HazardFixtures.facts;
import static org.wangge.hazard.model.HazardFixtures.in;
import static org.wangge.hazard.model.HazardFixtures.listing;
import static org.wangge.hazard.model.HazardFixtures.of;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardCommand;
import org.wangge.hazard.HazardCommand.ListingLevel;
import org.wangge.hazard.HazardLevel;
import org.wangge.hazard.HazardState;
import org.wangge.shared.Actor;
import org.wangge.shared.PersonName;
import org.wangge.shared.Role;
import org.wangge.work.Decision;

/** How a hazard ends: only when somebody looked, and when the right one did (domain 3.3, steps 8 and 9). */
@NullUnmarked
class HazardEndTests {

    private static HazardFile due(HazardLevel level, ListingLevel listed) {
        return HazardFileBuilder.builder(in(HazardState.RECHECK_DUE, level))
                .listing(listed == null ? null : listing(listed))
                .build();
    }

    private static HazardFile acted(HazardFile file, HazardCommand command, Actor actor) {
        Decision<HazardFile> decision = HazardMachine.decide(file, command, actor, facts(MONDAY));
        assertThat(decision).as("%s by %s", command, actor.name()).isInstanceOf(Decision.Next.class);
        return after(decision);
    }

    private static HazardFile passed(HazardFile file, Role role) {
        return acted(file, new HazardCommand.Recheck(true, "合格", List.of(), null), of(role));
    }

    private static boolean mayRecheck(HazardFile file, Role role) {
        return HazardMachine.table().openActions(file, of(role), MONDAY).contains("recheck");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // level, listed by, who rechecks, state after, who may recheck then
                "GENERAL, -,        GRID_WORKER, CLOSED,      -",
                "GENERAL, -,        HANDLER,     CLOSED,      -",
                "GENERAL, -,        DISPATCHER,  CLOSED,      -",
                "GENERAL, -,        SUPERVISOR,  CLOSED,      -",
                "MAJOR,   -,        GRID_WORKER, RECHECK_DUE, HANDLER SUPERVISOR",
                "MAJOR,   -,        DISPATCHER,  RECHECK_DUE, HANDLER SUPERVISOR",
                "MAJOR,   -,        HANDLER,     CLOSED,      -",
                "MAJOR,   -,        SUPERVISOR,  CLOSED,      -",
                "MAJOR,   DISTRICT, GRID_WORKER, RECHECK_DUE, HANDLER SUPERVISOR",
                "MAJOR,   DISTRICT, HANDLER,     RECHECK_DUE, SUPERVISOR",
                "MAJOR,   CITY,     HANDLER,     RECHECK_DUE, SUPERVISOR",
                "MAJOR,   PROVINCE, GRID_WORKER, RECHECK_DUE, HANDLER SUPERVISOR",
                "MAJOR,   PROVINCE, HANDLER,     RECHECK_DUE, SUPERVISOR",
                "MAJOR,   PROVINCE, SUPERVISOR,  CLOSED,      -"
            })
    void a_passed_recheck_closes_what_whoever_looked_may_close(
            HazardLevel level, ListingLevel listed, Role by, HazardState after, String next) {
        HazardFile looked = passed(due(level, listed), by);
        assertThat(looked.state()).isEqualTo(after);
        assertThat(looked.isListed()).isEqualTo(listed != null && after != HazardState.CLOSED);
        assertThat(Arrays.stream(Role.values())
                        .filter(role -> mayRecheck(looked, role))
                        .map(Role::name))
                .containsExactly(next == null ? new String[0] : next.split(" "));
    }

    @Test
    void the_worker_the_department_and_the_supervising_level_look_one_after_the_other() {
        HazardFile file = due(HazardLevel.MAJOR, ListingLevel.PROVINCE);
        HazardFile looked = passed(file, Role.GRID_WORKER);
        assertThat(looked.review().by().name()).isEqualTo("GRID_WORKER");
        Decision<HazardFile> again =
                HazardMachine.decide(looked, command(HazardAction.RECHECK), of(Role.DISPATCHER), facts(MONDAY));
        assertThat(((Decision.No<HazardFile>) again).refusal().code()).isEqualTo("hazard.acceptance-due");
        HazardFile accepted = passed(looked, Role.HANDLER);
        HazardFile closed = passed(accepted, Role.SUPERVISOR);
        assertThat(closed.state()).isEqualTo(HazardState.CLOSED);
        assertThat(closed.review()).isNull();
        assertThat(closed.listing().endedAt()).isEqualTo(MONDAY);
    }

    @Test
    void who_has_to_accept_may_find_it_wanting_and_then_all_begins_anew() {
        HazardFile looked = passed(due(HazardLevel.MAJOR, ListingLevel.CITY), Role.HANDLER);
        HazardFile failed =
                acted(looked, new HazardCommand.Recheck(false, "未到位", List.of(), null), of(Role.SUPERVISOR));
        assertThat(failed.state()).isEqualTo(HazardState.RECTIFYING);
        assertThat(failed.review()).isNull();
        assertThat(failed.isListed()).isTrue();
    }

    @Test
    void what_the_department_accepted_needs_nobody_else_once_it_is_off_the_list() {
        HazardFile accepted = passed(due(HazardLevel.MAJOR, ListingLevel.CITY), Role.HANDLER);
        HazardFile unlisted = acted(accepted, new HazardCommand.Unlist(null), of(Role.SUPERVISOR));
        assertThat(unlisted.state()).isEqualTo(HazardState.RECHECK_DUE);
        assertThat(passed(unlisted, Role.HANDLER).state()).isEqualTo(HazardState.CLOSED);
    }

    private static HazardFile withCase(HazardState state, HazardLevel level) {
        return HazardFileBuilder.builder(in(state, level))
                .caseId(new UUID(5, 1))
                .caseNumber("CX-260105-0009")
                .build();
    }

    @ParameterizedTest
    @EnumSource(
            value = HazardAction.class,
            names = {"CASE_CLOSED", "CASE_MERGED", "CASE_DROPPED"})
    void no_end_of_a_case_ends_its_hazard(HazardAction news) {
        for (HazardState state : EnumSet.of(
                HazardState.FOUND,
                HazardState.NOTICED,
                HazardState.RECTIFYING,
                HazardState.RECHECK_DUE,
                HazardState.TRANSFERRED)) {
            for (HazardLevel level : HazardLevel.values()) {
                HazardFile after = acted(withCase(state, level), command(news), Actor.SYSTEM);
                HazardState expected = switch (news) {
                    case CASE_CLOSED -> HazardState.RECHECK_DUE;
                    case CASE_DROPPED -> state == HazardState.TRANSFERRED ? HazardState.RECTIFYING : state;
                    default -> state;
                };
                assertThat(after.state()).as("%s %s %s", state, level, news).isEqualTo(expected);
                assertThat(after.closedAt()).isNull();
                assertThat(after.isListed()).isEqualTo(level == HazardLevel.MAJOR);
                if (news != HazardAction.CASE_MERGED) {
                    assertThat(after.open()).as("%s %s %s", state, level, news).isTrue();
                    assertThat(after.caseId()).isNull();
                    assertThat(somebodyMayEnd(after))
                            .as("%s %s %s", state, level, news)
                            .isTrue();
                }
            }
        }
    }

    /** Somebody finds a way on: a recheck, or the decision that comes before it, or the steps towards one. */
    private static boolean somebodyMayEnd(HazardFile file) {
        Set<String> ways =
                Set.of("recheck", "confirm-major", "issue-notice", "start-rectification", "report-rectified");
        return Arrays.stream(Role.values())
                .flatMap(role -> HazardMachine.table().openActions(file, of(role), MONDAY).stream())
                .anyMatch(ways::contains);
    }

    @Test
    void who_handled_the_case_put_it_right_and_does_not_recheck_it() {
        HazardFile file = withCase(HazardState.FOUND, HazardLevel.GENERAL);
        HazardFile after = acted(file, command(HazardAction.CASE_CLOSED), Actor.SYSTEM);
        assertThat(after.fix().note()).isEqualTo(RESULT.text());
        assertThat(after.caseNumber()).as("which case it was").isEqualTo("CX-260105-0009");
        assertThat(mayRecheck(after, Role.GRID_WORKER)).isTrue();
        HazardFile byHandler = HazardFileBuilder.builder(after)
                .fix(new HazardFile.Fix("已整改", PersonName.of(of(Role.HANDLER)), MONDAY))
                .build();
        assertThat(mayRecheck(byHandler, Role.HANDLER)).isFalse();
    }

    @Test
    void what_was_said_to_be_put_right_before_its_case_closed_stays_said_by_whom_it_was() {
        HazardFile file = withCase(HazardState.RECHECK_DUE, HazardLevel.GENERAL);
        assertThat(acted(file, command(HazardAction.CASE_CLOSED), Actor.SYSTEM).fix())
                .isEqualTo(file.fix());
    }

    @Test
    void a_merged_case_leaves_the_hazard_with_the_one_that_goes_on() {
        HazardFile after = acted(
                withCase(HazardState.TRANSFERRED, HazardLevel.GENERAL),
                command(HazardAction.CASE_MERGED),
                Actor.SYSTEM);
        assertThat(after.caseId()).isEqualTo(new UUID(5, 2));
        assertThat(after.caseNumber()).isEqualTo("CX-260105-0010");
    }

    @Test
    void news_of_another_case_change_nothing() {
        HazardFile file = HazardFileBuilder.builder(in(HazardState.RECTIFYING, HazardLevel.GENERAL))
                .caseId(new UUID(5, 7))
                .build();
        for (HazardAction news :
                List.of(HazardAction.CASE_CLOSED, HazardAction.CASE_MERGED, HazardAction.CASE_DROPPED)) {
            assertThat(HazardMachine.decide(file, command(news), Actor.SYSTEM, facts(MONDAY)))
                    .isInstanceOf(Decision.Already.class);
        }
    }

    @Test
    void a_suspicion_that_comes_back_from_a_case_is_decided_in_time() {
        HazardFile after = acted(
                withCase(HazardState.TRANSFERRED, HazardLevel.SUSPECTED_MAJOR),
                command(HazardAction.CASE_CLOSED),
                Actor.SYSTEM);
        assertThat(after.confirmBy()).isEqualTo(MONDAY.plus(HazardEffects.DECISION_LIMIT));
        assertThat(HazardMachine.table().openActions(after, of(Role.HANDLER), MONDAY))
                .contains("confirm-major", "downgrade");
    }

    @Test
    void only_a_passed_recheck_and_a_reasoned_void_end_what_was_found() {
        for (HazardState state : HazardState.open()) {
            for (HazardLevel level : HazardLevel.values()) {
                for (HazardAction action : HazardAction.values()) {
                    if (action == HazardAction.FIND) {
                        continue;
                    }
                    boolean ofPeople = HazardMachine.table().rows().stream()
                            .anyMatch(row -> row.action() == action && row.permission() != null);
                    Actor actor = ofPeople ? of(Role.SUPERVISOR) : Actor.SYSTEM;
                    Decision<HazardFile> decision =
                            HazardMachine.decide(withCase(state, level), command(action), actor, facts(MONDAY));
                    if (decision instanceof Decision.Next<HazardFile> next
                            && Set.of(HazardState.CLOSED, HazardState.VOIDED)
                                    .contains(next.file().state())) {
                        assertThat(action).as("%s %s", state, level).isIn(HazardAction.RECHECK, HazardAction.VOID);
                    }
                }
            }
        }
    }

    @Test
    void the_line_tells_what_a_step_made_of_the_grade() {
        HazardFile file = in(HazardState.FOUND, HazardLevel.GENERAL);
        assertThat(file.timeline().get(0).grade()).isEqualTo(file.grade());
        HazardFile flagged =
                acted(file, new HazardCommand.Reasoned(HazardAction.FLAG_MAJOR, REASON), of(Role.GRID_WORKER));
        assertThat(flagged.timeline().get(1).grade()).isEqualTo(flagged.grade()).isNotEqualTo(file.grade());
        HazardFile noticed = acted(file, command(HazardAction.ISSUE_NOTICE), of(Role.GRID_WORKER));
        assertThat(noticed.timeline().get(1).grade()).isNull();
    }
}
