package org.wangge.hazard.model;

import org.wangge.checklist.Judge;
import org.wangge.checklist.Severity;
import org.wangge.hazard.HazardLevel;
import org.wangge.hazard.model.HazardFile.Grade;

/**
 * How grave a hazard is: severity × likelihood × detectability, each 1 to 4 (domain 3.7; a local idea, not a rule). Up to 8 is
 * blue, to 18 yellow, to 36 orange, above red. What alone makes a major hazard has the top severity.
 */
final class HazardGrade {

    private static final int TOP = 4;
    /** What was found is there; each time it comes back makes it likelier. */
    private static final int LIKELY = 2;

    private HazardGrade() {}

    static Grade of(HazardFile.Item item, HazardLevel level, int recurrences) {
        int severity = level == HazardLevel.GENERAL ? severity(item.severity()) : TOP;
        int likelihood = Math.min(TOP, LIKELY + recurrences);
        // What takes an expert to see is seen late.
        int detectability = item.judge() == Judge.DEPT ? 3 : 2;
        return new Grade(severity, likelihood, detectability, severity * likelihood * detectability);
    }

    private static int severity(Severity severity) {
        return switch (severity) {
            case LOW -> 1;
            case MEDIUM -> 2;
            case HIGH -> 3;
        };
    }
}
