package org.wangge.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Measures what is asked for ({@code -Dload.only=intake,locate}; all of it otherwise), prints a table and keeps it in
 * {@code target/benchmarks.md}. A goal that is missed is told and does not fail; what does not work at all fails.
 */
@Tag("load")
class LoadTests {

    private static final List<Benchmark> ALL = List.of(
            new LocateBenchmark(),
            new RuleBenchmark(),
            new IntakeBenchmark(),
            new LowLoadBenchmark(),
            new TransitionBenchmark(),
            new ListBenchmark(),
            new GrowthBenchmark(),
            new SearchBenchmark(),
            new BesideBenchmark(),
            new InspectionBenchmark(),
            new RiskMapBenchmark(),
            new PlanBenchmark(),
            new PushBenchmark(),
            new AnnouncementBenchmark(),
            new LiveBenchmark(),
            new CatchUpBenchmark(),
            new AbuseBenchmark(),
            new StartBenchmark(),
            new MemoryBenchmark(),
            new MissingIndexBenchmark());

    @Test
    void it_is_known_how_fast_it_is() throws Exception {
        assertThat(App.JAR).as("the packaged application").exists();
        Set<String> only = Set.of(System.getProperty("load.only", "").split(","));
        List<Benchmark> asked = ALL.stream()
                .filter(one -> only.contains("") || only.contains(one.name()))
                .toList();
        assertThat(asked).as("benchmarks named by -Dload.only").isNotEmpty();
        List<String> lines = new ArrayList<>(List.of(
                "%s, %d processors, Java %s, clients in a process of their own on the same machine."
                        .formatted(
                                LocalDate.now(ZoneOffset.UTC),
                                Runtime.getRuntime().availableProcessors(),
                                Java.running().version()),
                "",
                "| what | measured | goal | reached |",
                "|---|---|---|---|"));
        for (Benchmark one : asked) {
            one.measure().stream().map(Row::markdown).forEach(lines::add);
            // After each: a later one that does not work at all must not take the earlier ones with it.
            Files.writeString(Path.of("target", "benchmarks.md"), String.join("\n", lines) + "\n");
        }
        System.out.println(String.join("\n", lines));
    }
}
