package org.wangge.hazard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.hazard.model.HazardFixtures.MONDAY;
import static org.wangge.hazard.model.HazardFixtures.apply;
import static org.wangge.hazard.model.HazardFixtures.command;
import static org.wangge.hazard.model.HazardFixtures.facts;
import static org.wangge.hazard.model.HazardFixtures.found;
import static org.wangge.hazard.model.HazardFixtures.in;
import static org.wangge.hazard.model.HazardFixtures.of;
import static org.wangge.hazard.model.HazardFixtures.with;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.wangge.checklist.Severity;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardCommand;
import org.wangge.hazard.HazardLevel;
import org.wangge.hazard.HazardState;
import org.wangge.hazard.model.HazardMachine.Decision;
import org.wangge.shared.Actor;
import org.wangge.shared.PhoneTime;
import org.wangge.shared.Role;

@NullUnmarked
class HazardMachineTests {

    private static final List<HazardAction> OF_PEOPLE = Arrays.stream(HazardAction.values())
            .filter(action -> action != HazardAction.FIND)
            .filter(action -> HazardMachine.permissionFor(action) != null)
            .toList();

    private static String outcome(HazardFile file, HazardAction action, Actor actor) {
        Decision decision = HazardMachine.decide(file, command(action), actor, facts(MONDAY));
        if (decision instanceof Decision.Moved moved) {
            String level = moved.line().level() == file.level()
                    ? ""
                    : "/" + moved.line().level();
            return moved.line().to() + level;
        }
        return decision instanceof Decision.No no ? no.refusal().code() : "already";
    }

    /** The reviewed table: every action in every state and level by every role, within the area. */
    @Test
    void every_state_level_action_and_role_is_as_reviewed() throws IOException {
        List<String> rows = new ArrayList<>();
        rows.add("state,level,action,"
                + Arrays.stream(Role.values()).map(Role::name).collect(Collectors.joining(",")));
        for (HazardState state : HazardState.values()) {
            for (HazardLevel level : HazardLevel.values()) {
                for (HazardAction action : OF_PEOPLE) {
                    HazardFile file = in(state, level);
                    rows.add(state + "," + level + "," + action.code() + ","
                            + Arrays.stream(Role.values())
                                    .map(role -> outcome(file, action, of(role)))
                                    .collect(Collectors.joining(",")));
                }
            }
        }
        String table = String.join("\n", rows) + "\n";
        Files.writeString(Path.of("target", "hazard-transitions.csv"), table);
        assertThat(table)
                .isEqualTo(new ClassPathResource("hazard/transitions.csv").getContentAsString(StandardCharsets.UTF_8));
    }

    @Test
    void open_actions_are_exactly_what_the_machine_lets_through() {
        for (HazardState state : HazardState.values()) {
            for (HazardLevel level : HazardLevel.values()) {
                for (Role role : Role.values()) {
                    HazardFile file = in(state, level);
                    List<String> allowed = OF_PEOPLE.stream()
                            .filter(action -> HazardMachine.decide(file, command(action), of(role), facts(MONDAY))
                                    instanceof Decision.Moved)
                            .map(HazardAction::code)
                            .toList();
                    assertThat(HazardMachine.openActions(file, of(role)))
                            .as("%s %s for %s", state, level, role)
                            .containsExactlyInAnyOrderElementsOf(allowed);
                }
            }
        }
    }

    @Test
    void nobody_does_what_only_time_and_cases_do() {
        for (HazardAction action : HazardAction.values()) {
            if (action != HazardAction.FIND && !OF_PEOPLE.contains(action)) {
                for (Role role : Role.values()) {
                    assertThat(outcome(in(HazardState.RECTIFYING, HazardLevel.GENERAL), action, of(role)))
                            .as("%s by %s", action, role)
                            .isEqualTo("access.forbidden");
                }
            }
        }
    }

    @Test
    void what_has_become_a_case_is_not_escalated_again_nor_looked_at_for_it() {
        Map<String, Object> withCase = new HashMap<>();
        withCase.put("caseId", new UUID(5, 1));
        withCase.put("dueAt", MONDAY.minusSeconds(60));
        HazardFile file = with(in(HazardState.RECTIFYING, HazardLevel.SUSPECTED_MAJOR), withCase);
        for (HazardAction action : List.of(HazardAction.CONFIRM_MAJOR, HazardAction.EXTEND)) {
            Role role = action == HazardAction.EXTEND ? Role.DISPATCHER : Role.HANDLER;
            Decision decision = HazardMachine.decide(file, command(action), of(role), facts(MONDAY));
            assertThat(apply(file, (Decision.Moved) decision).escalateAt())
                    .as(action.code())
                    .isNull();
        }
    }

    @Test
    void a_transferred_hazard_waits_for_no_decision_and_comes_back_with_its_date() {
        HazardFile file = found(Severity.HIGH, true, false, 0);
        HazardFile noticed = apply(file, (Decision.Moved)
                HazardMachine.decide(file, command(HazardAction.ISSUE_NOTICE), of(Role.HANDLER), facts(MONDAY)));
        HazardFile gone = apply(noticed, (Decision.Moved)
                HazardMachine.decide(noticed, command(HazardAction.TRANSFER), of(Role.DISPATCHER), facts(MONDAY)));
        assertThat(gone.confirmBy()).isNull();
        HazardFile opened = apply(gone, (Decision.Moved)
                HazardMachine.decide(gone, command(HazardAction.CASE_OPENED), Actor.SYSTEM, facts(MONDAY)));
        HazardFile back = apply(opened, (Decision.Moved)
                HazardMachine.decide(opened, command(HazardAction.CASE_DROPPED), Actor.SYSTEM, facts(MONDAY)));
        assertThat(back.state()).isEqualTo(HazardState.RECTIFYING);
        assertThat(back.escalateAt()).isEqualTo(back.dueAt());
    }

    @Test
    void a_hazard_is_due_at_the_end_of_its_day_and_graded_by_what_it_is() {
        HazardFile general = found(Severity.HIGH, false, false, 0);
        assertThat(general.dueAt()).isEqualTo(Instant.parse("2026-01-08T15:59:59Z"));
        assertThat(general.grade().score()).isEqualTo(3 * 2 * 2);
        assertThat(found(Severity.LOW, false, false, 9).grade().score()).isEqualTo(4 * 2);
        HazardFile suspected = found(Severity.HIGH, true, true, 0);
        assertThat(suspected.state()).as("fixed or not, a department looks").isEqualTo(HazardState.FOUND);
        assertThat(suspected.confirmBy()).isEqualTo(MONDAY.plusSeconds(7200));
        assertThat(found(Severity.HIGH, false, true, 0).state()).isEqualTo(HazardState.CLOSED);
    }

    @Test
    void dates_lie_ahead_and_within_a_year() {
        HazardFile file = in(HazardState.FOUND, HazardLevel.GENERAL);
        for (Instant wrong : List.of(MONDAY, MONDAY.minusSeconds(1), Instant.parse("2027-02-01T00:00:00Z"))) {
            Decision decision = HazardMachine.decide(
                    file,
                    new HazardCommand.IssueNotice(PhoneTime.of(wrong), List.of()),
                    of(Role.GRID_WORKER),
                    facts(MONDAY));
            assertThat(((Decision.No) decision).refusal().code()).isEqualTo("hazard.date");
            assertThat(((Decision.No) decision).refusal().arguments())
                    .as("between which dates it must lie, by the district's clock")
                    .containsExactly("2026-01-05 09:20", "2027-01-05 23:59");
        }
    }
}
