package org.wangge.place;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.wangge.place.model.Doubles;
import org.wangge.shared.Refusal;

/**
 * What an import would do, or did, line by line.
 *
 * @param dryRun nothing was written
 * @param ignoredColumns headings that say nothing of a place
 */
public record ImportReport(boolean dryRun, List<String> ignoredColumns, List<Line> lines) {

    public ImportReport {
        ignoredColumns = List.copyOf(ignoredColumns);
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
            List<Refusal.Fault> notes) {

        /** The same with the columns as the file heads them. */
        Line headed(UnaryOperator<String> heading) {
            return new Line(line, outcome, name, placeId, headed(faults, heading), doubles, headed(notes, heading));
        }

        private static List<Refusal.Fault> headed(List<Refusal.Fault> all, UnaryOperator<String> heading) {
            return all.stream()
                    .map(fault -> new Refusal.Fault(heading.apply(fault.pointer()), fault.code(), fault.arguments()))
                    .toList();
        }
    }

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
            Set<Doubles.Reason> reasons) {}

    public long count(Outcome outcome) {
        return lines.stream().filter(line -> line.outcome() == outcome).count();
    }
}
