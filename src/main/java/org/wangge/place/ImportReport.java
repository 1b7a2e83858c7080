package org.wangge.place;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wangge.place.model.Duplicates;
import org.wangge.shared.Refusal;

/**
 * What an import would do, or did: the whole in numbers, and so many lines one by one as people can read.
 *
 * @param dryRun nothing was written
 * @param ignoredColumns headings that say nothing of a place, the first fifty
 * @param counts how many lines came to what
 * @param faults how many there are in all lines
 * @param lines in the order of the file: those that were refused until fifty faults are told, and the first thousand of the others
 */
public record ImportReport(
        boolean dryRun, List<String> ignoredColumns, Map<Outcome, Long> counts, long faults, List<Line> lines) {

    public ImportReport {
        ignoredColumns = List.copyOf(ignoredColumns);
        counts = Map.copyOf(counts);
        lines = List.copyOf(lines);
    }

    /** What became of a line. */
    public enum Outcome {
        NEW,
        CHANGED,
        SAME,
        /** Something is wrong with it; not written. */
        REFUSED,
        /** May be a place that is there already; not written unless such lines are wanted. */
        SUSPECTED_DOUBLE
    }

    /**
     * One line.
     *
     * @param line of the file, from 1
     * @param placeId null when there is no place of it
     * @param faults their pointers are names of columns
     * @param doubles what it may be the same as
     * @param notes what was taken otherwise than it was written
     */
    public record Line(
            int line,
            Outcome outcome,
            String name,
            @Nullable UUID placeId,
            List<Refusal.Fault> faults,
            List<Suspect> doubles,
            List<Refusal.Fault> notes) {}

    /**
     * What a line may be the same as.
     *
     * @param placeId null when it is a line of the same file
     * @param line null when it is a place
     */
    public record Suspect(
            @Nullable UUID placeId,
            @Nullable Integer line,
            String name,
            double distanceMetres,
            Set<Duplicates.Reason> reasons) {}

    /** How many lines of the file came to this. */
    public long count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }
}
