package org.wangge.casework;

import org.jspecify.annotations.Nullable;

/** What came of a look on the spot, or of an offer. The names are part of the contract. */
public enum StepOutcome {
    /** Before filing: it is as reported. */
    CONFIRMED,
    NOT_CONFIRMED,
    /** Before closing: it is done. */
    PASSED,
    FAILED,
    /** Of a case that another office offered. */
    ACCEPTED,
    REFUSED;

    /** Of a step that was one; of another step there is none, which is null. */
    public static @Nullable StepOutcome of(CaseAction action, boolean positive) {
        return switch (action) {
            case VERIFY -> positive ? CONFIRMED : NOT_CONFIRMED;
            case CHECK -> positive ? PASSED : FAILED;
            case ANSWER_TRANSFER -> positive ? ACCEPTED : REFUSED;
            default -> null;
        };
    }
}
