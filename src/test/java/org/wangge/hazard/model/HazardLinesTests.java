package org.wangge.hazard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wangge.hazard.model.HazardFixtures.MONDAY;
import static org.wangge.hazard.model.HazardFixtures.REASON;
import static org.wangge.hazard.model.HazardFixtures.after;
import static org.wangge.hazard.model.HazardFixtures.command;
import static org.wangge.hazard.model.HazardFixtures.facts;
import static org.wangge.hazard.model.HazardFixtures.in;
import static org.wangge.hazard.model.HazardFixtures.of;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wangge.hazard.HazardAction;
import org.wangge.hazard.HazardCommand;
import org.wangge.hazard.HazardLevel;
import org.wangge.hazard.HazardState;
import org.wangge.shared.Actor;
import org.wangge.shared.Role;
import org.wangge.work.Journal;

/** A hazard keeps its newest lines, knows the number of each, and forgets nothing that something follows from. */
@NullUnmarked
class HazardLinesTests {

    private static HazardFile acted(HazardFile file, HazardCommand command, Actor actor, Instant at) {
        return after(HazardMachine.decide(file, command, actor, facts(at)));
    }

    private static HazardFile acted(HazardFile file, HazardAction action, Role role, Instant at) {
        return acted(file, command(action), of(role), at);
    }

    private static HazardFile noted(HazardFile file, int times) {
        HazardFile now = file;
        for (int time = 0; time < times; time++) {
            HazardCommand more = new HazardCommand.MorePhotos(List.of(new UUID(6, now.version())));
            now = acted(now, more, Actor.SYSTEM, MONDAY.plus(Duration.ofDays(40)));
        }
        return now;
    }

    private static List<Integer> numbers(List<HazardLine> lines) {
        return lines.stream().map(HazardLine::sequence).toList();
    }

    private static List<Integer> range(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void the_newest_thirty_stay_and_all_are_counted() {
        HazardFile file = in(HazardState.FOUND, HazardLevel.GENERAL);
        assertThat(numbers(file.timeline())).containsExactly(1);

        HazardFile full = noted(file, 29);
        assertThat(numbers(full.timeline())).isEqualTo(range(1, 30));
        assertThat(full.remembered()).isNull();

        HazardFile long1 = noted(full, 15);
        assertThat(long1.timelineLength()).isEqualTo(45);
        assertThat(numbers(long1.timeline())).isEqualTo(range(16, 45)).hasSize(Journal.LINES_KEPT);
        assertThat(long1.newestLines()).isEqualTo(long1.timeline());
        assertThat(long1.remembered()).as("nobody asks for notes").isNull();
    }

    /** Lines as a build before this one stored them. */
    private static List<HazardLine> unnumbered(List<HazardLine> lines) {
        return lines.stream().map(line -> line.numbered(0)).toList();
    }

    @Test
    void a_hazard_of_an_earlier_version_shows_thirty_and_lets_the_rest_go_with_its_next_step() {
        List<HazardLine> lines = new ArrayList<>();
        HazardFile file = in(HazardState.FOUND, HazardLevel.GENERAL);
        for (int number = 0; number < 45; number++) {
            lines.add(file.timeline().get(0));
        }
        HazardFile old =
                HazardFileBuilder.builder(file).timeline(unnumbered(lines)).build();

        assertThat(numbers(old.timeline())).isEqualTo(range(1, 45));
        assertThat(old.timelineLength()).isEqualTo(45);
        assertThat(numbers(old.newestLines())).isEqualTo(range(16, 45));
        assertThat(numbers(noted(old, 1).timeline())).isEqualTo(range(17, 46));
    }

    @ParameterizedTest
    @CsvSource({"0 0 0, 1", "7 8 9, 7", "0 0 9, 7", "7 0 0, 7", "0 8 0, 7", "0, 1"})
    void one_line_that_says_its_number_tells_that_of_all(String stored, int first) {
        List<Integer> sequences =
                List.of(stored.split(" ")).stream().map(Integer::valueOf).toList();
        assertThat(HazardLines.first(sequences)).isEqualTo(first);
        HazardLine line = in(HazardState.FOUND, HazardLevel.GENERAL).lastLine();
        assertThat(numbers(HazardLines.numbered(
                        sequences.stream().map(line::numbered).toList())))
                .isEqualTo(range(first, first + sequences.size() - 1));
    }

    @Test
    void what_something_follows_from_is_known_when_its_line_has_left() {
        HazardFile file = HazardFileBuilder.builder(in(HazardState.FOUND, HazardLevel.SUSPECTED_MAJOR))
                .escalateAt(MONDAY)
                .build();
        file = acted(file, HazardAction.CONFIRM_MAJOR, Role.HANDLER, MONDAY);
        file = acted(file, HazardAction.ISSUE_NOTICE, Role.HANDLER, MONDAY.plusSeconds(1));
        file = acted(file, HazardAction.START_RECTIFICATION, Role.HANDLER, MONDAY.plusSeconds(2));
        file = HazardFileBuilder.builder(file).escalateAt(MONDAY).build();
        file = acted(file, command(HazardAction.ESCALATE), Actor.SYSTEM, MONDAY.plusSeconds(3));

        HazardFile later = noted(file, 60);

        assertThat(later.remembered())
                .extracting(HazardLine::action)
                .containsExactly(
                        HazardAction.CONFIRM_MAJOR,
                        HazardAction.ISSUE_NOTICE,
                        HazardAction.START_RECTIFICATION,
                        HazardAction.ESCALATE);
        assertThat(later.tellingLines()).startsWith(later.remembered().get(0)).endsWith(later.lastLine());
        assertThat(later.tellingLines()).hasSize(4 + Journal.LINES_KEPT);
    }

    @Test
    void of_what_happened_often_what_counts_is_known() {
        HazardFile file = in(HazardState.FOUND, HazardLevel.GENERAL);
        for (int time = 0; time < 3; time++) {
            Instant at = MONDAY.plusSeconds(10 * time);
            file = HazardFileBuilder.builder(file)
                    .state(HazardState.FOUND)
                    .level(HazardLevel.MAJOR)
                    .caseId(null)
                    .escalateAt(at)
                    .build();
            file = acted(file, HazardAction.ISSUE_NOTICE, Role.HANDLER, at);
            file = HazardFileBuilder.builder(file).escalateAt(at).build();
            file = acted(file, command(HazardAction.ESCALATE), Actor.SYSTEM, at);
            file = acted(file, command(HazardAction.CASE_OPENED), Actor.SYSTEM, at);
        }

        HazardFile later = noted(noted(file, 31), 31);

        assertThat(numbers(later.remembered()))
                .as("the first of a major one, the last notice, the last of its case")
                .containsExactly(2, 8, 10);
    }

    @Test
    void a_step_says_its_number_and_what_it_made_of_the_grade() {
        HazardFile flagged = acted(
                in(HazardState.FOUND, HazardLevel.GENERAL),
                new HazardCommand.Reasoned(HazardAction.FLAG_MAJOR, REASON),
                of(Role.GRID_WORKER),
                MONDAY);
        assertThat(flagged.lastLine().sequence()).isEqualTo(2);
        assertThat(flagged.lastLine().grade()).isEqualTo(flagged.grade());
    }
}
