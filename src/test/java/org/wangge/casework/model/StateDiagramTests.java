package org.wangge.casework.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Draws the state machine from the reviewed table, so that the picture cannot rot. */
class StateDiagramTests {

    private static final Path PICTURE = Path.of("src/docs/states/case.mmd");

    @Test
    void the_picture_of_the_states_is_the_table() throws IOException {
        TreeSet<String> edges = new TreeSet<>();
        List<String> rows = Files.readAllLines(Path.of("src/test/resources/casework/transitions.csv"));
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",", -1);
            for (int i = 2; i < cells.length; i++) {
                boolean moves = cells[i].matches("[A-Z]+") && !cells[i].equals(cells[0]);
                if (moves) {
                    edges.add("    " + cells[0] + " --> " + cells[i] + ": " + cells[1]);
                }
            }
        }
        String picture = "stateDiagram-v2\n    [*] --> REPORTED: report\n    [*] --> CLOSED: self-handle\n"
                + String.join("\n", edges)
                + "\n";
        if (!Files.exists(PICTURE) || !Files.readString(PICTURE).equals(picture)) {
            Files.createDirectories(PICTURE.getParent());
            Files.writeString(PICTURE, picture);
        }
        assertThat(picture).contains("FILED --> DISPATCHED: dispatch");
    }
}
