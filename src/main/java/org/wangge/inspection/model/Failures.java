package org.wangge.inspection.model;

import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.wangge.checklist.Checklist;
import org.wangge.checklist.ChecklistItem;
import org.wangge.checklist.Judge;
import org.wangge.checklist.Severity;
import org.wangge.hazard.FoundHazard;
import org.wangge.inspection.Answer;
import org.wangge.inspection.Answer.Verdict;
import org.wangge.place.Place;
import org.wangge.shared.LocalizedText;

/** What failed at an inspection, for each to become a hazard, whatever became of the checklist. */
public final class Failures {

    /** For what nobody knows more of: as long as most items of middle weight have. */
    private static final Period USUAL_DEADLINE = Period.ofDays(3);

    private Failures() {}

    /** The failures in the order of the list, and after them those of items that it does not have. */
    static Stream<Answer> of(List<Answer> answers, Checklist list) {
        Stream<Answer> listed = list.items().stream()
                .flatMap(item ->
                        answers.stream().filter(answer -> answer.itemId().equals(item.id())));
        Stream<Answer> others =
                answers.stream().filter(answer -> list.item(answer.itemId()).isEmpty());
        return Stream.concat(listed, others).filter(answer -> answer.answer() == Verdict.FAIL);
    }

    /** Whether the list has all that failed. */
    public static boolean areAllIn(InspectionFile file, Checklist list) {
        return of(file.answers(), list)
                .allMatch(answer -> list.item(answer.itemId()).isPresent());
    }

    /**
     * The hazards. An item is taken from the list that was used, else from the newest version that has it, else it is made of what
     * the phone sent: its note, or its code alone.
     *
     * @param versions all of the list, the newest first; may be empty when the list used has all that failed
     */
    public static List<FoundHazard> hazards(
            InspectionFile file, Place place, Checklist used, List<Checklist> versions) {
        Instant foundAt = file.submittedAt() == null ? file.updatedAt() : file.submittedAt();
        List<FoundHazard> failures = new ArrayList<>();
        of(file.answers(), used).forEach(answer -> {
            Checklist list = Stream.concat(Stream.of(used), versions.stream())
                    .filter(version -> version.item(answer.itemId()).isPresent())
                    .findFirst()
                    .orElse(null);
            ChecklistItem item =
                    list == null ? unlisted(answer) : list.item(answer.itemId()).orElseThrow();
            Answer.Fix fix = answer.fixedOnSpot();
            failures.add(new FoundHazard(
                    file.id(),
                    place,
                    list == null ? used : list,
                    item,
                    list == null,
                    answer.note(),
                    answer.mediaIds(),
                    file.inspector().id(),
                    file.inspector().name(),
                    foundAt,
                    fix == null ? null : new FoundHazard.FixedOnSpot(fix.note(), fix.mediaIds())));
        });
        return failures;
    }

    private static ChecklistItem unlisted(Answer answer) {
        String note = answer.note();
        String text = note == null || note.isBlank() ? answer.itemId() : note.strip();
        return new ChecklistItem(
                answer.itemId(),
                new LocalizedText(text, ""),
                Severity.MEDIUM,
                Judge.GRID,
                false,
                USUAL_DEADLINE,
                false,
                new LocalizedText("", ""));
    }
}
