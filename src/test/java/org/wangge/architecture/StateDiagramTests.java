package org.wangge.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Draws the state machines from the reviewed tables, so that the pictures cannot rot. */
class StateDiagramTests {

    private static final Path PICTURES = Path.of("src/docs/states");

    @Test
    void the_picture_of_a_case_is_its_table() throws IOException {
        assertThat(drawn("case", "casework", 1, "REPORTED: report", "CLOSED: self-handle"))
                .contains("FILED --> DISPATCHED: dispatch");
    }

    @Test
    void the_picture_of_a_hazard_is_its_table() throws IOException {
        assertThat(drawn("hazard", "hazard", 2, "FOUND: find", "CLOSED: find (fixed on the spot)"))
                .contains("RECHECK_DUE --> CLOSED: recheck");
    }

    @Test
    void the_picture_of_an_inspection_is_its_table() throws IOException {
        assertThat(drawn("inspection", "inspection", 1, "STARTED: start", "SUBMITTED: start (sent as a whole)"))
                .contains("STARTED --> SUBMITTED: submit");
    }

    /** Every move between states, whoever makes it; what a refusal or a changed level says is left out. */
    private static String drawn(String name, String module, int actionColumn, String... beginnings) throws IOException {
        TreeSet<String> edges = new TreeSet<>();
        List<String> rows = Files.readAllLines(Path.of("src/test/resources", module, "transitions.csv"));
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",", -1);
            // After the state may stand to which cases in it the row applies.
            String[] from = cells[0].split(" ", 2);
            for (int i = actionColumn + 1; i < cells.length; i++) {
                String to = cells[i].split("/")[0];
                String edge = "    " + from[0] + " --> " + to + ": " + cells[actionColumn];
                if (to.matches("[A-Z_]+") && !to.equals(from[0]) && !edges.contains(edge)) {
                    edges.add(from.length == 1 ? edge : edge + " (" + from[1] + ")");
                }
            }
        }
        StringBuilder picture = new StringBuilder("stateDiagram-v2\n");
        for (String beginning : beginnings) {
            picture.append("    [*] --> ").append(beginning).append('\n');
        }
        picture.append(String.join("\n", edges)).append('\n');
        Files.createDirectories(PICTURES);
        Files.writeString(PICTURES.resolve(name + ".mmd"), picture);
        return picture.toString();
    }
}
