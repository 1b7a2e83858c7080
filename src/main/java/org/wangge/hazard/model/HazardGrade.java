package org.wangge.hazard.model;

import org.wangge.checklist.Judge;
import org.wangge.checklist.Severity;
import org.wangge.hazard.HazardLevel;

/**
 * How grave a hazard is: severity × likelihood × detectability, each 1 to 4 (domain 3.7; a local idea, not a rule). Up to 8 is
 * blue, to 18 yellow, to 36 orange, above red. What alone makes a major hazard has the top severity.
 */
public record HazardGrade(int severity, int likelihood, int detectability, int score) {

    private static final int TOP = 4;
    /** What was found is there; each time it comes back makes it likelier. */
    private static final int LIKELY = 2;

    static HazardGrade of(Severity severity, Judge judge, HazardLevel level, int recurrences) {
        int grave = level == HazardLevel.GENERAL ? grave(severity) : TOP;
        int likely = Math.min(TOP, LIKELY + recurrences);
        // What takes an expert to see is seen late.
        int hidden = judge == Judge.DEPT ? 3 : 2;
        return new HazardGrade(grave, likely, hidden, grave * likely * hidden);
    }

    private static int grave(Severity severity) {
        return switch (severity) {
            case LOW -> 1;
            case MEDIUM -> 2;
            case HIGH -> 3;
        };
    }
}
