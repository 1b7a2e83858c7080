package org.wangge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.wangge.account.model.AccountMachine;
import org.wangge.casework.model.CaseMachine;
import org.wangge.hazard.model.HazardMachine;
import org.wangge.inspection.model.InspectionMachine;
import org.wangge.place.model.PlaceMachine;
import org.wangge.planning.model.PlanMachine;
import org.wangge.planning.model.TaskMachine;
import org.wangge.work.Transitions;

/** What can be done is said once, in the seven tables; the contract's paths and the pictures say the same. */
class ActionTablesTests {

    private static final Path PATHS = Path.of("api-spec", "openapi.yaml");
    private static final Path PICTURES = Path.of("src", "docs", "states");

    /** Name, table, its paths, and what is done by another call than an action. */
    static final List<Arguments> TABLES = List.of(
            Arguments.of("case", CaseMachine.table(), List.of("cases"), Set.of()),
            Arguments.of("hazard", HazardMachine.table(), List.of("hazards"), Set.of()),
            Arguments.of("inspection", InspectionMachine.table(), List.of("inspections"), Set.of("answer")),
            Arguments.of("place", PlaceMachine.table(), List.of("places"), Set.of("edit")),
            Arguments.of("plan", PlanMachine.table(), List.of("inspection-plans", "campaigns"), Set.of()),
            Arguments.of("task", TaskMachine.table(), List.of("inspection-tasks"), Set.of("inspect")),
            Arguments.of("account", AccountMachine.table(), List.of("accounts"), Set.of()));

    @ParameterizedTest
    @FieldSource("TABLES")
    void the_contract_has_a_path_for_each_action_and_no_other(
            String name, Transitions<?, ?, ?, ?> table, List<String> paths, Set<String> byOtherCalls)
            throws IOException {
        Set<String> inContract = Pattern.compile("/(" + String.join("|", paths) + ")/\\{id}/actions/([a-z-]+):")
                .matcher(Files.readString(PATHS))
                .results()
                .map((MatchResult found) -> found.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> inTable = table.rows().stream()
                .filter(row -> row.permission() != null)
                .map(row -> row.action().code())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(inTable).containsAll(byOtherCalls);
        inTable.removeAll(byOtherCalls);
        assertThat(inContract).as(name).isEqualTo(inTable);
    }

    /** Cases, hazards and inspections are drawn from their reviewed tables, which tell who gets how far. */
    @ParameterizedTest
    @FieldSource("TABLES")
    void the_picture_of_a_table_is_drawn_anew(String name, Transitions<?, ?, ?, ?> table) throws IOException {
        Set<String> edges = table.rows().stream()
                .flatMap(row -> row.from().stream()
                        .flatMap(from -> row.to().stream()
                                .filter(to -> !to.equals(from))
                                .map(to -> "    " + from + " --> " + to + ": "
                                        + row.action().code())))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(edges).as("moves of a %s", name).isNotEmpty();
        Path picture = PICTURES.resolve(name + ".mmd");
        if (Set.of("case", "hazard", "inspection").contains(name)) {
            List<String> drawn = Files.readAllLines(picture);
            assertThat(drawn.stream().filter(line -> line.contains("-->") && !line.contains("[*]")))
                    .as("each move that was reviewed is in the table")
                    .allSatisfy(line -> assertThat(edges).contains(line.replaceFirst(" \\(.*\\)$", "")));
        } else {
            Files.writeString(picture, "stateDiagram-v2\n" + String.join("\n", edges) + "\n");
        }
    }
}
