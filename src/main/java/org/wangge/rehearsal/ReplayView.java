package org.wangge.rehearsal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.routing.Ruling.FellThrough;

/**
 * A rehearsal as one person sees it; the field names are part of the contract. The numbers of restricted cases are in the counts, and in
 * the lists for those only who may read such cases.
 *
 * @param version number of the rule set
 * @param office code; null for the whole district
 * @param result null in a list
 */
public record ReplayView(
        UUID id,
        ReplayKind kind,
        int version,
        @Nullable String office,
        ReplayState state,
        Instant from,
        Instant to,
        Progress progress,
        @Nullable Result result,
        PersonView startedBy,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant endedAt,
        List<String> openActions,
        long revision) {

    public record PersonView(UUID id, String name) {}

    /**
     * How far it came.
     *
     * @param expected how many cases there were when it began; null of a shadow run, which does not know
     */
    public record Progress(long done, @Nullable Long expected) {}

    /** What was counted; see {@code model.Tally}. */
    public record Result(
            long cases,
            CountView notReplayable,
            long moved,
            List<FlowView> matrix,
            List<LoadView> load,
            List<FallView> fellThrough,
            List<RowView> rows,
            RightView firstTimeRight,
            List<DifferenceView> differences) {}

    public record CaseLink(UUID id, String number) {}

    /** @param items the first twenty */
    public record CountView(long cases, List<CaseLink> items) {}

    public record DeskName(String code, String name) {}

    public record FlowView(DeskName from, DeskName to, long cases, List<CaseLink> items) {}

    public record LoadView(DeskName desk, long before, long after, List<DayView> days) {}

    /**
     * Days without any are not listed.
     *
     * @param before cases that the desk got
     * @param after cases that it would have got
     */
    public record DayView(LocalDate day, int before, int after) {}

    public record FallView(FellThrough why, long cases, List<CaseLink> items) {}

    public record RowView(
            @Nullable String row, boolean overlay, long cases, long moved, CountView gain, CountView loss) {}

    /**
     * The district's figure, and what would become of it.
     *
     * @param share of the closed cases that their first desk closed, from 0 to 1; null when none is closed
     * @param draftShare the same by the rule set
     */
    public record RightView(
            long closed,
            long first,
            @Nullable Double share,
            long draft,
            @Nullable Double draftShare,
            long disputed,
            CountView gain,
            CountView loss,
            CountView otherLoss) {}

    public record DifferenceView(
            UUID id,
            String number,
            Instant reportedAt,
            DeskName from,
            DeskName to,
            @Nullable String row) {}
}
