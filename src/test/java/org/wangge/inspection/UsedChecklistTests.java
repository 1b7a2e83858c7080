package org.wangge.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wangge.checklist.Checklist;
import org.wangge.checklist.ChecklistItem;
import org.wangge.checklist.Judge;
import org.wangge.checklist.Severity;
import org.wangge.inspection.model.Doubts;
import org.wangge.inspection.model.InspectionFile;
import org.wangge.inspection.model.UsedChecklist;
import org.wangge.shared.LocalizedText;

/** Which version a phone used that was offline while the list was replaced or retired. */
class UsedChecklistTests {

    private static final LocalizedText TEXT = new LocalizedText("名", "name");
    private static final Instant NOW = Instant.parse("2026-03-20T00:00:00Z");

    private static Checklist version(int version, String publishedAt, boolean retired, String... items) {
        return new Checklist(
                "CANYIN",
                version,
                TEXT,
                1,
                "G0204",
                Stream.of(items)
                        .map(id ->
                                new ChecklistItem(id, TEXT, Severity.LOW, Judge.GRID, false, Period.ZERO, false, TEXT))
                        .toList(),
                retired,
                Instant.parse(publishedAt),
                null);
    }

    private static final Checklist FIRST = version(1, "2026-01-01T00:00:00Z", false, "A", "B");
    private static final Checklist SECOND = version(2, "2026-02-01T00:00:00Z", false, "A", "B", "C");
    private static final Checklist THIRD = version(3, "2026-03-01T00:00:00Z", false, "A", "C");
    private static final Checklist RETIRED = version(4, "2026-03-10T00:00:00Z", true, "A", "C");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // named, started, answered, whether retired since, version used, doubts
                "1, -,          A B,     false, 1, CHECKLIST_OUTDATED",
                "2, -,          A,       true,  2, CHECKLIST_RETIRED",
                "7, -,          A C,     false, 3, CHECKLIST_UNKNOWN",
                "-, 2026-01-15, A B,     false, 1, CHECKLIST_OUTDATED",
                "-, -,          A B,     false, 1, CHECKLIST_OUTDATED",
                "-, 2026-02-15, A B C,   false, 2, CHECKLIST_OUTDATED",
                "-, 2026-03-05, A C,     true,  3, CHECKLIST_RETIRED",
                "-, 2026-02-15, A,       false, 2, CHECKLIST_OUTDATED",
                "-, -,          A,       false, 3, -",
                "-, -,          A X,     false, 3, ITEM_UNKNOWN",
                "3, -,          A B C,   false, 3, ITEM_UNKNOWN"
            })
    void the_phone_is_believed_about_its_version_and_its_answers_tell_it_otherwise(
            @Nullable Integer named,
            @Nullable String started,
            String answered,
            boolean retired,
            int used,
            @Nullable String doubt) {
        Doubts doubts = new Doubts(NOW);
        Checklist chosen = UsedChecklist.among(
                retired ? List.of(RETIRED, THIRD, SECOND, FIRST) : List.of(THIRD, SECOND, FIRST),
                named,
                started == null ? null : Instant.parse(started + "T00:00:00Z"),
                Stream.of(answered.split(" "))
                        .map(item -> new Answer(item, Answer.Verdict.PASS, null, List.of(), null))
                        .toList(),
                doubts);
        assertThat(chosen.version()).isEqualTo(used);
        assertThat(doubts.found())
                .extracting(InspectionFile.Doubt::code)
                .containsExactlyElementsOf(doubt == null ? List.of() : List.of(DoubtCode.valueOf(doubt)));
    }
}
