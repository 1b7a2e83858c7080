package org.wangge.planning.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.wangge.planning.PlanKind;
import org.wangge.planning.ProgressView.Count;
import org.wangge.planning.ProgressView.OfficeCount;
import org.wangge.planning.TaskState;
import org.wangge.shared.LocalizedText;

/** The numbers of a campaign agree with each other, whatever happened in it. */
@NullUnmarked
class CampaignTallyTests {

    private static final List<String> OFFICES = List.of("510703001", "510703002", "510703003");

    private static TaskFile task(String office, TaskState state, String because, int failed) {
        LocalizedText name = new LocalizedText(office, office);
        Instant at = Instant.EPOCH;
        return new TaskFile(
                UUID.randomUUID(),
                state,
                new UUID(1, 1),
                PlanKind.CAMPAIGN,
                "专项",
                UUID.randomUUID(),
                "店",
                "路",
                104,
                31,
                "CANYIN",
                "510703/" + office,
                name,
                office,
                name,
                List.of(),
                List.of(),
                at,
                at,
                "2026-01-31",
                null,
                null,
                null,
                failed,
                because,
                null,
                null,
                null,
                null);
    }

    private static List<Count> counts(Map<String, Integer> targets, List<TaskFile> tasks) {
        Map<String, LocalizedText> names = new HashMap<>();
        targets.keySet().forEach(code -> names.put(code, new LocalizedText(code, code)));
        CampaignTally tally = new CampaignTally(targets, names);
        tasks.forEach(tally::add);
        return tally.offices().stream()
                .map(office -> office.in(Locale.ENGLISH))
                .map(OfficeCount::count)
                .toList();
    }

    private static TaskFile anyTask(Random random) {
        TaskState state = TaskState.values()[random.nextInt(TaskState.values().length)];
        String because = state == TaskState.SKIPPED ? (random.nextBoolean() ? "place-not-open" : "plan-ended") : null;
        return task(OFFICES.get(random.nextInt(2)), state, because, state == TaskState.DONE ? random.nextInt(3) : 0);
    }

    /** As the end of a campaign takes back what was not begun. */
    private static TaskFile ended(TaskFile task) {
        return task.state() == TaskState.PLANNED || task.state() == TaskState.DUE
                ? task(task.officeCode(), TaskState.SKIPPED, OfficeTally.PLAN_ENDED, 0)
                : task;
    }

    @RepeatedTest(200)
    void sums_agree_in_campaigns_drawn_at_random(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Map<String, Integer> targets = new HashMap<>();
        OFFICES.stream()
                .filter(office -> random.nextBoolean())
                .forEach(office -> targets.put(office, random.nextInt(12)));
        List<TaskFile> tasks = new ArrayList<>();
        for (int number = random.nextInt(40); number > 0; number--) {
            tasks.add(anyTask(random));
        }
        List<Count> offices = counts(targets, tasks);
        Count total = CampaignTally.total(offices);
        List<Count> all = new ArrayList<>(offices);
        all.add(total);
        assertThat(all).allSatisfy(count -> {
            assertThat(count.tasks()).isEqualTo(count.done() + count.missed() + count.skipped() + count.open());
            assertThat(count.remaining()).isBetween(0, count.target());
            assertThat(count.done() + count.remaining()).isGreaterThanOrEqualTo(count.target());
        });
        assertThat(offices)
                .allSatisfy(
                        count -> assertThat(count.remaining()).isEqualTo(Math.max(0, count.target() - count.done())));
        assertThat(total.tasks()).isEqualTo(tasks.size());
        assertThat(total.remaining())
                .isEqualTo(offices.stream().mapToInt(Count::remaining).sum());

        List<Count> after =
                counts(targets, tasks.stream().map(CampaignTallyTests::ended).toList());
        assertThat(after)
                .as("the end changes neither what was to be done nor what was not")
                .extracting(Count::target, Count::done, Count::remaining, Count::failedItems)
                .isEqualTo(offices.stream()
                        .map(count -> org.assertj.core.groups.Tuple.tuple(
                                count.target(), count.done(), count.remaining(), count.failedItems()))
                        .toList());
    }

    @Test
    void nine_to_visit_of_which_three_are_done_leave_six() {
        List<TaskFile> tasks = new ArrayList<>();
        for (int number = 0; number < 21; number++) {
            tasks.add(task(OFFICES.get(0), number < 3 ? TaskState.DONE : TaskState.DUE, null, 0));
        }
        Count count = counts(Map.of(OFFICES.get(0), 9), tasks).get(0);
        assertThat(count.target()).isEqualTo(9);
        assertThat(count.done()).isEqualTo(3);
        assertThat(count.remaining()).isEqualTo(6);
        assertThat(count.tasks()).isEqualTo(21);
        assertThat(count.open()).isEqualTo(18);
    }

    @Test
    void an_office_with_a_target_and_no_place_is_shown() {
        assertThat(counts(Map.of(OFFICES.get(2), 4), List.of())).containsExactly(new Count(4, 0, 0, 0, 0, 0, 4, 0));
    }
}
