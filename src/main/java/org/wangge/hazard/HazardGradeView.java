package org.wangge.hazard;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.wangge.hazard.model.HazardGrade;
import org.wangge.hazard.model.HazardLine;
import org.wangge.shared.PersonName;

/** Severity × likelihood × detectability. */
public record HazardGradeView(int severity, int likelihood, int detectability, int score) {

    /** What the grade became by one step of the timeline. */
    public record Change(
            Instant at,
            PersonName by,
            String action,
            HazardLevel level,
            int severity,
            int likelihood,
            int detectability,
            int score) {}

    static HazardGradeView of(HazardGrade grade) {
        return new HazardGradeView(grade.severity(), grade.likelihood(), grade.detectability(), grade.score());
    }

    /** By these lines, the oldest first; those of earlier versions do not say what they made of it. */
    static List<Change> history(List<HazardLine> lines) {
        return lines.stream().flatMap(HazardGradeView::change).toList();
    }

    private static Stream<Change> change(HazardLine line) {
        HazardGrade grade = line.grade();
        return grade == null
                ? Stream.empty()
                : Stream.of(new Change(
                        line.at(),
                        line.actor(),
                        line.action().code(),
                        line.level(),
                        grade.severity(),
                        grade.likelihood(),
                        grade.detectability(),
                        grade.score()));
    }
}
