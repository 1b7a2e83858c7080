package org.wangge.hazard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.hazard.model.HazardFixtures.MONDAY;
import static org.wangge.hazard.model.HazardFixtures.after;
import static org.wangge.hazard.model.HazardFixtures.command;
import static org.wangge.hazard.model.HazardFixtures.facts;
import static org.wangge.hazard.model.HazardFixtures.found;
import static org.wangge.hazard.model.HazardFixtures.in;
import static org.wangge.hazard.model.HazardFixtures.of;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
import org.wangge.shared.Actor;
import org.wangge.shared.PhoneTime;
import org.wangge.shared.Role;
import org.wangge.work.Decision;
import org.wangge.work.Transitions.Row;

@NullUnmarked
class HazardMachineTests {

    private static final List<HazardAction> OF_PEOPLE = Arrays.stream(HazardAction.values())
            .filter(action -> action != HazardAction.FIND)
            .filter(HazardMachineTests::isOfPeople)
            .toList();

    private static boolean isOfPeople(HazardAction action) {
        return HazardMachine.table().rows().stream()
                .anyMatch(row -> row.action() == action && row.permission() != null);
    }

    private static String outcome(HazardFile file, HazardAction action, Actor actor) {
        Decision<HazardFile> decision = HazardMachine.decide(file, command(action), actor, facts(MONDAY));
        if (decision instanceof Decision.Next<HazardFile> next) {
            HazardFile after = next.file();
            return after.state() + (after.level() == file.level() ? "" : "/" + after.level());
        }
        return decision instanceof Decision.No<HazardFile> no ? no.refusal().code() : "already";
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
                                    instanceof Decision.Next)
                            .map(HazardAction::code)
                            .toList();
                    assertThat(HazardMachine.table().openActions(file, of(role), MONDAY))
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
        HazardFile file = HazardFileBuilder.builder(in(HazardState.RECTIFYING, HazardLevel.SUSPECTED_MAJOR))
                .caseId(new UUID(5, 1))
                .dueAt(MONDAY.minusSeconds(60))
                .build();
        for (HazardAction action : List.of(HazardAction.CONFIRM_MAJOR, HazardAction.EXTEND)) {
            Role role = action == HazardAction.EXTEND ? Role.DISPATCHER : Role.HANDLER;
            Decision<HazardFile> decision = HazardMachine.decide(file, command(action), of(role), facts(MONDAY));
            assertThat(after(decision).escalateAt()).as(action.code()).isNull();
        }
    }

    @Test
    void a_transferred_hazard_waits_for_no_decision_and_comes_back_with_its_date() {
        HazardFile file = found(Severity.HIGH, true, false, 0);
        HazardFile noticed =
                after(HazardMachine.decide(file, command(HazardAction.ISSUE_NOTICE), of(Role.HANDLER), facts(MONDAY)));
        HazardFile gone = after(
                HazardMachine.decide(noticed, command(HazardAction.TRANSFER), of(Role.DISPATCHER), facts(MONDAY)));
        assertThat(gone.confirmBy()).isNull();
        HazardFile opened =
                after(HazardMachine.decide(gone, command(HazardAction.CASE_OPENED), Actor.SYSTEM, facts(MONDAY)));
        HazardFile back =
                after(HazardMachine.decide(opened, command(HazardAction.CASE_DROPPED), Actor.SYSTEM, facts(MONDAY)));
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
            Decision<HazardFile> decision = HazardMachine.decide(
                    file,
                    new HazardCommand.IssueNotice(PhoneTime.of(wrong), List.of()),
                    of(Role.GRID_WORKER),
                    facts(MONDAY));
            assertThat(((Decision.No<HazardFile>) decision).refusal().code()).isEqualTo("hazard.date");
            assertThat(((Decision.No<HazardFile>) decision).refusal().arguments())
                    .as("between which dates it must lie, by the district's clock")
                    .containsExactly("2026-01-05 09:20", "2027-01-05 23:59");
        }
    }

    /** Every step that a row lets through leads where the row says, to each of its states and to no other. */
    @Test
    void every_target_of_the_table_is_reached() {
        for (Row<HazardFile, HazardCommand, HazardAction, HazardState> row :
                HazardMachine.table().rows()) {
            Set<HazardState> reached = new HashSet<>();
            for (HazardState from : row.from()) {
                for (HazardLevel level : HazardLevel.values()) {
                    reached.addAll(reached(row, in(from, level)));
                }
            }
            assertThat(reached)
                    .as(row.action() + " from " + row.from())
                    .isEqualTo(row.to().isEmpty() ? row.from() : row.to());
        }
    }

    private static List<HazardState> reached(
            Row<HazardFile, HazardCommand, HazardAction, HazardState> row, HazardFile file) {
        HazardFile due = HazardFileBuilder.builder(file)
                .caseId(
                        row.action().name().startsWith("CASE_") && row.action() != HazardAction.CASE_OPENED
                                ? new UUID(5, 1)
                                : null)
                .escalateAt(MONDAY)
                .confirmBy(MONDAY)
                .build();
        List<Actor> actors = row.permission() == null
                ? List.of(Actor.SYSTEM)
                : Arrays.stream(Role.values()).map(HazardFixtures::of).toList();
        List<HazardCommand> commands = row.action() == HazardAction.RECHECK
                ? List.of(command(row.action()), new HazardCommand.Recheck(false, "未到位", List.of(), null))
                : List.of(command(row.action()));
        return actors.stream()
                .flatMap(actor ->
                        commands.stream().map(command -> HazardMachine.decide(due, command, actor, facts(MONDAY))))
                .filter(Decision.Next.class::isInstance)
                .map(decision -> after(decision).state())
                .toList();
    }
}
