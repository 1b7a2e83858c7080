package org.wangge.inspection.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.wangge.fixtures.PermissionSeeds;
import org.wangge.inspection.InspectionState;
import org.wangge.shared.Actor;
import org.wangge.shared.GridPath;
import org.wangge.shared.PersonName;
import org.wangge.shared.Refusal;
import org.wangge.shared.Role;
import org.wangge.work.Transitions.Asked;

@NullUnmarked
class InspectionMachineTests {

    private static final Instant MONDAY = Instant.parse("2026-01-05T01:20:00Z");
    private static final Actor FIRST = actor(1, Role.GRID_WORKER);
    private static final Actor SECOND = actor(2, Role.GRID_WORKER);
    private static final List<Actor> ACTORS =
            List.of(FIRST, SECOND, actor(3, Role.GRID_WORKER), actor(4, Role.DISPATCHER));

    private static Actor actor(int number, Role role) {
        return new Actor(
                new UUID(7, number),
                role.name(),
                Set.of(role),
                PermissionSeeds.of(role),
                List.of(GridPath.of("510703")),
                Set.of());
    }

    private static InspectionFile in(InspectionState state) {
        return InspectionFileBuilder.builder()
                .id(new UUID(4, 1))
                .state(state)
                .version(3)
                .inspector(PersonName.of(FIRST))
                .secondInspector(PersonName.of(SECOND))
                .receivedAt(MONDAY)
                .build();
    }

    private static String outcome(InspectionFile file, InspectionAction action, Actor actor) {
        Asked<InspectionCommand, InspectionAction> asked = new Asked<>(action, null, actor, MONDAY);
        Refusal refusal = InspectionMachine.table().refusal(file, asked);
        return refusal != null
                ? refusal.code()
                : InspectionMachine.table().targets(file, asked).stream()
                        .map(Enum::name)
                        .collect(Collectors.joining(" "));
    }

    /** The reviewed table: every action in every state by whoever inspects or does not. */
    @Test
    void every_state_action_and_person_is_as_reviewed() throws IOException {
        List<String> rows = new ArrayList<>(List.of("state,action,first,second,another,dispatcher"));
        for (InspectionState state : InspectionState.values()) {
            for (InspectionAction action : InspectionAction.values()) {
                rows.add(Stream.concat(
                                Stream.of(state.name(), action.code()),
                                ACTORS.stream().map(actor -> outcome(in(state), action, actor)))
                        .collect(Collectors.joining(",")));
            }
        }
        String table = String.join("\n", rows) + "\n";
        Files.writeString(Path.of("target", "inspection-transitions.csv"), table);
        assertThat(table)
                .isEqualTo(
                        new ClassPathResource("inspection/transitions.csv").getContentAsString(StandardCharsets.UTF_8));
    }

    @Test
    void open_actions_are_exactly_what_the_table_lets_through() {
        for (InspectionState state : InspectionState.values()) {
            for (Actor actor : ACTORS) {
                assertThat(InspectionMachine.table().openActions(in(state), actor, MONDAY))
                        .as("%s for %s", state, actor.id())
                        .isEqualTo(Arrays.stream(InspectionAction.values())
                                .filter(action ->
                                        !outcome(in(state), action, actor).contains("."))
                                .map(InspectionAction::code)
                                .toList());
            }
        }
    }

    @Test
    void photos_are_awaited_for_thirty_days() {
        InspectionFile file = in(InspectionState.SUBMITTED);
        Instant last = MONDAY.plus(Duration.ofDays(30));
        assertThat(InspectionMachine.table().openActions(file, FIRST, last)).containsExactly("add-photos");
        assertThat(InspectionMachine.table().openActions(file, FIRST, last.plusMillis(1)))
                .isEmpty();
    }
}
