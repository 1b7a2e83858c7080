package org.wangge.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.index.Index;
import org.wangge.fixtures.WanggeTest;
import org.wangge.work.StoreIndexes;

/**
 * The indexes of all collections, as somebody reviewed them: an index costs each write, and a lost one makes a list read everything.
 */
@WanggeTest
class IndexesTests {

    private static final Path REVIEWED = Path.of("src/test/resources/indexes.txt");

    @Autowired
    private List<StoreIndexes> modules;

    @Test
    void the_indexes_are_the_reviewed_ones() throws IOException {
        List<String> made = modules.stream()
                .flatMap(module -> module.indexes().entrySet().stream())
                .flatMap(of -> of.getValue().stream().map(index -> of.getKey() + " " + line(index)))
                .sorted()
                .toList();
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/indexes.txt"), made);
        assertThat(made)
                .as("compare target/indexes.txt with the reviewed file")
                .containsExactlyElementsOf(Files.readAllLines(REVIEWED));
    }

    private static String line(Index index) {
        Document options = index.getIndexOptions();
        return index.getIndexKeys().toJson() + (options.isEmpty() ? "" : " " + options.toJson());
    }
}
